import type { Candidate } from './candidate.js';

/**
 * Words of the language, and candidates that differ by capitals alone, such as the phase `End` and the word `end`,
 * compared without their last letter: typed in full, none is left, and the list closes. With two of them left it would
 * take the Down key, and the Enter after that would write the other one; with `end` left, Enter would write it in place
 * of the name `End`.
 * @param written the part of the word at the caret that is before it; twins that are there in full are offered as they are
 */
export function closingAtTwins(candidates: readonly Candidate[], written: string): readonly Candidate[] {
  const byWord = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const word = candidate.label.toLowerCase();
    byWord.set(word, [...(byWord.get(word) ?? []), candidate]);
  }
  const twins = new Set(
    [...byWord].flatMap(([word, all]) => {
      const isClosing = all.length > 1 || all.some(({ kind }) => kind === 'keyword');
      const isPlain = isClosing && word.length > 1 && all.every(isLabelAlone);
      const isAlone = candidates.every((other) => all.includes(other) || !mayMatch(word, other));
      return isPlain && isAlone && word !== written.toLowerCase() ? all : [];
    }),
  );
  if (twins.size === 0) return candidates;
  return candidates.map((candidate) =>
    twins.has(candidate) ? { ...candidate, filterText: candidate.label.slice(0, -1) } : candidate,
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
