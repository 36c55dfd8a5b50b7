import type { Range, Timeline } from '../../timeline/types/timeline.js';
import type { TimelineRecorded } from '../../timeline/types/timeline-recording.js';
import type { ChosenPath } from '../protocol/preview-messages.js';
import type { ViewCommand } from './commands.js';
import { steppedZoom } from './diagram/zoom.js';
import { recordedAt, sourceOf } from './state/event-lookup.js';
import {
  type NavigationStep,
  type NavigationStop,
  scrollTargetOf,
  stepFrom,
  stopSentence,
} from './state/navigation.js';
import type { OpenPanel } from './state/open-panels.js';
import { nextHit, searchHits } from './state/search.js';
import type { ViewAction, ViewState } from './state/view-state.js';

/** Milliseconds from one event to the next while playing at the usual speed. */
const BEAT_MS = 1000;
const speeds = [0.5, 1, 2, 4] as const;

/** Commands that change how the timeline is looked at, and nothing else. */
type Change = Extract<
  ViewCommand,
  | 'search'
  | 'filter'
  | 'dim'
  | 'show-all'
  | 'outline'
  | 'minimap'
  | 'scroll-sync'
  | 'table'
  | 'details'
  | 'times'
  | 'scale'
  | 'fold-all'
  | 'unfold-all'
  | 'speed'
  | 'help'
>;

/** The page's state and parts that commands work on. */
export interface CommandTarget {
  state(): ViewState;
  dispatch(action: ViewAction): void;
  reveal(range: Range, focus: boolean, recorded?: TimelineRecorded): void;
  select(selection: ChosenPath): void;
  /** The zoom that is drawn, also if it is made to fit. */
  shownZoom(): number;
  /** Whether the outline is shown, chosen or by default. */
  outlineShown(): boolean;
  /** Whether the minimap is shown, chosen or by default. */
  minimapShown(): boolean;
}

/** Runs the commands of buttons and keys; plays the timeline event by event. */
export class CommandRunner {
  private readonly target: CommandTarget;
  private beat: ReturnType<typeof setTimeout> | undefined;

  constructor(target: CommandTarget) {
    this.target = target;
  }

  /**
   * Runs a command that a button, a key or the editor requests.
   * @param keyboard whether a key requests it: then the focus moves to where the command leads
   */
  run(command: ViewCommand, keyboard = false): void {
    const state = this.target.state();
    switch (command) {
      case 'previous':
      case 'next':
      case 'previous-phase':
      case 'next-phase':
      case 'previous-problem':
      case 'next-problem':
        this.stop();
        this.step(command, keyboard);
        break;
      case 'play':
        if (state.playing) this.stop();
        else this.play(keyboard);
        break;
      case 'zoom-in':
      case 'zoom-out':
        this.zoom(steppedZoom(this.target.shownZoom(), command === 'zoom-in' ? 1 : -1));
        break;
      case 'zoom-reset':
      case 'zoom-fit':
        this.zoom(command === 'zoom-fit' ? 'fit' : 1);
        break;
      case 'all-paths':
        this.toggleAllPaths(state);
        break;
      case 'coverage':
        if (state.result?.rows == null) this.target.dispatch({ type: 'say', text: 'This flow follows no model' });
        else this.target.dispatch({ type: 'coverage-open', open: !state.coverageOpen });
        break;
      case 'close':
        this.close(state);
        break;
      default:
        this.target.dispatch(this.change(command, state));
    }
  }

  /** Goes to the next hit of the search in a direction; after the last hit, to the first. */
  seek(direction: 1 | -1): void {
    const { options, active, result } = this.target.state();
    const timeline = result?.timeline ?? null;
    if (timeline === null) return;
    const hits = searchHits(timeline, options.filter, options.search);
    const id = nextHit(timeline, hits, active, direction);
    const event = timeline.events.find((candidate) => candidate.id === id);
    if (event === undefined) this.target.dispatch({ type: 'say', text: 'Nothing found' });
    else
      this.goTo(
        timeline,
        { kind: 'event', event, isProblem: false },
        `Found ${hits.indexOf(event.id) + 1} of ${hits.length}. `,
      );
  }

  /** Goes to a finding on the timeline, and reveals its range in the editor. */
  show(stop: NavigationStop, range: Range): void {
    const timeline = this.target.state().result?.timeline ?? null;
    if (timeline === null) return;
    this.stop();
    this.goTo(timeline, stop, 'Shown on the timeline. ');
    this.target.reveal(range, false);
  }

  private change(command: Change, { options, filterOpen, helpOpen }: ViewState): ViewAction {
    switch (command) {
      case 'search':
        return { type: 'option', change: { search: options.search === null ? '' : null } };
      case 'filter':
        return { type: 'filter-open', open: !filterOpen };
      case 'help':
        return { type: 'help-open', open: !helpOpen };
      case 'dim':
        return { type: 'option', change: { dim: !options.dim } };
      case 'show-all':
        return { type: 'show-all' };
      case 'minimap':
        return { type: 'option', change: { minimap: !this.target.minimapShown() } };
      case 'scroll-sync':
        return { type: 'option', change: { scrollSync: !options.scrollSync } };
      case 'outline':
        return { type: 'option', change: { outline: !this.target.outlineShown() } };
      case 'details':
        return { type: 'option', change: { details: !options.details } };
      case 'table':
        return { type: 'option', change: { table: !options.table } };
      case 'times':
        return { type: 'option', change: { time: options.time === 'between' ? 'since' : 'between' } };
      case 'scale':
        return { type: 'option', change: { scale: !options.scale } };
      case 'fold-all':
      case 'unfold-all':
        return { type: 'fold-all', folded: command === 'fold-all' };
      case 'speed':
        return { type: 'option', change: { speed: speeds.find((speed) => speed > options.speed) ?? speeds[0] } };
    }
  }

  private zoom(zoom: number | 'fit'): void {
    this.target.dispatch({ type: 'option', change: { zoom } });
    const percent = `${Math.round(this.target.shownZoom() * 100)}%`;
    this.target.dispatch({
      type: 'say',
      text: zoom === 'fit' ? `Fitted to the width, ${percent}` : `Zoom ${percent}`,
    });
  }

  private close(state: ViewState): void {
    const part = state.opened.at(-1);
    if (state.playing) this.stop();
    else if (part !== undefined) this.target.dispatch(closing[part]);
  }

  /** All paths at once, or again the one that was shown before. */
  private toggleAllPaths({ selection, result }: ViewState): void {
    const flow = result?.timeline?.flow;
    if (flow === undefined) return;
    const chosen = selection?.flow === flow ? selection : { flow, scenario: null, path: [], all: false };
    this.target.select({ ...chosen, all: !chosen.all });
    this.target.dispatch({ type: 'say', text: chosen.all ? 'One path' : 'All paths' });
  }

  private step(step: Exclude<NavigationStep, 'play'>, keyboard: boolean): void {
    const timeline = this.target.state().result?.timeline ?? null;
    const stop = this.stopAfter(step);
    if (timeline !== null && stop !== null) this.goTo(timeline, stop, '', keyboard);
    else this.target.dispatch({ type: 'say', text: nothingThere[step] });
  }

  /** Where a step leads from here. */
  private stopAfter(step: NavigationStep): NavigationStop | null {
    const { result, options, active, focusedBand } = this.target.state();
    const timeline = result?.timeline ?? null;
    return timeline === null ? null : stepFrom(timeline, options.filter, { event: active, focusedBand }, step);
  }

  /**
   * Goes to a stop, announces it, and reveals it in the editor.
   * @param before what is announced before the stop's own sentence
   */
  private goTo(timeline: Timeline, stop: NavigationStop, before: string, keyboard = false): void {
    const say = before + stopSentence(timeline, stop);
    const at = scrollTargetOf(stop, keyboard);
    if (at.kind === 'event') this.target.dispatch({ type: 'go', event: at.id, say, keyboard });
    else this.target.dispatch({ type: 'focus-band', at, say });
    const range = rangeOf(timeline, stop);
    const recorded = stop.kind === 'event' ? recordedAt(timeline, stop.event.id) : undefined;
    if (range !== null) this.target.reveal(range, false, recorded);
  }

  private play(keyboard: boolean): void {
    const { result, options } = this.target.state();
    const timeline = result?.timeline ?? null;
    if (timeline === null) return;
    this.target.dispatch({ type: 'play', on: true });
    // At the end there is nothing to play but all of it again.
    const first = stepFrom(timeline, options.filter, { event: null, focusedBand: null }, 'play');
    const next = this.stopAfter('play') ?? first;
    if (next === null) this.stop();
    else this.arrive(timeline, next, keyboard);
  }

  private stop(): void {
    clearTimeout(this.beat);
    if (this.target.state().playing) this.target.dispatch({ type: 'play', on: false });
  }

  private advance(): void {
    const { result, playing } = this.target.state();
    const timeline = result?.timeline ?? null;
    const stop = this.stopAfter('play');
    if (!playing || timeline === null || stop === null) this.stop();
    else this.arrive(timeline, stop, false);
  }

  private arrive(timeline: Timeline, stop: NavigationStop, keyboard: boolean): void {
    this.goTo(timeline, stop, stop.isProblem ? 'Stopped at a problem. ' : '', keyboard);
    clearTimeout(this.beat);
    if (stop.isProblem || this.stopAfter('play') === null) this.stop();
    else this.beat = setTimeout(() => this.advance(), BEAT_MS / this.target.state().options.speed);
  }
}

/** The actions that close parts of the page. */
const closing: Readonly<Record<OpenPanel, ViewAction>> = {
  problems: { type: 'toggle-problems' },
  coverage: { type: 'coverage-open', open: false },
  search: { type: 'option', change: { search: null } },
  filter: { type: 'filter-open', open: false },
  details: { type: 'option', change: { details: false } },
  help: { type: 'help-open', open: false },
};

/** The range of a stop in the text; null for a missing message, which has none. */
function rangeOf(timeline: Timeline, stop: NavigationStop): Range | null {
  switch (stop.kind) {
    case 'event':
      return sourceOf(timeline, stop.event.id);
    case 'band':
      return stop.phase.nameRange;
    case 'remark':
      return stop.finding.range;
  }
}

/** What is announced if a step leads nowhere. */
const nothingThere: Readonly<Record<Exclude<NavigationStep, 'play'>, string>> = {
  next: 'This is the last message',
  previous: 'This is the first message',
  'next-phase': 'This is the last phase',
  'previous-phase': 'This is the first phase',
  'next-problem': 'No more problems after this message',
  'previous-problem': 'No problems before this message',
};
