import type { TimelineFocus } from '../../../server/protocol/timeline-messages.js';
import {
  bandKey,
  type EventFilter,
  eventSentences,
  eventTimes,
  eventVerdict,
  isShown,
  plainFindingText,
  remarksOfFlow,
} from '../../../timeline/index.js';
import { memoize } from '../../../timeline/types/memoize.js';
import { isProblem } from '../../../timeline/types/problems.js';
import type { Timeline, TimelineEvent, TimelineFinding, TimelinePhase } from '../../../timeline/types/timeline.js';
import type { ScrollTarget } from '../diagram/scroll-target.js';

/** The stop after a navigation step from the current one. */
export type NavigationStep =
  | 'next'
  | 'previous'
  | 'next-phase'
  | 'previous-phase'
  | 'next-problem'
  | 'previous-problem'
  | 'play';

/** The focus: an event, or a band or remark; neither before the first step. */
export interface NavigationPosition {
  readonly event: string | null;
  /** A band's key, or the key of a finding of the flow; it counts if both are given. */
  readonly focusedBand: string | null;
}

/** Where a step leads: to an event, to what is found in a phase and in none of its events, or in no phase at all. */
export type NavigationStop =
  | { readonly kind: 'event'; readonly event: TimelineEvent; readonly isProblem: boolean }
  | { readonly kind: 'band'; readonly phase: TimelinePhase; readonly isProblem: true }
  | { readonly kind: 'remark'; readonly finding: TimelineFinding; readonly isProblem: true };

function hasProblem({ findings }: Timeline, index: number): boolean {
  const finding = findings[index];
  return finding !== undefined && isProblem(finding);
}

/** Whether there is anything to go to. */
export function hasStops(timeline: Timeline): boolean {
  return stopsOf(timeline).length > 0;
}

/** The stop that a step leads to; null if there is none in that direction. */
export function stepFrom(
  timeline: Timeline,
  filter: EventFilter,
  from: NavigationPosition,
  step: NavigationStep,
): NavigationStop | null {
  if (step === 'next-phase' || step === 'previous-phase') return phaseFrom(timeline, filter, from, step);
  const stops = stopsOf(timeline);
  const wanted = (stop: NavigationStop): boolean => isWanted(stop, filter, step);
  const at = positionIn(stops, timeline, from);
  if (step === 'previous' || step === 'previous-problem') {
    return stops.findLast((stop, index) => (at < 0 || index < at) && wanted(stop)) ?? null;
  }
  return stops.find((stop, index) => index > at && wanted(stop)) ?? null;
}

/** Where a finding shows; null if this path does not show it. */
export function stopWith(timeline: Timeline, finding: TimelineFinding): NavigationStop | null {
  const index = timeline.findings.indexOf(finding);
  const event = timeline.events.find(({ findings }) => findings.includes(index));
  if (event !== undefined) return { kind: 'event', event, isProblem: true };
  const phase = timeline.phases.find(({ findings }) => findings.includes(index));
  if (phase !== undefined) return { kind: 'band', phase, isProblem: true };
  return remarksOfFlow(timeline).includes(index) ? { kind: 'remark', finding, isProblem: true } : null;
}

/** The requested stop; null if the timeline has none for it. */
export function focusedStop(timeline: Timeline, focus: TimelineFocus): NavigationStop | null {
  const event = timeline.events.find(({ id }) => id === focus.event);
  if (event !== undefined) return { kind: 'event', event, isProblem: true };
  const phase = timeline.phases.find(({ visit }) => visit === focus.visit);
  if (phase !== undefined) return { kind: 'band', phase, isProblem: true };
  const finding = timeline.findings[focus.finding];
  return finding === undefined ? null : { kind: 'remark', finding, isProblem: true };
}

/** How the page is asked to bring a stop into view. */
export function scrollTargetOf(stop: NavigationStop, keyboard = false): ScrollTarget {
  switch (stop.kind) {
    case 'event':
      return { kind: 'event', id: stop.event.id, keyboard };
    case 'band':
      return { kind: 'band', id: bandKey(stop.phase), keyboard };
    case 'remark':
      return { kind: 'remark', id: stop.finding.id, keyboard };
  }
}

function isWanted(stop: NavigationStop, filter: EventFilter, step: NavigationStep): boolean {
  if (stop.kind !== 'event') return step !== 'next' && step !== 'previous';
  return isShown(stop.event, filter) && (stop.isProblem || (step !== 'next-problem' && step !== 'previous-problem'));
}

/**
 * The stops: flow-level remarks, then all events; before those of a phase the phase itself, if it has a finding of its
 * own.
 */
const stopsOf = memoize((timeline: Timeline): readonly NavigationStop[] => {
  const byVisit = new Map<number, TimelineEvent[]>(timeline.phases.map(({ visit }) => [visit, []]));
  for (const event of timeline.events) byVisit.get(event.visit)?.push(event);
  const remarks = remarksOfFlow(timeline).flatMap((index) => timeline.findings[index] ?? []);
  const ofFlow = remarks
    .filter(isProblem)
    .map((finding): NavigationStop => ({ kind: 'remark', finding, isProblem: true }));
  const ofPhases = timeline.phases.flatMap((phase): NavigationStop[] => {
    const events = byVisit.get(phase.visit) ?? [];
    const ofEvents = new Set(events.flatMap(({ findings }) => findings));
    const own = phase.findings.some((index) => !ofEvents.has(index) && hasProblem(timeline, index));
    return [
      ...(own ? [{ kind: 'band', phase, isProblem: true } as const] : []),
      ...events.map((event) => ({ kind: 'event', event, isProblem: eventVerdict(timeline, event).faulty }) as const),
    ];
  });
  return [...ofFlow, ...ofPhases];
});

/** Index of the current stop; if its band is no stop any more, of the stop before it; -1 before the first. */
function positionIn(
  stops: readonly NavigationStop[],
  { phases }: Timeline,
  { event, focusedBand }: NavigationPosition,
): number {
  const id = focusedBand ?? event;
  const at = stops.findIndex((stop) => scrollTargetOf(stop).id === id);
  if (at >= 0 || focusedBand === null) return at;
  const visit = phases.find((phase) => bandKey(phase) === focusedBand)?.visit;
  return stops.findIndex((stop) => stop.kind === 'event' && stop.event.visit === visit) - 1;
}

/** The visit that a stop is in; -1 before the first one. */
function visitOf(stop: NavigationStop): number {
  return stop.kind === 'event' ? stop.event.visit : stop.kind === 'band' ? stop.phase.visit : -1;
}

/** The first event of the next phase with an event; backwards, the first of the current phase unless it has focus. */
function phaseFrom(
  timeline: Timeline,
  filter: EventFilter,
  from: NavigationPosition,
  step: 'next-phase' | 'previous-phase',
): NavigationStop | null {
  const stops = stopsOf(timeline);
  const shown = stops.filter((stop) => stop.kind === 'event' && isShown(stop.event, filter));
  const firsts = shown.filter((stop, index) => {
    const before = shown[index - 1];
    return before === undefined || visitOf(before) !== visitOf(stop);
  });
  const at = positionIn(stops, timeline, from);
  const place = new Map(stops.map((stop, index) => [stop, index]));
  const placeOf = (stop: NavigationStop): number => place.get(stop) ?? -1;
  if (step === 'previous-phase') return firsts.findLast((stop) => placeOf(stop) < at) ?? null;
  return firsts.find((stop) => placeOf(stop) > at) ?? null;
}

/** The screen reader's announcement of a stop. */
export function stopSentence(timeline: Timeline, stop: NavigationStop): string {
  switch (stop.kind) {
    case 'event':
      return placedSentence(timeline, stop.event);
    case 'band':
      return phaseSentence(timeline, stop.phase);
    case 'remark':
      return plainFindingText(stop.finding.message);
  }
}

/** The event as a sentence with its place: `Invite, 3 of 12: IxnServer sends …`. */
function placedSentence(timeline: Timeline, event: TimelineEvent): string {
  const index = timeline.events.indexOf(event);
  const phase = timeline.phases.find((candidate) => candidate.visit === event.visit);
  const time = eventTimes(timeline)[index];
  const place = `${phase?.title ?? phase?.name ?? ''}, ${index + 1} of ${timeline.events.length}`;
  return `${place}: ${eventSentences(timeline, event, time).join(' ')}`;
}

/** The findings of a phase as a whole. */
function phaseSentence(timeline: Timeline, phase: TimelinePhase): string {
  const ofEvents = new Set(
    timeline.events.filter(({ visit }) => visit === phase.visit).flatMap(({ findings }) => findings),
  );
  const own = phase.findings.filter((index) => !ofEvents.has(index));
  const messages = own.flatMap((index) => timeline.findings[index]?.message ?? []);
  return [`${phase.title ?? phase.name}.`, ...messages.map(plainFindingText)].join(' ');
}
