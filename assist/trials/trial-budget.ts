import type { TrialResult } from './trial-documents.js';

/** Number of characters whose parsing costs as much as exploring one pair of phase and configuration. */
const CHARACTERS_PER_PAIR = 20;

/** Number of looks at rows that cost as much, when a phase is compared. */
const LOOKS_PER_PAIR = 500;

/** Work per request of what an author waits for, in pairs: some tenths of a second. */
export const MAX_WORK_ON_REQUEST = 20_000;

/** Work per request that an editor makes by itself, after every key, in pairs: a few hundredths of a second. */
export const MAX_WORK_IN_BACKGROUND = 1_000;

/** Work for the fixes of all findings of a file, in pairs: one or two seconds. */
export const MAX_WORK_PER_FILE = 40_000;

/** Work for fixing a file as a whole, in pairs. */
export const MAX_WORK_PER_FIX_ALL = 200_000;

/**
 * Limits the trials of one request by their work: the pairs of phase and configuration that they explore, and the
 * characters that they read.
 */
export class TrialBudget {
  private spent = 0;

  /** @param limit in pairs of phase and configuration */
  constructor(private readonly limit = Number.POSITIVE_INFINITY) {}

  /**
   * Whether one more trial can be paid for, if it is as much work as the document that it changes. One trial may not
   * take more than half of the budget: if it could, one or two fixes would be tried, and the others not.
   */
  affords(before: TrialResult): boolean {
    const work = workOf(before);
    return work <= this.limit / 2 && this.spent + work <= this.limit;
  }

  /** Counts a trial that has been made. */
  spend(tried: TrialResult): void {
    this.spent += workOf(tried);
  }
}

function workOf({ document, analysis }: TrialResult): number {
  const pairs = analysis.flows.reduce((sum, flow) => sum + flow.exploredPairs + flow.kept.effort / LOOKS_PER_PAIR, 0);
  return Math.ceil(pairs) + Math.ceil(document.textDocument.getText().length / CHARACTERS_PER_PAIR);
}
