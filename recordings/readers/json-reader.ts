import { isRecord } from '../../timeline/types/json-guards.js';
import { FlatJson } from './flat-json.js';
import { jsonPath } from './json-path.js';
import type { RecordReader, RecordSink } from './reader.js';
import type { RecordValues, Value } from './record.js';
import type { TextTable } from './text-table.js';

/** Values of a JSON object by key or path. */
export class JsonValues implements RecordValues {
  constructor(private readonly root: unknown) {}

  group(name: string): Value {
    return this.source(name);
  }

  source(name: string): Value {
    let read = paths.get(name);
    if (read === undefined) {
      read = jsonPath(name);
      paths.set(name, read);
    }
    return read(this.root);
  }

  names(): readonly string[] {
    return isRecord(this.root) ? Object.keys(this.root) : [];
  }
}

const paths = new Map<string, (root: unknown) => Value>();

/** Reads JSON: an object a line, or one array of objects. */
export class JsonReader implements RecordReader {
  private array: JsonScanner | null = null;
  private begun = false;
  private readonly flat: FlatJson;

  constructor(
    private readonly sink: RecordSink,
    texts: TextTable,
  ) {
    this.flat = new FlatJson(texts);
  }

  line(text: string | null, number: number, offset: number): void {
    if (text === null) {
      this.sink.unreadable(number, 'too long');
      return;
    }
    if (this.array !== null) {
      this.array.line(text, number, offset);
      return;
    }
    const trimmed = text.trimStart();
    if (trimmed === '') {
      this.sink.noise(number, text);
      return;
    }
    if (!this.begun && trimmed.startsWith('[')) {
      this.array = new JsonScanner(
        1,
        (element, line, start, lines) => this.element(element, line, start, lines),
        (line) => this.sink.unreadable(line, 'not JSON'),
      );
      this.array.line(text, number, offset);
      return;
    }
    this.begun = true;
    const value = trimmed.startsWith('{') ? parsed(text) : undefined;
    if (isRecord(value)) {
      this.flat.learn(text, value);
      this.sink.record(new JsonValues(value), number, offset, 1);
    } else
      this.sink.unreadable(
        number,
        `not a JSON object${isOpenObject(trimmed) ? ': write each object on one line' : ''}`,
      );
  }

  part(bytes: Uint8Array, from: number, number: number, offset: number): number {
    const end = this.begun ? this.flat.read(bytes, from) : -1;
    if (end >= 0) this.sink.record(this.flat, number, offset, 1);
    return end;
  }

  end(): void {
    if (this.array?.isOpen === true) this.sink.unreadable(this.array.openLine, 'not a JSON object');
  }

  private element(text: string, line: number, offset: number, lines: number): void {
    const value = parsed(text);
    if (isRecord(value)) this.sink.record(new JsonValues(value), line, offset, lines);
    else this.sink.unreadable(line, 'not a JSON object');
  }
}

/** Finds the objects at a depth of arrays in JSON that runs over many lines. */
export class JsonScanner {
  private depth = 0;
  private inString = false;
  private escaped = false;
  private parts: string[] | null = null;
  private startLine = 0;
  private startOffset = 0;

  /**
   * @param level the depth of the objects: 0 at the top, 1 in an array
   * @param fail called with the number of a line that cannot be JSON: what is open there is given up
   */
  constructor(
    private readonly level: number,
    private readonly onObject: (text: string, line: number, offset: number, lines: number) => void,
    private readonly fail: (line: number) => void,
  ) {}

  /** Whether an object has begun and not ended. */
  get isOpen(): boolean {
    return this.parts !== null;
  }

  get openLine(): number {
    return this.startLine;
  }

  line(text: string, number: number, offset: number): void {
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (code === 92) this.escaped = true;
        else if (code === 34) this.inString = false;
      } else if (code === 34) this.inString = true;
      else if (code === 123 || code === 91) {
        if (code === 123 && this.depth <= this.level && this.parts === null) {
          if (this.depth < this.level) this.giveUp(number);
          this.parts = [];
          this.startLine = number;
          this.startOffset = offset + at;
          from = at;
        }
        this.depth++;
      } else if (code === 125 && this.parts === null) this.fail(number);
      else if (code === 125 || code === 93) {
        this.depth = Math.max(0, this.depth - 1);
        if (this.parts !== null && this.depth === this.level) {
          this.parts.push(text.slice(from, at + 1));
          const whole = this.parts.join('\n');
          this.parts = null;
          this.onObject(whole, this.startLine, this.startOffset, number - this.startLine + 1);
        }
      }
    }
    // A text does not go over the end of a line.
    if (this.inString) this.giveUp(number);
    this.parts?.push(text.slice(from));
  }

  /** Gives up what is open. */
  abandon(): void {
    this.giveUp(this.startLine);
  }

  private giveUp(line: number): void {
    this.fail(line);
    this.inString = false;
    this.escaped = false;
    this.parts = null;
    this.depth = this.level;
  }
}

/** Whether a line begins an object that continues on other lines. */
function isOpenObject(text: string): boolean {
  return text.startsWith('{') && /[{,[]\s*$/.test(text);
}

/** The value of a JSON text; undefined if it is not valid JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
