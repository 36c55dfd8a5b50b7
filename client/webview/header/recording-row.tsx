import type { VNode } from 'preact';
import type { Timeline } from '../../../timeline/types/timeline.js';
import type { TimelineRecording } from '../../../timeline/types/timeline-recording.js';
import type { AppActions } from '../app-actions.js';
import { Crumbs } from './crumbs.js';

export interface RecordingRowProps {
  readonly timeline: Timeline;
  readonly recording: TimelineRecording;
  readonly actions: AppActions;
}

/** Which interaction of a recording is shown, its phases, and the way back to the flow. */
export function RecordingRow({ timeline, recording, actions }: RecordingRowProps): VNode {
  return (
    <nav class="path-row" aria-label="Interaction">
      <p class="recording" title={`Interaction ${recording.key}: ${recording.verdict}`}>
        <span class="recording-key">{recording.key}</span> {recording.verdict}
      </p>
      <Crumbs timeline={timeline} starts={[]} actions={actions} />
      <div class="toggle">
        <button
          type="button"
          title="Show the flow instead of the recorded interaction"
          onClick={() => actions.select({ flow: timeline.flow, scenario: null, path: [], all: false })}
        >
          Show flow
        </button>
      </div>
    </nav>
  );
}
