import type { VNode } from 'preact';
import type { TimelineResult } from '../../../server/protocol/messages.js';
import type { Timeline, TimelinePath } from '../../../timeline/types/timeline.js';
import { showsAllPaths } from '../../../timeline/wording/operand-text.js';
import type { AppActions } from './app.js';

export interface PathPickerProps {
  readonly result: TimelineResult;
  readonly timeline: Timeline;
  readonly actions: AppActions;
}

const OTHER = 'other';

/** Chooses the path: declared scenarios first, then the distinct ways to an end, each with its phases spelled out. */
export function PathPicker({ result, timeline, actions }: PathPickerProps): VNode {
  const paths = result.paths;
  const all = showsAllPaths(timeline);
  const shown = all ? -1 : shownPath(paths, timeline);
  const choose = (value: string): void => {
    const path = paths[Number(value)];
    if (path !== undefined)
      actions.select({ flow: timeline.flow, scenario: path.scenario, path: path.phases, all: false });
  };
  const numbered = paths.map((path, index) => ({ path, index }));
  return (
    <label class="picker path">
      <span>Path</span>
      <select
        value={shown < 0 ? OTHER : String(shown)}
        title={all ? 'All paths' : phasesText(timeline.path)}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {shown < 0 && <option value={OTHER}>{all ? 'All paths' : `This path: ${phasesText(timeline.path)}`}</option>}
        <PathGroup label="Scenarios" entries={numbered.filter(({ path }) => path.scenario !== null)} />
        <PathGroup label="Ways to an end" entries={numbered.filter(({ path }) => path.scenario === null)} />
        {result.morePaths && <option disabled>More paths exist than are listed</option>}
      </select>
    </label>
  );
}

interface PathGroupProps {
  readonly label: string;
  readonly entries: readonly { readonly path: TimelinePath; readonly index: number }[];
}

function PathGroup({ label, entries }: PathGroupProps): VNode | null {
  if (entries.length === 0) return null;
  return (
    <optgroup label={label}>
      {entries.map(({ path, index }) => (
        <option key={index} value={String(index)}>
          {pathText(path)}
        </option>
      ))}
    </optgroup>
  );
}

/** The path in words: `Joined, Bob joins and leaves: Invite → Accepts → BobLeaves`. */
export function pathText(path: TimelinePath): string {
  const name = [path.scenario, path.title].filter((part) => part !== null).join(', ');
  const phases = phasesText(path.phases) + (path.complete ? '' : ' (not to an end)');
  return name === '' ? phases : `${name}: ${phases}`;
}

function phasesText(phases: readonly string[]): string {
  return phases.join(' → ');
}

function shownPath(paths: readonly TimelinePath[], timeline: Timeline): number {
  if (timeline.scenario !== null) return paths.findIndex((path) => path.scenario === timeline.scenario);
  const same = (path: TimelinePath): boolean =>
    path.phases.length === timeline.path.length && path.phases.every((name, index) => name === timeline.path[index]);
  const unnamed = paths.findIndex((path) => path.scenario === null && same(path));
  return unnamed >= 0 ? unnamed : paths.findIndex(same);
}
