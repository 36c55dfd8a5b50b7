import { AstUtils, type Reference } from 'langium';
import {
  type Capture,
  type CaptureField,
  type CaptureFormat,
  type CaptureTest,
  deviationCodes,
  nearestNames,
  type Pattern,
  type TimeFormat,
} from '../../check/index.js';
import type { Places } from '../ast/places.js';
import * as ast from '../generated/ast.js';
import { durationMs } from './duration.js';
import type { Report } from './name-lookup.js';
import { shownTitle } from './shown-title.js';
import type { VocabularyLookup } from './vocabulary.js';

const FORMATS: readonly CaptureFormat[] = ['text', 'json', 'csv', 'xes', 'otlp'];
const UNITS = ['s', 'ms', 'us', 'ns'] as const;

/** What a capture's names may mean, beyond the vocabulary. */
export interface CaptureScope {
  /** Name of the declared message or protocol with this name or title; undefined if there is none. */
  readonly declared: (kind: 'message' | 'protocol', name: string) => string | undefined;
  /** The visible messages and protocols, to offer the nearest. */
  readonly names: (kind: 'message' | 'protocol') => Iterable<string>;
  /** Participants of the visible flows and roles of the visible models; null where some cannot be seen. */
  readonly participants: () => ReadonlySet<string> | null;
  /** Looks up the capture after `is`. */
  readonly base: (reference: Reference<ast.Capture>, holder: ast.Capture) => ast.Capture | undefined;
}

/** Compiles a capture to plain data; the members that it does not give itself come from the one after `is`. */
export function compileCapture(
  node: ast.Capture,
  vocabulary: VocabularyLookup,
  scope: CaptureScope,
  places: Places,
  report: Report,
): Capture {
  return new CaptureCompiler(node, vocabulary, scope, places, report).compile();
}

class CaptureCompiler {
  private readonly members: readonly ast.CaptureMember[];
  private readonly groups: ReadonlySet<string>;
  private readonly format: CaptureFormat;

  constructor(
    private readonly node: ast.Capture,
    private readonly vocabulary: VocabularyLookup,
    private readonly scope: CaptureScope,
    private readonly places: Places,
    private readonly report: Report,
  ) {
    this.members = this.withInherited(node);
    this.groups = new Set(
      this.members.filter(ast.isCaptureLine).flatMap(({ pattern }) => groupsOf(pattern === undefined ? '' : pattern)),
    );
    this.format = this.readFormat();
  }

  compile(): Capture {
    const find = <T extends ast.CaptureMember>(is: (member: unknown) => member is T) => this.members.findLast(is);
    const time = find(ast.isCaptureTime);
    const key = find(ast.isCaptureKey);
    const message = find(ast.isCaptureMessage);
    const protocol = find(ast.isCaptureProtocol);
    const end = (kind: 'from' | 'to') =>
      this.members.findLast((m): m is ast.CaptureEnd => ast.isCaptureEnd(m) && m.kind === kind);
    const limit = (kind: ast.CaptureLimit['kind'], otherwise: number) =>
      durationMs(
        this.members.findLast((m): m is ast.CaptureLimit => ast.isCaptureLimit(m) && m.kind === kind)?.duration,
      ) ?? otherwise;
    const again = find(ast.isCaptureAgain);
    const answer = find(ast.isCaptureAnswer);
    const cut = find(ast.isCaptureCut);
    const columns = find(ast.isCaptureColumns);
    const records = find(ast.isCaptureRecords);
    const patterns = (kind: ast.CaptureLine['kind']) =>
      this.members
        .filter((m): m is ast.CaptureLine => ast.isCaptureLine(m) && m.kind === kind)
        .flatMap((m) => this.pattern(m.pattern, m) ?? []);
    return {
      name: this.node.name,
      title: shownTitle(this.node.title),
      files: this.members.filter(ast.isCaptureFiles).flatMap(({ globs }) => globs),
      format: this.format,
      columns: columns?.names ?? null,
      answer: answer === undefined ? null : this.field(answer.field, 'message'),
      envelope: find(ast.isCaptureEnvelope)?.path ?? null,
      cut: cut === undefined ? null : this.pattern(cut.pattern, cut),
      lines: patterns('line'),
      more: patterns('more'),
      until: patterns('until'),
      time: {
        field: time === undefined ? this.standard('time') : this.field(time.field),
        format: this.timeFormat(time),
        date: time?.date ?? null,
        zone: this.zone(time),
      },
      offsets: this.members
        .filter(ast.isCaptureOffset)
        .map((m) => ({ ms: offsetMs(m.duration), glob: m.glob ?? null })),
      key: key === undefined ? this.standard('key') : this.field(key.field),
      joined: key?.joined.map((field) => this.field(field)) ?? [],
      message: message === undefined ? this.standard('message') : this.field(message.field, 'message'),
      messageEntries:
        message?.entries.map((entry) => ({
          test: this.test(entry.value, entry),
          message: this.vocabulary.message(entry.message, entry, 'message').message,
        })) ?? [],
      protocol: protocol === undefined ? this.standard('protocol') : this.field(protocol.field, 'protocol'),
      protocolEntries:
        protocol?.entries.map((entry) => ({
          test: this.test(entry.value, entry),
          protocol: this.vocabulary.protocol(entry.protocol, entry, 'protocol').protocol,
        })) ?? [],
      from: this.end(end('from'), 'from'),
      to: this.end(end('to'), 'to'),
      participants: this.participants(),
      records:
        records?.protocols.flatMap((reference) => {
          const { protocol: recorded } = this.vocabulary.protocol(reference, records, 'protocols');
          return recorded === null ? [] : [recorded];
        }) ?? null,
      again:
        again === undefined
          ? null
          : { withinMs: durationMs(again.duration) ?? 0, by: again.fields.map((field) => this.repeatedField(field)) },
      settleMs: limit('settle', 2_000),
      idleMs: limit('idle', 3_600_000),
      reorderMs: limit('reorder', 200),
      beginsWithinMs: limit('begins', 300_000),
      allowed: this.members.filter(ast.isCaptureAllow).map((member) => this.allowed(member)),
      place: this.places.name(this.node),
    };
  }

  /** The members with those of the kinds it does not give itself from the capture after `is`. */
  private withInherited(node: ast.Capture): ast.CaptureMember[] {
    const members = [...node.members];
    const seen = new Set([node]);
    for (let at = node; at.base !== undefined; ) {
      const base = this.scope.base(at.base, at);
      if (base === undefined || seen.has(base)) break;
      seen.add(base);
      const given = new Set(members.map(kindOf));
      members.unshift(...base.members.filter((member) => !given.has(kindOf(member))));
      at = base;
    }
    return members;
  }

  /** Whether the member is written in this capture: what is wrong in another is reported there. */
  private isOwn(node: ast.CaptureMember | ast.CaptureTerm | ast.CaptureValue | ast.CaptureMessageEntry): boolean {
    return AstUtils.getContainerOfType(node, ast.isCapture) === this.node;
  }

  private readFormat(): CaptureFormat {
    const reads = this.members.findLast(ast.isCaptureReads);
    if (reads?.format === undefined) return 'text';
    const format = FORMATS.find((known) => known === reads.format);
    if (format === undefined && this.isOwn(reads)) {
      this.unknownValue(reads.format, reads, 'format', FORMATS, 'A capture reads');
    }
    return format ?? 'text';
  }

  private unknownValue(
    name: string,
    node: ast.CaptureMember,
    property: string,
    values: readonly string[],
    subject: string,
  ): void {
    const candidates = nearestNames(name, values);
    const meant = candidates[0] === undefined ? '' : ` Did you mean "${candidates[0]}"?`;
    const message = `There is no "${name}" here. ${subject} ${values.slice(0, -1).join(', ')} or ${values.at(-1)}.${meant}`;
    this.report.add('unknown-value', this.places.property(node, property), message, { data: { candidates } });
  }

  /** A field by which equal messages are recognized: the name of a member stands for what it reads. */
  private repeatedField(field: ast.CaptureField): CaptureField {
    const [term, another] = field.terms;
    const name = another === undefined && term?.pattern === undefined ? term?.group : undefined;
    if (name === undefined || term?.value !== undefined || this.groups.has(name)) return this.field(field);
    const member = this.members.findLast(
      (
        other,
      ): other is ast.CaptureKey | ast.CaptureMessage | ast.CaptureProtocol | ast.CaptureEnd | ast.CaptureTime => {
        if (ast.isCaptureEnd(other)) return other.kind === name;
        if (name === 'key') return ast.isCaptureKey(other);
        if (name === 'message') return ast.isCaptureMessage(other);
        if (name === 'protocol') return ast.isCaptureProtocol(other);
        return name === 'time' && ast.isCaptureTime(other);
      },
    );
    return member === undefined ? this.field(field) : this.field(member.field);
  }

  private standard(name: string): CaptureField {
    return this.groups.has(name) ? { kind: 'group', name } : NOTHING;
  }

  private end(member: ast.CaptureEnd | undefined, kind: 'from' | 'to'): CaptureField {
    return member === undefined ? this.standard(kind) : this.field(member.field);
  }

  private field(node: ast.CaptureField | undefined, declares: 'message' | 'protocol' | null = null): CaptureField {
    const fields = (node?.terms ?? []).map((term) => this.term(term, declares));
    const [only] = fields;
    return fields.length === 1 && only !== undefined ? only : { kind: 'first', fields };
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
      test: node.value === undefined ? { text: '' } : this.test(node.value, node),
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

  /** A bare name: a group of the expressions, else (for a message or protocol) a declaration. */
  private named(
    name: string,
    node: ast.CaptureTerm,
    property: string,
    declares: 'message' | 'protocol' | null,
  ): CaptureField {
    if (this.groups.has(name)) return { kind: 'group', name };
    const declared = declares === null ? undefined : this.scope.declared(declares, name);
    if (declared !== undefined) return { kind: 'constant', text: declared };
    if (this.isOwn(node)) {
      const place = this.places.property(node, property);
      if (declares !== null && this.groups.size === 0) {
        const candidates = nearestNames(name, this.scope.names(declares));
        this.report.unknown(declares, name, place, candidates, 'in this file, its imports or the library');
      } else {
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
        this.report.add('unknown-field', place, `There is no field "${name}" ${where}. ${remedy}`, {
          data: { candidates },
        });
      }
    }
    return NOTHING;
  }

  private test(
    node: ast.CaptureValue | undefined,
    holder: ast.CaptureMessageEntry | ast.CaptureProtocolEntry | ast.CaptureTerm | ast.CaptureAddress,
  ): CaptureTest {
    if (node?.pattern === undefined) return { text: node?.text ?? '' };
    return { pattern: this.pattern(node.pattern, node, holder) ?? NEVER };
  }

  /** An expression as written; reported and null if it is none. */
  private pattern(text: string | undefined, ...nodes: readonly unknown[]): Pattern | null {
    if (text === undefined) return null;
    const end = text.lastIndexOf('/');
    const pattern = { source: text.slice(1, end), flags: text.slice(end + 1) };
    try {
      new RegExp(pattern.source, pattern.flags);
      return pattern;
    } catch (error) {
      const [node] = nodes;
      if (isTermOrMember(node) && this.isOwn(node)) {
        const why = error instanceof Error ? error.message.replace(/^.*\/: /, '') : String(error);
        this.report.add(
          'syntax-error',
          this.places.property(node, 'pattern'),
          `This expression cannot be read: ${why}. It is written as in JavaScript, with the flag "i" only.`,
        );
      }
      return null;
    }
  }

  private timeFormat(time: ast.CaptureTime | undefined): TimeFormat {
    if (time?.format !== undefined) return { kind: 'letters', text: time.format };
    if (time?.unit === undefined) return { kind: 'iso' };
    const unit = UNITS.find((known) => known === time.unit);
    if (unit === undefined && this.isOwn(time)) this.unknownValue(time.unit, time, 'unit', UNITS, 'An epoch counts');
    return { kind: 'epoch', unit: unit ?? 'ms' };
  }

  private zone(time: ast.CaptureTime | undefined): string | null {
    const zone = time?.zone;
    if (zone === undefined || time === undefined) return null;
    if (/^([+-]\d\d:?\d\d|Z|UTC)$/.test(zone)) return zone;
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return zone;
    } catch {
      if (this.isOwn(time)) {
        const message = `There is no time zone "${zone}". Write an offset, such as "+05:30", or a name, such as "Europe/Berlin".`;
        this.report.add('unknown-value', this.places.property(time, 'zone'), message);
      }
      return null;
    }
  }

  private participants(): Capture['participants'] {
    const members = this.members.filter(ast.isCaptureAddress);
    const known = members.length === 0 ? null : this.scope.participants();
    return members.flatMap((member) => {
      const name = member.role;
      if (name === undefined) return [];
      if (known !== null && !known.has(name) && this.isOwn(member)) {
        const candidates = nearestNames(name, known);
        const place = this.places.property(member, 'role');
        this.report.unknown('participant', name, place, candidates, 'in a flow or model that this file can see');
      }
      return [{ name, tests: member.values.map((value) => this.test(value, member)) }];
    });
  }

  private allowed(member: ast.CaptureAllow): Capture['allowed'][number] {
    if (member.code !== undefined && !deviationCodes.some((code) => code === member.code) && this.isOwn(member)) {
      this.unknownValue(member.code, member, 'code', deviationCodes, 'A deviation is one of');
    }
    return {
      code: member.code ?? '',
      message: member.message ?? null,
      phase: member.phase ?? null,
      reason: member.reason ?? '',
    };
  }
}

/** A field that is nowhere. */
const NOTHING: CaptureField = { kind: 'first', fields: [] };
/** An expression that matches nothing, in place of one that cannot be read. */
const NEVER: Pattern = { source: '(?!)', flags: '' };

function isTermOrMember(node: unknown): node is ast.CaptureTerm | ast.CaptureMember | ast.CaptureValue {
  return typeof node === 'object' && node !== null && '$type' in node;
}

/** Kinds of member that are taken from the base as a whole. */
function kindOf(member: ast.CaptureMember): string {
  if (ast.isCaptureLine(member) || ast.isCaptureEnd(member) || ast.isCaptureLimit(member)) {
    return `${member.$type} ${member.kind}`;
  }
  return member.$type;
}

/** Names of the named groups of an expression. */
function groupsOf(pattern: string): string[] {
  return [...pattern.matchAll(/\(\?<([A-Za-z_$][\w$]*)>/g)].flatMap(([, name]) => name ?? []);
}

function offsetMs(duration: string | undefined): number {
  if (duration === undefined) return 0;
  const sign = duration.startsWith('-') ? -1 : 1;
  return sign * (durationMs(duration.replace(/^-/, '')) ?? 0);
}
