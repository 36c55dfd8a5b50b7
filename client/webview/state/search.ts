import { type EventFilter, isShown, plainFindingText, protocolTitle } from '../../../timeline/index.js';
import type { Timeline, TimelineEvent } from '../../../timeline/types/timeline.js';

let last: { readonly inputs: readonly unknown[]; readonly hits: readonly string[] } | null = null;

/**
 * The ids of the shown events that hold every word of a text: in the message, the protocol, who sends and receives and
 * what they are, the phase, the attributes, or what the check says. Case does not matter. Asked again for the same, it
 * gives the same list.
 */
export function searchHits(timeline: Timeline, filter: EventFilter, text: string | null): readonly string[] {
  const inputs = [timeline, filter, text];
  if (last?.inputs.every((input, index) => input === inputs[index])) return last.hits;
  const words = (text ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const names = namesIn(timeline);
  const hits =
    words.length === 0
      ? []
      : timeline.events
          .filter((event) => isShown(event, filter) && holds(timeline, event, names, words))
          .map(({ id }) => id);
  last = { inputs, hits };
  return hits;
}

/** The hit to go to from an event: the nearest in the direction, from the other end if there is none. */
export function nextHit(
  timeline: Timeline,
  hits: readonly string[],
  from: string | null,
  direction: 1 | -1,
): string | null {
  const places = new Map(timeline.events.map((event, index) => [event.id, index]));
  const at = places.get(from ?? '') ?? (direction === 1 ? -1 : timeline.events.length);
  const beyond = (id: string): boolean => ((places.get(id) ?? 0) - at) * direction > 0;
  const next = direction === 1 ? hits.find(beyond) : hits.findLast(beyond);
  return next ?? (direction === 1 ? hits[0] : hits.at(-1)) ?? null;
}

/** All names of participants and phases that the picture shows. */
interface Names {
  readonly participants: ReadonlyMap<string, string>;
  readonly phases: ReadonlyMap<number, string>;
}

function namesIn({ participants, phases }: Timeline): Names {
  return {
    participants: new Map(
      participants.map(({ name, title, roleTitles }) => [name, [name, title ?? '', ...roleTitles].join('\n')]),
    ),
    phases: new Map(
      phases.map(({ visit, name, title, modelPhase, modelPhaseTitle }) => [
        visit,
        [name, title ?? '', modelPhaseTitle ?? modelPhase ?? ''].join('\n'),
      ]),
    ),
  };
}

function holds(timeline: Timeline, event: TimelineEvent, names: Names, words: readonly string[]): boolean {
  const called = (name: string): string => names.participants.get(name) ?? name;
  const text = [
    names.phases.get(event.visit) ?? '',
    event.message,
    event.protocol ?? '',
    event.protocol === null ? '' : protocolTitle(timeline, event.protocol),
    ...[event.sender ?? '', ...event.receivers, ...event.missingReceivers].map(called),
    event.details ?? '',
    ...event.findings.flatMap((finding) => timeline.findings[finding]?.message ?? []).map(plainFindingText),
  ]
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}
