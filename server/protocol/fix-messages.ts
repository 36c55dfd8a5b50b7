import type { Range } from '../../timeline/types/timeline.js';

/** One of a document's findings. */
export interface FindingReference {
  /** See `Finding.id`: it is still that finding after edits elsewhere in the document. */
  readonly id: string;
  /** The title shown to the user who chooses between fixes; it identifies nothing. */
  readonly message: string;
}

/** Client → server. The edits that fix a finding, each tried; the preferred one first. */
export const FixesRequest = { method: 'confer/fixes' } as const;

/** The finding to fix. */
export interface FixesParams {
  readonly textDocument: { readonly uri: string };
  readonly finding: FindingReference;
}

/** The fixes of a finding. */
export interface FixesResult {
  /** The version of the document that the edits are for. */
  readonly version: number;
  readonly fixes: readonly TimelineFix[];
}

/** A fix with its edits. */
export interface TimelineFix {
  readonly title: string;
  readonly preferred: boolean;
  /** It fixes nothing: it suppresses the finding by a comment. */
  readonly suppresses: boolean;
  /** By document address. */
  readonly edits: Readonly<Record<string, readonly { readonly range: Range; readonly newText: string }[]>>;
  /** The range that the author must fill in afterwards, in the text after the edit; null if none. */
  readonly select: { readonly uri: string; readonly range: Range } | null;
}

/** Client → server. The edit that declares a path as a scenario, as the only fix; none if there is no such path. */
export const SaveScenarioRequest = { method: 'confer/saveScenario' } as const;

/** The path to declare as a scenario. */
export interface SaveScenarioParams {
  readonly textDocument: { readonly uri: string };
  readonly flow: string;
  /** Flow phases in order. */
  readonly path: readonly string[];
}
