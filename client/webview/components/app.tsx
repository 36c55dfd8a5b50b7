import type { VNode } from 'preact';
import type { TakenFormat } from '../../../timeline/types/export-format.js';
import type { Range, Timeline, TimelineFinding, TimelineRow } from '../../../timeline/types/timeline.js';
import type { ChosenPath, HelpCommand } from '../../protocol/preview-messages.js';
import type { ViewCommand } from '../commands.js';
import { outlineFits } from '../outline-room.js';
import { searchHits } from '../search.js';
import type { ViewPort } from '../view-port.js';
import { looksOtherwise, type ViewAction, type ViewState } from '../view-state.js';
import { Details } from './details.js';
import { Diagram } from './diagram.js';
import { EmptyState, emptyReason } from './empty-state.js';
import { EventTable } from './event-table.js';
import type { ExportLook } from './export-menu.js';
import { FilterBar } from './filter-bar.js';
import { Heading } from './heading.js';
import { Minimap } from './minimap.js';
import { Notices } from './notices.js';
import { Outline } from './outline.js';
import { ProblemList } from './problem-list.js';
import { SearchBar } from './search-bar.js';
import { ViewBar } from './view-bar.js';

/** What the page's parts can bring about. */
export interface AppActions {
  dispatch(action: ViewAction): void;
  select(selection: ChosenPath): void;
  reveal(range: Range, focus: boolean): void;
  /** Opens a row of a model where it is written. */
  open(row: TimelineRow): void;
  /** Goes to where a finding shows, on another path where this one does not show it, and to where it is written. */
  showFinding(finding: TimelineFinding): void;
  /** Mends a finding in the text; which way is asked where there are several. */
  fix(finding: TimelineFinding): void;
  /** Declares a path as a scenario in the text. */
  saveScenario(flow: string, path: readonly string[]): void;
  run(command: ViewCommand): void;
  /** Takes a way out of a page that has nothing to show. */
  help(command: HelpCommand): void;
  /** Copies or saves the timeline; resolves to why it did not work, null where it did. */
  takeAlong(action: 'copy' | 'save', format: TakenFormat, look: ExportLook): Promise<string | null>;
  /** Goes to the next or the previous hit of the search. */
  seek(direction: 1 | -1): void;
  /** The picture is drawn at this zoom. */
  zoomShown(zoom: number): void;
  /** 0–1 of the scrollable height. */
  scrolled(progress: number): void;
}

export interface AppProps {
  readonly state: ViewState;
  readonly actions: AppActions;
  /** Where an earlier life of the page was scrolled to, 0–1. */
  readonly initialScroll: number;
  readonly viewPort: ViewPort;
}

/** The whole page for one state. */
export function App({ state, actions, initialScroll, viewPort }: AppProps): VNode {
  const { result } = state;
  const timeline = result?.timeline ?? null;
  const reason = emptyReason(state);
  return (
    <>
      {result !== null && timeline !== null && (
        <header class="toolbar">
          <Heading
            result={result}
            timeline={timeline}
            problemsOpen={state.problemsOpen}
            differs={looksOtherwise(state)}
            actions={actions}
          />
          {reason === null && (
            <ViewBar
              state={state}
              outlineShown={outlineIsShown(state, timeline)}
              viewPort={viewPort}
              actions={actions}
            />
          )}
        </header>
      )}
      {timeline !== null && state.problemsOpen && <ProblemList findings={timeline.findings} actions={actions} />}
      {reason !== null && <EmptyState reason={reason} help={actions.help} />}
      {timeline !== null && reason === null && (
        <Views key={`${state.documentUri} ${state.flow}`} {...{ state, timeline, actions, initialScroll, viewPort }} />
      )}
      <p class="heard" aria-live="polite">
        {state.announcement}
      </p>
    </>
  );
}

interface ViewsProps extends AppProps {
  readonly timeline: Timeline;
}

/** The timeline as a picture or as a table, with what is beside it. */
function Views({ state, timeline, actions, initialScroll, viewPort }: ViewsProps): VNode {
  const { options, active } = state;
  const outlineShown = outlineIsShown(state, timeline);
  const hits = searchHits(timeline, options.filter, options.search);
  const found = hits.length === 0 ? null : hitSet(hits);
  return (
    <>
      {options.search !== null && <SearchBar text={options.search} hits={hits} active={active} actions={actions} />}
      <FilterBar
        timeline={timeline}
        filter={options.filter}
        dim={options.dim}
        open={state.filterOpen}
        actions={actions}
      />
      <div class="views">
        {outlineShown && (
          <Outline timeline={timeline} active={active} viewPort={options.table ? null : viewPort} actions={actions} />
        )}
        <div class="stage">
          <Notices result={state.result} actions={actions} />
          {options.table ? (
            <EventTable timeline={timeline} state={state} hits={found} actions={actions} />
          ) : (
            <Diagram
              timeline={timeline}
              stale={state.result?.stale === true}
              state={state}
              hits={found}
              initialScroll={initialScroll}
              viewPort={viewPort}
              actions={actions}
            />
          )}
          {!options.table && <Minimap viewPort={viewPort} wanted={options.minimap} />}
        </div>
        {options.details && <Details timeline={timeline} active={active} actions={actions} />}
      </div>
    </>
  );
}

function outlineIsShown({ options }: ViewState, timeline: Timeline): boolean {
  return options.outline ?? outlineFits(timeline, innerWidth);
}

const hitSets = new WeakMap<readonly string[], ReadonlySet<string>>();

/** The same set for the same hits, so that nothing is drawn anew. */
function hitSet(hits: readonly string[]): ReadonlySet<string> {
  const known = hitSets.get(hits) ?? new Set(hits);
  hitSets.set(hits, known);
  return known;
}
