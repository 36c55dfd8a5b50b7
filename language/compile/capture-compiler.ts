import {
  type Capture,
  type CaptureField,
  type CaptureFormat,
  captureFormats,
  type Pattern,
} from '../../check/index.js';
import type { Places } from '../ast/places.js';
import * as ast from '../generated/ast.js';
import { CaptureFieldCompiler, type CaptureScope, isWrittenIn } from './capture-fields.js';
import { type CaptureInheritance, inheritanceOf, withInherited } from './capture-inheritance.js';
import { errorOf, groupsOf, patternOf } from './capture-patterns.js';
import { CaptureReferences } from './capture-references.js';
import { reportReadsNothing, reportRepeatedMembers, reportRing, reportZonesAsPaths } from './capture-rules.js';
import { CaptureTimeCompiler } from './capture-times.js';
import { durationMs } from './duration.js';
import type { FindingsCollector } from './findings-collector.js';
import { shownTitle } from './shown-title.js';
import { lacksExpression } from './skipped-expressions.js';
import { reportUnknownValue } from './unknown-value.js';
import type { VocabularyLookup } from './vocabulary.js';

/** Compiles a capture to plain data; kinds of members that it does not give itself come from the capture after `is`. */
export function compileCapture(
  node: ast.Capture,
  vocabulary: VocabularyLookup,
  scope: CaptureScope,
  places: Places,
  collector: FindingsCollector,
): Capture {
  return new CaptureCompiler(node, vocabulary, scope, places, collector).compile();
}

class CaptureCompiler {
  private readonly inheritance: CaptureInheritance;
  private readonly members: readonly ast.CaptureMember[];
  readonly groups: ReadonlySet<string>;
  readonly groupsKnown: boolean;
  /** Null: the capture names one that does not exist. */
  readonly format: CaptureFormat | null;
  /** Names of the columns of a file without a header; null: it has one. */
  readonly columns: readonly string[] | null;
  private readonly fields: CaptureFieldCompiler;
  private readonly times: CaptureTimeCompiler;
  private readonly references: CaptureReferences;

  constructor(
    private readonly node: ast.Capture,
    private readonly vocabulary: VocabularyLookup,
    scope: CaptureScope,
    private readonly places: Places,
    private readonly collector: FindingsCollector,
  ) {
    this.inheritance = inheritanceOf(node, scope);
    this.members = withInherited(node, this.inheritance);
    const lines = this.members.filter(ast.isCaptureLine);
    const patterns = lines.map(({ pattern = '' }) => patternOf(pattern));
    this.groups = new Set(patterns.flatMap(groupsOf));
    // Wrong flags hide no group.
    this.groupsKnown =
      patterns.every(({ source }) => errorOf({ source, flags: '' }) === null) && !lacksExpression(node);
    this.format = this.readFormat();
    this.columns = this.last(ast.isCaptureColumns)?.names ?? null;
    this.fields = new CaptureFieldCompiler(node, this, scope, places, collector);
    this.times = new CaptureTimeCompiler(node, this.fields, places, collector);
    this.references = new CaptureReferences(node, this.fields, scope, places, collector);
  }

  /** Compiles the capture, and reports what is wrong with it as a whole. */
  compile(): Capture {
    const { node, inheritance, fields, places, collector } = this;
    const capture = this.capture();
    reportRepeatedMembers(node, places, collector);
    reportRing(node, inheritance, places, collector);
    reportZonesAsPaths(node, places, collector);
    if (this.format !== null) {
      reportReadsNothing(node, capture, inheritance, (field) => fields.canBeThere(field), places, collector);
    }
    return capture;
  }

  private capture(): Capture {
    const { fields } = this;
    const answer = this.last(ast.isCaptureAnswer);
    const cut = this.last(ast.isCaptureCut);
    const key = this.last(ast.isCaptureKey);
    return {
      name: this.node.name,
      title: shownTitle(this.node.title),
      files: this.members.filter(ast.isCaptureFiles).flatMap(({ globs }) => globs),
      format: this.format ?? 'text',
      columns: this.columns,
      answer: answer === undefined ? null : fields.field(answer.field, 'message'),
      envelope: this.envelope(),
      cut: cut === undefined ? null : fields.pattern(cut.pattern, cut),
      lines: this.patterns('line'),
      more: this.patterns('more'),
      until: this.patterns('until'),
      time: this.times.time(this.last(ast.isCaptureTime)),
      offsets: this.members
        .filter(ast.isCaptureOffset)
        .map((member) => ({ ms: offsetMs(member.duration), glob: member.glob ?? null })),
      key: key === undefined ? fields.standard('key') : fields.field(key.field),
      joined: key?.joined.map((field) => fields.field(field)) ?? [],
      ...this.message(),
      ...this.protocol(),
      from: this.end('from'),
      to: this.end('to'),
      participants: this.references.participants(this.members.filter(ast.isCaptureAddress)),
      records: this.records(),
      again: this.again(),
      settleMs: this.limit('settle') ?? 2_000,
      idleMs: this.limit('idle') ?? 3_600_000,
      reorderMs: this.limit('reorder') ?? 200,
      beginsWithinMs: this.limit('begins') ?? 300_000,
      allowed: this.members.filter(ast.isCaptureAllow).map((member) => this.references.allowed(member)),
      place: this.places.name(this.node),
    };
  }

  /** The last member of a kind: it counts. */
  private last<T extends ast.CaptureMember>(is: (member: unknown) => member is T): T | undefined {
    return this.members.findLast(is);
  }

  /** The path of the real line in a line that is JSON. */
  private envelope(): string | null {
    const envelope = this.last(ast.isCaptureEnvelope);
    if (envelope?.path === undefined) return null;
    this.fields.checkPath(envelope.path, envelope, 'path');
    return envelope.path;
  }

  private patterns(kind: ast.CaptureLine['kind']): Pattern[] {
    return this.members
      .filter((member): member is ast.CaptureLine => ast.isCaptureLine(member) && member.kind === kind)
      .flatMap((member) => this.fields.pattern(member.pattern, member) ?? []);
  }

  /** A limit in ms; null if it is not given. */
  private limit(kind: ast.CaptureLimit['kind']): number | null {
    const limit = this.last((member): member is ast.CaptureLimit => ast.isCaptureLimit(member) && member.kind === kind);
    return durationMs(limit?.duration);
  }

  private end(kind: 'from' | 'to'): CaptureField {
    const end = this.last((member): member is ast.CaptureEnd => ast.isCaptureEnd(member) && member.kind === kind);
    return end === undefined ? this.fields.standard(kind) : this.fields.field(end.field);
  }

  private message(): Pick<Capture, 'message' | 'messageEntries'> {
    const member = this.last(ast.isCaptureMessage);
    if (member === undefined) return { message: this.fields.standard('message'), messageEntries: [] };
    return {
      message: this.fields.field(member.field, 'message'),
      messageEntries: member.entries.map((entry) => ({
        test: this.fields.test(entry.value),
        message: this.vocabulary.message(entry.message, entry, 'message').message,
      })),
    };
  }

  private protocol(): Pick<Capture, 'protocol' | 'protocolEntries'> {
    const member = this.last(ast.isCaptureProtocol);
    if (member === undefined) return { protocol: this.fields.standard('protocol'), protocolEntries: [] };
    return {
      protocol: this.fields.field(member.field, 'protocol'),
      protocolEntries: member.entries.map((entry) => ({
        test: this.fields.test(entry.value),
        protocol: this.vocabulary.protocol(entry.protocol, entry, 'protocol').protocol,
      })),
    };
  }

  /** The protocols of which the capture records all messages; null if it does not say. */
  private records(): Capture['records'] {
    const member = this.last(ast.isCaptureRecords);
    if (member === undefined) return null;
    return member.protocols
      .map((reference) => this.vocabulary.protocol(reference, member, 'protocols').protocol)
      .filter((protocol) => protocol !== null);
  }

  private again(): Capture['again'] {
    const member = this.last(ast.isCaptureAgain);
    if (member === undefined) return null;
    return { withinMs: durationMs(member.duration) ?? 0, by: member.fields.map((field) => this.repeatedField(field)) };
  }

  private readFormat(): CaptureFormat | null {
    const reads = this.members.findLast(ast.isCaptureReads);
    if (reads === undefined) return 'text';
    if (reads.format === undefined) return null;
    const format = captureFormats.find((captureFormat) => captureFormat === reads.format);
    if (format === undefined && isWrittenIn(this.node, reads)) {
      reportUnknownValue(reads.format, 'format', captureFormats, this.places.property(reads, 'format'), this.collector);
    }
    return format ?? null;
  }

  /** A field by which repeated messages are recognized: the name of a member means the field that it reads. */
  private repeatedField(field: ast.CaptureField): CaptureField {
    const [term, another] = field.terms;
    const name = another === undefined && term?.pattern === undefined ? term?.group : undefined;
    if (name === undefined || term?.value !== undefined || this.groups.has(name)) return this.fields.field(field);
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
    return member === undefined ? this.fields.field(field) : this.fields.field(member.field);
  }
}

function offsetMs(duration: string | undefined): number {
  if (duration === undefined) return 0;
  const sign = duration.startsWith('-') ? -1 : 1;
  return sign * (durationMs(duration.replace(/^-/, '')) ?? 0);
}
