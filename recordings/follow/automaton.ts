import { Candidates, type NewCandidate, withoutDominated } from './candidates.js';
import { ExplanationStates, type Moves } from './explanation-states.js';
import { NO_KINDS } from './kind-counts.js';
import type { Letter } from './letter.js';
import { normalized } from './normalized-candidates.js';
import { type Candidate, type Limit, Situation, type Transition } from './situation.js';
import type { Transitions } from './transitions.js';

/** Most explanations of one interaction that are kept. */
const MAX_EXPLANATIONS = 48;
/** So many later times are kept when a phase counts as overtaken. */
const OVERTAKEN = 3;
/** What is known is forgotten when it is more than this. */
const MAX_SITUATIONS = 100_000;
const MAX_STATES = 400_000;
/** Most limits that are watched in one situation: a bit each. */
const MAX_LIMITS = 24;

/** Follows interactions by look-ups: what one message means in one situation is found out once. */
export class Automaton {
  private readonly known = new Map<string, Situation>();
  private readonly starts = new Map<string, Situation>();
  private readonly states: ExplanationStates;

  constructor(readonly transitions: Transitions) {
    this.states = new ExplanationStates(transitions);
  }

  get size(): number {
    return this.known.size;
  }

  /** The situation of an interaction of which nothing has come. */
  start(kind: 'recorded' | 'either' | 'before'): Situation {
    let situation = this.starts.get(kind);
    if (situation === undefined) {
      const explanations = [
        ...(kind === 'before' ? [] : [this.transitions.start(false)]),
        ...(kind === 'recorded' ? [] : [this.transitions.start(true)]),
      ];
      const candidates = explanations.map((explanation): Candidate => {
        return { ...this.states.of(explanation), cost: 0, late: 0, untriggered: 0, kinds: NO_KINDS, order: '' };
      });
      situation = this.intern(candidates, Number.POSITIVE_INFINITY);
      this.starts.set(kind, situation);
    }
    return situation;
  }

  /** @param over a bit for each limit of the situation that is over */
  next(situation: Situation, letter: Letter, over: number): Transition {
    const key = letter.id * 2 ** MAX_LIMITS + over;
    let transition = situation.next.get(key);
    if (transition === undefined) {
      transition = this.compute(situation, letter, over);
      situation.next.set(key, transition);
    }
    return transition;
  }

  private compute(situation: Situation, letter: Letter, over: number): Transition {
    const found = new Candidates();
    const unplaced: { parent: number; candidate: Candidate; moves: Moves }[] = [];
    let placed = Number.POSITIVE_INFINITY;
    for (const [parent, candidate] of situation.candidates.entries()) {
      if (candidate.cost > found.mostCost) break;
      const moves = this.states.moves(candidate.state, letter, overIn(candidate, situation, over));
      for (const move of moves.steps) found.add(candidate, parent, move);
      if (moves.isPlaced) placed = Math.min(placed, candidate.cost + moves.settledCost);
      else unplaced.push({ parent, candidate, moves });
    }
    for (const { parent, candidate, moves } of unplaced) {
      // Where an explanation has a place for the message, those that do not and are worse already are not worth a further deviation.
      const cost = candidate.cost + moves.settledCost;
      if (cost > placed || cost + 1 > found.mostCost) continue;
      for (const move of this.states.deviating(candidate.state, moves, letter)) found.add(candidate, parent, move);
    }
    const sorted = found.sorted();
    const { kept, dropped: cut } = mostPromising(withoutDominated(sorted));
    const dropped = Math.min(situation.dropped, cut) - (sorted[0]?.cost ?? 0);
    return this.transitionTo(kept, dropped);
  }

  /** Numbers the times that are still needed anew. */
  private transitionTo(kept: readonly NewCandidate[], dropped: number): Transition {
    const times = [...new Set(kept.flatMap((candidate) => candidate.times))].sort((a, b) => a - b);
    const numbers = new Map(times.map((time, index) => [time, index]));
    const renumbered = kept.map((candidate): Candidate => {
      return { ...candidate, times: candidate.times.map((time) => numbers.get(time) ?? 0) };
    });
    return {
      to: this.intern(normalized(renumbered), dropped),
      steps: kept.map(({ parent, effects }) => ({ parent, effects })),
      times,
    };
  }

  /** Makes room: what is known can be found out again. */
  private forget(): void {
    if (this.known.size > MAX_SITUATIONS) {
      this.known.clear();
      for (const situation of this.starts.values()) situation.next.clear();
    }
    if (this.states.size > MAX_STATES) {
      const situations = [...this.known.values(), ...this.starts.values()];
      this.states.keepOnly(situations.flatMap(({ candidates }) => candidates.map(({ state }) => state)));
    }
  }

  private intern(candidates: readonly Candidate[], dropped: number): Situation {
    let key = `${dropped}`;
    for (const { state, times, cost, late, untriggered, kinds, order } of candidates) {
      key += `\n${state.id}|${times.join()}|${cost},${late},${untriggered},${kinds.join('')},${order}`;
    }
    let situation = this.known.get(key);
    if (situation === undefined) {
      this.forget();
      situation = new Situation(candidates, limitsOf(candidates), dropped);
      this.known.set(key, situation);
    }
    return situation;
  }
}

/** The times of an interaction after a message. */
export function timesAfter(before: readonly number[], { times }: Transition, now: number): readonly number[] {
  return times.map((time) => (time === 0 ? now : (before[time - 1] ?? now)));
}

/** Keeps the explanations with the fewest deviations, counting what their open phases still lack; in the order given. */
function mostPromising(sorted: readonly NewCandidate[]): { kept: readonly NewCandidate[]; dropped: number } {
  if (sorted.length <= MAX_EXPLANATIONS) return { kept: sorted, dropped: Number.POSITIVE_INFINITY };
  const ranked = sorted.map((item, index) => ({ item, index, cost: expectedCost(item) }));
  ranked.sort((a, b) => a.cost - b.cost || a.index - b.index);
  const kept = ranked.slice(0, MAX_EXPLANATIONS).sort((a, b) => a.index - b.index);
  const dropped = ranked.slice(MAX_EXPLANATIONS).map(({ item }) => costWithMissing(item));
  return { kept: kept.map(({ item }) => item), dropped: Math.min(...dropped) };
}

/** Its deviations if nothing more came of its open phases. */
function costWithMissing({ cost, state }: Candidate): number {
  return state.waiting.reduce((sum, { missing }) => sum + missing, cost);
}

/** A phase that others overtake, or whose beginning did not come first, will hardly be complete. */
function expectedCost({ cost, state, times }: Candidate): number {
  return state.waiting.reduce((sum, { time, missing, missingStart }) => {
    return sum + ((times[time - 1] ?? 0) >= OVERTAKEN ? missing : missingStart);
  }, cost);
}

/** The limits of a candidate that are over, a bit for each. */
function overIn({ state, times }: Candidate, { limits }: Situation, over: number): number {
  if (over === 0) return 0;
  let bits = 0;
  for (const [index, { time, afterMs }] of state.limits.entries()) {
    const own = times[time - 1];
    const at = limits.findIndex((limit) => limit.time === own && limit.afterMs === afterMs);
    if (at >= 0 && (over & (1 << at)) !== 0) bits |= 1 << index;
  }
  return bits;
}

function limitsOf(candidates: readonly Candidate[]): Limit[] {
  const limits = new Map<string, Limit>();
  for (const { state, times } of candidates) {
    for (const { time, afterMs } of state.limits) {
      const own = times[time - 1] ?? 0;
      limits.set(`${own}/${afterMs}`, { time: own, afterMs });
    }
  }
  return [...limits.values()].sort((a, b) => b.time - a.time || a.afterMs - b.afterMs).slice(0, MAX_LIMITS);
}
