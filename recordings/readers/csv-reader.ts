import type { Capture } from '../../check/index.js';
import { MAX_LINE_BYTES } from './lines.js';
import type { RecordReader, RecordSink } from './reader.js';
import type { RecordValues, Value } from './record.js';

const DELIMITERS = [',', ';', '\t', '|'];

class Cells implements RecordValues {
  constructor(
    private readonly columns: ReadonlyMap<string, number>,
    private readonly cells: readonly string[],
  ) {}

  group(name: string): Value {
    return this.source(name);
  }

  source(name: string): Value {
    const column = this.columns.get(name);
    return column === undefined ? undefined : this.cells[column];
  }

  names(): readonly string[] {
    return [...this.columns.keys()];
  }
}

/** Reads CSV: the delimiter that the header has most, quotes as in RFC 4180. */
export class CsvReader implements RecordReader {
  private columns: ReadonlyMap<string, number> | null;
  private delimiter: string | null = null;
  private pending: { text: string; line: number; offset: number; lines: number } | null = null;

  constructor(
    capture: Capture,
    private readonly sink: RecordSink,
  ) {
    this.columns = capture.columns === null ? null : numbered(capture.columns);
  }

  line(text: string | null, number: number, offset: number): void {
    const { pending } = this;
    if (text === null || (pending !== null && pending.text.length + text.length > MAX_LINE_BYTES)) {
      this.pending = null;
      this.sink.unreadable(pending?.line ?? number, 'too long');
      return;
    }
    if (pending === null && text.trim() === '') {
      this.sink.noise(number, text);
      return;
    }
    const whole = pending === null ? text : `${pending.text}\n${text}`;
    const lines = (pending?.lines ?? 0) + 1;
    const start = pending ?? { line: number, offset };
    const delimiter = this.delimiter ?? mostFrequent(whole);
    if (isQuoteOpen(whole, delimiter)) {
      this.pending = { text: whole, line: start.line, offset: start.offset, lines };
      return;
    }
    this.pending = null;
    this.delimiter = delimiter;
    this.row(cellsOf(whole, delimiter), start.line, start.offset, lines);
  }

  end(): void {
    if (this.pending !== null) this.sink.unreadable(this.pending.line, 'a quote is not closed');
    this.pending = null;
  }

  private row(cells: readonly string[], line: number, offset: number, lines: number): void {
    if (this.columns === null) this.columns = numbered(cells);
    else this.sink.record(new Cells(this.columns, cells), line, offset, lines);
  }
}

function numbered(names: readonly string[]): Map<string, number> {
  const columns = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    const trimmed = name.trim();
    if (!columns.has(trimmed)) columns.set(trimmed, index);
  }
  return columns;
}

function mostFrequent(header: string): string {
  const outside = header.replace(/"[^"]*"/g, '');
  let best = ',';
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const count = outside.split(delimiter).length - 1;
    if (count > most) [best, most] = [delimiter, count];
  }
  return best;
}

/** Whether a cell in quotes continues on the next line. Only at its beginning does a quote enclose a cell. */
function isQuoteOpen(text: string, delimiter: string): boolean {
  if (!text.includes('"')) return false;
  for (let at = 0; at >= 0 && at < text.length; ) {
    if (text[at] === '"') {
      at = closingQuote(text, at + 1);
      if (at < 0) return true;
    }
    at = text.indexOf(delimiter, at);
    if (at >= 0) at++;
  }
  return false;
}

/** The place of the quote that ends a cell; two in a row are part of it. @returns -1 if there is none */
function closingQuote(text: string, from: number): number {
  let end = text.indexOf('"', from);
  while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
  return end;
}

function cellsOf(text: string, delimiter: string): string[] {
  if (!text.includes('"')) return text.split(delimiter);
  const cells: string[] = [];
  for (let at = 0; at <= text.length; ) {
    if (text[at] === '"') {
      const closing = closingQuote(text, at + 1);
      const end = closing < 0 ? text.length : closing;
      let cell = text.slice(at + 1, end).replaceAll('""', '"');
      const next = text.indexOf(delimiter, end + 1);
      cell += text.slice(end + 1, next < 0 ? text.length : next).trimEnd();
      cells.push(cell);
      if (next < 0) break;
      at = next + 1;
    } else {
      const next = text.indexOf(delimiter, at);
      cells.push(text.slice(at, next < 0 ? text.length : next));
      if (next < 0) break;
      at = next + 1;
    }
  }
  return cells;
}
