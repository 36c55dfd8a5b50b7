import { bandKey } from '../layout/band.js';
import { type EventFilter, isShown, NO_FILTER } from '../layout/event-filter.js';
import { hiddenText } from '../text/hidden-text.js';
import type { Timeline, TimelineEvent, TimelineState } from '../types/timeline.js';

/** The part of a timeline to show; by default, all of it. */
export interface VisiblePart {
  /** Keys of folded bands, as in a picture. */
  readonly folded?: ReadonlySet<string>;
  readonly filter?: EventFilter;
  /** Whether what the filter names is drawn faintly in a picture: then nothing is left out. */
  readonly dim?: boolean;
}

/**
 * A timeline without what is not wanted, for those formats that are no picture: without the messages of folded phases,
 * and without hidden participants, protocols and their messages. It says so; each phase says how many of its messages
 * are left out, and a folded one when it ends, so that times are those of the picture.
 */
export function visibleTimeline(
  timeline: Timeline,
  { folded = nothing, filter: chosen = NO_FILTER, dim }: VisiblePart,
): Timeline {
  const filter = dim === true ? NO_FILTER : chosen;
  const says = hiddenText(timeline, filter, false);
  if (folded.size === 0 && says === null) return timeline;
  const shut = new Set(timeline.phases.filter((phase) => folded.has(bandKey(phase))).map(({ visit }) => visit));
  const isLeft = (event: TimelineEvent): boolean => !shut.has(event.visit) && isShown(event, filter);
  const events = timeline.events.filter(isLeft);
  const hidden = filter.participants;
  const hiddenCounts = new Map<number, number>();
  const until = new Map<number, number>();
  for (const event of timeline.events) {
    const { visit, status, timeMs } = event;
    if (isLeft(event) || status === 'missing') continue;
    hiddenCounts.set(visit, (hiddenCounts.get(visit) ?? 0) + 1);
    // Delays are counted from what is folded away, as in the picture; not from what is hidden.
    if (timeMs !== null && shut.has(visit) && isShown(event, filter)) until.set(visit, timeMs);
  }
  return {
    ...timeline,
    participants: timeline.participants.filter(({ name }) => !hidden.has(name)),
    protocols: timeline.protocols.filter(({ name }) => !filter.protocols.has(name)),
    phases: timeline.phases.map((phase) => {
      const count = hiddenCounts.get(phase.visit);
      const end = until.get(phase.visit);
      if (count === undefined) return phase;
      return { ...phase, hiddenMessages: count, ...(end === undefined ? {} : { hiddenUntilMs: end }) };
    }),
    events: events.map((event) => ({
      ...event,
      receivers: event.receivers.filter((name) => !hidden.has(name)),
      missingReceivers: event.missingReceivers.filter((name) => !hidden.has(name)),
    })),
    initialStates: timeline.initialStates.filter(({ participant }) => !hidden.has(participant)),
    states: statesAt(timeline, events).filter(({ participant }) => !hidden.has(participant)),
    ...(says === null ? {} : { hidden: says }),
  };
}

const nothing: ReadonlySet<string> = new Set();

/** States begin and end with the next event that is left of those after; one that nothing is left of is gone. */
function statesAt({ events, states }: Timeline, left: readonly TimelineEvent[]): TimelineState[] {
  const kept = new Set(left.map(({ id }) => id));
  const next = new Map<string, string | null>();
  let following: string | null = null;
  for (const { id } of events.toReversed()) {
    if (kept.has(id)) following = id;
    next.set(id, following);
  }
  return states.flatMap((state) => {
    const fromEvent = next.get(state.fromEvent) ?? null;
    const toEvent = state.toEvent === null ? null : (next.get(state.toEvent) ?? null);
    return fromEvent === null || fromEvent === toEvent ? [] : { ...state, fromEvent, toEvent };
  });
}
