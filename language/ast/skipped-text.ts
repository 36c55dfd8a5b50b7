import { type AstNode, AstUtils, GrammarUtils, type LangiumDocument } from 'langium';
import { memoize } from '../../timeline/types/memoize.js';
import { repairsOf } from '../recovery/confer-lexer.js';
import { isComment, isReadAs, isReversedArrow, looksLikeArrow } from '../recovery/repair/intended-words.js';
import type { PlacedEdit } from '../recovery/repair/token-repair.js';
import { endOf, startsLine } from '../recovery/token-stream.js';

/** A stretch of the text in which something cannot be read; both ends included. */
interface UnreadableStretch {
  readonly from: number;
  readonly to: number;
}

/** The parts of a document that could not be read: absence there proves nothing. */
export class SkippedText {
  private constructor(private readonly edits: readonly PlacedEdit[]) {
    this.gaps = edits.flatMap(gapOf);
  }

  private readonly gaps: readonly UnreadableStretch[];

  private static readonly ofParse = memoize(
    (parseResult: LangiumDocument['parseResult']) =>
      new SkippedText(repairsOf({ parseResult }).flatMap(({ edits }) => edits)),
  );

  /** The skipped text in the document of a node. */
  static of(node: AstNode): SkippedText {
    return SkippedText.ofParse(AstUtils.getDocument(node).parseResult);
  }

  /**
   * Whether a member in the wrong block may be meant for any block of a rule.
   * @param word that the member begins with
   */
  lacks(word: string, rule: string): boolean {
    return this.edits.some(({ found, line }) => found?.image === word && line?.blocks.includes(rule) === true);
  }

  /** Whether a line that begins with a word is read as something else. */
  skipsLine(word: string): boolean {
    return this.edits.some(
      ({ kind, found, before }) => kind !== 'insert' && found?.image === word && startsLine(found, before),
    );
  }

  /** Whether any member in the wrong block may be meant for a block of a rule. */
  lacksMember(rule: string): boolean {
    return this.edits.some(({ line }) => line?.blocks.includes(rule) === true);
  }

  /**
   * Whether lines follow a declaration without braces that may be its members, or those of a block of a rule whose
   * first line is missing.
   */
  lacksHead(rule: string): boolean {
    return this.edits.some(
      ({ kind, wanted, found, before }) =>
        kind === 'insert' &&
        wanted?.text === '{' &&
        wanted.rule === rule &&
        found !== null &&
        startsLine(found, before),
    );
  }

  /** Whether a sign of a node is missing: what is written before it may not be written to its end. */
  lacksSign({ $cstNode: node, $type }: AstNode, sign: string): boolean {
    return this.edits.some(
      ({ kind, wanted, before }) =>
        kind === 'insert' &&
        wanted?.text === sign &&
        wanted.rule === $type &&
        before !== null &&
        node !== undefined &&
        before.startOffset >= node.offset &&
        before.startOffset < node.end,
    );
  }

  /** Whether a word of a node was read as another one, however clear its meaning is. */
  repairedIn({ $cstNode: node }: AstNode): boolean {
    return this.edits.some(
      ({ found }) =>
        found !== null && node !== undefined && found.startOffset >= node.offset && found.startOffset <= node.end,
    );
  }

  /** Whether a word on one of the lines of a node was not read as it is written: more may be meant than was read. */
  repairedOnLinesOf({ $cstNode: node }: AstNode): boolean {
    if (node === undefined) return false;
    const [first, last] = [node.range.start.line + 1, node.range.end.line + 1];
    return this.edits.some(({ found }) => {
      const line = found?.startLine ?? 0;
      return found !== null && found.startOffset >= node.offset && line >= first && line <= last;
    });
  }

  /** Whether a block of rows may be another one: its first line was put there, or braces or lines between its rows were skipped. */
  isUnsureBlock(node: AstNode, rows: readonly AstNode[]): boolean {
    const own = node.$cstNode;
    if (own === undefined || this.edits.length === 0) return false;
    const isMadeUp = this.edits.some(
      ({ kind, wanted, found }) =>
        found !== null &&
        (kind === 'insert' ? wanted?.rule === node.$type : /[{}]/.test(found.image)) &&
        found.startOffset >= own.offset &&
        found.startOffset <= own.end,
    );
    return isMadeUp || this.between(node, rows);
  }

  /** Whether a bracket before a node on its line was left out, which other notations put around what is optional. */
  hasBracketBefore({ $cstNode: node }: AstNode): boolean {
    return this.edits.some(
      ({ kind, found }) =>
        kind !== 'insert' &&
        node !== undefined &&
        found !== null &&
        /^[[({?]/.test(found.image) &&
        found.startLine === node.range.start.line + 1 &&
        found.startOffset < node.offset,
    );
  }

  /** Whether a word of a node is there in place of another one that does not mean it. */
  isMadeUp({ $cstNode: node }: AstNode, word: string): boolean {
    return this.edits.some(
      (edit) =>
        edit.kind === 'replace' &&
        edit.wanted?.text === word &&
        edit.found !== null &&
        node !== undefined &&
        edit.found.startOffset >= node.offset &&
        edit.found.startOffset < node.end &&
        !isReadAs(edit, edit.found, edit.wanted),
    );
  }

  /** Whether a member is a line that cannot be read: the word that would make it one is there in place of another. */
  isMadeUpMember({ $cstNode: node }: AstNode): boolean {
    return this.edits.some((edit) => {
      const { kind, wanted, found, after } = edit;
      if (wanted?.kind !== 'word' || found === null || isReadAs(edit, found, wanted)) return false;
      const isStatement = wanted.rule === 'FactStatement';
      if (kind === 'replace' ? !wanted.begins && !isStatement : kind !== 'insert' || !isStatement) return false;
      // The node begins after the word that was replaced.
      const { startOffset } = (wanted.begins ? after : null) ?? found;
      return node !== undefined && startOffset >= node.offset && startOffset < node.end;
    });
  }

  /** Whether the keyword of a member or declaration was put before its words, which may be any other one. */
  lacksKeyword({ $cstNode: node }: AstNode): boolean {
    return this.edits.some(
      ({ kind, wanted, found }) =>
        kind === 'insert' &&
        wanted?.begins === true &&
        wanted.kind === 'word' &&
        found !== null &&
        found.startOffset === node?.offset,
    );
  }

  /** Whether a row is a line of words without an arrow, which may be any member of its phase. */
  lacksArrow({ $cstNode: node }: AstNode): boolean {
    return this.edits.some(
      ({ kind, wanted, found }) =>
        wanted?.text === '->' &&
        found !== null &&
        (kind === 'insert' || /^\w/.test(found.image)) &&
        node !== undefined &&
        found.startOffset >= node.offset &&
        found.startOffset < node.end,
    );
  }

  /** Whether words were skipped right after a node on its line. */
  follows({ $cstNode: node }: AstNode): boolean {
    return this.edits.some(
      ({ kind, found, before }) =>
        kind !== 'insert' &&
        found !== null &&
        node !== undefined &&
        /^\w/.test(found.image) &&
        endOf(before) === node.end &&
        !startsLine(found, before),
    );
  }

  /** Whether a part of a node cannot be read. */
  in(node: AstNode | undefined): boolean {
    return this.gaps.length > 0 && node?.$cstNode !== undefined && this.gapsIn(node).length > 0;
  }

  /** Whether text of a node outside its members was skipped. */
  between(node: AstNode, members: readonly (AstNode | undefined)[]): boolean {
    if (!this.in(node)) return false;
    // A file is a block without braces.
    const brace = node.$container === undefined ? -1 : signOf(node, '{');
    const within = members.filter((member) => member !== undefined && this.in(member));
    return this.gapsIn(node).some(
      (gap) => gap.to > brace && !within.some((member) => member !== undefined && touches(gap, member)),
    );
  }

  /**
   * Whether lines were skipped right before or after a node that may be meant for its block.
   * @param siblings members of the block around it, itself included, in source order
   */
  nextTo(node: AstNode, siblings: readonly AstNode[]): boolean {
    const own = node.$cstNode;
    if (own === undefined || this.gaps.length === 0) return false;
    const lines = this.edits.filter(({ line }) => line?.blocks.includes(node.$type) === true).flatMap(gapOf);
    if (lines.length === 0) return false;
    const at = siblings.indexOf(node);
    const from = siblings[at - 1]?.$cstNode?.end ?? node.$container?.$cstNode?.offset ?? 0;
    const to = siblings[at + 1]?.$cstNode?.offset ?? node.$container?.$cstNode?.end ?? 0;
    return lines.some((gap) => (gap.from >= from && gap.to <= own.offset) || (gap.from >= own.end && gap.to <= to));
  }

  /** Whether text before the node's block was skipped. */
  inHeader(node: AstNode): boolean {
    if (!this.in(node)) return false;
    const brace = signOf(node, '{');
    return this.gapsIn(node).some((gap) => gap.from <= brace);
  }

  /** Whether words of a node before one of its signs were skipped; missing words do not count. */
  skipsBefore(node: AstNode, sign: string): boolean {
    if (!this.in(node)) return false;
    const [start, end] = [node.$cstNode?.offset ?? 0, signOf(node, sign)];
    return this.edits.some(
      ({ kind, found }) => kind !== 'insert' && found !== null && found.startOffset >= start && found.startOffset < end,
    );
  }

  private gapsIn(node: AstNode): UnreadableStretch[] {
    return this.gaps.filter((gap) => touches(gap, node));
  }
}

function touches({ from, to }: UnreadableStretch, { $cstNode: node }: AstNode): boolean {
  return node !== undefined && from <= node.end && to > node.offset;
}

function signOf(node: AstNode, sign: string): number {
  return GrammarUtils.findNodeForKeyword(node.$cstNode, sign)?.offset ?? node.$cstNode?.end ?? 0;
}

/** Not which way a channel leads, nor that a trigger is a timer. */
function isSure({ kind, text, rule, begins }: NonNullable<PlacedEdit['wanted']>): boolean {
  if (kind === 'sign') return rule !== 'Channel';
  return kind === 'word' && !begins && text !== 'timeout';
}

/** Signs and the words between names are sure; what a name, a value or a text would have been is not. */
function gapOf(edit: PlacedEdit): UnreadableStretch[] {
  const { kind, wanted, found, before, after, next } = edit;
  if (kind !== 'insert') {
    if (found === null) return [];
    // A word for an arrow does not show the direction of a channel.
    const isSureSign = wanted === null || isSure(wanted) || !/^\w/.test(found.image);
    // A reversed arrow does not show the sender, nor does a second arrow show what a channel joins or who receives.
    const isBack = wanted?.text === '->' && isReversedArrow(found.image);
    const isSecond = wanted?.text === ',' && wanted.rule !== 'StateList' && looksLikeArrow(found.image);
    // A colon after several roles does not show which of them are states.
    const isAfterRoles = wanted?.rule === 'StateList' && wanted.text === ',' && found.image === ':';
    if (
      wanted !== null &&
      isReadAs(edit, found, wanted) &&
      (wanted.kind !== 'sign' || (isSureSign && !isBack && !isSecond && !isAfterRoles))
    )
      return [];
    // Signs say nothing, but a line in other quotes or brackets may be any.
    // But a sign of negation asks for the contrary.
    const isSign = !/^"|[\w\u00aa-\uffdc]/.test(found.image) && !/^[!¬~]$/.test(found.image);
    if (kind === 'delete' && (isComment(found.image) || isSign)) return [];
    const from = startsLine(found, before) ? found.startOffset : endOf(before);
    // Skipped text at the beginning of a line belongs to what follows it.
    const end = next !== null && !startsLine(next, found) ? next : after;
    return [{ from, to: end === null || startsLine(end, found) ? endOf(found) : end.startOffset + 1 }];
  }
  if (wanted === null || isSure(wanted)) return [];
  if (found === null) return [{ from: endOf(before), to: endOf(before) }];
  if (!startsLine(found, before)) return [{ from: endOf(before), to: found.startOffset + 1 }];
  return wanted.begins
    ? [{ from: found.startOffset, to: found.startOffset + 1 }]
    : [{ from: endOf(before), to: endOf(before) }];
}
