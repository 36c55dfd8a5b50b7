import type { Range, Timeline, TimelinePath } from '../../timeline/types/timeline.js';

/** Client → server. The timeline of one path of a flow in a document. */
export const TimelineRequest = { method: 'confer/timeline' } as const;

export interface TimelineParams {
  readonly textDocument: { readonly uri: string };
  /** Flow name; the file's first flow where it is left out or gone. */
  readonly flow?: string;
  /** A declared scenario. Left out: `path`, else the default path. */
  readonly scenario?: string;
  /** Flow phases in order. */
  readonly path?: readonly string[];
}

export interface FlowSummary {
  readonly name: string;
  readonly title: string | null;
  readonly range: Range;
}

export interface TimelineResult {
  readonly uri: string;
  /** Document version the answer was made for. */
  readonly version: number;
  /** True while the text does not parse: the timeline is the last good one. */
  readonly stale: boolean;
  /** The file's flows, in order. */
  readonly flows: readonly FlowSummary[];
  /** Paths of the shown flow: declared scenarios first, then the distinct ways to an end. */
  readonly paths: readonly TimelinePath[];
  /** True where the bound on listed paths was hit. */
  readonly morePaths: boolean;
  /** Null where the file has no flow. */
  readonly timeline: Timeline | null;
}

/** Server → client. What a document's timeline shows may have changed; ask again if it is shown. */
export const TimelineChangedNotification = { method: 'confer/timelineChanged' } as const;

export interface TimelineChangedParams {
  readonly uri: string;
  readonly version: number;
}

/**
 * Server → client, where the client said `initializationOptions.fileSystem: true`: files that the server cannot read
 * itself (VS Code for the Web, virtual workspaces). Answers are null where there is no such file.
 */
export const ReadFileRequest = { method: 'confer/fs/readFile' } as const;
export const ReadDirectoryRequest = { method: 'confer/fs/readDirectory' } as const;

export interface FileParams {
  readonly uri: string;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory';
}

/** Client → server. Text of a file of the built-in library (`confer-library:/…`), or null. */
export const LibraryFileRequest = { method: 'confer/libraryFile' } as const;

/** What the client tells the server at `initialize`. */
export interface InitializationOptions {
  readonly fileSystem?: boolean;
  /** Where the bundled rule pages lie, e.g. `command:` or `https:` prefix; the rule's code is appended. */
  readonly rulePages?: string;
  /** True where the client knows the commands that code lenses carry. */
  readonly commands?: boolean;
}

/** Command of a flow's code lens: address of the document, name of the flow. */
export const ShowTimelineCommand = 'confer.showTimelineToSide';

/** Command of a model phase's code lens: address of the document, position, locations, all as in the protocol. */
export const ShowReferencesCommand = 'editor.action.showReferences';

/** Run by the client when a fix is applied: selects what the author has to choose. Arguments: address and range. */
export const SelectCommand = 'confer.select';
