import { TextDocument } from 'langium';
import type { Range } from '../../timeline/types/timeline.js';

/** A value of a JSON text, with its place. */
export type JsonNode =
  | { readonly kind: 'object'; readonly members: readonly JsonMember[]; readonly range: Range }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[]; readonly range: Range }
  | { readonly kind: 'string'; readonly value: string; readonly range: Range }
  | { readonly kind: 'number' | 'boolean' | 'null'; readonly range: Range };

export interface JsonMember {
  readonly key: string;
  readonly keyRange: Range;
  readonly value: JsonNode;
}

/** Where a text stops being JSON, and why. */
export interface JsonMistake {
  readonly message: string;
  readonly range: Range;
}

const MAX_DEPTH = 64;

/**
 * Reads a JSON text and keeps the places, which `JSON.parse` does not.
 * @returns the value, or the first mistake; never throws
 */
export function readJson(text: string): { readonly root: JsonNode } | { readonly mistake: JsonMistake } {
  try {
    return { root: new JsonParser(text).read() };
  } catch (error) {
    if (error instanceof Mistake) return { mistake: { message: error.message, range: error.range } };
    throw error;
  }
}

class Mistake extends Error {
  constructor(
    message: string,
    readonly range: Range,
  ) {
    super(message);
  }
}

const string = /"(?:[^"\\\r\n]|\\[^\r\n])*"/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /true|false|null/y;
const space = /[ \t\r\n]*/y;

class JsonParser {
  private readonly document: TextDocument;
  private at = 0;

  constructor(private readonly text: string) {
    this.document = TextDocument.create('', 'json', 0, text);
    // A byte order mark is no part of the text.
    if (text.startsWith('\uFEFF')) this.at = 1;
  }

  read(): JsonNode {
    const root = this.value(0);
    this.skipSpace();
    if (this.at < this.text.length) throw this.mistake('the end of the file');
    return root;
  }

  private value(depth: number): JsonNode {
    if (depth > MAX_DEPTH) throw this.mistake('less nesting');
    this.skipSpace();
    const start = this.at;
    if (this.take('{')) return { kind: 'object', members: this.members(depth), range: this.rangeFrom(start) };
    if (this.take('[')) return { kind: 'array', items: this.items(depth), range: this.rangeFrom(start) };
    const text = this.string();
    if (text !== undefined) return { kind: 'string', value: text, range: this.rangeFrom(start) };
    if (this.match(number) !== undefined) return { kind: 'number', range: this.rangeFrom(start) };
    const found = this.match(word);
    if (found === undefined) throw this.mistake('a value');
    return { kind: found === 'null' ? 'null' : 'boolean', range: this.rangeFrom(start) };
  }

  private members(depth: number): JsonMember[] {
    const members: JsonMember[] = [];
    this.skipSpace();
    if (this.take('}')) return members;
    for (;;) {
      this.skipSpace();
      const start = this.at;
      const key = this.string();
      if (key === undefined) {
        throw members.length > 0 && this.text[this.at] === '}'
          ? this.lastComma()
          : this.mistake('a name in double quotes');
      }
      const keyRange = this.rangeFrom(start);
      this.skipSpace();
      if (!this.take(':')) throw this.mistake('a colon');
      members.push({ key, keyRange, value: this.value(depth + 1) });
      this.skipSpace();
      if (this.take('}')) return members;
      if (!this.take(',')) throw this.mistake('a comma or "}"');
    }
  }

  private items(depth: number): JsonNode[] {
    const items: JsonNode[] = [];
    this.skipSpace();
    if (this.take(']')) return items;
    for (;;) {
      this.skipSpace();
      if (items.length > 0 && this.text[this.at] === ']') throw this.lastComma();
      items.push(this.value(depth + 1));
      this.skipSpace();
      if (this.take(']')) return items;
      if (!this.take(',')) throw this.mistake('a comma or "]"');
    }
  }

  private string(): string | undefined {
    const start = this.at;
    const written = this.match(string);
    if (written === undefined) return undefined;
    try {
      return JSON.parse(written) as string;
    } catch {
      throw new Mistake('Invalid JSON: the text has a character that must be escaped.', this.rangeFrom(start));
    }
  }

  private skipSpace(): void {
    this.match(space);
  }

  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private rangeFrom(start: number): Range {
    return { start: this.document.positionAt(start), end: this.document.positionAt(this.at) };
  }

  /** The mistake of a comma after the last item, before the bracket that reading is at. */
  private lastComma(): Mistake {
    const comma = this.text.lastIndexOf(',', this.at);
    const range = { start: this.document.positionAt(comma), end: this.document.positionAt(comma + 1) };
    return new Mistake('Invalid JSON: a list does not end with a comma. Remove it.', range);
  }

  private mistake(expected: string): Mistake {
    const found = written.exec(this.text.slice(this.at, this.at + MAX_SHOWN))?.[0] ?? '';
    const end = Math.min(this.at + Math.max(1, found.length), this.text.length);
    const range = { start: this.document.positionAt(this.at), end: this.document.positionAt(end) };
    const remedy = remedyOf(found, expected);
    if (remedy !== null) return new Mistake(`Invalid JSON: ${remedy}`, range);
    const sign = this.text[this.at];
    const before =
      sign === undefined
        ? 'the end of the file'
        : /\s/.test(sign)
          ? 'the end of the line'
          : sign === '"'
            ? 'the text in quotes'
            : `"${sign}"`;
    const place = { start: range.start, end: this.document.positionAt(Math.min(this.at + 1, this.text.length)) };
    return new Mistake(`Invalid JSON: expected ${expected} before ${before}.`, place);
  }
}

/** A comment, a text in other quotes or without quotes, and signs of other formats. */
const written = /^(?:\/[/*]|#|'[^'\r\n]*'|[‘’“”„«][^‘’“”„«»\r\n]*[‘’“”»]|[A-Za-z_$][\w$-]*|[=;,])/;
const MAX_SHOWN = 80;

/** What to do about text that other formats allow; null if it is something else. */
function remedyOf(found: string, expected: string): string | null {
  if (/^(?:\/[/*]|#)/.test(found)) return 'a file of settings has no comments. Remove this one.';
  if (/^['‘’“”„«]/.test(found)) return `texts are in straight double quotes. Write "${found.slice(1, -1)}".`;
  if (/^\w/.test(found) && /quotes|value/.test(expected)) return `texts are in double quotes. Write "${found}".`;
  if (found === '=' && expected === 'a colon') return 'a colon follows a name. Write ":" instead of "=".';
  if (found === ';') return 'no semicolon is needed. Remove it, or write ",".';
  return found === ',' && /quotes|value/.test(expected) ? 'two commas follow each other. Remove one.' : null;
}
