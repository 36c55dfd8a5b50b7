import { AstUtils, type Reference } from 'langium';
import {
  brief,
  type CaptureField,
  type CaptureFormat,
  type CaptureTest,
  nearestNames,
  type Pattern,
  pathKeys,
} from '../../check/index.js';
import type { Places } from '../ast/places.js';
import * as ast from '../generated/ast.js';
import { errorOf, patternOf } from './capture-patterns.js';
import type { FindingsCollector } from './findings-collector.js';
import { remedyOfFew } from './name-remedies.js';

/** The names that a capture can refer to, beyond the vocabulary. */
export interface CaptureScope {
  /** Name of the declared message or protocol with this name or title; undefined if there is none. */
  readonly declared: (kind: 'message' | 'protocol', name: string) => string | undefined;
  /** The visible messages and protocols, to offer the nearest. */
  readonly names: (kind: 'message' | 'protocol') => Iterable<string>;
  /** Participants of the visible flows and roles of the visible models; null if some cannot be seen. */
  readonly participants: () => ReadonlySet<string> | null;
  /** Phases of the visible flows and models; null if some cannot be seen. */
  readonly phases: () => ReadonlySet<string> | null;
  /** Looks up the capture after `is`. */
  readonly base: (reference: Reference<ast.Capture>, holder: ast.Capture) => ast.Capture | undefined;
}

/** A node that has an expression. */
type PatternHolder = ast.CaptureLine | ast.CaptureCut | ast.CaptureTerm | ast.CaptureValue;

/** What a capture reads. */
export interface CaptureSource {
  /** Null if it cannot be read. */
  readonly format: CaptureFormat | null;
  /** Names of the groups in the expressions of the capture's lines. */
  readonly groups: ReadonlySet<string>;
  /** Whether these are all of them: an expression may be in text that cannot be read. */
  readonly groupsKnown: boolean;
  /** Names of the columns of a file without a header; null: it has one. */
  readonly columns: readonly string[] | null;
}

/** Compiles the fields, tests and expressions of a capture. */
export class CaptureFieldCompiler {
  private readonly format: CaptureFormat | null;
  private readonly groups: ReadonlySet<string>;
  private readonly groupsKnown: boolean;
  /** What a name in quotes can mean; null: anything. */
  private readonly sources: ReadonlySet<string> | null;

  constructor(
    private readonly capture: ast.Capture,
    { format, groups, groupsKnown, columns }: CaptureSource,
    private readonly scope: CaptureScope,
    private readonly places: Places,
    private readonly collector: FindingsCollector,
  ) {
    this.format = format;
    this.groups = groups;
    this.groupsKnown = groupsKnown;
    // Without an expression, the format is what is missing.
    const named = format === 'text' && groups.size > 0 && groupsKnown ? groups : null;
    this.sources = format === 'csv' && columns !== null ? new Set(columns) : named;
  }

  /** Whether a record can have the value of a field, as far as that is known without the recording. */
  canBeThere(field: CaptureField): boolean {
    switch (field.kind) {
      case 'constant':
        return true;
      case 'group':
        return this.groups.has(field.name);
      case 'source':
        return this.sources === null || this.sources.has(field.name);
      case 'first':
        return field.fields.some((other) => this.canBeThere(other));
      case 'joined':
        return field.parts.every((part) => typeof part === 'string' || this.canBeThere(part));
      case 'extract':
        return this.canBeThere(field.field);
      case 'when':
        return this.canBeThere(field.field) || (field.otherwise !== null && this.canBeThere(field.otherwise));
    }
  }

  /** The field that a member has by default: the group of that name, if there is one. */
  standard(name: string): CaptureField {
    return this.groups.has(name) ? { kind: 'group', name } : NOTHING;
  }

  /**
   * A field as written: of several terms, the first with a value.
   * @param declares what a bare name may declare, if it is no group
   */
  field(node: ast.CaptureField | undefined, declares: 'message' | 'protocol' | null = null): CaptureField {
    const fields = (node?.terms ?? []).map((term) => this.term(term, declares));
    const [only] = fields;
    return fields.length === 1 && only !== undefined ? only : { kind: 'first', fields };
  }

  /** The test of a field's text. */
  test(node: ast.CaptureValue | undefined): CaptureTest {
    if (node?.pattern === undefined) return { text: node?.text ?? '' };
    return { pattern: this.pattern(node.pattern, node) ?? NEVER };
  }

  /**
   * An expression as written; one that is not valid is reported.
   * @param node has the expression as its `pattern`
   * @returns null if there is none, or it is not valid
   */
  pattern(text: string | undefined, node: PatternHolder): Pattern | null {
    if (text === undefined) return null;
    const pattern = patternOf(text);
    const error = errorOf(pattern);
    if (error === null) return pattern;
    if (isWrittenIn(this.capture, node)) {
      const remedy = pattern.source.includes('(?P<')
        ? 'A group is named "(?<name>…)", without "P".'
        : 'Write it as in JavaScript, with "i" as the only flag.';
      const place = this.places.property(node, 'pattern');
      this.collector.add('syntax-error', place, `Invalid expression: ${error}. ${remedy}`);
    }
    return null;
  }

  private term(node: ast.CaptureTerm, declares: 'message' | 'protocol' | null): CaptureField {
    let field = this.plain(node, declares);
    if (node.pattern !== undefined) {
      const pattern = this.pattern(node.pattern, node);
      if (pattern !== null) field = { kind: 'extract', field, pattern };
    }
    const { condition, conditionText } = node;
    if (condition === undefined && conditionText === undefined) return field;
    return {
      kind: 'when',
      condition:
        condition === undefined
          ? this.quoted(conditionText ?? '', node, 'conditionText')
          : this.named(condition, node, 'condition', null),
      test: node.value === undefined ? { text: '' } : this.test(node.value),
      field,
      otherwise: node.otherwise === undefined ? null : this.term(node.otherwise, declares),
    };
  }

  private plain(node: ast.CaptureTerm, declares: 'message' | 'protocol' | null): CaptureField {
    if (node.group !== undefined) return this.named(node.group, node, 'group', declares);
    const text = node.text ?? '';
    if (node.constant) return { kind: 'constant', text };
    return this.quoted(text, node, 'text');
  }

  /** A column, a key or a path; or several fields put together. */
  private quoted(text: string, node: ast.CaptureTerm, property: 'text' | 'conditionText'): CaptureField {
    if (!/\{[^{}]+\}/.test(text)) return this.source(text, node, property);
    const parts = text.split(/\{([^{}]+)\}/).map((part, index): string | CaptureField => {
      if (index % 2 === 0) return part;
      return this.groups.has(part) ? { kind: 'group', name: part } : this.source(part, node, property);
    });
    return { kind: 'joined', parts };
  }

  private source(name: string, node: ast.CaptureTerm, property: 'text' | 'conditionText'): CaptureField {
    if (this.format === 'json' || this.format === 'otlp') this.checkPath(name, node, property);
    if (this.sources !== null && !this.sources.has(name) && isWrittenIn(this.capture, node)) {
      const [kind, where] =
        this.format === 'text' ? ['field', 'among the named groups of this capture'] : ['column', 'in "columns"'];
      const [nearest] = nearestNames(name, this.sources);
      const other =
        kind === 'field'
          ? `Name a group of an expression like this: (?<${name}>…).`
          : (remedyOfFew([...this.sources]) ?? 'Correct the name, or add it there.');
      const remedy = nearest === undefined ? other : `Did you mean "${nearest}"?`;
      this.collector.add(
        'unknown-field',
        this.places.property(node, property),
        `There is no ${kind} "${name}" ${where}. ${remedy}`,
        { brief: brief`There is no ${kind} ${name}` },
      );
    }
    return { kind: 'source', name };
  }

  /** Reports a path that cannot be read. */
  checkPath(path: string, node: ast.CaptureTerm | ast.CaptureEnvelope, property: string): void {
    const { end } = pathKeys(path);
    if (end === path.length || !isWrittenIn(this.capture, node)) return;
    const message = `Unexpected "${path.slice(end)}" in a path. Write it like this: "$.a['b.c'][0]".`;
    this.collector.add('syntax-error', this.places.property(node, property), message, { brief: 'Invalid path' });
  }

  /** A bare name: a group of the expressions, otherwise (for a message or protocol) a declaration. */
  private named(
    name: string,
    node: ast.CaptureTerm,
    property: string,
    declares: 'message' | 'protocol' | null,
  ): CaptureField {
    if (this.groups.has(name)) return { kind: 'group', name };
    const declared = declares === null ? undefined : this.scope.declared(declares, name);
    if (declared !== undefined) return { kind: 'constant', text: declared };
    if (this.groupsKnown && isWrittenIn(this.capture, node)) this.reportUnknown(name, node, property, declares);
    return NOTHING;
  }

  /** How a record of the format names the field: an addition to the remedy; empty for text. */
  private inQuotes(name: string): string {
    if (this.format === 'text') return '';
    if (this.format === 'csv') return ` Write the name of a column in quotes: "${name}".`;
    if (this.format === 'xes') return ` Write the key of an attribute in quotes: "${name}".`;
    return ` Write a path in quotes: "$.${name}".`;
  }

  private reportUnknown(
    name: string,
    node: ast.CaptureTerm,
    property: string,
    declares: 'message' | 'protocol' | null,
  ): void {
    const place = this.places.property(node, property);
    if (declares !== null && this.groups.size === 0) {
      const candidates = nearestNames(name, this.scope.names(declares));
      this.collector.addUnknown(declares, name, place, candidates, 'in this file, its imports, or the library');
      return;
    }
    const candidates = nearestNames(name, this.groups);
    const where = 'among the named groups of this capture';
    const [nearest] = candidates;
    const remedy =
      nearest === undefined
        ? `Name a group of an expression like this: (?<${name}>…).${this.inQuotes(name)}`
        : `Did you mean "${nearest}"?`;
    this.collector.add('unknown-field', place, `There is no field "${name}" ${where}. ${remedy}`, {
      data: { candidates },
    });
  }
}

/** Whether a node is written in this capture: mistakes in an inherited one are reported there. */
export function isWrittenIn(
  capture: ast.Capture,
  node: ast.CaptureMember | ast.CaptureTerm | ast.CaptureValue | ast.CaptureMessageEntry,
): boolean {
  return AstUtils.getContainerOfType(node, ast.isCapture) === capture;
}

/** A field that no record has. */
const NOTHING: CaptureField = { kind: 'first', fields: [] };
/** An expression that matches nothing, in place of an invalid one. */
const NEVER: Pattern = { source: '(?!)', flags: '' };
