import type { TimelineFinding } from '../types/timeline.js';

/** The label of a button that applies a fix. */
export type FixLabel = 'Add' | 'Fix' | 'Remove';

const words: Readonly<Record<string, FixLabel>> = {
  'condition-not-met': 'Remove',
  'duplicate-message': 'Remove',
  'missing-message': 'Add',
  'unexpected-message': 'Remove',
  'unhandled-outcome': 'Add',
};

/** The same word wherever a finding is shown: what is missing is added, what should not be there removed. */
export function fixLabel({ code }: Pick<TimelineFinding, 'code'>): FixLabel {
  return words[code] ?? 'Fix';
}
