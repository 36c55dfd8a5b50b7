import { type AstNode, CstUtils, type LangiumDocument } from 'langium';
import type { FormatChange } from '../format/formatter.js';
import type { OffsetEdit } from './fix.js';

/**
 * Which of a formatter's changes keep a text as its author lays it out: those of lines that were in place before, and
 * of new lines, unless most of their kind next to them were not.
 * @param changes of the text after the edits
 * @param untidy lines of the text before that were not in place
 */
export function tidyChanges(
  before: LangiumDocument,
  edits: readonly OffsetEdit[],
  after: LangiumDocument,
  changes: readonly FormatChange[],
  untidy: ReadonlySet<number>,
): readonly FormatChange[] {
  if (untidy.size === 0 || changes.length === 0) return changes;
  const lines = new Lines(before, edits, after, untidy);
  const text = after.textDocument.getText();
  return changes.filter(({ start, end, text: written }) => {
    const breaks = written.includes('\n') && !text.slice(start, end).includes('\n');
    return lines.takes(after.textDocument.positionAt(end).line, breaks);
  });
}

class Lines {
  /** Per line of the text after, the line before that it is made of; nothing for a new one. */
  private readonly origins: ReadonlyMap<number, number>;
  private readonly isTidyByLine = new Map<string, boolean>();
  private readonly mostly: boolean;

  constructor(
    before: LangiumDocument,
    edits: readonly OffsetEdit[],
    private readonly after: LangiumDocument,
    private readonly untidy: ReadonlySet<number>,
  ) {
    this.origins = originsOf(before, edits, after);
    this.mostly = untidy.size * 5 < before.textDocument.lineCount;
  }

  /** Whether a change of a line is taken; a phase written in one line stays there. */
  takes(line: number, breaks: boolean): boolean {
    const origin = this.origins.get(line);
    if (origin !== undefined && (breaks || this.untidy.has(origin))) return false;
    const node = this.beginningOn(line);
    return node === undefined || this.isInPlace(node);
  }

  /**
   * Whether most of a list's members of a kind that were there before were in place; a list that is new is. One alone
   * does not tell: it is then what most lines of the file are.
   */
  private isInPlace(node: AstNode): boolean {
    const { $container: owner, $containerProperty: property, $type } = node;
    const list = property === undefined ? undefined : (owner as unknown as Record<string, unknown>)[property];
    if (owner === undefined || !Array.isArray(list)) return true;
    const key = `${owner.$cstNode?.offset}/${property}/${$type}`;
    let inPlace = this.isTidyByLine.get(key);
    if (inPlace === undefined) {
      const siblings = (list as readonly (AstNode | undefined)[]).filter((other) => other?.$type === $type);
      const origins = siblings.flatMap((other) => this.origins.get(this.lineOf(other)) ?? []);
      const off = origins.filter((origin) => this.untidy.has(origin)).length;
      inPlace = origins.length === 1 ? off === 0 && this.mostly : off === 0 || off * 2 < origins.length;
      this.isTidyByLine.set(key, inPlace);
    }
    return inPlace;
  }

  /** The member of a list that the first word of a line begins. */
  private beginningOn(line: number): AstNode | undefined {
    const { textDocument, parseResult } = this.after;
    const text = textDocument.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
    const offset = textDocument.offsetAt({ line, character: text.length - text.trimStart().length });
    const root = parseResult.value.$cstNode;
    let node = root === undefined ? undefined : CstUtils.findLeafNodeAtOffset(root, offset)?.astNode;
    while (node !== undefined && node.$containerIndex === undefined) node = node.$container;
    return node?.$cstNode?.offset === offset ? node : undefined;
  }

  private lineOf(node: AstNode | undefined): number {
    return this.after.textDocument.positionAt(node?.$cstNode?.offset ?? 0).line;
  }
}

/** Lines that hold a word of the text before, or take the place of a line of it. */
function originsOf(
  before: LangiumDocument,
  edits: readonly OffsetEdit[],
  after: LangiumDocument,
): ReadonlyMap<number, number> {
  const origins = new Map<number, number>();
  const text = before.textDocument.getText();
  const keep = (start: number, end: number, shift: number) => {
    for (const { index } of text.slice(start, end).matchAll(/\S[^\n]*/g)) {
      const line = after.textDocument.positionAt(start + index + shift).line;
      if (!origins.has(line)) origins.set(line, before.textDocument.positionAt(start + index).line);
    }
  };
  let at = 0;
  let shift = 0;
  for (const { start, end, text: written } of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    keep(at, start, shift);
    // A line for a line is the same line, written in another way.
    const breaks = (part: string) => part.split('\n').length;
    if (end > start && breaks(text.slice(start, end)) === breaks(written)) {
      const from = after.textDocument.positionAt(start + shift).line;
      const line = before.textDocument.positionAt(start).line;
      for (let index = 0; index < breaks(written); index++) {
        if (!origins.has(from + index)) origins.set(from + index, line + index);
      }
    }
    at = end;
    shift += written.length - (end - start);
  }
  keep(at, text.length, shift);
  return origins;
}
