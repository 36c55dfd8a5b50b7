import type { CoverageCount } from '../../timeline/types/coverage-count.js';
import type { RecordedModel } from '../../timeline/types/recorded-report.js';
import type { Position, Range, Timeline, TimelinePath } from '../../timeline/types/timeline.js';
import type { FindingReference } from './fix-messages.js';

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

/** Server → client. What a document's timeline shows may have changed; ask again if it is shown. */
export const TimelineChangedNotification = { method: 'confer/timelineChanged' } as const;

/** The document and its version. */
export interface TimelineChangedParams {
  readonly uri: string;
  readonly version: number;
}
