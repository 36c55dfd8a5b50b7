import type { CstNode, LangiumDocument } from 'langium';
import { lineEnd, lineStart, nextLine } from '../../timeline/types/text-lines.js';
import type { OffsetEdit } from './fix.js';

const LINE_END = /\r\n|\n|\r/;
const blankOrComment = /^[ \t]*(\/\/.*)?$/;
/** Comments that say something of the line below them only. */
const ignoreComment = /^[ \t]*\/\/\s*confer-ignore(?!-file)/;

/** How many spaces and tabs are right before an offset. */
export function spacesBefore(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && /[ \t]/.test(text.charAt(start - 1))) start--;
  return offset - start;
}

/** A document's text and how it is laid out, so that what is added looks like what is there. */
export class SourceText {
  readonly text: string;
  readonly eol: string;

  constructor(readonly document: LangiumDocument) {
    this.text = document.textDocument.getText();
    this.eol = this.text.includes('\r\n') ? '\r\n' : (LINE_END.exec(this.text)?.[0] ?? '\n');
  }

  of(node: CstNode): string {
    return this.text.slice(node.offset, node.end);
  }

  /** Start of the line of an offset. */
  lineStart(offset: number): number {
    return lineStart(this.text, offset);
  }

  /** End of the line of an offset, before its end-of-line characters. */
  lineEnd(offset: number): number {
    return lineEnd(this.text, offset);
  }

  /** Start of the line after that of an offset; the end of the text after the last line. */
  afterLine(offset: number): number {
    return nextLine(this.text, offset);
  }

  /** White space that the line of an offset begins with. */
  indentation(offset: number): string {
    return /^[ \t]*/.exec(this.text.slice(this.lineStart(offset), this.lineEnd(offset)))?.[0] ?? '';
  }

  startsLine(offset: number): boolean {
    return this.text.slice(this.lineStart(offset), offset).trim() === '';
  }

  /** Whether nothing but a comment follows on the line. */
  endsLine(offset: number): boolean {
    return blankOrComment.test(this.text.slice(offset, this.lineEnd(offset)));
  }

  ownsLines(node: CstNode): boolean {
    return this.startsLine(node.offset) && this.endsLine(node.end);
  }

  /**
   * Where a node that owns its lines begins and ends together with the comment after it and the suppressing comments
   * above it: without the indentation and the end of the line.
   */
  chunk(node: CstNode): { start: number; end: number } {
    let start = node.offset;
    for (;;) {
      const line = this.lineStart(start);
      if (line === 0) break;
      const above = this.lineStart(line - 1);
      const content = this.text.slice(above, this.lineEnd(above));
      if (!ignoreComment.test(content)) break;
      start = above + (content.length - content.trimStart().length);
    }
    const end = this.lineEnd(node.end);
    return { start, end: start + this.text.slice(start, end).trimEnd().length };
  }

  /** The lines of a chunk, as they are written anywhere: each without the indentation of the first. */
  linesOf(node: CstNode): string[] {
    if (!this.ownsLines(node)) return this.of(node).split(LINE_END);
    const { start, end } = this.chunk(node);
    const indentation = this.indentation(start);
    return this.text
      .slice(start, end)
      .split(LINE_END)
      .map((line) => (line.startsWith(indentation) ? line.slice(indentation.length) : line));
  }

  /** Start of the line of an offset, or of the first of the comments right above it, which belong to it. */
  commentedStart(offset: number): number {
    let start = this.lineStart(offset);
    while (start > 0) {
      const above = this.lineStart(start - 1);
      const line = this.text.slice(above, this.lineEnd(above)).trim();
      // A block comment goes back to its beginning; one that ends a line of code is that line's.
      const from = line.endsWith('*/') ? this.text.lastIndexOf('/*', start) : line.startsWith('//') ? above : -1;
      if (from < 0 || !this.startsLine(from)) break;
      start = this.lineStart(from);
    }
    return start;
  }

  /** Takes a node out: with its lines if it owns them, and with one of two blank lines that would meet. */
  removal(node: CstNode): OffsetEdit {
    if (!this.ownsLines(node)) {
      const spaces = /^[ \t]*/.exec(this.text.slice(node.end))?.[0].length ?? 0;
      return { start: node.offset, end: node.end + spaces, text: '' };
    }
    const chunk = this.chunk(node);
    const start = this.lineStart(chunk.start);
    let end = this.afterLine(chunk.end);
    const blankBefore = start === 0 || this.text.slice(this.lineStart(start - 1), start).trim() === '';
    const next = this.text.slice(end, this.lineEnd(end));
    if (blankBefore && next.trim() === '' && end < this.text.length) end = this.afterLine(end);
    return { start, end, text: '' };
  }

  /** Adds lines after an offset at which something ends: below its line, or next to it if the line continues. */
  after(offset: number, lines: readonly string[], indentation: string): OffsetEdit {
    if (!this.endsLine(offset)) return { start: offset, end: offset, text: ` ${lines.join(' ')}` };
    const end = this.lineEnd(offset);
    return { start: end, end, text: lines.map((line) => this.eol + (line === '' ? '' : indentation + line)).join('') };
  }

  /** Adds a line above a node and its comments, or next to it if its line begins before it. */
  before(node: CstNode, line: string): OffsetEdit {
    if (!this.startsLine(node.offset)) return { start: node.offset, end: node.offset, text: `${line} ` };
    const start = this.commentedStart(node.offset);
    return { start, end: start, text: this.indentation(node.offset) + line + this.eol };
  }

  /** One step of indentation as this text does it. */
  get unit(): string {
    const [, first] = /\n([ \t]+)\S/.exec(this.text) ?? [];
    return first ?? '  ';
  }
}
