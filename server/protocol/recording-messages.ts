/**
 * Client → server. The flows and models that a recording can be followed through: the workspace's, then the library's.
 */
export const RecordingSubjectsRequest = { method: 'confer/recordingSubjects' } as const;

/** A flow or model that a recording can be followed through. */
export interface RecordingSubject {
  readonly uri: string;
  readonly kind: 'flow' | 'model';
  readonly name: string;
  readonly title: string | null;
  /** Models that a flow follows. */
  readonly models: readonly string[];
  readonly library: boolean;
}

/** What a user can choose from before a run. */
export interface RecordingSubjectsResult {
  readonly subjects: readonly RecordingSubject[];
  /** `files` of the captures of the workspace and the library. */
  readonly globs: readonly string[];
}

/** Client → server. What a run needs of the sources: packed for the worker, and who can read each recording. */
export const RecordingSourcesRequest = { method: 'confer/recordingSources' } as const;

/** The flow or model to follow, and the recordings. */
export interface RecordingSourcesParams {
  /** The file that declares the flow or model, or the captures. */
  readonly textDocument: { readonly uri: string };
  /** Name of the flow or model; null: nothing is followed, and the file's own captures are what is wanted. */
  readonly subject: string | null;
  /** Paths of the recordings, with `/`. */
  readonly recordings: readonly string[];
}

/** The packed sources, and the captures for each recording. */
export interface RecordingSourcesResult {
  /** JSON, for the worker alone; null if there is no such flow or model. */
  readonly sources: string | null;
  /** By recording: the captures that can read it. Of several, the user chooses. */
  readonly candidates: readonly (readonly CaptureSummary[])[];
}

/** A capture as a list shows it. */
export interface CaptureSummary {
  readonly name: string;
  readonly title: string | null;
  /** Address of the file that declares it. */
  readonly uri: string;
}
