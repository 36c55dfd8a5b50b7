import { keywordSummary, keywordText } from '../hover/keyword-texts.js';
import { type Candidate, ranks } from './candidate.js';

/** Words of the language that a place wants. */
export function wordCandidates(words: readonly string[]): Candidate[] {
  return words.map((word) => ({
    label: word,
    kind: 'keyword',
    detail: keywordSummary(word),
    documentation: keywordText(word) ?? `\`${word}\``,
    rank: ranks.word,
  }));
}
