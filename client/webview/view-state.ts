import type { TimelineResult } from '../../server/protocol/messages.js';
import { bandKey } from '../../timeline/layout/band.js';
import type { Range, Timeline, TimelineEvent, TimelinePhase } from '../../timeline/types/timeline.js';
import type { ChosenPath, HostToWebview } from '../preview-protocol/preview-messages.js';
import type { PreviewState } from '../preview-protocol/preview-state.js';
import { verdictChange } from './announcement.js';
import { eventAfterEdit } from './event-after-edit.js';
import { placedSentence } from './steps.js';
import {
  forAnotherDocument,
  plainOptions,
  reduceOptions,
  restoredOptions,
  storedOptions,
  type ViewOptions,
  type ViewOptionsAction,
} from './view-options.js';

/** What the page is asked to bring into view; another value each time it is asked. */
export interface Pursuit {
  readonly kind: 'event' | 'band';
  /** An event's id or a band's key. */
  readonly id: string;
}

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
  /** The event that one is at and that the Tab key reaches; null means the first. */
  readonly active: string | null;
  /** The participant whose part in the active event one looks at; null for the event as a whole. */
  readonly lane: string | null;
  readonly pursuit: Pursuit | null;
  /** What was asked to be shown and is marked until one goes elsewhere. */
  readonly spotlight: Pursuit | null;
  /** Whether the panel stays with its document. */
  readonly locked: boolean;
  readonly options: ViewOptions;
  readonly filterOpen: boolean;
  readonly playing: boolean;
  readonly caret: Range | null;
  /** Whether the editor was asked to mend something, and the timeline has not come yet. */
  readonly mending: boolean;
  readonly problemsOpen: boolean;
  /** What is said to those who listen. */
  readonly announcement: string;
}

export type ViewAction =
  | { readonly type: 'received'; readonly message: HostToWebview }
  | { readonly type: 'fold'; readonly band: string }
  | { readonly type: 'fold-all'; readonly folded: boolean }
  | { readonly type: 'activate'; readonly event: string; readonly lane: string | null }
  /** Goes to an event, unfolds what hides it, and says a sentence. */
  | { readonly type: 'go'; readonly event: string; readonly say: string }
  | { readonly type: 'go-to-band'; readonly band: string }
  | { readonly type: 'say'; readonly text: string }
  | { readonly type: 'filter-open'; readonly open: boolean }
  | { readonly type: 'play'; readonly on: boolean }
  | { readonly type: 'select'; readonly selection: ChosenPath }
  | { readonly type: 'toggle-problems' }
  /** The editor has been asked to mend something. */
  | { readonly type: 'mend' }
  | ViewOptionsAction;

const empty: ViewState = {
  documentUri: null,
  result: null,
  notice: null,
  selection: null,
  folded: new Set(),
  active: null,
  lane: null,
  pursuit: null,
  spotlight: null,
  locked: false,
  options: plainOptions,
  filterOpen: false,
  playing: false,
  caret: null,
  mending: false,
  problemsOpen: false,
  announcement: '',
};

/** The state a page starts with: empty, or as an earlier life of it left it. */
export function initialState(stored: PreviewState | null): ViewState {
  if (stored === null) return empty;
  const { documentUri, flow, scenario, path, all, locked, folded, view } = stored;
  const selection = flow === null || path === null ? null : { flow, scenario, path, all };
  return { ...empty, documentUri, selection, locked, folded: new Set(folded), options: restoredOptions(view) };
}

/** What to keep of a state. `scrollProgress` is 0–1 of the scrollable height. */
export function storedState(state: ViewState, scrollProgress: number): PreviewState | null {
  // A notice can be of no document at all.
  if (state.documentUri === null || state.documentUri === '') return null;
  return {
    v: 3,
    documentUri: state.documentUri,
    flow: state.selection?.flow ?? null,
    scenario: state.selection?.scenario ?? null,
    path: state.selection?.path ?? null,
    all: state.selection?.all ?? false,
    locked: state.locked,
    folded: [...state.folded],
    scrollProgress,
    view: storedOptions(state.options),
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
      return state.active === action.event && state.lane === action.lane
        ? state
        : { ...state, active: action.event, lane: action.lane, spotlight: null };
    case 'fold-all':
      return { ...state, folded: new Set(action.folded ? bandKeys(state) : []) };
    case 'go':
      return goTo(state, action.event, action.say);
    case 'go-to-band':
      return { ...state, pursuit: { kind: 'band', id: action.band } };
    case 'say':
      return { ...state, announcement: action.text };
    case 'filter-open':
      return { ...state, filterOpen: action.open };
    case 'play':
      return { ...state, playing: action.on };
    case 'select':
      return { ...state, selection: action.selection };
    case 'mend':
      return { ...state, mending: true, announcement: '' };
    case 'toggle-problems':
      return { ...state, problemsOpen: !state.problemsOpen };
    default:
      return { ...state, options: reduceOptions(state.options, action) };
  }
}

/** Whether something of the timeline is folded or hidden. */
export function isPartial({ folded, options: { filter } }: ViewState): boolean {
  return folded.size + filter.participants.size + filter.protocols.size > 0;
}

function receive(state: ViewState, message: HostToWebview): ViewState {
  const foreign = message.documentUri !== state.documentUri;
  switch (message.type) {
    case 'timeline': {
      const arrived = {
        ...empty,
        documentUri: message.documentUri,
        selection: message.chosen ?? null,
        options: forAnotherDocument(state.options),
      };
      const own = foreign ? arrived : afterEdit(state, message.result.timeline);
      const verdict = verdictChange(own.result?.timeline ?? null, message.result.timeline);
      // What was mended and what came of it are heard together.
      const news = own.mending && verdict !== null ? `${own.announcement} ${verdict}`.trim() : verdict;
      const mending = own.mending && verdict === null;
      const next = { ...own, result: message.result, notice: null, mending, announcement: news ?? own.announcement };
      return inFocus(next, message.chosen ?? null);
    }
    case 'notice':
      return {
        ...empty,
        documentUri: message.documentUri,
        notice: message.text,
        folded: foreign ? empty.folded : state.folded,
        options: foreign ? forAnotherDocument(state.options) : state.options,
      };
    case 'said':
      return foreign ? state : { ...state, announcement: message.text };
    case 'caret':
      return foreign ? state : { ...state, caret: message.range };
    case 'editor-scrolled':
    case 'take':
      return state;
    case 'locked':
      return foreign ? state : { ...state, locked: message.locked };
  }
}

/** Goes to what the timeline was asked for, and marks it. */
function inFocus(state: ViewState, chosen: ChosenPath | null): ViewState {
  const { timeline = null, focus = null } = state.result ?? {};
  const phase = timeline?.phases.find(({ visit }) => visit === focus?.visit);
  if (timeline === null || focus === null || phase === undefined) return state;
  const event = timeline.events.find(({ id }) => id === focus.event);
  const spotlight = { kind: event === undefined ? 'band' : 'event', id: event?.id ?? bandKey(phase) } as const;
  const shown = event === undefined ? { ...state, pursuit: spotlight } : goTo(state, event.id, '');
  const folded = new Set([...shown.folded].filter((key) => key !== bandKey(phase)));
  const announcement = `Shown on the timeline. ${focusSentence(timeline, phase, event)}`;
  return { ...shown, folded, selection: chosen ?? state.selection, spotlight, announcement };
}

/** What is said of the place that was asked for. */
function focusSentence(timeline: Timeline, phase: TimelinePhase, event: TimelineEvent | undefined): string {
  if (event !== undefined) return placedSentence(timeline, event);
  const messages = phase.findings.flatMap((index) => timeline.findings[index]?.message ?? []);
  return [`${phase.title ?? phase.name}.`, ...messages].join(' ');
}

/** The state where the timeline of the same document is about to be another one. */
function afterEdit(state: ViewState, after: Timeline | null): ViewState {
  const before = state.result?.timeline ?? null;
  if (state.active === null || before === null || after === null || before.flow !== after.flow) return state;
  const active = eventAfterEdit(before, after, state.active);
  return active === state.active || active === null ? state : { ...state, active };
}

function goTo(state: ViewState, id: string, say: string): ViewState {
  const event = state.result?.timeline?.events.find((candidate) => candidate.id === id);
  const phase = state.result?.timeline?.phases.find((candidate) => candidate.visit === event?.visit);
  const folded = new Set(state.folded);
  const unfolded = phase !== undefined && folded.delete(bandKey(phase));
  return {
    ...state,
    active: id,
    lane: null,
    pursuit: { kind: 'event', id },
    spotlight: null,
    announcement: say,
    folded: unfolded ? folded : state.folded,
  };
}

function bandKeys(state: ViewState): string[] {
  return state.result?.timeline?.phases.map(bandKey) ?? [];
}

function toggled(set: ReadonlySet<string>, member: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(member)) next.add(member);
  return next;
}
