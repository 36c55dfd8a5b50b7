import type { RuleCode } from '../../check/index.js';
import type { Range } from '../../timeline/types/timeline.js';

/** A change of a document's text, by positions in the text as it is. */
export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

/** A way to fix one finding, in the document that the finding is in. */
export interface Fix {
  readonly title: string;
  /** Whether nearly every author wants it; at most one fix of a finding is preferred. */
  readonly preferred: boolean;
  /** All of them together are one step of undo. */
  readonly edits: readonly TextEdit[];
  /** The range that the author must fill in: selected after the edits, by positions in the text after them. */
  readonly caret?: Range;
  /** The caret is on a new name that others refer to: to be renamed, not typed over. */
  readonly renames?: boolean;
  /** It fixes nothing: it suppresses the finding by a comment. */
  readonly suppresses?: boolean;
  /** Untried: whether it fixes the finding is unknown, because a trial takes too long in this file. */
  readonly untried?: boolean;
}

/** What a fix is called and does to its finding, for reports without edits. */
export type OfferedFix = Pick<Fix, 'title' | 'preferred' | 'suppresses'>;

/** A change of a text by offsets. */
export interface OffsetEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Part of `text` that the author has to choose. */
  readonly select?: { readonly from: number; readonly length: number };
}

/** Edits that do the same in different ways, made while they are iterated over. */
export type Alternatives = Iterable<readonly OffsetEdit[]>;

/** Alternatives that are computed one by one: most are never needed. */
export function alternativesOf<T>(things: Iterable<T>, make: (thing: T) => readonly OffsetEdit[]): Alternatives {
  return {
    *[Symbol.iterator]() {
      for (const thing of things) yield make(thing);
    },
  };
}

/** The first of the alternatives that can be made; undefined if none can. */
export function firstPossible(alternatives: Alternatives): readonly OffsetEdit[] | undefined {
  for (const edits of alternatives) if (edits.length > 0 && !overlapping(edits)) return edits;
  return undefined;
}

/** An untried proposal of a fix creator for a finding. */
export interface Proposal {
  readonly title: string;
  /** Edits that do what the title says; the first that holds is taken. */
  readonly alternatives: Alternatives;
  /** May be the preferred one; of several the first that holds. */
  readonly preferable: boolean;
  /** Fixes only a part of the finding: one of several outcomes, one place of several. */
  readonly partial?: boolean;
  /** Fixes everything of the finding's kind in its phase. */
  readonly fixesWholePhase?: boolean;
  /** It fixes nothing: it suppresses the finding by a comment. */
  readonly suppresses?: boolean;
  /** Needs no trial: it changes nothing that means anything. */
  readonly skipsTrial?: boolean;
  /** Rules whose findings the edits bring to light and that are fixed with them, by the preferred fixes. */
  readonly alsoFixes?: ReadonlySet<RuleCode>;
  /** New findings of maskable rules do not count against it. `preferred`: it may still be the preferred one. */
  readonly unmasks?: 'offered' | 'preferred';
  /** Whether the selection is a new name that others refer to. */
  readonly renames?: boolean;
}

/** The text after edits that do not overlap; of two at one place the first given comes first. */
export function applyEdits(text: string, edits: readonly OffsetEdit[]): string {
  let result = '';
  let at = 0;
  for (const edit of inOrder(edits)) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** An offset of the text after the edits; one in replaced text moves to the start of the replacement. */
export function offsetAfter(offset: number, edits: readonly OffsetEdit[]): number {
  let shift = 0;
  for (const edit of inOrder(edits)) {
    if (edit.end <= offset) shift += edit.text.length - (edit.end - edit.start);
    else if (edit.start < offset) return edit.start + shift;
  }
  return offset + shift;
}

/** The range that the edits leave to the author, by offsets in the text after them. */
export function selectionAfter(edits: readonly OffsetEdit[]): { start: number; end: number } | undefined {
  let shift = 0;
  for (const edit of inOrder(edits)) {
    if (edit.select !== undefined) {
      const start = edit.start + shift + edit.select.from;
      return { start, end: start + edit.select.length };
    }
    shift += edit.text.length - (edit.end - edit.start);
  }
  return undefined;
}

/** Whether two of the edits touch the same text. */
export function overlapping(edits: readonly OffsetEdit[]): boolean {
  const sorted = inOrder(edits);
  return sorted.some((edit, index) => index > 0 && edit.start < (sorted[index - 1]?.end ?? 0));
}

/** The same for edits that do the same. */
export function editsKey(edits: readonly OffsetEdit[]): string {
  return edits.map(editKey).join('\n');
}

/** The same for edits that do the same. */
export function editKey({ start, end, text }: OffsetEdit): string {
  return `${start}/${end}/${text}`;
}

function inOrder(edits: readonly OffsetEdit[]): OffsetEdit[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Names of which each gets a fix of its own; more would hide the others. */
export const MAX_CANDIDATES = 3;
