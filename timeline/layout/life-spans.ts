import { groupBy } from '../types/group-by.js';
import { memoize } from '../types/memoize.js';
import type { Timeline, TimelineState } from '../types/timeline.js';

/** A party's state as far as it lasts within one visit. Events are indices into `timeline.events`. */
export interface LifeSpan {
  readonly state: TimelineState;
  /** Distinguishes pending states, and the others: 0 for the first of the model, and on. */
  readonly variant: number;
  /** The event that begins it; null if it was there before the visit. */
  readonly from: number | null;
  /** The event that ends it; null if it outlasts the visit. */
  readonly to: number | null;
}

type Standing = ReadonlyMap<string, TimelineState>;

/**
 * The states of all parties, visit by visit: each begins with what the visit before it has left, so that of several
 * ways on every one has the right states.
 */
export class LifeSpans {
  private readonly byVisit = new Map<number, readonly LifeSpan[]>();
  private readonly byBegin = new Map<number, readonly LifeSpan[]>();
  private readonly visitOf: readonly number[];
  /** Names of the states that are drawn and not pending, in order of appearance; the index is the variant. */
  readonly steadyStates: readonly string[];
  readonly pendingStates: readonly string[];

  /** Those of a timeline; computed once. */
  static readonly of = memoize((timeline: Timeline) => new LifeSpans(timeline));

  private constructor(timeline: Timeline) {
    const drawn = [...timeline.initialStates, ...timeline.states].filter((state) => !state.resting);
    this.steadyStates = distinct(drawn.filter((state) => !state.pending).map((state) => state.state));
    this.pendingStates = distinct(drawn.filter((state) => state.pending).map((state) => state.state));
    this.visitOf = timeline.events.map((event) => event.visit);
    const changes = groupBy(timeline.states, ({ fromEvent }) => fromEvent);
    const initial = standingAtStart(timeline);
    const left = new Map<number, Standing>();
    let index = 0;
    for (const phase of timeline.phases) {
      const first = index;
      while (timeline.events[index]?.visit === phase.visit) index += 1;
      const before = (phase.parent === null ? undefined : left.get(phase.parent)) ?? initial;
      const spans = new VisitSpans(before, (state) => this.variantOf(state));
      for (let at = first; at < index; at++) spans.pass(at, changes.get(timeline.events[at]?.id ?? '') ?? []);
      left.set(phase.visit, spans.standing);
      const all = spans.finish();
      this.byVisit.set(phase.visit, all);
      for (const span of all) {
        if (span.from !== null) this.byBegin.set(span.from, [...(this.byBegin.get(span.from) ?? []), span]);
      }
    }
  }

  /** The states of a visit, those in which a party has no part among them; each party's in order. */
  ofVisit(visit: number): readonly LifeSpan[] {
    return this.byVisit.get(visit) ?? [];
  }

  /**
   * Distinguishes the drawing of a state from those of the other pending states, or of the others that are not pending.
   */
  variantOf({ state, pending }: Pick<TimelineState, 'state' | 'pending'>): number {
    return Math.max(0, (pending ? this.pendingStates : this.steadyStates).indexOf(state));
  }

  /** The states that an event begins. */
  begunBy(event: number): readonly LifeSpan[] {
    return this.byBegin.get(event) ?? [];
  }

  /**
   * The state of a participant at an event; null if it has no life cycle.
   * @param after whether the event has happened: it may have changed the state
   */
  at(participant: string, event: number, after: boolean): TimelineState | null {
    const found = this.ofVisit(this.visitOf[event] ?? -1).findLast(
      ({ state, from, to }) =>
        state.participant === participant &&
        (from === null || from < event || (after && from === event)) &&
        (to === null || event < to || (!after && event === to)),
    );
    return found?.state ?? null;
  }

  /** Whether a state's bar is on a party's lane where an event's arrow meets it. */
  covers(participant: string, event: number): boolean {
    return this.ofVisit(this.visitOf[event] ?? -1).some(
      ({ state, from, to }) =>
        state.participant === participant &&
        !state.resting &&
        (from === null || from <= event) &&
        (to === null || event <= to),
    );
  }
}

/** Collects the spans of one visit. */
class VisitSpans {
  readonly standing: Map<string, TimelineState>;
  private readonly begun = new Map<string, number>();
  private readonly spans: LifeSpan[] = [];

  constructor(
    before: Standing,
    private readonly variantOf: (state: TimelineState) => number,
  ) {
    this.standing = new Map(before);
  }

  /** Goes over an event that begins these states. */
  pass(event: number, begin: readonly TimelineState[]): void {
    for (const state of begin) {
      const before = this.standing.get(state.participant);
      if (before?.state === state.state) continue;
      this.end(state.participant, event);
      this.standing.set(state.participant, state);
      this.begun.set(state.participant, event);
    }
  }

  finish(): readonly LifeSpan[] {
    for (const participant of this.standing.keys()) this.end(participant, null);
    const order = [...this.standing.keys()];
    const place = ({ state }: LifeSpan): number => order.indexOf(state.participant);
    return this.spans.sort((a, b) => place(a) - place(b));
  }

  private end(participant: string, to: number | null): void {
    const state = this.standing.get(participant);
    const from = this.begun.get(participant) ?? null;
    if (state === undefined || (from !== null && from === to)) return;
    this.spans.push({ state, variant: this.variantOf(state), from, to });
  }
}

/** The state of each party when the path begins. */
function standingAtStart({ initialStates }: Timeline): Standing {
  return new Map(
    initialStates.map((state) => [state.participant, { ...state, fromEvent: '', toEvent: null, untilVisit: null }]),
  );
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}
