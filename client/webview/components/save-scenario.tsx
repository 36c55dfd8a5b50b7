import type { VNode } from 'preact';
import type { TimelineResult } from '../../../server/protocol/messages.js';
import { showsAllPaths } from '../../../timeline/index.js';
import type { Timeline } from '../../../timeline/types/timeline.js';
import type { AppActions } from './app.js';
import { Glyph } from './glyph.js';

export interface SaveScenarioProps {
  readonly result: TimelineResult;
  readonly timeline: Timeline;
  readonly actions: AppActions;
}

/** Gives the path that is shown a name in the text; only where it has none. */
export function SaveScenario({ result, timeline, actions }: SaveScenarioProps): VNode | null {
  const { scenario, path, flow } = timeline;
  const key = path.join('/');
  const isNamed = result.paths.some((other) => other.scenario !== null && other.phases.join('/') === key);
  if (scenario !== null || isNamed || showsAllPaths(timeline) || path.length === 0 || result.stale) return null;
  return (
    <button
      type="button"
      class="save-scenario"
      aria-label="Save as scenario"
      title={`Declare this path as a scenario of ${flow}: ${path.join(' → ')}`}
      onClick={() => actions.saveScenario(flow, path)}
    >
      <Glyph name="save" />
      <span class="words">Save as scenario</span>
    </button>
  );
}
