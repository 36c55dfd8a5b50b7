import type { VNode } from 'preact';
import type { TimelineResult } from '../../../server/protocol/timeline-messages.js';
import { showsAllPaths } from '../../../timeline/index.js';
import { counted } from '../../../timeline/types/counted.js';
import type { Timeline } from '../../../timeline/types/timeline.js';
import type { AppActions } from '../app-actions.js';
import { keyOfCommand } from '../commands.js';
import { ControlGroup } from '../components/control-group.js';
import { Crumbs } from './crumbs.js';
import { LoopFields } from './loop-fields.js';
import { PathPicker } from './path-picker.js';
import { RecordingRow } from './recording-row.js';
import { RowsCovered } from './rows-covered.js';

export interface PathRowProps {
  readonly result: TimelineResult;
  readonly timeline: Timeline;
  /** Whether all paths are requested; their picture comes later. */
  readonly all: boolean;
  readonly coverageOpen: boolean;
  /** Whether the count of covered messages is here, and not next to the title. */
  readonly narrow: boolean;
  readonly actions: AppActions;
}

/** Which path is shown: its chooser, its phases, and whether all paths are shown instead. */
export function PathRow({ result, timeline, all, coverageOpen, narrow, actions }: PathRowProps): VNode {
  if (timeline.recording !== undefined) {
    return <RecordingRow timeline={timeline} recording={timeline.recording} actions={actions} />;
  }
  return (
    <nav class="path-row" aria-label="Path">
      <PathPicker result={result} timeline={timeline} actions={actions} />
      {showsAllPaths(timeline) ? (
        <p class="path-facts">
          {`${counted(timeline.phases.length, 'phase')} · ${result.morePaths ? 'over ' : ''}${counted(result.paths.length, 'path')}`}
        </p>
      ) : (
        <Crumbs timeline={timeline} starts={startsOf(result)} actions={actions} />
      )}
      <LoopFields timeline={timeline} actions={actions} />
      {narrow && result.rows !== null && <RowsCovered rows={result.rows} open={coverageOpen} actions={actions} />}
      <ControlGroup classes="toggle" label="Shown paths">
        <button type="button" aria-pressed={!all} onClick={() => all && actions.run('all-paths')}>
          One path
        </button>
        <button
          type="button"
          data-command="all-paths"
          aria-pressed={all}
          aria-label="All paths"
          title={`All paths in one timeline (${keyOfCommand('all-paths')})`}
          aria-keyshortcuts={keyOfCommand('all-paths')}
          onClick={() => actions.run('all-paths')}
        >
          All<span class="words"> paths</span>
        </button>
      </ControlGroup>
    </nav>
  );
}

/** The phases that listed paths start with, in the order written. */
function startsOf({ paths, phases }: TimelineResult): string[] {
  const starts = new Set(paths.flatMap((path) => path.phases.slice(0, 1)));
  return [...starts].sort((a, b) => phases.indexOf(a) - phases.indexOf(b));
}
