import type { TimelineResult } from '../../server/protocol/messages.js';
import type { Range } from '../../timeline/types/timeline.js';
import type { ChosenPath, HostToWebview, PreviewState } from '../preview-protocol/preview-messages.js';
import { verdictChange } from './announcement.js';

/** Everything the page shows, as one value. */
export interface ViewState {
  /** The document shown; null until the first message. */
  readonly documentUri: string | null;
  readonly result: TimelineResult | null;
  readonly notice: string | null;
  /** Null while the default path is shown. */
  readonly selection: ChosenPath | null;
  /** Keys of folded bands. */
  readonly folded: ReadonlySet<string>;
  /** The event that the Tab key reaches; null means the first. */
  readonly active: string | null;
  readonly caret: Range | null;
  readonly problemsOpen: boolean;
  /** What is said to those who listen. */
  readonly announcement: string;
}

export type ViewAction =
  | { readonly type: 'received'; readonly message: HostToWebview }
  | { readonly type: 'fold'; readonly band: string }
  | { readonly type: 'activate'; readonly event: string }
  | { readonly type: 'select'; readonly selection: ChosenPath }
  | { readonly type: 'toggle-problems' };

const empty: ViewState = {
  documentUri: null,
  result: null,
  notice: null,
  selection: null,
  folded: new Set(),
  active: null,
  caret: null,
  problemsOpen: false,
  announcement: '',
};

/** The state a page starts with: empty, or as an earlier life of it left it. */
export function initialState(stored: PreviewState | null): ViewState {
  if (stored === null) return empty;
  const { documentUri, flow, scenario, path, folded } = stored;
  const selection = flow === null || path === null ? null : { flow, scenario, path };
  return { ...empty, documentUri, selection, folded: new Set(folded) };
}

/** What to keep of a state. `scrollProgress` is 0–1 of the scrollable height. */
export function storedState(state: ViewState, scrollProgress: number): PreviewState | null {
  // A notice can be of no document at all.
  if (state.documentUri === null || state.documentUri === '') return null;
  return {
    v: 1,
    documentUri: state.documentUri,
    flow: state.selection?.flow ?? null,
    scenario: state.selection?.scenario ?? null,
    path: state.selection?.path ?? null,
    folded: [...state.folded],
    scrollProgress,
  };
}

/** The next state. Pure: no clock, no DOM. */
export function reduce(state: ViewState, action: ViewAction): ViewState {
  switch (action.type) {
    case 'received':
      return receive(state, action.message);
    case 'fold':
      return { ...state, folded: toggled(state.folded, action.band) };
    case 'activate':
      return state.active === action.event ? state : { ...state, active: action.event };
    case 'select':
      return { ...state, selection: action.selection };
    case 'toggle-problems':
      return { ...state, problemsOpen: !state.problemsOpen };
  }
}

/** Whether something of the timeline is folded. */
export function isPartial({ folded }: ViewState): boolean {
  return folded.size > 0;
}

function receive(state: ViewState, message: HostToWebview): ViewState {
  const foreign = message.documentUri !== state.documentUri;
  switch (message.type) {
    case 'timeline': {
      const arrived = { ...empty, documentUri: message.documentUri, selection: message.chosen ?? null };
      const own = foreign ? arrived : state;
      const announcement = verdictChange(own.result?.timeline ?? null, message.result.timeline);
      return { ...own, result: message.result, notice: null, announcement: announcement ?? own.announcement };
    }
    case 'notice':
      return {
        ...empty,
        documentUri: message.documentUri,
        notice: message.text,
        folded: foreign ? empty.folded : state.folded,
      };
    case 'exported':
      return foreign ? state : { ...state, announcement: message.text };
    case 'caret':
      return foreign ? state : { ...state, caret: message.range };
  }
}

function toggled(set: ReadonlySet<string>, member: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(member)) next.add(member);
  return next;
}
