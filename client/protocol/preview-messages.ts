import type { FlowCoverage } from '../../server/protocol/coverage-messages.js';
import type { FindingReference } from '../../server/protocol/fix-messages.js';
import type { TimelineResult } from '../../server/protocol/timeline-messages.js';
import type { TimelinePatch } from '../../server/protocol/timeline-patch.js';
import type { Range } from '../../timeline/types/timeline.js';
import type { TimelineRecorded } from '../../timeline/types/timeline-recording.js';
import type { ExportCommand, ExportMessage } from './export-message.js';

/** A flow and a path of it, by scenario or by its phases; no phases mean the flow's default path. */
export interface ChosenPath {
  readonly flow: string;
  readonly scenario: string | null;
  readonly path: readonly string[];
  /** All paths in one timeline; the other members are the path to return to. */
  readonly all: boolean;
}

/** Host → webview. Every message names its document; the page drops what is not for the one it shows. */
export type HostToWebview =
  | {
      readonly type: 'timeline';
      readonly documentUri: string;
      readonly result: TimelineResult;
      /** The user's last choice for this document; absent if the default is shown. */
      readonly chosen?: ChosenPath;
    }
  /** The patches from the timeline that the page has to the present one, in order. A page with another one answers `ready`. */
  | {
      readonly type: 'timeline-patch';
      readonly documentUri: string;
      readonly patches: readonly TimelinePatch[];
      readonly chosen?: ChosenPath;
    }
  /** The caret is in this range of the source: mark the event that it belongs to. */
  | { readonly type: 'caret'; readonly documentUri: string; readonly range: Range }
  /** The first line that the editor shows has moved: keep in step. */
  | { readonly type: 'editor-scrolled'; readonly documentUri: string; readonly range: Range }
  /** The panel stays with this document when other editors become active, or follows them again. */
  | { readonly type: 'pinned'; readonly documentUri: string; readonly pinned: boolean }
  /** The result of an export or a fix, as a sentence. */
  | { readonly type: 'announce'; readonly documentUri: string; readonly text: string }
  /** A flow's coverage of its models, which the page has requested. */
  | { readonly type: 'coverage'; readonly documentUri: string; readonly coverage: FlowCoverage }
  | ExportCommand
  /** Nothing to show, and why. */
  | { readonly type: 'notice'; readonly documentUri: string; readonly text: string };

/** The commands that an empty page offers, by their name in `contributions.ts`. */
export const helpCommands = ['newFlow', 'openExample', 'restartServer', 'showOutput'] as const;

export type HelpCommand = (typeof helpCommands)[number];

/** Webview → host. */
export type WebviewToHost =
  /** The page wants everything: it has loaded (again), or has missed a timeline that a patch is for. */
  | { readonly type: 'ready' }
  /** A person chose another flow or path. */
  | {
      readonly type: 'select';
      readonly documentUri: string;
      readonly flow: string;
      readonly scenario: string | null;
      readonly path: readonly string[];
      readonly all: boolean;
    }
  /** Show a finding that the picture does not show, on a path that does, and in the source. */
  | {
      readonly type: 'show-finding';
      readonly documentUri: string;
      readonly finding: FindingReference;
      readonly range: Range;
    }
  /** Fix a finding of the picture; the host asks which fix if there are several. */
  | { readonly type: 'fix'; readonly documentUri: string; readonly finding: FindingReference }
  /** Declare a path of the flow as a scenario. */
  | {
      readonly type: 'save-scenario';
      readonly documentUri: string;
      readonly flow: string;
      readonly path: readonly string[];
    }
  /** Asks what a flow covers of its models. */
  | { readonly type: 'list-coverage'; readonly documentUri: string; readonly flow: string }
  /** Open a place of another file: a row of the model. */
  | { readonly type: 'open'; readonly documentUri: string; readonly uri: string; readonly range: Range }
  /** This is at the top of the picture now: the editor keeps in step. */
  | { readonly type: 'scrolled'; readonly documentUri: string; readonly range: Range }
  | ExportMessage
  /** An export that failed, and why, as a sentence: for a command that came from outside the page. */
  | { readonly type: 'refused'; readonly documentUri: string; readonly text: string }
  /** The page has nothing to show, and the user chose one of the commands that it offers. */
  | { readonly type: 'help'; readonly documentUri: string; readonly command: HelpCommand }
  /** Show this range in the source editor, or where it was recorded; `focus` moves the keyboard there too. */
  | {
      readonly type: 'reveal';
      readonly documentUri: string;
      readonly range: Range;
      readonly focus: boolean;
      readonly recorded?: TimelineRecorded;
    };
