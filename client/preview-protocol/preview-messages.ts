import type { TimelineResult } from '../../server/protocol/messages.js';
import type { Range } from '../../timeline/types/timeline.js';
import type { ExportMessage } from './export-message.js';

/** A flow and a path of it, by scenario or by its phases; no phases mean the flow's default path. */
export interface ChosenPath {
  readonly flow: string;
  readonly scenario: string | null;
  readonly path: readonly string[];
}

/** Host → webview. Every message names the document it speaks of; the page drops what is not for the one it shows. */
export type HostToWebview =
  | {
      readonly type: 'timeline';
      readonly documentUri: string;
      readonly result: TimelineResult;
      /** What a person chose for this document before; left out where the default is shown. */
      readonly chosen?: ChosenPath;
    }
  /** The caret stands in this range of the source: mark the event it belongs to. */
  | { readonly type: 'caret'; readonly documentUri: string; readonly range: Range }
  /** What became of an export, as a sentence. */
  | { readonly type: 'exported'; readonly documentUri: string; readonly text: string }
  /** Nothing to show, and why. */
  | { readonly type: 'notice'; readonly documentUri: string; readonly text: string };

/** Webview → host. */
export type WebviewToHost =
  /** The page has loaded (again) and wants everything. */
  | { readonly type: 'ready' }
  /** A person chose another flow or path. */
  | {
      readonly type: 'select';
      readonly documentUri: string;
      readonly flow: string;
      readonly scenario: string | null;
      readonly path: readonly string[];
    }
  | ExportMessage
  /** Show this range in the source editor; `focus` moves the keyboard there too. */
  | { readonly type: 'reveal'; readonly documentUri: string; readonly range: Range; readonly focus: boolean };
