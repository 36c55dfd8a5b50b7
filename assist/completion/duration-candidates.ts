import { keywordText } from '../hover/keyword-texts.js';
import { type Candidate, ranks } from './candidate.js';

/** About the time that a message takes. */
export const STEP_DELAY = '40ms';

const DURATION_DETAIL = 'A duration is a number with `ms`, `s`, `m`, or `h`.';
const units = { ms: 'milliseconds', s: 'seconds', m: 'minutes', h: 'hours' };

/**
 * Durations that are usual, the one at hand first; after a number, what it can mean; after a whole duration, none.
 * @param written the text before the caret
 */
export function durations(usual: string, written: string): Candidate[] {
  // `20m` is a duration already: a list that offers `20ms` there would change it with the next arrow key and Enter.
  if (/^\d+(?:\.\d+)?(?:ms|s|m|h)$/.test(written)) return [];
  const number = /^\d+(?:\.\d+)?/.exec(written)?.[0];
  if (number !== undefined) {
    return Object.entries(units).map(([unit, detail]) => ({
      label: `${number}${unit}`,
      kind: 'value',
      detail,
      documentation: DURATION_DETAIL,
      rank: usual.replace(/^[\d.]+/, '') === unit ? ranks.required : ranks.possible,
    }));
  }
  const meanings: Record<string, string> = {
    [STEP_DELAY]: 'about the time a message takes',
    '5s': 'a quick answer',
    '30s': 'the usual time until an invitation is given up',
    '1m': 'a minute',
    '5m': 'a short conversation',
  };
  return Object.entries(meanings).map(([label, detail]) => ({
    label,
    kind: 'value',
    detail,
    documentation: DURATION_DETAIL,
    // Without the unit: of a duration that is typed in full nothing is left, so the list closes at once and takes no key.
    filterText: label.replace(/\D+$/, ''),
    rank: label === usual ? ranks.required : ranks.unlikely,
  }));
}

/** `after` with a duration to begin with. */
export function delay(usual: string): Candidate {
  return {
    label: `after ${usual}`,
    kind: 'keyword',
    detail: '',
    documentation: keywordText('after') ?? DURATION_DETAIL,
    snippet: `after \${1:${usual}}`,
    rank: ranks.word,
  };
}
