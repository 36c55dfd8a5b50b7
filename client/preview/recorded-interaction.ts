import type { TimelineFocus, TimelineResult } from '../../server/protocol/messages.js';
import type { Timeline, TimelineRecorded } from '../../timeline/types/timeline.js';

/** An interaction of a recording, to be shown instead of a path of its flow. */
export interface RecordedInteraction {
  readonly timeline: Timeline;
  /** Number of the deviation to go to; null for the interaction as a whole. */
  readonly deviation: number | null;
  /** Opens a line of the recording. */
  readonly open: (place: TimelineRecorded, focus: boolean, previewColumn: number | undefined) => Promise<void>;
}

/** An interaction as the page takes a timeline: of a flow that has no other paths. */
export function recordedResult(uri: string, { timeline, deviation }: RecordedInteraction): TimelineResult {
  return {
    uri,
    version: 0,
    answer: '',
    stale: false,
    unreadable: null,
    flows: [],
    paths: [],
    morePaths: false,
    timeline,
    rows: null,
    firstModelPhase: null,
    phases: [],
    followed: null,
    focus: deviation === null ? null : focusOf(timeline, deviation),
  };
}

function focusOf({ phases, events }: Timeline, finding: number): TimelineFocus | null {
  const event = events.find(({ findings }) => findings.includes(finding));
  const visit = event?.visit ?? phases.find(({ findings }) => findings.includes(finding))?.visit ?? null;
  return { finding, visit, event: event?.id ?? null };
}
