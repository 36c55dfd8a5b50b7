import type { Timeline, TimelineState } from '../types/timeline.js';
import * as m from './measures.js';

/** A state of a party as a stretch of events: indices into `timeline.events`. */
export interface LifeSpan {
  readonly key: string;
  readonly state: TimelineState;
  readonly variant: number;
  readonly from: number;
  /** Null while the state lasts. */
  readonly to: number | null;
  /** The party is in it when the path begins. */
  readonly fromStart: boolean;
}

/** The drawn states of all parties. */
export class LifeSpans {
  private readonly byParticipant = new Map<string, LifeSpan[]>();
  readonly all: readonly LifeSpan[];
  /** Names of the states that are drawn and not pending, in order of appearance; the index is the variant. */
  readonly steadyStates: readonly string[];
  readonly pendingStates: readonly string[];

  constructor(timeline: Timeline) {
    const drawn = timeline.states.filter((state) => !state.resting);
    this.steadyStates = distinct(drawn.filter((state) => !state.pending).map((state) => state.state));
    this.pendingStates = distinct(drawn.filter((state) => state.pending).map((state) => state.state));
    const indexOf = new Map(timeline.events.map((event, index) => [event.id, index]));
    const counts = new Map<string, number>();
    const begun = new Set<string>();
    const spans: LifeSpan[] = [];
    for (const state of timeline.states) {
      const first = !begun.has(state.participant);
      begun.add(state.participant);
      if (state.resting) continue;
      const from = indexOf.get(state.fromEvent) ?? 0;
      const to = state.toEvent === null ? null : (indexOf.get(state.toEvent) ?? null);
      const name = `${state.participant} ${state.state}`;
      const count = counts.get(name) ?? 0;
      counts.set(name, count + 1);
      const variant = this.steadyStates.indexOf(state.state);
      spans.push({
        key: `${name} ${count}`,
        state,
        variant: Math.max(0, variant),
        from,
        to,
        fromStart: first && from === 0 && !state.pending,
      });
    }
    this.all = spans;
    for (const span of spans) {
      const list = this.byParticipant.get(span.state.participant) ?? [];
      list.push(span);
      this.byParticipant.set(span.state.participant, list);
    }
  }

  /** How far an arrow ends from the middle of a lane: at the edge of the bar that stands there, if one does. */
  clearance(participant: string, event: number): number {
    const spans = this.byParticipant.get(participant) ?? [];
    const covered = spans.some((span) => span.from <= event && (span.to === null || event <= span.to));
    return covered ? m.BAR_WIDTH / 2 : 0;
  }
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}
