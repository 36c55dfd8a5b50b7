import { pathKeys } from '../../check/index.js';
import { MAX_LINE_BYTES } from './lines.js';
import type { RecordValues, Value } from './record.js';
import { asciiText, type TextTable } from './text-table.js';
import { IsoMinute } from './times.js';

/** Forms of lines that are remembered. */
const MAX_FORMS = 8;
const CLOSING_BRACE = 125;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const QUOTE = 34;
const BACKSLASH = 92;
const BLANK = 32;
const MINUS = 45;
const ZERO = 48;
const NINE = 57;
/** Digits that a number has at most whose text is how it is spelled. */
const MAX_DIGITS = 15;
/** Surplus of new over repeated values after which all values of a field, such as times, are taken as new. */
const MIN_REPEATS = -200;
const MAX_REPEATS = 1_000;

/** How the lines of one kind are written: the same keys in the same order, each with a text or a plain number. */
interface LineShape {
  readonly keys: readonly string[];
  /** The text before each value, with the opening quote of a string. */
  readonly before: readonly Uint8Array[];
  readonly isText: readonly boolean[];
  /** Per value: how much more often it was one of before than one of its own. */
  readonly repeats: number[];
  /** Numbers of values by name, as far as they were asked for; -1: it has none. */
  readonly numbers: Map<string, number>;
}

/**
 * Reads lines that are JSON objects of texts and numbers without parsing them: most logs write all lines in a few
 * forms. What it reads is what `JSON.parse` would; what it does not understand it leaves.
 */
export class FlatJson implements RecordValues {
  private readonly forms: LineShape[] = [];
  private readonly minute = new IsoMinute();
  private readonly encoder = new TextEncoder();
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  private current: LineShape | null = null;
  private bytes: Uint8Array = NO_BYTES;
  private readonly from: number[] = [];
  private readonly to: number[] = [];

  /** @param texts gives equal values one string */
  constructor(private readonly texts: TextTable) {}

  /** How the line is written. */
  get form(): object | null {
    return this.current;
  }

  /**
   * Takes the line that begins at a place. The values are the line's until the next one.
   * @returns the place after its last byte; -1 if it has no form that is known
   */
  read(bytes: Uint8Array, from: number): number {
    this.bytes = bytes;
    let end = this.current === null ? -1 : this.endIn(this.current, bytes, from);
    for (let index = 0; end < 0 && index < this.forms.length; index++) {
      const form = this.forms[index];
      if (form === undefined || form === this.current) continue;
      end = this.endIn(form, bytes, from);
      if (end >= 0) this.current = form;
    }
    return end - from > MAX_LINE_BYTES ? -1 : end;
  }

  /** Learns the form of a line that was parsed. */
  learn(text: string, value: Readonly<Record<string, unknown>>): void {
    const keys = Object.keys(value);
    if (this.forms.length >= MAX_FORMS || keys.length === 0) return;
    const before: string[] = [];
    const isText: boolean[] = [];
    let at = 0;
    for (const key of keys) {
      const own = value[key];
      const opening = before.length === 0 ? '{' : ',';
      if (typeof own === 'string') {
        before.push(`${opening}"${key}":"`);
        at += (before.at(-1)?.length ?? 0) + own.length + 1;
      } else if (typeof own === 'number') {
        before.push(`${opening}"${key}":`);
        at += (before.at(-1)?.length ?? 0) + String(own).length;
      } else return;
      isText.push(typeof own === 'string');
    }
    if (at + 1 !== text.length) return;
    const form: LineShape = {
      keys,
      before: before.map((own) => this.encoder.encode(own)),
      isText,
      repeats: keys.map(() => 0),
      numbers: new Map(),
    };
    const bytes = this.encoder.encode(`${text}\n`);
    // Keys that look like numbers are in another order than they are written; keys that come twice are there once.
    if (this.endIn(form, bytes, 0) === bytes.length) this.forms.push(form);
  }

  group(name: string): Value {
    return this.source(name);
  }

  source(name: string): Value {
    const number = this.numberOf(name);
    return number < 0 ? undefined : this.valueAt(number);
  }

  isoTime(name: string): number | undefined {
    const number = this.numberOf(name);
    if (number < 0) return undefined;
    return this.minute.read(this.bytes, this.from[number] ?? 0, this.to[number] ?? 0);
  }

  numberOf(name: string): number {
    const form = this.current;
    if (form === null) return -1;
    let number = form.numbers.get(name);
    if (number === undefined) {
      const [key, ...deeper] = pathKeys(name).keys;
      number = key === undefined || deeper.length > 0 ? -1 : form.keys.indexOf(key);
      form.numbers.set(name, number);
    }
    return number;
  }

  /** A value: repeated ones are not decoded from each line again. */
  valueAt(number: number): string {
    const repeats = this.current?.repeats ?? NO_REPEATS;
    const from = this.from[number] ?? 0;
    const to = this.to[number] ?? 0;
    const balance = repeats[number] ?? 0;
    if (balance < MIN_REPEATS) return this.cut(from, to);
    const cachedText = this.texts.find(this.bytes, from, to);
    repeats[number] = cachedText === undefined ? balance - 1 : Math.min(MAX_REPEATS, balance + 1);
    return cachedText ?? this.texts.add(this.bytes, from, to, this.cut(from, to));
  }

  private cut(from: number, to: number): string {
    return asciiText(this.bytes, from, to) ?? this.decoder.decode(this.bytes.subarray(from, to));
  }

  /** The place after a line that has a form, and finds its values; -1 if it does not. The line must have an end. */
  private endIn({ before, isText }: LineShape, bytes: Uint8Array, start: number): number {
    const end = bytes.length;
    let at = start;
    for (let index = 0; index < before.length; index++) {
      const prefix = before[index] ?? NO_BYTES;
      if (at + prefix.length >= end) return -1;
      for (let own = 0; own < prefix.length; own++) if (bytes[at + own] !== prefix[own]) return -1;
      at += prefix.length;
      this.from[index] = at;
      at = isText[index] === true ? endOfText(bytes, at, end) : endOfNumber(bytes, at, end);
      if (at < 0) return -1;
      this.to[index] = at;
      if (isText[index] === true) at++;
    }
    if (bytes[at] !== CLOSING_BRACE) return -1;
    at++;
    if (bytes[at] === CARRIAGE_RETURN) at++;
    return bytes[at] === LINE_FEED ? at + 1 : -1;
  }
}

const NO_BYTES = new Uint8Array(0);
const NO_REPEATS: number[] = [];

/** The end of a JSON string without escapes; -1 if there is none. */
function endOfText(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) return at;
    if (byte < BLANK || byte === BACKSLASH) return -1;
  }
  return -1;
}

/** The end of an integer in its canonical spelling; -1 if it is not one. */
function endOfNumber(bytes: Uint8Array, from: number, end: number): number {
  const first = bytes[from] === MINUS ? from + 1 : from;
  let at = first;
  while (at < end && isDigit(bytes[at] ?? 0)) at++;
  const digits = at - first;
  if (digits === 0 || digits > MAX_DIGITS) return -1;
  return bytes[first] === ZERO && (digits > 1 || first > from) ? -1 : at;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}
