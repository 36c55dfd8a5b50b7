import type { FlowCoverage } from '../../../server/protocol/coverage-messages.js';
import type { TimelineResult } from '../../../server/protocol/timeline-messages.js';
import { bandKey, flowSummary, plainFindingText } from '../../../timeline/index.js';
import type { Range, Timeline } from '../../../timeline/types/timeline.js';
import type { ChosenPath, HostToWebview } from '../../protocol/preview-messages.js';
import type { KeptView, PreviewState } from '../../protocol/preview-state.js';
import type { ScrollTarget } from '../diagram/scroll-target.js';
import { verdictChange } from './announcement.js';
import { bandAfterEdit, eventAfterEdit } from './event-after-edit.js';
import { focusedStop, scrollTargetOf, stopSentence } from './navigation.js';
import { type OpenPanel, openPanels } from './open-panels.js';
import { savedOnLeaving, savedView, without } from './saved-views.js';
import {
  forAnotherDocument,
  plainOptions,
  reduceOptions,
  restoredOptions,
  storedOptions,
  type ViewOptions,
  type ViewOptionsAction,
} from './view-options.js';

/** Everything the page shows, as one value. */
export interface ViewState {
  /** The document shown; null until the first message. */
  readonly documentUri: string | null;
  /** The flow that what follows is about; null until the first picture. */
  readonly flow: string | null;
  readonly result: TimelineResult | null;
  readonly notice: string | null;
  /** Null while the default path is shown. */
  readonly selection: ChosenPath | null;
  /** Keys of folded bands. */
  readonly folded: ReadonlySet<string>;
  /** The focused event, which the Tab key reaches; null: the first. */
  readonly active: string | null;
  /** The participant whose part in the active event one looks at; null for the event as a whole. */
  readonly lane: string | null;
  /** Id of the focused band or remark (see `ScrollTarget`); null while an event is focused. */
  readonly focusedBand: string | null;
  readonly scrollTarget: ScrollTarget | null;
  /** The requested element, marked until the user goes elsewhere. */
  readonly highlight: ScrollTarget | null;
  /** Whether the panel stays with its flow. */
  readonly pinned: boolean;
  readonly options: ViewOptions;
  readonly filterOpen: boolean;
  /** Whether the legend and shortcuts are open. */
  readonly helpOpen: boolean;
  readonly playing: boolean;
  readonly caret: Range | null;
  /** Whether a fix was asked for whose timeline has not come yet. */
  readonly fixing: boolean;
  readonly problemsOpen: boolean;
  /** Whether the list of what the flow covers is open, and that list; null until it has come. */
  readonly coverageOpen: boolean;
  readonly coverage: FlowCoverage | null;
  /** The parts that Escape closes, the one that was opened last at the end. */
  readonly opened: readonly OpenPanel[];
  /** The announcement for screen readers. */
  readonly announcement: string;
  /** 0–1 of the scrollable height, when a flow is shown again. */
  readonly scroll: number;
  /** How other flows were looked at. */
  readonly others: readonly KeptView[];
}

export type ViewAction =
  /** `scroll` is where the picture is scrolled to, 0–1. */
  | { readonly type: 'received'; readonly message: HostToWebview; readonly scroll?: number }
  | { readonly type: 'fold'; readonly band: string }
  | { readonly type: 'fold-all'; readonly folded: boolean }
  | { readonly type: 'activate'; readonly event: string; readonly lane: string | null }
  /** Goes to an event, unfolds what hides it, and says a sentence. */
  | { readonly type: 'go'; readonly event: string; readonly say: string; readonly keyboard?: boolean }
  /** Navigates to a finding without an event: a band or a flow-level remark. */
  | { readonly type: 'focus-band'; readonly at: ScrollTarget; readonly say: string }
  | { readonly type: 'go-to-band'; readonly band: string }
  | { readonly type: 'say'; readonly text: string }
  | { readonly type: 'filter-open'; readonly open: boolean }
  | { readonly type: 'help-open'; readonly open: boolean }
  | { readonly type: 'play'; readonly on: boolean }
  | { readonly type: 'select'; readonly selection: ChosenPath }
  | { readonly type: 'toggle-problems' }
  | { readonly type: 'coverage-open'; readonly open: boolean }
  /** A fix was asked for. */
  | { readonly type: 'fix-requested' }
  | ViewOptionsAction;

const empty: ViewState = {
  documentUri: null,
  flow: null,
  result: null,
  notice: null,
  selection: null,
  folded: new Set(),
  active: null,
  lane: null,
  focusedBand: null,
  scrollTarget: null,
  highlight: null,
  pinned: false,
  options: plainOptions,
  filterOpen: false,
  helpOpen: false,
  playing: false,
  caret: null,
  fixing: false,
  problemsOpen: false,
  coverageOpen: false,
  coverage: null,
  opened: [],
  announcement: '',
  scroll: 0,
  others: [],
};

/**
 * The state a page starts with: empty, or as an earlier life of it left it.
 * @param fit whether a page without an earlier life fits the timeline to its width
 */
export function initialViewState(stored: PreviewState | null, fit = false): ViewState {
  if (stored === null) return fit ? { ...empty, options: { ...plainOptions, zoom: 'fit' } } : empty;
  const { documentUri, flow, scenario, path, all, pinned, folded, active, scrollProgress: scroll, view, kept } = stored;
  const selection = flow === null || path === null ? null : { flow, scenario, path, all };
  const own = { documentUri, flow, selection, pinned, folded: new Set(folded), active, scroll };
  return { ...empty, ...own, options: restoredOptions(view), others: kept };
}

/** The part of a state to store. `scrollProgress` is 0–1 of the scrollable height. */
export function storedState(state: ViewState, scrollProgress: number): PreviewState | null {
  // A notice can be of no document at all.
  if (state.documentUri === null || state.documentUri === '') return null;
  return {
    v: 4,
    documentUri: state.documentUri,
    flow: state.selection?.flow ?? state.flow,
    scenario: state.selection?.scenario ?? null,
    path: state.selection?.path ?? null,
    all: state.selection?.all ?? false,
    pinned: state.pinned,
    folded: [...state.folded],
    active: state.active,
    scrollProgress,
    view: storedOptions(state.options),
    kept: state.others,
  };
}

/** The next state. Pure: no clock, no DOM. */
export function reduce(state: ViewState, action: ViewAction): ViewState {
  const next = reduced(state, action);
  const opened = openPanels(next.opened, next);
  return opened === next.opened ? next : { ...next, opened };
}

function reduced(state: ViewState, action: ViewAction): ViewState {
  switch (action.type) {
    case 'received':
      return receive(scrolledTo(state, action.scroll), action.message);
    case 'fold':
      return { ...state, folded: toggled(state.folded, action.band) };
    case 'activate':
      return state.active === action.event && state.lane === action.lane
        ? state
        : { ...state, active: action.event, lane: action.lane, focusedBand: null, highlight: null };
    case 'fold-all':
      return { ...state, folded: new Set(action.folded ? bandKeys(state) : []) };
    case 'go':
      return goTo(state, action.event, action.say, action.keyboard === true);
    case 'focus-band':
      return stopBeside(state, action.at, action.say);
    case 'go-to-band':
      return { ...state, scrollTarget: { kind: 'band', id: action.band } };
    case 'say':
      return { ...state, announcement: action.text };
    case 'help-open':
      return { ...state, helpOpen: action.open };
    case 'filter-open':
      return { ...state, filterOpen: action.open };
    case 'play':
      return { ...state, playing: action.on };
    case 'select':
      return { ...state, selection: action.selection };
    case 'fix-requested':
      return { ...state, fixing: true, announcement: '' };
    case 'toggle-problems':
      return { ...state, problemsOpen: !state.problemsOpen };
    case 'coverage-open':
      return { ...state, coverageOpen: action.open };
    default:
      return { ...state, options: reduceOptions(state.options, action) };
  }
}

/** Whether the timeline is shown otherwise than it is by itself: folded, hidden, other times, to scale. */
export function isCustomized({ folded, options: { filter, time, scale } }: ViewState): boolean {
  return scale || time !== 'between' || folded.size + filter.participants.size + filter.protocols.size > 0;
}

function scrolledTo(state: ViewState, scroll: number | undefined): ViewState {
  return scroll === undefined || scroll === state.scroll ? state : { ...state, scroll };
}

function receive(state: ViewState, message: HostToWebview): ViewState {
  const foreign = message.documentUri !== state.documentUri;
  switch (message.type) {
    case 'timeline':
      return receiveTimeline(state, message);
    case 'timeline-patch':
      // The page makes a whole timeline of it before.
      return state;
    case 'notice': {
      const shown = foreign ? arriveAt(state, message.documentUri, null) : state;
      return { ...shown, result: null, notice: message.text, scrollTarget: null, highlight: null, playing: false };
    }
    case 'announce':
      return foreign ? state : { ...state, announcement: message.text };
    case 'caret':
      return foreign ? state : { ...state, caret: message.range };
    case 'coverage':
      return foreign ? state : receiveCoverage(state, message.coverage);
    case 'editor-scrolled':
    case 'run-export':
      return state;
    case 'pinned':
      return foreign ? state : { ...state, pinned: message.pinned };
  }
}

/** A list of another flow comes too late and is dropped; an unknown list replaces nothing. */
function receiveCoverage(state: ViewState, coverage: FlowCoverage): ViewState {
  const isLate = coverage.flow !== state.flow;
  return isLate || (coverage.models === null && state.coverage !== null) ? state : { ...state, coverage };
}

function receiveTimeline(
  state: ViewState,
  { documentUri, result, chosen }: Extract<HostToWebview, { readonly type: 'timeline' }>,
): ViewState {
  const flow = result.timeline?.flow ?? null;
  const isSameFlow = documentUri === state.documentUri && (state.flow === null || !isOther(state.flow, flow, result));
  const own = isSameFlow ? { ...afterEdit(state, result.timeline), flow } : arriveAt(state, documentUri, flow);
  const unreadable = result.unreadable !== null;
  const verdict = isSameFlow ? verdictChange(own.result?.timeline ?? null, result.timeline, unreadable) : null;
  // Within a document one has not asked for another flow: the caret has gone there.
  const came = !isSameFlow && documentUri === state.documentUri && result.timeline !== null;
  const news =
    came && result.timeline !== null ? `${flow}: ${flowSummary(result.timeline, unreadable).text}.` : verdict;
  // The fix and its result are announced together.
  const announcement = own.fixing && verdict !== null ? `${own.announcement} ${verdict}`.trim() : news;
  const fixing = own.fixing && verdict === null;
  const announced = { fixing, announcement: announcement ?? own.announcement };
  return inFocus({ ...own, selection: chosen ?? own.selection, result, notice: null, ...announced });
}

/** Whether an answer is about another flow: not if the shown one was renamed to it. */
function isOther(before: string, now: string | null, { flows }: TimelineResult): boolean {
  return before !== now && flows.some(({ name }) => name === before);
}

/** The state when another flow comes into view: as it was left, otherwise plain. */
function arriveAt(state: ViewState, documentUri: string, flow: string | null): ViewState {
  const kept = savedOnLeaving(state);
  const view = savedView(kept, documentUri, flow);
  const options = forAnotherDocument(state.options);
  const filter = { participants: new Set(view?.hiddenParticipants), protocols: new Set(view?.hiddenProtocols) };
  const sameDocument = documentUri === state.documentUri;
  return {
    ...empty,
    documentUri,
    flow,
    pinned: state.pinned,
    caret: sameDocument ? state.caret : null,
    problemsOpen: sameDocument && state.problemsOpen,
    coverageOpen: sameDocument && state.coverageOpen,
    filterOpen: sameDocument && state.filterOpen,
    folded: new Set(view?.folded),
    active: view?.active ?? null,
    scroll: view?.scrollProgress ?? 0,
    options: view === undefined ? options : { ...options, filter },
    others: without(kept, documentUri, flow),
  };
}

/** Goes to what the timeline was asked for, and marks it. */
function inFocus(state: ViewState): ViewState {
  const { timeline = null, focus = null } = state.result ?? {};
  if (timeline === null || focus === null) return state;
  const stop = focusedStop(timeline, focus);
  if (stop === null) return state;
  const message = plainFindingText(timeline.findings[focus.finding]?.message ?? '');
  const what =
    stop.kind === 'band' ? `${stop.phase.title ?? stop.phase.name}. ${message}` : stopSentence(timeline, stop);
  const say = `Shown on the timeline. ${what}`;
  const at = scrollTargetOf(stop);
  return at.kind === 'event' ? { ...goTo(state, at.id, say, false), highlight: at } : stopBeside(state, at, say);
}

/** The state when the timeline of the same document is about to be another one. */
function afterEdit(state: ViewState, after: Timeline | null): ViewState {
  const before = state.result?.timeline ?? null;
  if (before === null || after === null) return state;
  const folded = [...state.folded].map((key) => bandAfterEdit(before, after, key));
  const moved = folded.some((key) => !state.folded.has(key)) ? { ...state, folded: new Set(folded) } : state;
  const active = state.active === null ? null : eventAfterEdit(before, after, state.active);
  return active === state.active || active === null ? moved : { ...moved, active };
}

function goTo(state: ViewState, id: string, say: string, keyboard: boolean): ViewState {
  const event = state.result?.timeline?.events.find((candidate) => candidate.id === id);
  const phase = state.result?.timeline?.phases.find((candidate) => candidate.visit === event?.visit);
  return {
    ...state,
    active: id,
    lane: null,
    focusedBand: null,
    scrollTarget: { kind: 'event', id, keyboard },
    highlight: null,
    announcement: say,
    folded: phase === undefined ? state.folded : opened(state.folded, bandKey(phase)),
  };
}

function stopBeside(state: ViewState, scrollTarget: ScrollTarget, say: string): ViewState {
  return {
    ...state,
    lane: null,
    focusedBand: scrollTarget.id,
    scrollTarget,
    highlight: scrollTarget,
    announcement: say,
    folded: opened(state.folded, scrollTarget.id),
  };
}

/** The same set if it does not have the key. */
function opened(folded: ReadonlySet<string>, key: string): ReadonlySet<string> {
  return folded.has(key) ? toggled(folded, key) : folded;
}

function bandKeys(state: ViewState): string[] {
  return state.result?.timeline?.phases.map(bandKey) ?? [];
}

function toggled(set: ReadonlySet<string>, member: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(member)) next.add(member);
  return next;
}
