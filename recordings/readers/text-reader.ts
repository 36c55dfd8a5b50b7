import type { Capture } from '../../check/index.js';
import type { RecordReader, RecordSink } from './reader.js';
import { expressionOf, MAX_EXPRESSION_TEXT, type RecordValues, type Value } from './record.js';

/** Limit on the lines of a block. */
const MAX_BLOCK_LINES = 10_000;

/** Values of an expression's groups, by name; empty ones count as absent. */
type Groups = Record<string, string | undefined>;

/** The groups of a block: the first value of each counts. */
class Block implements RecordValues {
  private values: Groups | null = null;
  lines = 1;
  /** Whether its first further line is indented; null before there is one. */
  indented: boolean | null = null;

  constructor(
    readonly number: number,
    readonly offset: number,
  ) {}

  /** @param groups of a match: those of the first line become the block's own */
  add(groups: Groups | undefined): void {
    const { values } = this;
    if (values === null) {
      this.values = groups ?? null;
      return;
    }
    for (const name in groups) values[name] ||= groups[name];
  }

  group(name: string): Value {
    return this.values?.[name];
  }

  source(name: string): Value {
    return this.values?.[name];
  }
}

/** Reads text: blocks of lines that an expression begins (docs/recordings.md#captures). */
export class TextReader implements RecordReader {
  private readonly lines: readonly RegExp[];
  private readonly more: readonly RegExp[];
  private readonly until: readonly RegExp[];
  private block: Block | null = null;

  constructor(
    capture: Capture,
    private readonly sink: RecordSink,
  ) {
    this.lines = capture.lines.map(expressionOf);
    this.more = capture.more.map(expressionOf);
    this.until = capture.until.map(expressionOf);
  }

  line(text: string | null, number: number, offset: number): void {
    if (text === null || text.length > MAX_EXPRESSION_TEXT) {
      this.sink.unreadable(number, 'too long');
      if (this.block !== null) this.block.lines++;
      return;
    }
    if (this.block !== null && !this.endsBlock(this.block, text)) {
      this.further(this.block, text);
      return;
    }
    this.finish();
    for (const expression of this.lines) {
      const match = expression.exec(text);
      if (match === null) continue;
      this.block = new Block(number, offset);
      this.block.add(match.groups);
      if (this.more.length === 0 && this.until.length === 0) this.finish();
      return;
    }
    this.sink.noise(number, text);
  }

  end(): void {
    this.finish();
  }

  abandon(): void {
    this.block = null;
  }

  private endsBlock(block: Block, text: string): boolean {
    if (block.lines >= MAX_BLOCK_LINES) return true;
    if (this.until.some((expression) => expression.test(text))) return true;
    // A block of indented lines is over at the first that is not.
    if (block.indented === true && text !== '' && !/^\s/.test(text)) return true;
    return this.lines.some((expression) => expression.test(text));
  }

  private further(block: Block, text: string): void {
    block.lines++;
    block.indented ??= /^\s/.test(text);
    for (const expression of this.more) {
      const match = expression.exec(text);
      if (match !== null) block.add(match.groups);
    }
  }

  private finish(): void {
    const { block } = this;
    this.block = null;
    if (block !== null) this.sink.record(block, block.number, block.offset, block.lines);
  }
}
