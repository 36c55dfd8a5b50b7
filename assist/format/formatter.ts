import type { AstNode, LangiumDocument } from 'langium';
import { ast, repairsOf, slipsOf, syntaxFindings } from '../../language/index.js';
import { alignments } from './alignment.js';
import { partAround } from './formatted-part.js';
import { type Gap, Gaps } from './gaps.js';
import { type FormatToken, tokensOf } from './tokens.js';
import { unitsOf } from './units.js';

/** Replaces the text between two offsets. */
export interface FormatChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface FormatOptions {
  /** One level of indentation. */
  readonly indent: string;
  /** Whether unreadable declarations are included: to find what is out of place, not to change it. */
  readonly unreadable?: boolean;
}

/** A file with more mistakes is something else than it says. */
const MAX_MISTAKES = 100;

/**
 * The edits that format a document: they change white space only, never the meaning.
 * A declaration that cannot be read is left as it is.
 * @param range offsets; only the space before words between them is changed, as it would be in the whole
 * @returns changes in order that do not overlap; none if everything is in place
 */
export function formatDocument(
  document: LangiumDocument,
  options: FormatOptions,
  range?: { readonly start: number; readonly end: number },
): FormatChange[] {
  const root = document.parseResult.value;
  if (!ast.isConferFile(root)) return [];
  const left = options.unreadable === true ? [] : unreadableParts(document, [...root.imports, ...root.declarations]);
  // A key in a long file looks at its own phase only.
  const part = range === undefined || left.length > 0 ? undefined : partAround(document, range);
  const tokens = part?.tokens ?? tokensOf(document);
  if (tokens.length === 0) return [];
  const units = unitsOf(part?.node ?? root);
  if (part?.node.$cstNode !== undefined) units.set(part.node.$cstNode.offset, part.node);
  const gaps = new Gaps(document, tokens, units, part?.owner).all();
  const spaces = alignments(tokens, gaps, [...(part === undefined ? [root] : []), ...units.values()]);
  const writer = new Writer(document, options, left);
  for (const [index, token] of tokens.entries()) {
    const gap = gaps[index];
    if (gap === undefined || (part !== undefined && index === 0)) continue;
    writer.gap(tokens[index - 1], token, gap, spaces.get(index) ?? gap.spaces);
    writer.comment(token, gap, index === 0);
  }
  if (part === undefined) writer.end(tokens.at(-1));
  if (range === undefined) return writer.changes;
  return writer.changes.filter(({ end }) => end >= range.start && end <= range.end);
}

/** Applies changes that are in order and do not overlap. */
export function applyChanges(text: string, changes: readonly FormatChange[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const change of changes) {
    parts.push(text.slice(at, change.start), change.text);
    at = change.end;
  }
  return parts.join('') + text.slice(at);
}

class Writer {
  readonly changes: FormatChange[] = [];
  private readonly text: string;
  private readonly newline: string;

  constructor(
    document: LangiumDocument,
    private readonly options: FormatOptions,
    private readonly unreadable: readonly { readonly start: number; readonly end: number }[],
  ) {
    this.text = document.textDocument.getText();
    this.newline = this.text.includes('\r\n') ? '\r\n' : '\n';
  }

  gap(previous: FormatToken | undefined, token: FormatToken, { breaks, depth }: Gap, spaces: number): void {
    const text = breaks > 0 ? this.newline.repeat(breaks) + this.options.indent.repeat(depth) : ' '.repeat(spaces);
    this.change(previous?.end ?? 0, token.start, text);
  }

  /** A comment that begins a line takes its other lines along; no comment ends in white space. */
  comment(token: FormatToken, { breaks, depth }: Gap, first: boolean): void {
    if (token.comment === 'line') this.change(token.end - trailing(token.text), token.end, '');
    if (token.comment !== 'block' || (breaks === 0 && !first) || this.isUnreadable(token.start)) return;
    const lines = token.text.split(/\r\n|\r|\n/);
    if (lines.length < 2 || !lines.slice(1).every((line) => /^\s*\*/.test(line))) return;
    const margin = `${this.options.indent.repeat(depth)} `;
    const text = lines.map((line, index) => (index === 0 ? line : margin + line.trimStart())).join(this.newline);
    if (text !== token.text) this.changes.push({ start: token.start, end: token.end, text });
  }

  /** A file ends with its last line. */
  end(last: FormatToken | undefined): void {
    if (last !== undefined) this.change(last.end, this.text.length, this.newline);
  }

  private change(start: number, end: number, text: string): void {
    const old = this.text.slice(start, end);
    // Text that the parser skipped stays as it is.
    if (old === text || /\S/.test(old) || this.isUnreadable(end)) return;
    this.changes.push({ start, end, text });
  }

  private isUnreadable(offset: number): boolean {
    return this.unreadable.some(({ start, end }) => offset >= start && offset <= end);
  }
}

function trailing(text: string): number {
  return text.length - text.trimEnd().length;
}

/** From the start of each declaration with a mistake to the start of the next: where the text may have been misread. */
function unreadableParts(
  document: LangiumDocument,
  declarations: readonly AstNode[],
): { readonly start: number; readonly end: number }[] {
  const { lexerErrors } = document.parseResult;
  const { textDocument } = document;
  const mistakes = syntaxFindings(document).map(({ range }) => textDocument.offsetAt(range.start));
  for (const { offset } of lexerErrors) mistakes.push(offset);
  for (const { reads } of slipsOf(document)) for (const { start } of reads) mistakes.push(start);
  for (const { edits } of repairsOf(document)) {
    for (const { found } of edits) mistakes.push(found?.startOffset ?? Number.MAX_VALUE);
  }
  if (mistakes.length === 0) return [];
  if (mistakes.length > MAX_MISTAKES) return [{ start: 0, end: Number.MAX_VALUE }];
  const starts = declarations
    .flatMap(({ $cstNode }) => $cstNode?.offset ?? [])
    .sort((a, b) => a - b)
    .slice(1);
  const bounds = [0, ...starts, Number.MAX_VALUE];
  return bounds.slice(1).flatMap((end, index) => {
    const start = bounds[index] ?? 0;
    return mistakes.some((offset) => offset >= start && offset <= end) ? [{ start, end }] : [];
  });
}
