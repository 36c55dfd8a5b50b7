import {
  brief,
  type Capture,
  type CaptureField,
  type CaptureFormat,
  captureFormats,
  captureUnits,
  deviationCodes,
  nearestNames,
  type Pattern,
  type TimeFormat,
} from '../../check/index.js';
import { joinWithOr } from '../../timeline/types/join-words.js';
import type { Places } from '../ast/places.js';
import * as ast from '../generated/ast.js';
import { CaptureFieldCompiler, type CaptureScope, isWrittenIn } from './capture-fields.js';
import { type CaptureInheritance, inheritanceOf, withInherited } from './capture-inheritance.js';
import { errorOf, groupsOf, patternOf } from './capture-patterns.js';
import { reportReadsNothing, reportRepeatedMembers, reportRing, reportZonesAsPaths } from './capture-rules.js';
import { durationMs } from './duration.js';
import type { FindingsCollector } from './findings-collector.js';
import { writeOneOf } from './name-remedies.js';
import { shownTitle } from './shown-title.js';
import { lacksExpression } from './skipped-expressions.js';
import type { VocabularyLookup } from './vocabulary.js';

/** The parts of a time; those of text are in single quotes. */
const TIME_LETTERS = ['yyyy', 'yy', 'MM', 'MMM', 'dd', 'HH', 'hh', 'mm', 'ss'];

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

  constructor(
    private readonly node: ast.Capture,
    private readonly vocabulary: VocabularyLookup,
    private readonly scope: CaptureScope,
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
      time: this.time(),
      offsets: this.members
        .filter(ast.isCaptureOffset)
        .map((member) => ({ ms: offsetMs(member.duration), glob: member.glob ?? null })),
      key: key === undefined ? fields.standard('key') : fields.field(key.field),
      joined: key?.joined.map((field) => fields.field(field)) ?? [],
      ...this.message(),
      ...this.protocol(),
      from: this.end('from'),
      to: this.end('to'),
      participants: this.participants(),
      records: this.records(),
      again: this.again(),
      settleMs: this.limit('settle') ?? 2_000,
      idleMs: this.limit('idle') ?? 3_600_000,
      reorderMs: this.limit('reorder') ?? 200,
      beginsWithinMs: this.limit('begins') ?? 300_000,
      allowed: this.members.filter(ast.isCaptureAllow).map((member) => this.allowed(member)),
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

  private time(): Capture['time'] {
    const member = this.last(ast.isCaptureTime);
    return {
      field: member === undefined ? this.fields.standard('time') : this.fields.field(member.field),
      format: this.timeFormat(member),
      date: this.date(member),
      zone: this.zone(member),
    };
  }

  private readFormat(): CaptureFormat | null {
    const reads = this.members.findLast(ast.isCaptureReads);
    if (reads === undefined) return 'text';
    if (reads.format === undefined) return null;
    const format = captureFormats.find((known) => known === reads.format);
    if (format === undefined && isWrittenIn(this.node, reads)) {
      this.unknownValue(reads.format, reads, 'format', captureFormats, 'format');
    }
    return format ?? null;
  }

  private unknownValue(
    name: string,
    node: ast.CaptureMember,
    property: string,
    values: readonly string[],
    kind: string,
  ): void {
    const candidates = nearestNames(name, values);
    const [nearest] = candidates;
    const remedy = nearest === undefined ? writeOneOf(values) : `Did you mean "${nearest}"?`;
    const message = `There is no ${kind} "${name}". ${remedy}`;
    this.collector.add('unknown-value', this.places.property(node, property), message, {
      brief: brief`There is no ${kind} ${name}`,
      data: { candidates },
    });
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

  private timeFormat(time: ast.CaptureTime | undefined): TimeFormat {
    if (time?.format !== undefined) {
      this.checkLetters(time, time.format);
      return { kind: 'letters', text: time.format };
    }
    if (time?.unit === undefined) return { kind: 'iso' };
    const unit = captureUnits.find((known) => known === time.unit);
    if (unit === undefined && isWrittenIn(this.node, time))
      this.unknownValue(time.unit, time, 'unit', captureUnits, 'unit of time');
    return { kind: 'epoch', unit: unit ?? 'ms' };
  }

  /** Reports letters that look like parts of a time and are none: as text they would match no line. */
  private checkLetters(time: ast.CaptureTime, format: string): void {
    const letters = format.replace(/'[^']*'/g, ' ').match(/([yMdHhmsE])\1*/g) ?? [];
    const wrong = letters.find((run) => !TIME_LETTERS.includes(run));
    if (wrong === undefined || !isWrittenIn(this.node, time)) return;
    const meant = TIME_LETTERS.find(([letter]) => letter === wrong[0]);
    const instead = meant === undefined ? `Write ${joinWithOr(TIME_LETTERS)}.` : `Did you mean "${meant}"?`;
    const message = /%[A-Za-z]/.test(format)
      ? `"%" marks no part of a time. Write letters: "yyyy-MM-dd HH:mm:ss".`
      : `There is no time part "${wrong}". ${instead} Put other text in single quotes.`;
    this.collector.add('unknown-value', this.places.property(time, 'format'), message, {
      brief: brief`There is no time part ${wrong}`,
    });
  }

  /** The date of times of day. */
  private date(time: ast.CaptureTime | undefined): string | null {
    const date = time?.date;
    if (date === undefined || time === undefined) return null;
    const ms = Date.parse(date);
    const exists = !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date);
    if (!exists && isWrittenIn(this.node, time)) {
      this.collector.add('unknown-value', this.places.property(time, 'date'), `There is no date ${date}.`, {
        brief: brief`There is no date ${date}`,
      });
    }
    return date;
  }

  private zone(time: ast.CaptureTime | undefined): string | null {
    const zone = time?.zone;
    if (zone === undefined || time === undefined) return null;
    if (/^([+-]\d\d:?\d\d|Z|UTC)$/.test(zone)) return zone;
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return zone;
    } catch {
      if (isWrittenIn(this.node, time)) {
        const message = `There is no time zone "${zone}". Write an offset, such as "+05:30", or a name, such as "Europe/Berlin".`;
        this.collector.add('unknown-value', this.places.property(time, 'zone'), message, {
          brief: brief`There is no time zone ${zone}`,
        });
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
      if (known !== null && !known.has(name) && isWrittenIn(this.node, member)) {
        const candidates = nearestNames(name, known);
        const place = this.places.property(member, 'role');
        this.collector.addUnknown('participant', name, place, candidates, 'in a flow or model that this file can see');
      }
      return [{ name, tests: member.values.map((value) => this.fields.test(value)) }];
    });
  }

  private allowed(member: ast.CaptureAllow): Capture['allowed'][number] {
    if (
      member.code !== undefined &&
      !deviationCodes.some((code) => code === member.code) &&
      isWrittenIn(this.node, member)
    ) {
      this.unknownValue(member.code, member, 'code', deviationCodes, 'deviation');
    }
    const { message } = member;
    if (
      message !== undefined &&
      this.scope.declared('message', message) === undefined &&
      isWrittenIn(this.node, member)
    ) {
      const candidates = nearestNames(message, this.scope.names('message'));
      const place = this.places.property(member, 'message');
      this.collector.addUnknown('message', message, place, candidates, 'in this file, its imports or the library');
    }
    const { phase } = member;
    const phases = phase === undefined || !isWrittenIn(this.node, member) ? null : this.scope.phases();
    if (phase !== undefined && phases !== null && !phases.has(phase)) {
      const candidates = nearestNames(phase, phases);
      const place = this.places.property(member, 'phase');
      const remedy = 'Correct the name, or import the file that declares it.';
      this.collector.addUnknown('phase', phase, place, candidates, 'in a flow or model that this file can see', remedy);
    }
    return {
      code: member.code ?? '',
      message: message ?? null,
      phase: member.phase ?? null,
      reason: member.reason ?? '',
    };
  }
}

function offsetMs(duration: string | undefined): number {
  if (duration === undefined) return 0;
  const sign = duration.startsWith('-') ? -1 : 1;
  return sign * (durationMs(duration.replace(/^-/, '')) ?? 0);
}
