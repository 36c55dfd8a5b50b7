import type { Token } from './automaton.js';
import { unreadableCharacter } from './characters.js';
import { blockInWords, expectedInWords, missingInWords } from './expectations.js';
import { isNear, looksLikeArrow } from './repair-costs.js';
import type { Repair } from './token-repair.js';
import { startsLine, UNREADABLE } from './token-stream.js';

/** Where a mistake is marked, and what is said of it. */
export interface Marked {
  readonly offset: number;
  readonly length: number;
  readonly message: string;
}

/** Marks the first wrong word of what a repair mends; where something is missing at the end of a line, its last word. */
export function markRepair({ edits: [first], state, open }: Repair): Marked {
  const { kind, wanted, found, before } = first;
  if (kind !== 'insert' || wanted === null) return wrongWord(first, state);
  if (open !== null && (found === null || startsLine(found, before))) return notClosed(open, found, before);
  const missing = (wanted.begins ? blockInWords(state) : null) ?? missingInWords(wanted, state);
  if (found !== null && (before === null || wanted.begins || !startsLine(found, before))) {
    return marked(found, `"${shown(found)}" cannot stand here: expected ${missing}.`);
  }
  if (before === null) return { offset: 0, length: 0, message: `The file is not complete: expected ${missing}.` };
  const what = found === null ? 'file' : 'line';
  return marked(before, `The ${what} ends where it should go on: expected ${missing} after "${shown(before)}".`);
}

function wrongWord({ kind, wanted, found }: Repair['edits'][0], state: Repair['state']): Marked {
  if (found === null) return { offset: 0, length: 0, message: 'The file is not complete.' };
  const word = shown(found);
  const cannot = `"${word}" cannot stand here`;
  if (kind === 'replace' && wanted !== null) {
    if (wanted.text === '->' && looksLikeArrow(word)) return marked(found, `${cannot}: an arrow is written "->".`);
    if (wanted.text === 'DURATION' && /^\d/.test(word)) {
      return marked(found, `"${word}" needs a unit: write ${word}ms, ${word}s, ${word}m or ${word}h.`);
    }
    if (wanted.kind === 'word' && isNear(word, wanted.text)) {
      return marked(found, `${cannot}: did you mean "${wanted.text}"?`);
    }
    const missing = (wanted.begins ? blockInWords(state) : null) ?? missingInWords(wanted, state);
    return marked(found, `${cannot}: expected ${missing}.`);
  }
  if (found.tokenTypeIdx === UNREADABLE) return marked(found, unreadableCharacter(found.image));
  if (word === '}' && state.mayEnd) {
    return marked(found, 'This "}" closes nothing: leave it out, or open the block it ends with "{".');
  }
  return marked(found, `${cannot}: expected ${expectedInWords(state)}.`);
}

function notClosed(open: Token, found: Token | null, before: Token | null): Marked {
  const line = `The "{" of line ${open.startLine ?? 1}`;
  if (found === null) return marked(before ?? open, `${line} is never closed: write "}" where its block ends.`);
  const closed = `the "{" of line ${open.startLine ?? 1} is not closed yet`;
  return marked(found, `"${shown(found)}" cannot stand here: ${closed}. Write "}" before this line.`);
}

function marked({ startOffset, endOffset = startOffset }: Token, message: string): Marked {
  return { offset: startOffset, length: endOffset + 1 - startOffset, message };
}

function shown({ image }: Token): string {
  return image.length > 40 ? `${image.slice(0, 40)}…` : image;
}
