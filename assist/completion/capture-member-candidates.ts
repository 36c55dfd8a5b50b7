import { captureFormats, deviationCodes, rules } from '../../check/index.js';
import { captureKeywordText } from '../hover/capture-keyword-texts.js';
import { type Candidate, type CandidateKind, ranks } from './candidate.js';
import type { CompletionSite } from './completion-context.js';

/** Candidates for a place that only captures have; undefined for all others. */
export function captureMemberCandidates(site: CompletionSite): Candidate[] | undefined {
  switch (site.kind) {
    case 'capture-words':
      return site.words.map((word) => candidate(word, 'keyword', captureKeywordText(word) ?? `\`${word}\``));
    case 'capture-group':
      return site.groups.map((group) => candidate(group, 'attribute', 'A named group of the expressions.'));
    case 'capture-format':
      return captureFormats.map((format) => candidate(format, 'value', captureKeywordText('reads') ?? ''));
    case 'deviation':
      return deviationCodes.map((code) => candidate(code, 'rule', rules[code].finds));
    default:
      return undefined;
  }
}

function candidate(label: string, kind: CandidateKind, documentation: string): Candidate {
  return { label, kind, detail: '', documentation, rank: kind === 'keyword' ? ranks.word : ranks.possible };
}
