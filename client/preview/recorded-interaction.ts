import type { TimelineFocus, TimelineResult } from '../../server/protocol/timeline-messages.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import type { TimelineRecorded } from '../../timeline/types/timeline-recording.js';

/** An interaction of a recording, to be shown instead of a path of its flow. */
export interface RecordedInteraction {
  readonly timeline: Timeline;
  /** Number of the deviation to go to; null for the first one in the picture. */
  readonly deviation: number | null;
  /** Opens a line of the recording. */
  readonly open: (place: TimelineRecorded, focus: boolean, previewColumn: number | undefined) => Promise<void>;
}

/**
 * An interaction as the page takes a timeline: of a flow that has no other paths. It begins at a deviation, which may be
 * far below the first message.
 */
export function recordedResult(uri: string, { timeline, deviation }: RecordedInteraction): TimelineResult {
  const goTo = deviation ?? firstDeviation(timeline);
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
    focus: goTo === null ? null : focusOf(timeline, goTo),
  };
}

function focusOf({ phases, events }: Timeline, finding: number): TimelineFocus | null {
  const event = events.find(({ findings }) => findings.includes(finding));
  const visit = event?.visit ?? phases.find(({ findings }) => findings.includes(finding))?.visit ?? null;
  return { finding, visit, event: event?.id ?? null };
}

/** Number of the topmost finding that is a problem; null if no phase has one. */
function firstDeviation({ phases, events, findings }: Timeline): number | null {
  const ofEvents = new Set(events.flatMap((event) => event.findings));
  const fromTop = phases.flatMap((phase) => [
    ...phase.findings.filter((index) => !ofEvents.has(index)),
    ...events.filter(({ visit }) => visit === phase.visit).flatMap((event) => event.findings),
  ]);
  return fromTop.find((index) => /^(error|warning)$/.test(findings[index]?.severity ?? '')) ?? null;
}
