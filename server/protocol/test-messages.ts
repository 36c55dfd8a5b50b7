import type { Range } from '../../timeline/types/timeline.js';
import type { FindingReference } from './fix-messages.js';

/**
 * Client → server. The flows and scenarios of the workspace as tests, and what they cover of the models they follow.
 */
export const TestsRequest = { method: 'confer/tests' } as const;

/** Server → client, once tests were asked for: files that no editor shows came, went or changed. No parameters. */
export const TestsChangedNotification = { method: 'confer/testsChanged' } as const;

/** The flows of the workspace as tests, and the models that they cover. */
export interface TestsResult {
  readonly files: readonly { readonly uri: string; readonly flows: readonly TestedFlow[] }[];
  readonly models: readonly CoveredModel[];
}

/** A flow as a test, with its scenarios. */
export interface TestedFlow {
  readonly name: string;
  readonly title: string | null;
  readonly range: Range;
  readonly failures: readonly TestFailure[];
  readonly scenarios: readonly Omit<TestedFlow, 'scenarios'>[];
}

/** An error of the check. */
export interface TestFailure extends FindingReference {
  readonly range: Range;
}

/**
 * A model as a covered file: phases as declarations, required rows as statements, outcomes and the like as branches.
 */
export interface CoveredModel {
  readonly uri: string;
  readonly phases: readonly { readonly name: string; readonly range: Range; readonly visits: number }[];
  readonly rows: readonly { readonly range: Range; readonly visits: number }[];
  readonly branches: readonly { readonly label: string; readonly range: Range; readonly taken: boolean }[];
}
