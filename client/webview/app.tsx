import type { VNode } from 'preact';
import { showsAllPaths } from '../../timeline/index.js';
import { memoize } from '../../timeline/types/memoize.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import type { AppActions } from './app-actions.js';
import { Diagram } from './diagram/diagram.js';
import type { ViewPort } from './diagram/view-port.js';
import { Heading } from './header/heading.js';
import { PathRow } from './header/path-row.js';
import { ViewBar } from './header/view-bar.js';
import { CoverageList } from './panels/coverage-list.js';
import { Details } from './panels/details.js';
import { EmptyState, emptyReason } from './panels/empty-state.js';
import { FilterBar } from './panels/filter-bar.js';
import { HelpPanel } from './panels/help-panel.js';
import { LegendBar } from './panels/legend-bar.js';
import { Minimap } from './panels/minimap.js';
import { NoticeBar } from './panels/notice-bar.js';
import { Notices } from './panels/notices.js';
import { Outline } from './panels/outline.js';
import { ProblemList } from './panels/problem-list.js';
import { SearchBar } from './panels/search-bar.js';
import { outlineFits } from './state/outline-visibility.js';
import { searchHits } from './state/search.js';
import type { ViewState } from './state/view-state.js';
import { EventTable } from './table/event-table.js';

export interface AppProps {
  readonly state: ViewState;
  readonly actions: AppActions;
  /** The scroll position of an earlier page, 0–1. */
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
          <div class="heading">
            <Heading
              result={result}
              timeline={timeline}
              problemsOpen={state.problemsOpen}
              coverageOpen={state.coverageOpen}
              narrow={innerWidth < TIGHT}
              actions={actions}
            />
            {reason === null && (
              <ViewBar
                state={state}
                outlineShown={outlineIsShown(state, timeline)}
                narrow={innerWidth < WIDE}
                viewPort={viewPort}
                actions={actions}
              />
            )}
          </div>
          {reason === null && (
            <PathRow
              result={result}
              timeline={timeline}
              all={state.selection?.all ?? showsAllPaths(timeline)}
              coverageOpen={state.coverageOpen}
              narrow={innerWidth < TIGHT}
              actions={actions}
            />
          )}
        </header>
      )}
      {timeline !== null && state.problemsOpen && <ProblemList findings={timeline.findings} actions={actions} />}
      {result !== null && result.rows !== null && state.coverageOpen && (
        <CoverageList coverage={state.coverage} recorded={result.recorded ?? []} actions={actions} />
      )}
      {reason !== null && <EmptyState reason={reason} help={actions.help} />}
      {timeline !== null && reason === null && (
        <Views key={`${state.documentUri} ${state.flow}`} {...{ state, timeline, actions, initialScroll, viewPort }} />
      )}
      <p class="sr-only" aria-live="polite">
        {state.announcement}
      </p>
    </>
  );
}

interface ViewsProps extends AppProps {
  readonly timeline: Timeline;
}

/** The timeline as a picture or as a table, with what is next to it. */
function Views({ state, timeline, actions, initialScroll, viewPort }: ViewsProps): VNode {
  const { options, active } = state;
  const outlineShown = outlineIsShown(state, timeline);
  const hits = searchHits(timeline, options.filter, options.search);
  const found = hits.length === 0 ? null : hitSet(hits);
  return (
    <>
      <NoticeBar timeline={timeline} actions={actions} />
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
          <div class="picture-and-map">
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
            {!options.table && <Minimap viewPort={viewPort} wanted={options.minimap} wide={innerWidth >= ROOMY} />}
          </div>
          <Notices result={state.result} actions={actions} />
          <LegendBar
            viewPort={viewPort}
            zoom={options.zoom}
            table={options.table}
            helpOpen={state.helpOpen}
            actions={actions}
          />
          {state.helpOpen && <HelpPanel viewPort={viewPort} actions={actions} />}
        </div>
        {options.details && <Details timeline={timeline} active={active} drawn={!options.table} actions={actions} />}
      </div>
    </>
  );
}

function outlineIsShown({ options }: ViewState, timeline: Timeline): boolean {
  return options.outline ?? outlineFits(timeline, innerWidth);
}

/**
 * Widths in CSS px: below `TIGHT` the title has its row nearly for itself; below `WIDE` most tools are in the menu; from
 * `ROOMY` on the minimap is detailed.
 */
const TIGHT = 480;
const WIDE = 600;
const ROOMY = 900;

/** The same set for the same hits, so that nothing is drawn again. */
const hitSet = memoize((hits: readonly string[]): ReadonlySet<string> => new Set(hits));
