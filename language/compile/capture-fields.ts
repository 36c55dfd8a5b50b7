import { AstUtils, type Reference } from 'langium';
import {
  type CaptureField,
  type CaptureFormat,
  type CaptureTest,
  nearestNames,
  type Pattern,
} from '../../check/index.js';
import type { Places } from '../ast/places.js';
import * as ast from '../generated/ast.js';
import type { FindingsCollector } from './findings-collector.js';

/** The names that a capture can refer to, beyond the vocabulary. */
export interface CaptureScope {
  /** Name of the declared message or protocol with this name or title; undefined if there is none. */
  readonly declared: (kind: 'message' | 'protocol', name: string) => string | undefined;
  /** The visible messages and protocols, to offer the nearest. */
  readonly names: (kind: 'message' | 'protocol') => Iterable<string>;
  /** Participants of the visible flows and roles of the visible models; null if some cannot be seen. */
  readonly participants: () => ReadonlySet<string> | null;
  /** Looks up the capture after `is`. */
  readonly base: (reference: Reference<ast.Capture>, holder: ast.Capture) => ast.Capture | undefined;
}

/** A node that has an expression. */
type PatternHolder = ast.CaptureLine | ast.CaptureCut | ast.CaptureTerm | ast.CaptureValue;

/** Compiles the fields, tests and expressions of a capture. */
export class CaptureFieldCompiler {
  /** @param groups names of the groups in the expressions of the capture's lines */
  constructor(
    private readonly capture: ast.Capture,
    private readonly groups: ReadonlySet<string>,
    private readonly format: CaptureFormat,
    private readonly scope: CaptureScope,
    private readonly places: Places,
    private readonly collector: FindingsCollector,
  ) {}

  /** The field that a member has by default: the group of that name, if there is one. */
  standard(name: string): CaptureField {
    return this.groups.has(name) ? { kind: 'group', name } : NOTHING;
  }

  /** @param declares what a bare name may declare, if it is no group */
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
    const end = text.lastIndexOf('/');
    const pattern = { source: text.slice(1, end), flags: text.slice(end + 1) };
    try {
      new RegExp(pattern.source, pattern.flags);
      return pattern;
    } catch (error) {
      if (isWrittenIn(this.capture, node)) {
        const why = error instanceof Error ? error.message.replace(/^.*\/: /, '') : String(error);
        this.collector.add(
          'syntax-error',
          this.places.property(node, 'pattern'),
          `Invalid expression: ${why}. Write it as in JavaScript, with "i" as the only flag.`,
        );
      }
      return null;
    }
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
        condition === undefined ? this.quoted(conditionText ?? '') : this.named(condition, node, 'condition', null),
      test: node.value === undefined ? { text: '' } : this.test(node.value),
      field,
      otherwise: node.otherwise === undefined ? null : this.term(node.otherwise, declares),
    };
  }

  private plain(node: ast.CaptureTerm, declares: 'message' | 'protocol' | null): CaptureField {
    if (node.group !== undefined) return this.named(node.group, node, 'group', declares);
    const text = node.text ?? '';
    if (node.constant) return { kind: 'constant', text };
    return this.quoted(text);
  }

  /** A column, a key or a path; or several fields put together. */
  private quoted(text: string): CaptureField {
    if (!/\{[^{}]+\}/.test(text)) return { kind: 'source', name: text };
    const parts = text.split(/\{([^{}]+)\}/).map((part, index): string | CaptureField => {
      if (index % 2 === 0) return part;
      return this.groups.has(part) ? { kind: 'group', name: part } : { kind: 'source', name: part };
    });
    return { kind: 'joined', parts };
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
    if (isWrittenIn(this.capture, node)) this.reportUnknown(name, node, property, declares);
    return NOTHING;
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
      this.collector.addUnknown(declares, name, place, candidates, 'in this file, its imports or the library');
      return;
    }
    const candidates = nearestNames(name, this.groups);
    const where = 'among the named groups of this capture';
    const quoted =
      this.format === 'text'
        ? ''
        : ` Write a column, key or path in quotes: "${this.format === 'csv' ? '' : '$.'}${name}".`;
    const [nearest] = candidates;
    const remedy =
      nearest === undefined
        ? `Name a group of an expression like this: (?<${name}>…).${quoted}`
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
