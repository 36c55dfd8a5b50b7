import { type Bounds, Candidates, type NewCandidate } from './candidates.js';
import { type ExplanationCandidate, ExplanationSet, type Limit, type MessageTransition } from './explanation-set.js';
import { type ExplanationStates, type Moves, movesKey } from './explanation-states.js';
import { NO_KINDS } from './kind-counts.js';
import type { Letter, Letters } from './letter.js';
import type { MessageInterpreter } from './message-interpreter.js';
import { mostPromising } from './most-promising.js';
import { normalized } from './normalized-candidates.js';
import type { TransitionTable } from './transition-table.js';

/** Most limits that are watched in one set: a bit each. */
const MAX_LIMITS = 24;

/** Follows interactions by look-ups: what one message means in one set is found out once. */
export class InteractionAutomaton {
  private readonly setsByKey = new Map<string, ExplanationSet>();
  private readonly starts = new Map<string, ExplanationSet>();
  /** Numbers of its transitions. */
  private ids: number[] = [];

  /**
   * @param states what automata with other bounds share
   * @param transitions of all automata
   * @param makeRoom is called before a set is added
   */
  constructor(
    private readonly interpreter: MessageInterpreter,
    private readonly states: ExplanationStates,
    private readonly letters: Letters,
    private readonly bounds: Bounds,
    private readonly transitions: TransitionTable,
    private readonly makeRoom: () => void,
  ) {}

  get size(): number {
    return this.setsByKey.size;
  }

  /** The explanations of an interaction of which nothing has come. */
  start(kind: 'recorded' | 'either' | 'before'): ExplanationSet {
    let explanations = this.starts.get(kind);
    if (explanations === undefined) {
      const first = [
        ...(kind === 'before' ? [] : [this.interpreter.start(false)]),
        ...(kind === 'recorded' ? [] : [this.interpreter.start(true)]),
      ];
      const candidates = first.map((explanation): ExplanationCandidate => {
        const { state, times, addresses } = this.states.of(explanation);
        return { state, times, addresses, cost: 0, late: 0, untriggered: 0, kinds: NO_KINDS, order: '' };
      });
      explanations = this.intern(candidates, Number.POSITIVE_INFINITY);
      this.starts.set(kind, explanations);
    }
    return explanations;
  }

  /** @param over a bit for each limit of the set that is over */
  next(explanations: ExplanationSet, letter: Letter, over: number): MessageTransition {
    const key = movesKey(letter, over);
    let transition = explanations.next.get(key);
    if (transition === undefined) {
      transition = this.compute(explanations, letter, over);
      explanations.next.set(key, transition);
    }
    return transition;
  }

  private compute(explanations: ExplanationSet, letter: Letter, over: number): MessageTransition {
    const found = new Candidates(this.bounds);
    const unplaced: {
      parent: number;
      candidate: ExplanationCandidate;
      moves: Moves;
      own: Letter;
      ends: readonly number[];
    }[] = [];
    let placed = Number.POSITIVE_INFINITY;
    for (const [parent, candidate] of explanations.candidates.entries()) {
      if (candidate.cost > found.maxCost) {
        found.drop(candidate.cost);
        break;
      }
      const { own, ends } = this.asKnown(letter, candidate);
      const moves = this.states.moves(candidate.state, own, overIn(candidate, explanations, over));
      for (const move of moves.direct) found.add(candidate, parent, move, ends);
      if (moves.isPlaced) placed = Math.min(placed, candidate.cost + moves.settledCost);
      else unplaced.push({ parent, candidate, moves, own, ends });
    }
    if (this.bounds.conformingOnly && found.isEmpty) return nowhere(explanations);
    for (const { parent, candidate, moves, own, ends } of unplaced) {
      if (this.bounds.conformingOnly) break;
      // If an explanation has a place for the message, those that do not and are worse already are not worth a
      // further deviation.
      const cost = candidate.cost + moves.settledCost;
      if (cost > placed + 1) continue;
      if (cost + 1 > found.maxCost) {
        found.drop(cost + 1);
        continue;
      }
      for (const move of this.states.deviating(candidate.state, moves, own)) found.add(candidate, parent, move, ends);
    }
    const sorted = found.sorted();
    const { kept, dropped: cut } = mostPromising(sorted, this.bounds.explanations);
    const cost = sorted[0]?.cost ?? 0;
    // Those that are never followed here because they deviate are not dropped.
    const least = Math.min(
      explanations.dropped,
      cut,
      this.bounds.conformingOnly ? Number.POSITIVE_INFINITY : found.dropped,
    );
    // Below nothing it makes no difference by how much.
    return this.transitionTo(explanations, kept, Math.max(-1, least - cost), cost);
  }

  /** A letter by the numbers that an explanation has for addresses; those it does not know come after them. */
  private asKnown(letter: Letter, { addresses }: ExplanationCandidate): { own: Letter; ends: readonly number[] } {
    let { from, to } = letter;
    const ends: number[] = [];
    if (from >= 0) {
      const ownNumber = addresses.indexOf(from);
      from = ownNumber >= 0 ? ownNumber : addresses.length + ends.push(from) - 1;
    }
    if (to >= 0) {
      const ownNumber = addresses.indexOf(to);
      if (ownNumber >= 0) to = ownNumber;
      else if (ends[0] === to) to = addresses.length;
      else to = addresses.length + ends.push(to) - 1;
    }
    return { own: this.letters.between(letter.kind, from, to), ends };
  }

  /** Renumbers the times and addresses that are still needed. */
  private transitionTo(
    from: ExplanationSet,
    kept: readonly NewCandidate[],
    dropped: number,
    cost: number,
  ): MessageTransition {
    const times = [...new Set(kept.flatMap((candidate) => candidate.times))].sort((a, b) => a - b);
    const addresses = [...new Set(kept.flatMap((candidate) => candidate.addresses))];
    const renumbered = kept.map((candidate): ExplanationCandidate => {
      return {
        ...candidate,
        times: candidate.times.map((time) => times.indexOf(time)),
        addresses: candidate.addresses.map((address) => addresses.indexOf(address)),
      };
    });
    const transition: MessageTransition = {
      id: this.transitions.nextId,
      to: this.intern(normalized(renumbered), dropped),
      origins: kept.map(({ parent, target }) => ({ parent, target })),
      times,
      addresses,
      keepsAddresses: addresses.length === from.addressCount && addresses.every((address, index) => address === index),
      cost,
    };
    this.transitions.add(transition);
    this.ids.push(transition.id);
    return transition;
  }

  /** Forgets all sets: they can be found out again. */
  clear(): void {
    // Interactions that are open keep their set: not what was found out of it.
    for (const explanations of this.setsByKey.values()) explanations.next.clear();
    this.setsByKey.clear();
    this.starts.clear();
    this.transitions.retire(this.ids);
    this.ids = [];
  }

  private intern(candidates: readonly ExplanationCandidate[], dropped: number): ExplanationSet {
    const parts: (string | number)[] = [dropped];
    for (const { state, times, addresses, cost, late, untriggered, kinds, order } of candidates) {
      const ofKinds = kinds === NO_KINDS ? '' : kinds.join('');
      parts.push('\n', state.id, '|', times.join(), '|', addresses.join(), '|', cost, ',', late, ',');
      parts.push(untriggered, ',', ofKinds, ',', order);
    }
    const key = parts.join('');
    let explanations = this.setsByKey.get(key);
    if (explanations === undefined) {
      this.makeRoom();
      explanations = new ExplanationSet(candidates, limitsOf(candidates), dropped);
      this.setsByKey.set(key, explanations);
    }
    return explanations;
  }
}

/** Where every explanation would deviate. */
function nowhere(to: ExplanationSet): MessageTransition {
  return { id: -1, to, origins: [], times: [], addresses: [], keepsAddresses: false, cost: 1 };
}

/** The limits of a candidate that are over, a bit for each. */
function overIn({ state, times }: ExplanationCandidate, { limits }: ExplanationSet, over: number): number {
  if (over === 0) return 0;
  let bits = 0;
  for (const [index, { time, afterMs }] of state.limits.entries()) {
    const own = times[time - 1];
    const at = limits.findIndex((limit) => limit.time === own && limit.afterMs === afterMs);
    if (at >= 0 && (over & (1 << at)) !== 0) bits |= 1 << index;
  }
  return bits;
}

function limitsOf(candidates: readonly ExplanationCandidate[]): Limit[] {
  const limits = new Map<string, Limit>();
  for (const { state, times } of candidates) {
    for (const { time, afterMs } of state.limits) {
      const own = times[time - 1] ?? 0;
      limits.set(`${own}/${afterMs}`, { time: own, afterMs });
    }
  }
  return [...limits.values()].sort((a, b) => b.time - a.time || a.afterMs - b.afterMs).slice(0, MAX_LIMITS);
}
