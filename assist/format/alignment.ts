import { type AstNode, GrammarUtils } from 'langium';
import { ast } from '../../language/index.js';
import type { Gap } from './gaps.js';
import { MAX_CELL_WIDTH } from './step-table.js';
import type { FormatToken } from './tokens.js';
import { membersOf } from './units.js';

/** A line of a table: its tokens by column. Null if the line lacks that column. */
interface AlignedLine {
  readonly start: number;
  readonly stops: readonly (number | null)[];
}

/**
 * Puts the arrows and colons of a block's steps or rows below each other, and the columns of participants, roles and
 * protocols that are listed line by line.
 * @returns spaces by token, for those that need another number than the usual
 */
export function alignments(
  tokens: readonly FormatToken[],
  gaps: readonly Gap[],
  owners: readonly AstNode[],
): ReadonlyMap<number, number> {
  return new Alignment(tokens, gaps).of(owners);
}

class Alignment {
  private readonly spaces = new Map<number, number>();
  private readonly byOffset = new Map<number, number>();

  constructor(
    private readonly tokens: readonly FormatToken[],
    private readonly gaps: readonly Gap[],
  ) {
    for (const [index, token] of tokens.entries()) this.byOffset.set(token.start, index);
  }

  of(owners: readonly AstNode[]): ReadonlyMap<number, number> {
    for (const owner of owners) {
      const members = membersOf(owner);
      this.align(members.flatMap((member) => (ast.isArrowStep(member) || ast.isRow(member) ? this.arrow(member) : [])));
      if (ast.isConferFile(owner) || ast.isFlow(owner) || ast.isModel(owner) || ast.isCapture(owner)) {
        for (const run of this.runs(members)) this.align(run.flatMap((member) => this.columns(member)));
      }
    }
    return this.spaces;
  }

  private arrow(node: AstNode): AlignedLine | [] {
    const arrow = this.keyword(node, '->');
    return this.line(node, [arrow, arrow === null ? null : this.keyword(node, ':')]);
  }

  private columns(node: AstNode): AlignedLine | [] {
    if (ast.isCapture(node.$container)) {
      const start = this.token(node.$cstNode?.offset);
      return start === null ? [] : this.line(node, [start + 1]);
    }
    const name = this.token(GrammarUtils.findNodeForProperty(node.$cstNode, 'name')?.offset);
    if (ast.isMessage(node)) return this.line(node, [name]);
    const title = this.token(GrammarUtils.findNodeForProperty(node.$cstNode, 'title')?.offset);
    if (ast.isProtocol(node)) return this.line(node, [name, title]);
    const clause = this.keyword(node, 'as') ?? this.keyword(node, 'initially');
    return this.line(node, title === null ? [name, clause] : [name, title, clause]);
  }

  /** Neighbors of one kind on lines that follow each other. */
  private runs(members: readonly AstNode[]): AstNode[][] {
    const runs: AstNode[][] = [];
    let kind = '';
    for (const member of members) {
      const inCapture = ast.isCapture(member.$container);
      const table =
        inCapture || ast.isParticipant(member) || ast.isRole(member) || ast.isProtocol(member) || ast.isMessage(member);
      const start = this.token(member.$cstNode?.offset);
      if (!table || start === null) {
        kind = '';
        continue;
      }
      const last = runs.at(-1);
      const type = inCapture ? ast.Capture.$type : member.$type;
      if (kind === type && this.follows(start)) last?.push(member);
      else runs.push([member]);
      kind = type;
    }
    return runs;
  }

  /** Whether no blank line separates a unit, or the comments before it, from the unit before. */
  private follows(start: number): boolean {
    for (let index = start; index >= 0; index--) {
      if (this.gaps[index]?.breaks === 2) return false;
      if (this.tokens[index - 1]?.comment === null) return true;
    }
    return true;
  }

  private align(lines: readonly AlignedLine[]): void {
    if (lines.length < 2) return;
    const columns = Math.max(...lines.map(({ stops }) => stops.length));
    for (let column = 0; column < columns; column++) {
      const cells = lines.flatMap((line) => {
        const stop = line.stops[column] ?? null;
        const from = line.stops.slice(0, column).findLast((before) => before !== null) ?? line.start;
        const width = stop === null ? null : this.width(from, stop);
        return stop === null || width === null || width > MAX_CELL_WIDTH ? [] : [{ stop, width }];
      });
      const widest = Math.max(...cells.map(({ width }) => width), 0);
      for (const { stop, width } of cells) this.spaces.set(stop, 1 + widest - width);
    }
  }

  /** Width of the text between two tokens, the first included; null if a line ends there. */
  private width(from: number, stop: number): number | null {
    let width = 0;
    for (let index = from; index < stop; index++) {
      const gap = this.gaps[index];
      const text = this.tokens[index]?.text ?? '';
      if (gap === undefined || /[\r\n]/.test(text) || (index > from && gap.breaks > 0)) return null;
      width += text.length + (index > from ? gap.spaces : 0);
    }
    return (this.gaps[stop]?.breaks ?? 1) > 0 ? null : width;
  }

  private line(node: AstNode, stops: readonly (number | null)[]): AlignedLine | [] {
    const start = this.token(node.$cstNode?.offset);
    // Only the first token of a line is aligned with the lines above.
    return start === null || (start > 0 && this.gaps[start]?.breaks === 0) ? [] : { start, stops };
  }

  private keyword(node: AstNode, keyword: string): number | null {
    return this.token(GrammarUtils.findNodeForKeyword(node.$cstNode, keyword)?.offset);
  }

  private token(offset: number | undefined): number | null {
    return offset === undefined ? null : (this.byOffset.get(offset) ?? null);
  }
}
