import type { TimelineFinding } from '../types/timeline.js';

/** What a button that mends something says. */
export type FixWord = 'Add' | 'Fix';

/** The same word wherever a finding is shown: a message that is missing is added, everything else is fixed. */
export function fixWord({ code }: Pick<TimelineFinding, 'code'>): FixWord {
  return code === 'missing-message' ? 'Add' : 'Fix';
}
