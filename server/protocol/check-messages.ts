import type { Range } from '../../timeline/types/timeline.js';

/** Client → server. How far the flows of a document were checked. */
export const VerdictsRequest = { method: 'confer/verdicts' } as const;

/** The document whose flows are asked about. */
export interface VerdictsParams {
  readonly textDocument: { readonly uri: string };
}

/** How far a flow was checked. */
export interface FlowVerdict {
  readonly name: string;
  readonly range: Range;
  /** Why the flow was not checked in full, as a clause: `no participant plays "reporting"`. Null when it was. */
  readonly unchecked: string | null;
}

/** Client → server. Answered when every file of the workspace is checked. */
export const WorkspaceCheckRequest = { method: 'confer/checkWorkspace' } as const;

/** Whether to check again, or to wait. */
export interface WorkspaceCheckParams {
  /** True to check all files again; false to wait for the check that is running, if any. */
  readonly again: boolean;
}

/**
 * The findings in the files of the workspace's folders, as `confer check` counts them there; without a folder, those in
 * open files.
 */
export interface WorkspaceCheckResult {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  /** Hints included. */
  readonly information: number;
}
