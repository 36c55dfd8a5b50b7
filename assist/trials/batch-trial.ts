import type { Cancellation } from 'langium';
import { applyEdits, editKey, type OffsetEdit, overlapping } from '../edits/fix.js';
import type { FixContext } from '../edits/fix-context.js';
import type { TrialBudget } from './trial-budget.js';
import { introduces, type TrialDocuments, type TrialResult } from './trial-documents.js';

/** A finding and the edits that may fix it. */
export interface FixCandidate {
  readonly context: FixContext;
  readonly edits: readonly OffsetEdit[];
}

/** Edits that fix findings, and the document after them. */
export interface BatchResult {
  readonly edits: readonly OffsetEdit[];
  readonly tried: TrialResult;
}

/**
 * Makes the edits of many findings at once: one trial if they go well together; if not, each half is looked at by
 * itself, down to the one finding whose edits are not what was thought.
 */
export class BatchTrial {
  /**
   * @param before the document that the edits are for
   * @param preferred what fixes one finding, tried
   * @param budget limits the trials
   */
  constructor(
    private readonly check: TrialDocuments,
    private readonly before: TrialResult,
    private readonly preferred: (
      context: FixContext,
    ) => Promise<{ readonly edits: readonly OffsetEdit[]; readonly after: TrialResult | undefined } | undefined>,
    private readonly budget: TrialBudget,
  ) {}

  /**
   * As many of them as go together.
   * @throws OperationCancelled
   */
  async of(
    candidates: readonly FixCandidate[],
    token: Cancellation.CancellationToken,
  ): Promise<BatchResult | undefined> {
    const [first] = candidates;
    if (first === undefined) return undefined;
    const joint = await this.all(candidates, token);
    if (joint !== undefined) return joint;
    if (candidates.length === 1) {
      const found = await this.preferred(first.context);
      return found?.after === undefined ? undefined : { edits: found.edits, tried: found.after };
    }
    const half = candidates.length >> 1;
    const one = await this.of(candidates.slice(0, half), token);
    const other = await this.of(candidates.slice(half), token);
    if (one === undefined || other === undefined) return one ?? other;
    const both = await this.try([...one.edits, ...other.edits], token);
    return both !== undefined && this.fewer(both.tried) > this.fewer(one.tried) ? both : one;
  }

  /**
   * All of them, or nothing if they do not go together.
   * @throws OperationCancelled
   */
  async all(
    candidates: readonly FixCandidate[],
    token: Cancellation.CancellationToken,
  ): Promise<BatchResult | undefined> {
    const joint = await this.try(
      candidates.flatMap(({ edits }) => edits),
      token,
    );
    return joint !== undefined && this.fewer(joint.tried) >= candidates.length ? joint : undefined;
  }

  /** Undefined if something new has come, or if the budget allows no further trial. */
  private async try(
    edits: readonly OffsetEdit[],
    token: Cancellation.CancellationToken,
  ): Promise<BatchResult | undefined> {
    if (overlapping(edits) || !this.budget.affords(this.before)) return undefined;
    const { document, analysis } = this.before;
    const tried = await this.check.try(document, applyEdits(document.textDocument.getText(), edits), token);
    this.budget.spend(tried);
    const isNew = introduces(analysis, tried.analysis, 'error') || introduces(analysis, tried.analysis, 'warning');
    return isNew ? undefined : { edits, tried };
  }

  private fewer({ analysis }: TrialResult): number {
    return this.before.analysis.findings.length - analysis.findings.length;
  }
}

/** Those that do not write what another one writes. */
export function withoutConflicts(candidates: readonly FixCandidate[]): FixCandidate[] {
  const taken = new Set<string>();
  return candidates.filter(({ edits }) => {
    const keys = edits.map(editKey);
    if (keys.some((key) => taken.has(key))) return false;
    for (const key of keys) taken.add(key);
    return true;
  });
}
