import type { TimelineEvent, TimelineState } from '../../timeline/types/timeline.js';
import type { Configuration } from '../exploration/configuration.js';
import type { Model } from '../model/model.js';

/** The participants and states that spans are drawn of. */
export interface StatedCast {
  readonly flow: { readonly participants: readonly { readonly name: string }[] };
  readonly model: Model;
  /** Indices of the participants that are parties. */
  readonly parties: readonly number[];
}

/** A visit with the states before and after it. */
export interface StatedVisit {
  readonly index: number;
  readonly parent: number | null;
  readonly before: Configuration;
  readonly entered: { readonly configuration: Configuration };
}

/** A party's state and the event it begins with. */
interface Open {
  state: number;
  from: string;
}

/** A party's span, with the party's number. */
interface PartySpan {
  readonly party: number;
  readonly span: TimelineState;
}

/**
 * The states of each party. A state changes with the first event of the phase that reaches the party, otherwise the
 * first it sends, otherwise the phase's first: the model says that the phase moves it, not which message does. Where a
 * visit does not follow the one drawn before it, the spans end, and others begin with the states that the visit is
 * entered in.
 */
export function stateSpans(
  cast: StatedCast,
  visits: readonly StatedVisit[],
  events: readonly TimelineEvent[],
): TimelineState[] {
  const byVisit = visits.map((): TimelineEvent[] => []);
  for (const event of events) byVisit[event.visit]?.push(event);
  const spans: PartySpan[] = [];
  for (let first = 0; first < visits.length; ) {
    let end = first + 1;
    while (end < visits.length && visits[end]?.parent === end - 1) end++;
    const until = end < visits.length ? end - 1 : null;
    spans.push(...spansOfRun(cast, visits.slice(first, end), byVisit.slice(first, end), until));
    first = end;
  }
  return spans.sort((a, b) => a.party - b.party).map(({ span }) => span);
}

/**
 * Spans of visits that follow each other.
 * @param untilVisit the last of them, where others come after it
 */
function spansOfRun(
  { flow, model, parties }: StatedCast,
  visits: readonly StatedVisit[],
  byVisit: readonly (readonly TimelineEvent[])[],
  untilVisit: number | null,
): PartySpan[] {
  const spans: PartySpan[] = [];
  const start = byVisit.find((events) => events.length > 0)?.[0];
  const initial = visits[0]?.before.states;
  if (start === undefined || initial === undefined) return spans;
  const open = new Map<number, Open>();
  const close = (party: number, toEvent: string | null) => {
    const begun = open.get(party);
    const state = model.states[begun?.state ?? -1];
    const name = flow.participants[party]?.name;
    if (begun === undefined || state === undefined || name === undefined || begun.from === toEvent) return;
    const span: TimelineState = {
      participant: name,
      state: state.name,
      pending: state.pending,
      resting: model.firstStates.includes(begun.state),
      fromEvent: begun.from,
      toEvent,
      untilVisit: toEvent === null ? untilVisit : null,
    };
    spans.push({ party, span });
  };
  for (const party of parties) open.set(party, { state: initial[party] ?? -1, from: start.id });
  const isMissing = ({ status }: TimelineEvent) => status === 'missing';
  const sent = byVisit.map((events) => (events.some(isMissing) ? events.filter((e) => !isMissing(e)) : events));
  const last = byVisit.findLast((events) => events.length > 0)?.at(-1);
  for (const [position, visit] of visits.entries()) {
    const own = sent[position] ?? [];
    // A phase that shows nothing changes states at the next event, even a missing one.
    const previous = last !== undefined && last.visit >= visit.index ? last : undefined;
    const next = own.length > 0 ? undefined : (nextEvent(sent, position) ?? previous);
    for (const party of parties) {
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
  for (const party of parties) close(party, null);
  return spans;
}

function nextEvent(byVisit: readonly (readonly TimelineEvent[])[], after: number): TimelineEvent | undefined {
  for (let visit = after + 1; visit < byVisit.length; visit++) {
    const [first] = byVisit[visit] ?? [];
    if (first !== undefined) return first;
  }
  return undefined;
}
