import type { TimelineEvent, TimelineState } from '../../timeline/types/timeline.js';
import type { FlowAnalysis } from '../analysis/flow-analysis.js';
import type { ReplayedVisit } from './replay.js';

/** A party's state and the event it begins with. */
interface Open {
  state: number;
  from: string;
}

/**
 * The states of each party along a path. A state changes with the first event of the phase that reaches the party, else
 * the first it sends, else the phase's first: the model says that the phase moves it, not which message does.
 */
export function stateSpans(
  { flow, model, entering }: FlowAnalysis,
  visits: readonly ReplayedVisit[],
  events: readonly TimelineEvent[],
): TimelineState[] {
  const [start] = events;
  if (start === undefined) return [];
  const spans: (TimelineState & { participantIndex: number })[] = [];
  const open = new Map<number, Open>();
  const close = (participant: number, toEvent: string | null) => {
    const span = open.get(participant);
    const state = model.states[span?.state ?? -1];
    const name = flow.participants[participant]?.name;
    if (span === undefined || state === undefined || name === undefined || span.from === toEvent) return;
    spans.push({
      participantIndex: participant,
      participant: name,
      state: state.name,
      pending: state.pending,
      resting: model.firstStates.includes(span.state),
      fromEvent: span.from,
      toEvent,
      untilVisit: null,
    });
  };
  const initial = entering.initial().states;
  for (const party of entering.parties) open.set(party, { state: initial[party] ?? -1, from: start.id });
  const byVisit = visits.map((): TimelineEvent[] => []);
  for (const event of events) if (event.status !== 'missing') byVisit[event.visit]?.push(event);
  for (const visit of visits) {
    const own = byVisit[visit.index] ?? [];
    // A phase that shows nothing changes states with what comes next.
    const next = own.length > 0 ? undefined : (nextEvent(byVisit, visit.index) ?? events.at(-1));
    for (const party of entering.parties) {
      const state = visit.entered.configuration.states[party] ?? -1;
      const before = open.get(party);
      if (before?.state === state) continue;
      const name = flow.participants[party]?.name ?? '';
      const event = own.find((e) => e.receivers.includes(name)) ?? own.find((e) => e.sender === name) ?? own[0] ?? next;
      if (event === undefined) continue;
      close(party, event.id);
      open.set(party, { state, from: event.id });
    }
  }
  for (const party of entering.parties) close(party, null);
  return spans.sort((a, b) => a.participantIndex - b.participantIndex).map(({ participantIndex: _, ...span }) => span);
}

function nextEvent(byVisit: readonly (readonly TimelineEvent[])[], after: number): TimelineEvent | undefined {
  for (let visit = after + 1; visit < byVisit.length; visit++) {
    const [first] = byVisit[visit] ?? [];
    if (first !== undefined) return first;
  }
  return undefined;
}
