import type { Candidate } from './candidate.js';

/**
 * Has the list close if a word of the language, or one of several candidates that differ by capitals alone, such as
 * the phase `End` and the word `end`, is typed in full: they are compared without their last letter, so that none is
 * left. With two of them left the list would take the Down key, and the Enter after that would write the other one; with
 * `end` left, Enter would write it in place of the name `End`.
 * @param written the part of the word at the caret that is before it; words that are there in full are offered as they are
 */
export function closeWhenTyped(candidates: readonly Candidate[], written: string): readonly Candidate[] {
  const byWord = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const word = candidate.label.toLowerCase();
    const same = byWord.get(word);
    if (same === undefined) byWord.set(word, [candidate]);
    else same.push(candidate);
  }
  const closing = new Set(
    [...byWord].flatMap(([word, all]) => {
      if (all.length === 1 && all[0]?.kind !== 'keyword') return [];
      if (word.length === 1 || word === written.toLowerCase() || !all.every(isLabelAlone)) return [];
      // Asked last, for it looks at all candidates: of words of the language there are few.
      return candidates.some((other) => !all.includes(other) && mayMatch(word, other)) ? [] : all;
    }),
  );
  if (closing.size === 0) return candidates;
  return candidates.map((candidate) =>
    closing.has(candidate) ? { ...candidate, filterText: candidate.label.slice(0, -1) } : candidate,
  );
}

function isLabelAlone({ snippet, sideEdits, filterText, more }: Candidate): boolean {
  return snippet === undefined && sideEdits === undefined && filterText === undefined && more !== true;
}

/**
 * Whether an editor may find a word in what a candidate is compared with: its letters, in their order, the first of them
 * where a part of the text begins.
 */
function mayMatch(word: string, { filterText, label }: Candidate): boolean {
  const text = filterText ?? label;
  return [...text.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]|\p{Lu}/gu)].some(({ index }) =>
    hasInOrder(text.slice(index).toLowerCase(), word),
  );
}

/** Whether a text begins with the first letter of a word and has the others after it, in their order. */
function hasInOrder(text: string, word: string): boolean {
  if (text[0] !== word[0]) return false;
  let at = -1;
  return [...word].every((letter) => {
    at = text.indexOf(letter, at + 1);
    return at >= 0;
  });
}
