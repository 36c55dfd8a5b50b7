import type { Range } from '../../timeline/types/timeline.js';
import type { FixesResult } from './fix-messages.js';

/** Client → server. The models that a new flow can follow: those of the library first. */
export const ModelsRequest = { method: 'confer/models' } as const;

/** A model as a list shows it. */
export interface ModelSummary {
  readonly uri: string;
  readonly name: string;
  readonly title: string | null;
  /** Whether it belongs to the built-in library. */
  readonly library: boolean;
  /** The import with which a file sees a model of the library; null if it is visible everywhere, or the workspace's. */
  readonly import: string | null;
  /** The document that it restates. */
  readonly source: string | null;
  /** Its name. */
  readonly range: Range;
  readonly phases: readonly { readonly name: string; readonly title: string | null; readonly range: Range }[];
}

/** Client → server. A flow through all phases of one model or of several. */
export const NewFlowRequest = { method: 'confer/newFlow' } as const;

/** The models that the new flow follows. */
export interface NewFlowParams {
  /** The file that declares the model. */
  readonly textDocument: { readonly uri: string };
  readonly model: string;
  /** Further models that the flow follows; those of the library only. */
  readonly others?: readonly { readonly uri: string; readonly model: string }[];
}

/** The new flow, as a file of its own or as an edit. */
export interface NewFlowResult {
  /** The text of a new file; null if the flow belongs into the model's file, or if there is none. */
  readonly file: string | null;
  /** The edit that adds the flow to the model's file, as the only fix; none if there is none. */
  readonly change: FixesResult;
}
