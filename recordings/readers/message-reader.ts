import type { Capture } from '../../check/index.js';
import { absentField } from './absent-field.js';
import { joins, type LineKey } from './key-union.js';
import type { LineCounts, RecordSink } from './reader.js';
import { type FieldReader, fieldReader, type RecordValues, single, type Value, valueTest } from './record.js';
import { epochMs, type TimeReader, timeReader } from './times.js';

/** A message of a recording. */
export interface RecordedMessage extends LineKey {
  /** Since 1970, µs as fraction. */
  readonly timeMs: number;
  /** Name of the declaration, otherwise what the recording calls it. */
  readonly message: string;
  readonly declared: boolean;
  readonly protocol: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly file: number;
  readonly line: number;
  readonly offset: number;
}

/** The declarations that recorded names may mean: names and titles, each with the name. */
export interface Vocabulary {
  readonly messages: ReadonlyMap<string, string>;
  readonly protocols: ReadonlyMap<string, string>;
}

/** Receives reports on the lines of a recording while they are read (`--why`). */
export interface LineWitness {
  message(line: number, lines: number, message: RecordedMessage): void;
  noise(line: number, text: string): void;
  /** @param why such as `noise: no message`, `again`, `unreadable: no key` */
  dropped(line: number, lines: number, why: string): void;
}

/** The first line of a file that is not read. */
export interface DroppedLine {
  readonly line: number;
  readonly why: string;
  /** What continues the reason with words of the record; may be empty. */
  readonly detail: string;
}

/** Limit on remembered entries of `again`. */
const MAX_REMEMBERED = 100_000;
/** Most names remembered with what they mean. */
const MAX_NAMES = 10_000;

/** Counts of what a capture dropped or could not use. */
export interface MessageCounts extends LineCounts {
  messages: number;
  undeclared: number;
  again: number;
}

/** Makes messages of the records of one file. */
export class MessageReader implements RecordSink {
  private readonly time: FieldReader;
  private readonly key: FieldReader;
  private readonly joined: readonly FieldReader[];
  private readonly name: FieldReader;
  private readonly protocol: FieldReader;
  private readonly from: FieldReader;
  private readonly to: FieldReader;
  private readonly answer: FieldReader | null;
  private readonly again: readonly FieldReader[];
  private readonly declarations = new Map<string, { message: string; declared: boolean }>();
  private readonly protocols = new Map<string, string>();
  private readonly timeOf: TimeReader;
  /** Name of the field with the time, if that is one of ISO 8601; otherwise null. */
  private readonly isoSource: string | null;
  private readonly messageEntries: readonly { test: (value: string) => boolean; name: string | null }[];
  private readonly protocolEntries: readonly { test: (value: string) => boolean; name: string | null }[];
  firstDropped: DroppedLine | null = null;

  /**
   * @param kept times of the messages that others may repeat; shared by the files of a capture
   * @param take called for each message, in the order of the file
   */
  constructor(
    private readonly capture: Capture,
    private readonly vocabulary: Vocabulary,
    private readonly file: number,
    private readonly offsetMs: number,
    private readonly kept: Map<string, number>,
    readonly counts: MessageCounts,
    private readonly onMessage: (message: RecordedMessage) => void,
    private readonly witness?: LineWitness,
  ) {
    this.time = fieldReader(capture.time.field);
    this.timeOf = timeReader(capture.time);
    const { field, format } = capture.time;
    this.isoSource = field.kind === 'source' && format.kind === 'iso' ? field.name : null;
    this.key = fieldReader(capture.key);
    this.joined = capture.joined.map(fieldReader);
    this.name = fieldReader(capture.message);
    this.protocol = fieldReader(capture.protocol);
    this.from = fieldReader(capture.from);
    this.to = fieldReader(capture.to);
    this.answer = capture.answer === null ? null : fieldReader(capture.answer);
    this.again = capture.again?.by.map(fieldReader) ?? [];
    this.messageEntries = capture.messageEntries.map(({ test, message }) => {
      return { test: valueTest(test), name: message?.name ?? null };
    });
    this.protocolEntries = capture.protocolEntries.map(({ test, protocol }) => {
      return { test: valueTest(test), name: protocol?.name ?? null };
    });
  }

  noise(line: number, text: string): void {
    this.counts.noise++;
    this.witness?.noise(line, text);
  }

  unreadable(line: number, why: string, lines = 1, detail = ''): void {
    this.counts.unreadable++;
    this.firstDropped ??= { line, why, detail };
    this.witness?.dropped(line, lines, `unreadable: ${why}${detail}`);
  }

  record(values: RecordValues, line: number, offset: number, lines: number): void {
    const name = single(this.name(values));
    if (name === undefined) {
      this.counts.noise++;
      this.firstDropped ??= { line, why: 'no message', detail: absentField(this.capture.message, values) };
      this.witness?.dropped(line, lines, 'noise: no message');
      return;
    }
    const timeMs = this.timeIn(values);
    const joined = this.joined.length === 0 ? NONE : this.joined.flatMap((read) => asList(read(values)));
    const own = single(this.key(values));
    const key = own ?? joined.find(joins);
    if (timeMs === undefined || key === undefined) {
      if (timeMs === undefined) this.unreadable(line, 'no time', lines, this.timeDetail(values));
      else this.unreadable(line, 'no key', lines, absentField(this.capture.key, values));
      return;
    }
    const at = timeMs + this.offsetMs;
    if (this.isRepeated(values, at)) {
      this.counts.again++;
      this.witness?.dropped(line, lines, `again: message ${name} of ${key}`);
      return;
    }
    const protocolText = single(this.protocol(values));
    const protocol = protocolText === undefined ? null : this.protocolNamed(protocolText);
    const from = single(this.from(values)) ?? null;
    const to = this.to(values);
    const { message, declared } = this.declarationOf(name);
    const { file } = this;
    const isJoinedOnly = own === undefined;
    const receivers = typeof to === 'object' ? to : null;
    const first = receivers === null ? (single(to) ?? null) : null;
    for (let index = 0; index < (receivers?.length ?? 1); index++) {
      const receiver = receivers?.[index] ?? first;
      this.hand(
        { key, joined, isJoinedOnly, file, line, offset, timeMs: at, message, declared, protocol, from, to: receiver },
        lines,
      );
    }
    if (this.answer === null) return;
    const ends = { protocol, from: receivers?.[0] ?? first, to: from };
    this.answered(values, { key, joined, isJoinedOnly, file, line, offset }, ends, lines);
  }

  /** What a record has in place of a time. */
  private timeDetail(values: RecordValues): string {
    const { field, format } = this.capture.time;
    const text = single(this.time(values));
    if (text === undefined) return absentField(field, values);
    const unit = format.kind === 'epoch' && isNumber(text) ? ` is no date in ${format.unit}` : '';
    return `: "${text}"${unit}`;
  }

  private timeIn(values: RecordValues): number | undefined {
    const isoTime = this.isoSource === null ? undefined : values.isoTime?.(this.isoSource);
    if (isoTime !== undefined) return isoTime;
    const text = single(this.time(values));
    return text === undefined ? undefined : this.timeOf(text);
  }

  /** A span's second message, back, at its end. */
  private answered(
    values: RecordValues,
    place: LineKey & Pick<RecordedMessage, 'file' | 'line' | 'offset'>,
    ends: Pick<RecordedMessage, 'protocol' | 'from' | 'to'>,
    lines: number,
  ): void {
    const name = this.answer === null ? undefined : single(this.answer(values));
    const end = epochMs(single(values.source('$.endTimeUnixNano')) ?? '', 'ns');
    if (name === undefined || end === undefined) return;
    this.hand({ ...place, ...ends, timeMs: end + this.offsetMs, ...this.declarationOf(name) }, lines);
  }

  private hand(message: RecordedMessage, lines: number): void {
    this.counts.messages++;
    if (!message.declared) this.counts.undeclared++;
    this.witness?.message(message.line, lines, message);
    this.onMessage(message);
  }

  private declarationOf(value: string): { message: string; declared: boolean } {
    let declaration = this.declarations.get(value);
    if (declaration === undefined) {
      if (this.declarations.size >= MAX_NAMES) this.declarations.clear();
      declaration = this.findDeclaration(value);
      this.declarations.set(value, declaration);
    }
    return declaration;
  }

  private findDeclaration(value: string): { message: string; declared: boolean } {
    for (const { test, name } of this.messageEntries) {
      if (test(value)) return { message: name ?? value, declared: name !== null };
    }
    const name = this.vocabulary.messages.get(value);
    return { message: name ?? value, declared: name !== undefined };
  }

  private protocolNamed(value: string): string {
    let protocol = this.protocols.get(value);
    if (protocol === undefined) {
      if (this.protocols.size >= MAX_NAMES) this.protocols.clear();
      protocol = this.findProtocol(value);
      this.protocols.set(value, protocol);
    }
    return protocol;
  }

  private findProtocol(value: string): string {
    for (const { test, name } of this.protocolEntries) if (test(value)) return name ?? value;
    return this.vocabulary.protocols.get(value) ?? value;
  }

  private isRepeated(values: RecordValues, timeMs: number): boolean {
    const { again } = this.capture;
    if (again === null) return false;
    const key = this.again.map((read) => single(read(values)) ?? '').join('\u0000');
    const kept = this.kept.get(key);
    if (kept !== undefined && Math.abs(timeMs - kept) <= again.withinMs) return true;
    if (this.kept.size > MAX_REMEMBERED) {
      for (const [other, at] of this.kept) if (timeMs - at > again.withinMs) this.kept.delete(other);
    }
    this.kept.set(key, timeMs);
    return false;
  }
}

const NONE: readonly string[] = [];

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}

function asList(value: Value): readonly string[] {
  return value === undefined ? NONE : typeof value === 'string' ? [value] : value;
}
