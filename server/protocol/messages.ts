import type { CoverageCount } from '../../timeline/types/coverage-count.js';
import type { RecordedModel } from '../../timeline/types/recorded-report.js';
import type { Position, Range, Timeline, TimelinePath } from '../../timeline/types/timeline.js';

/** Client → server. The timeline of one path of a flow in a document. */
export const TimelineRequest = { method: 'confer/timeline' } as const;

/** Which path of which flow to draw. */
export interface TimelineParams {
  readonly textDocument: { readonly uri: string };
  /** Flow name. Left out or gone: the flow around `near`, otherwise the file's first. */
  readonly flow?: string;
  readonly near?: Position;
  /** A declared scenario. Left out or gone: `path`, otherwise the default path. */
  readonly scenario?: string;
  /** Flow phases in order. If they are no longer a path, the longest prefix that still is one. */
  readonly path?: readonly string[];
  /** The answer in which this was chosen: names that have changed since are followed. */
  readonly seen?: SeenNames;
  /** All paths in one picture, alternatives framed: no scenario and no path is looked at. */
  readonly all?: true;
  /** A finding to show: if it still exists, a shortest path to it is drawn in place of the requested one. */
  readonly finding?: FindingReference;
  /** The answer that the client has (`TimelineResult.answer`): a patch for it may be answered, a `TimelinePatch`. */
  readonly base?: string;
}

/** The names of a file's flows, and of the phases of the one that is shown, in the order written. */
export interface SeenNames {
  readonly flows: readonly string[];
  readonly phases: readonly string[];
}

/** One of a document's findings. */
export interface FindingReference {
  /** See `Finding.id`: it is still that finding after edits elsewhere in the document. */
  readonly id: string;
  /** The title shown to the user who chooses between fixes; it identifies nothing. */
  readonly message: string;
}

/** Where a text cannot be read, and why. */
export interface UnreadableText {
  readonly message: string;
  readonly range: Range;
}

/** Where in a timeline a finding shows. */
export interface TimelineFocus {
  /** Index into the timeline's findings. */
  readonly finding: number;
  /** Null if it is reported on no phase: of the flow as a whole, its start, the scenario, a participant. */
  readonly visit: number | null;
  /** Null if it is reported on the phase as a whole. */
  readonly event: string | null;
}

/** A flow of the document as a list shows it. */
export interface FlowSummary {
  readonly name: string;
  readonly title: string | null;
  /** Its present range; null while a syntax error before it hides it. */
  readonly range: Range | null;
}

/** A timeline, and what the page shows around it. */
export interface TimelineResult {
  readonly uri: string;
  /** Document version the answer was made for. */
  readonly version: number;
  /** Names this answer while the server runs; another server uses other names. */
  readonly answer: string;
  /** True while the flow's text cannot be read: the timeline is the last good one. */
  readonly stale: boolean;
  /**
   * Why the flow's text cannot be read; null if it can. If it is not stale either, the readable part is drawn.
   */
  readonly unreadable: UnreadableText | null;
  /** The file's flows, in order. */
  readonly flows: readonly FlowSummary[];
  /** Paths of the shown flow: declared scenarios first, then the distinct ways to an end. */
  readonly paths: readonly TimelinePath[];
  /** True if the bound on listed paths was hit. */
  readonly morePaths: boolean;
  /** Null if the file has no flow. */
  readonly timeline: Timeline | null;
  /** The rows that the models of the shown flow require, and how many of them it covers; null if there are none. */
  readonly rows: CoverageCount | null;
  /** What the recording that is shown has of the flow's models; added by the editor, absent without a recording. */
  readonly recorded?: readonly RecordedModel[];
  /** The first phase of the models that the shown flow follows, as a flow names it; null if it follows none. */
  readonly firstModelPhase: string | null;
  /** The shown flow's phases, in the order written. */
  readonly phases: readonly string[];
  /** The path that was asked for, by the names of now, and what of it is drawn; null if none was. */
  readonly followed: FollowedPath | null;
  /** The place of the finding that was asked for; null if none was, or if it is gone. */
  readonly focus: TimelineFocus | null;
}

/** What the answer changed in a chosen path. */
export interface FollowedPath {
  readonly path: readonly string[];
  /** The first phase that cannot be gone to; null if all of it is drawn. */
  readonly lost: LostPhase | null;
}

/** A phase at which a chosen path can no longer be followed. */
export interface LostPhase {
  readonly phase: string;
  /** The phase before it; null at the start. */
  readonly after: string | null;
  /** There is no such phase; nothing leads there from the one before; what it needs does not hold there. */
  readonly reason: 'gone' | 'no-way' | 'refused';
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

/** The findings in the workspace, without the built-in library. */
export interface WorkspaceCheckResult {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
}

/** Server → client. What a document's timeline shows may have changed; ask again if it is shown. */
export const TimelineChangedNotification = { method: 'confer/timelineChanged' } as const;

/** The document and its version. */
export interface TimelineChangedParams {
  readonly uri: string;
  readonly version: number;
}

/**
 * Server → client, if the client said `initializationOptions.fileSystem: true`: files that the server cannot read
 * itself (VS Code for the Web, virtual workspaces). Answers are null if there is no such file.
 */
export const ReadFileRequest = { method: 'confer/fs/readFile' } as const;
export const ReadDirectoryRequest = { method: 'confer/fs/readDirectory' } as const;

/** The file or folder to read. */
export interface FileParams {
  readonly uri: string;
}

/** An entry of a folder. */
export interface DirectoryEntry {
  readonly name: string;
  /** A link and a device are neither: `other`. */
  readonly kind: 'file' | 'directory' | 'other';
}

/** Client → server. Text of a file of the built-in library (`confer-library:/…`), or null. */
export const LibraryFileRequest = { method: 'confer/libraryFile' } as const;

/** The client's options for the server at `initialize`. */
export interface InitializationOptions {
  readonly fileSystem?: boolean;
  /** Where the bundled rule pages are, e.g. `command:` or `https:` prefix; the rule's code is appended. */
  readonly rulePages?: string;
  /** True if the client knows the commands that code lenses carry. */
  readonly commands?: boolean;
  /** True if the client takes what differs from the diagnostics that were published last (`diagnostics-patch.ts`). */
  readonly diagnosticPatches?: boolean;
}

/** Client → server. Calls a tool for language models; `tools/` has their table. */
export const ToolRequest = { method: 'confer/tool' } as const;

/** A call of a tool. */
export interface ToolParams {
  readonly name: string;
  /** Input by the tool's schema; checked by the server. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** The answer of a tool. */
export interface ToolResult {
  readonly text: string;
  /** True if the call was wrong: the text says how to do better. */
  readonly failed: boolean;
}

/** Server → client. The Markdown page of a rule, for a tool; null if there is none. */
export const RulePageRequest = { method: 'confer/rulePage' } as const;

/** The rule whose page is requested. */
export interface RulePageParams {
  readonly code: string;
}
