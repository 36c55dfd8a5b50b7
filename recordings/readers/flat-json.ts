import { pathKeys } from './json-path.js';
import type { RecordValues, Value } from './record.js';
import { TextTable } from './text-table.js';

/** Forms of lines that are remembered. */
const MAX_FORMS = 8;
const CLOSING_BRACE = 125;
/** Values of which so many more are new than known are all new, as times are. */
const MIN_REPEATS = -200;
const MAX_REPEATS = 1_000;
/** What JSON's strings cannot have in them as it stands, or have in another spelling. */
const special = /[^ -[\]-\uffff]/g;
/** A number that is spelled as its text. */
const plainNumber = /-?[1-9]\d{0,14}|0/y;

/** How the lines of one kind are written: the same keys in the same order, each with a text or a plain number. */
interface Form {
  readonly keys: readonly string[];
  /** What stands before each value, with the quote of a text. */
  readonly before: readonly string[];
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
  private readonly forms: Form[] = [];
  private readonly texts = new TextTable();
  private form: Form | null = null;
  private text = '';
  private readonly from: number[] = [];
  private readonly to: number[] = [];

  /** Takes a line of a text; false if it has no form that is known. The values are the line's until the next one. */
  read(text: string, from: number, to: number): boolean {
    if (hasSpecial(text, from, to)) return false;
    this.text = text;
    if (this.form !== null && this.fits(this.form, from, to)) return true;
    const found = this.forms.find((form) => form !== this.form && this.fits(form, from, to));
    if (found === undefined) return false;
    this.form = found;
    return true;
  }

  /** Learns the form of a line that was parsed. */
  learn(text: string, value: Readonly<Record<string, unknown>>): void {
    const keys = Object.keys(value);
    if (this.forms.length >= MAX_FORMS || keys.length === 0 || hasSpecial(text, 0, text.length)) return;
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
    const form: Form = { keys, before, isText, repeats: keys.map(() => 0), numbers: new Map() };
    this.text = text;
    // Keys that look like numbers are in another order than they are written; keys that come twice are there once.
    if (at + 1 === text.length && this.fits(form, 0, text.length)) this.forms.push(form);
  }

  group(name: string): Value {
    return this.source(name);
  }

  source(name: string): Value {
    const { form } = this;
    if (form === null) return undefined;
    let number = form.numbers.get(name);
    if (number === undefined) {
      const [key, ...deeper] = pathKeys(name);
      number = key === undefined || deeper.length > 0 ? -1 : form.keys.indexOf(key);
      form.numbers.set(name, number);
    }
    return number < 0 ? undefined : this.value(form, number);
  }

  /** A value: those that come again are not cut from each line anew. */
  private value({ repeats }: Form, number: number): string {
    const from = this.from[number] ?? 0;
    const to = this.to[number] ?? 0;
    const balance = repeats[number] ?? 0;
    if (balance < MIN_REPEATS) return this.text.slice(from, to);
    const known = this.texts.find(this.text, from, to);
    repeats[number] = known === undefined ? balance - 1 : Math.min(MAX_REPEATS, balance + 1);
    return known ?? this.texts.add(this.text, from, to);
  }

  /** Whether the line has a form; finds its values. */
  private fits({ before, isText }: Form, start: number, end: number): boolean {
    const { text, from, to } = this;
    let at = start;
    for (let index = 0; index < before.length; index++) {
      const prefix = before[index] ?? '';
      if (!text.startsWith(prefix, at)) return false;
      at += prefix.length;
      from[index] = at;
      if (isText[index] === true) {
        const quote = text.indexOf('"', at);
        if (quote < 0 || quote >= end) return false;
        to[index] = quote;
        at = quote + 1;
      } else {
        plainNumber.lastIndex = at;
        if (!plainNumber.test(text)) return false;
        at = plainNumber.lastIndex;
        to[index] = at;
      }
    }
    return at === end - 1 && text.charCodeAt(at) === CLOSING_BRACE;
  }
}

/**
 * Whether a part of a text has what JSON cannot have in a string as it stands: the end of a line is the next of these.
 */
function hasSpecial(text: string, from: number, to: number): boolean {
  special.lastIndex = from;
  return special.test(text) && special.lastIndex <= to;
}
