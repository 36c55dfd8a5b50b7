import type { AstNode, LangiumDocument } from 'langium';
import { ast } from '../../language/index.js';
import { mayBreakBetween, spacesBetween } from './spacing.js';
import { type FormatToken, pinnedLines } from './tokens.js';
import { mayBeInline } from './units.js';

/** The white space before a token. */
export interface Gap {
  /** 0: on the line of the token before it; 2: after a blank line. */
  readonly breaks: 0 | 1 | 2;
  /** Levels of indentation, where a line begins. */
  readonly depth: number;
  /** Spaces to the token before it, where the line continues. */
  readonly spaces: number;
}

interface Block {
  readonly owner: AstNode;
  readonly inline: boolean;
}

const MAX_LINE_LENGTH = 120;
/** A line that continues is indented further than what may follow it. */
const CONTINUATION_INDENT = 2;

/** Chooses the white space before each token of a document. */
export class Gaps {
  private readonly text: string;
  private readonly lines: readonly number[];
  private readonly pinned: ReadonlySet<number>;
  private readonly closings = new Map<number, number>();
  private readonly blocks: Block[] = [];

  /**
   * @param units what has a line of its own, by offset
   * @param around the flow or model around the tokens, of which the first stays if it is; undefined for a whole file
   */
  constructor(
    document: LangiumDocument,
    private readonly tokens: readonly FormatToken[],
    private readonly units: ReadonlyMap<number, AstNode>,
    private readonly around?: AstNode,
  ) {
    if (around !== undefined) this.blocks.push({ owner: around, inline: false });
    this.text = document.textDocument.getText();
    this.pinned = pinnedLines(document);
    this.lines = this.pinned.size === 0 ? [] : tokens.map(({ start }) => document.textDocument.positionAt(start).line);
    const open: number[] = [];
    for (const [index, { text, comment }] of tokens.entries()) {
      if (comment !== null || this.isAround(index)) continue;
      if (text === '{') open.push(index);
      const opening = text === '}' ? open.pop() : undefined;
      if (opening !== undefined) this.closings.set(opening, index);
    }
  }

  all(): Gap[] {
    return this.tokens.map((token, index) => {
      const gap = this.before(token, index);
      if (token.comment !== null || this.isAround(index)) return gap;
      if (token.text === '{') {
        const owner = token.leaf.astNode;
        this.blocks.push({ owner, inline: this.fitsOneLine(index, owner, gap) });
      } else if (token.text === '}') this.blocks.pop();
      return gap;
    });
  }

  /** Whether a token is before those that are formatted. */
  private isAround(index: number): boolean {
    return index === 0 && this.around !== undefined;
  }

  private before(token: FormatToken, index: number): Gap {
    const previous = this.tokens[index - 1];
    if (previous === undefined) return this.line(0, 0);
    const kept = this.breaksBetween(previous, token);
    const closing = token.text === '}' && token.comment === null;
    const block = this.blocks.at(-1);
    const opened = previous.text === '{' && previous.comment === null;
    if (this.isPinned(index) && kept === 0 && previous.comment !== 'line') {
      return this.same(previous, token);
    }
    if (closing && token.leaf.container !== undefined) {
      if (previous.comment !== 'line' && (block?.inline || (opened && kept === 0))) return this.same(previous, token);
      return this.line(1, this.blocks.length - 1);
    }
    const wanted = this.breaksWanted(previous, token, index, kept);
    if (wanted === 0) return this.same(previous, token);
    return this.line(opened && wanted === 2 ? 1 : wanted, this.depthAt(index));
  }

  private breaksWanted(previous: FormatToken, token: FormatToken, index: number, kept: 0 | 1 | 2): 0 | 1 | 2 {
    if (previous.comment === 'line') return kept === 2 ? 2 : 1;
    // A comment stays with the word next to it.
    if (token.comment !== null) return kept;
    const block = this.blocks.at(-1);
    if (block?.inline) return 0;
    if (previous.comment === 'block') return kept;
    const starts = this.units.has(token.start) || previous.text === '{';
    if (starts) return kept === 2 ? 2 : 1;
    if (kept > 0 && (this.isPinned(index) || mayBreakBetween(previous, token))) return 1;
    return 0;
  }

  /** Levels of indentation of a line that begins with this token. */
  private depthAt(index: number): number {
    let next = index;
    while (this.tokens[next]?.comment !== null && this.tokens[next] !== undefined) next++;
    const token = this.tokens[next];
    const starts = token === undefined || token.text === '}' || this.units.has(token.start);
    const inList = ast.isScenario(this.blocks.at(-1)?.owner);
    return this.blocks.length + (starts || inList ? 0 : CONTINUATION_INDENT);
  }

  private fitsOneLine(opening: number, owner: AstNode, before: Gap): boolean {
    const closing = this.closings.get(opening);
    if (closing === undefined || !mayBeInline(owner)) return false;
    const [start, end] = [this.tokens[opening]?.end ?? 0, this.tokens[closing]?.start ?? 0];
    if (end - start > MAX_LINE_LENGTH * 2 || /[\r\n]/.test(this.text.slice(start, end))) return false;
    let width = this.widthOfLine(opening, before);
    for (let index = opening + 1; index <= closing; index++) {
      const token = this.tokens[index];
      const previous = this.tokens[index - 1];
      if (token === undefined || previous === undefined) return false;
      // A block inside that takes several lines takes this one along.
      if (token.text === '{' && token.comment === null && !mayBeInline(token.leaf.astNode)) return false;
      width += spacesBetween(previous, token) + token.text.length;
    }
    return width <= MAX_LINE_LENGTH;
  }

  /** Width of the heading in front of a block, up to its brace. */
  private widthOfLine(opening: number, before: Gap): number {
    let width = 1 + before.spaces;
    for (let index = opening - 1; index >= 0; index--) {
      const token = this.tokens[index];
      const previous = this.tokens[index - 1];
      if (token === undefined) break;
      width += token.text.length;
      if (width > MAX_LINE_LENGTH || previous === undefined || this.units.has(token.start)) break;
      width += spacesBetween(previous, token);
    }
    return width + 2 * this.blocks.length;
  }

  private breaksBetween(previous: FormatToken, next: FormatToken): 0 | 1 | 2 {
    const breaks = this.text.slice(previous.end, next.start).match(/\r\n|\r|\n/g)?.length ?? 0;
    return breaks > 1 ? 2 : breaks === 1 ? 1 : 0;
  }

  /** Whether the line of this token, or of the one before it, has to keep its beginning and end. */
  private isPinned(index: number): boolean {
    if (this.pinned.size === 0) return false;
    return this.pinned.has(this.lines[index] ?? -1) || this.pinned.has(this.lines[index - 1] ?? -1);
  }

  private same(previous: FormatToken, next: FormatToken): Gap {
    return { breaks: 0, depth: 0, spaces: spacesBetween(previous, next) };
  }

  private line(breaks: 0 | 1 | 2, depth: number): Gap {
    return { breaks, depth: Math.max(depth, 0), spaces: 0 };
  }
}
