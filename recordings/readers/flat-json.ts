import { pathKeys } from './json-path.js';
import type { RecordValues, Value } from './record.js';

/** Forms of lines that are remembered. */
const MAX_FORMS = 8;
const CLOSING_BRACE = 125;
/** What JSON's strings cannot have in them as it stands, or have in another spelling. */
const special = /[^ -[\]-\uffff]/;
/** A number that is spelled as its text. */
const plainNumber = /-?[1-9]\d{0,14}|0/y;

/** How the lines of one kind are written: the same keys in the same order, each with a text or a plain number. */
interface Form {
  readonly keys: readonly string[];
  /** What stands before each value, with the quote of a text. */
  readonly before: readonly string[];
  readonly isText: readonly boolean[];
  /** Numbers of values by name, as far as they were asked for; -1: it has none. */
  readonly numbers: Map<string, number>;
}

/**
 * Reads lines that are JSON objects of texts and numbers without parsing them: most logs write all lines in a few forms. What
 * it reads is what `JSON.parse` would; what it does not understand it leaves.
 */
export class FlatJson implements RecordValues {
  private readonly forms: Form[] = [];
  private form: Form | null = null;
  private text = '';
  private readonly from: number[] = [];
  private readonly to: number[] = [];

  /** Takes a line; false where it has no form that is known. The values are the line's until the next one. */
  read(text: string): boolean {
    if (special.test(text)) return false;
    this.text = text;
    if (this.form !== null && this.fits(this.form)) return true;
    const found = this.forms.find((form) => form !== this.form && this.fits(form));
    if (found === undefined) return false;
    this.form = found;
    return true;
  }

  /** Learns the form of a line that was parsed. */
  learn(text: string, value: Readonly<Record<string, unknown>>): void {
    const keys = Object.keys(value);
    if (this.forms.length >= MAX_FORMS || keys.length === 0 || special.test(text)) return;
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
    const form: Form = { keys, before, isText, numbers: new Map() };
    this.text = text;
    // Keys that look like numbers are in another order than they are written; keys that come twice are there once.
    if (at + 1 === text.length && this.fits(form)) this.forms.push(form);
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
    return number < 0 ? undefined : this.text.slice(this.from[number], this.to[number]);
  }

  /** Whether the line has a form; finds its values. */
  private fits({ before, isText }: Form): boolean {
    const { text, from, to } = this;
    let at = 0;
    for (let index = 0; index < before.length; index++) {
      const prefix = before[index] ?? '';
      if (!text.startsWith(prefix, at)) return false;
      at += prefix.length;
      from[index] = at;
      if (isText[index] === true) {
        const end = text.indexOf('"', at);
        if (end < 0) return false;
        to[index] = end;
        at = end + 1;
      } else {
        plainNumber.lastIndex = at;
        if (!plainNumber.test(text)) return false;
        at = plainNumber.lastIndex;
        to[index] = at;
      }
    }
    return at === text.length - 1 && text.charCodeAt(at) === CLOSING_BRACE;
  }
}
