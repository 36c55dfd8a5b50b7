/** What to write instead of a part of a line. */
export interface Remedy {
  /** The remedy in words, without a full stop. */
  readonly says: string;
  /** What the marked part is replaced with; empty to remove it. */
  readonly writes: string;
}

/** What people who know other notations write on a line, and what to write instead. */
export interface LineRemedy {
  /** Kinds of blocks that the line is in; absent for all. */
  readonly block?: RegExp;
  /** The line without indentation and comment. The group `at` is marked. */
  readonly line: RegExp;
  /**
   * What to write instead, in words alone if no edit of the marked part is right; null if it is something else.
   * @param at the marked part
   * @param groups the groups of the match
   * @param text the whole file
   */
  readonly remedy: (
    at: string,
    groups: Readonly<Record<string, string | undefined>>,
    text: string,
  ) => string | Remedy | null;
}

/** The remedy to write something else, shown as it is: a part with quotes, signs or numbers of its own. */
export function replaceWith(rule: string, writes: string): Remedy {
  return { says: `${rule}: write ${writes}`, writes };
}

/** The remedy to write something else, shown in quotes: a part that could be taken for words of the sentence. */
export function replaceWithWords(rule: string, writes: string): Remedy {
  return { says: `${rule}: write "${writes}"`, writes };
}

/** The remedy to remove the marked part. */
export function removePart(rule: string): Remedy {
  return { says: `${rule}: remove it`, writes: '' };
}

/** Rules of the blocks that hold rows of a model. */
export const ROWS = /^(?:ModelPhase|When|InOrder|OneOf)$/;

/** Whether a model of the file, or a party of it, has such a state. */
export function isState(text: string, name: string): boolean {
  return new RegExp(String.raw`\b(?:states|initially)\b[^\n]*\b${name}\b(?!\s*:)`).test(text);
}

/** Whether the file declares a participant or a role of that name. */
export function isEnd(text: string, name: string): boolean {
  return new RegExp(String.raw`\b(?:party|system)\s+\^?${name}\b`).test(text);
}
