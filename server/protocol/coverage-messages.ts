import type { CoverageCount } from '../../timeline/types/coverage-count.js';
import type { Range } from '../../timeline/types/timeline.js';

/** Client → server. What a flow covers of each of its models, and what not. */
export const FlowCoverageRequest = { method: 'confer/flowCoverage' } as const;

/** The flow whose coverage is requested. */
export interface FlowCoverageParams {
  readonly textDocument: { readonly uri: string };
  readonly flow: string;
}

/** What a flow covers of the models that it follows. */
export interface FlowCoverage {
  readonly flow: string;
  /** The models that it follows, in that order; null if there is no such flow that can be read now. */
  readonly models: readonly CoverageOfModel[] | null;
}

/** What a flow covers of one model. */
export interface CoverageOfModel {
  readonly model: string;
  readonly title: string | null;
  /** The counts, as in `confer coverage`. */
  readonly counts: Readonly<Record<CoverageCountName, CoverageCount>>;
  readonly gaps: readonly UncoveredPart[];
  /** The required rows that are covered, in the model's order. */
  readonly covered: readonly CoveredRow[];
}

/** Names of the counts, as `--fail-under` takes them, and `optional`. */
export type CoverageCountName =
  | 'phases'
  | 'rows'
  | 'given'
  | 'inferred'
  | 'optional'
  | 'outcomes'
  | 'alternatives'
  | 'facts'
  | 'branches';

/** A part of a model that the flow does not cover. */
export interface UncoveredPart {
  readonly text: string;
  readonly reason: string;
  /** Whether another flow of the workspace covers it. */
  readonly elsewhere: boolean;
  /** Where the model has it. */
  readonly uri: string;
  readonly range: Range;
}

/** A required row that the flow covers. */
export interface CoveredRow {
  /** The model's phase. */
  readonly phase: string;
  readonly text: string;
  /** Where the flow sends it: in which of its phases, at which step; never empty. */
  readonly sent: readonly { readonly phase: string; readonly range: Range }[];
}
