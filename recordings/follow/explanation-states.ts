import { STATELESS } from '../../check/index.js';
import { addressKey } from './address-key.js';
import type { Bounds } from './candidates.js';
import { conforming } from './conforming.js';
import { addKinds, type Effect, type Explanation, NOW, type OpenPhase } from './explanation.js';
import { type KindCounts, replaceKinds } from './kind-counts.js';
import type { Letter } from './letter.js';
import type { MessageInterpreter } from './message-interpreter.js';
import type { OrderedExplanation } from './party-order.js';
import { settle } from './settling.js';
import type { Successor } from './successor.js';

/** The common part of explanations with the same continuation; equal ones are one object. */
export interface ExplanationState {
  readonly id: number;
  /** With numbers from 1 in place of the times of its open phases, and the kinds of what settled phases lack. */
  readonly explanation: Explanation;
  /** Number of the state without the settled phases. */
  readonly core: number;
  /** Number of copies that settled phases lack, and that could still come late. */
  readonly late: number;
  /** After which of its times it changes by itself. */
  readonly limits: readonly { readonly time: number; readonly afterMs: number }[];
  /** The meanings of messages in it that were computed: by letter and by the limits that have expired. */
  readonly moves: Map<number, Moves>;
}

/** One move from a state. It is ranked without its target state, which is computed on access. */
export class ExplanationMove {
  /** Deviations that it adds. */
  readonly cost: number;
  readonly late: number;
  readonly untriggered: number;
  /** The phases entered. */
  readonly order: string;
  /** It enters a phase whose trigger is recorded by something else. */
  readonly lacksStart: boolean;
  private readonly kinds: string;
  private successor: Successor | null;
  private found: MoveTarget | undefined;

  constructor(
    private readonly from: ExplanationState,
    private readonly settled: readonly Effect[],
    successor: Successor,
    private readonly states: ExplanationStates,
  ) {
    const { cost, late, untriggered, order, kinds } = successor.explanation;
    this.cost = cost;
    this.late = late;
    this.untriggered = untriggered;
    this.order = order;
    this.kinds = kinds;
    this.lacksStart = successor.lacksStart === true;
    this.successor = successor;
  }

  get target(): MoveTarget {
    if (this.found === undefined && this.successor !== null) {
      this.found = this.find(this.successor);
      this.successor = null;
    }
    if (this.found === undefined) throw new Error('A move without a successor.');
    return this.found;
  }

  /** The kinds of an explanation in its state, after it. */
  kindsAfter(before: KindCounts): KindCounts {
    return replaceKinds(before, this.from.explanation.kinds, this.kinds);
  }

  /**
   * Deviations that its open phases would have if nothing more came.
   * @param isWhole whether a phase counts whose last message came at a time, by the state's numbers; otherwise only its
   *   trigger does
   */
  lacking(isWhole: (time: number) => boolean): number {
    const open = this.successor?.explanation.open ?? this.target.state.explanation.open;
    const times = this.successor === null ? this.target.times : null;
    let sum = 0;
    for (const { settled, progress, lastTime } of open) {
      if (settled) continue;
      const time = times === null ? lastTime : (times[lastTime - 1] ?? 0);
      sum += isWhole(time) ? progress.missingCodes.length : progress.missingStarts;
    }
    return sum;
  }

  private find({ explanation, effects }: Successor): MoveTarget {
    const { state, times, participants, addresses, slots } = this.states.of(explanation, this.from.explanation);
    return {
      state,
      times,
      participants,
      addresses,
      slots,
      fresh: this.states.freshParties(this.from.explanation, state.explanation, participants),
      shown: shownParties(this.from.explanation, state.explanation, addresses),
      // By `concat`, without room for more.
      effects: this.settled.length === 0 ? effects : this.settled.concat(effects),
    };
  }
}

/** A state with the progress of an explanation in it. */
export interface PlacedState {
  readonly state: ExplanationState;
  /** Per time of the state: 0 for the message's own, otherwise the number of the old state's. */
  readonly times: readonly number[];
  /** Per participant, address, and open phase and slot of the state: which it was before; null: the same. */
  readonly participants: readonly number[] | null;
  readonly addresses: readonly number[];
  readonly slots: OrderedExplanation['slots'];
}

/** Where a move leads. */
export interface MoveTarget extends PlacedState {
  /** Participants by their former numbers, that were unassigned before. */
  readonly fresh: readonly number[];
  /** Participants whose address the message shows. */
  readonly shown: readonly number[];
  readonly effects: readonly Effect[];
}

/** The possible meanings of one message in one state. */
export interface Moves {
  /** Whether an open phase wants the message, or it begins one. */
  readonly isPlaced: boolean;
  /** Deviations of phases that settled before the message. */
  readonly settledCost: number;
  readonly direct: readonly ExplanationMove[];
  /** The state with its phases settled; null where what deviates is left out. */
  readonly settled: Successor | null;
  /** Those with one deviation more, once they were asked for. */
  deviating: readonly ExplanationMove[] | null;
}

/** Most limits that are looked at. */
const MAX_LIMITS = 24;

/** Finds out once what each message means in each state. */
export class ExplanationStates {
  private readonly statesByKey = new Map<string, ExplanationState>();
  private readonly cores = new Map<string, number>();
  private count = 0;

  constructor(
    private readonly interpreter: MessageInterpreter,
    private readonly bounds: Pick<Bounds, 'conformingOnly' | 'astray'>,
  ) {}

  /**
   * The state of an explanation.
   * @param former the state's before it, whose parties are in order
   */
  of(full: Explanation, former?: Explanation): PlacedState {
    const { explanation, participants, addresses, slots } = this.interpreter.order.order(full, former);
    const times: number[] = [];
    const before = explanation.before ? (explanation.entered ? 2 : 1) : 0;
    const { facts, configuration, place } = explanation;
    const core = [facts, '|', configuration, '|', place, '|', before, '|', addressKey(explanation.addresses)];
    const key = [...core];
    for (const { entry, progress, settled, lastTime, startTime } of explanation.open) {
      const own = ['|', entry.id, ';', progress.id, settled ? 's' : startTime < 0 ? '' : 't'];
      key.push(...own);
      if (settled) continue;
      core.push(...own);
      times.push(lastTime);
      if (startTime >= 0) times.push(startTime);
    }
    // Joined, a key is one string; put together by `+` it would be kept with all of its parts.
    const stateKey = key.join('');
    let state = this.statesByKey.get(stateKey);
    if (state === undefined) {
      state = this.create(explanation, core.join(''));
      this.statesByKey.set(stateKey, state);
    }
    return { state, times: [...times], participants, addresses, slots };
  }

  /** Participants by their former numbers, that were unassigned before. */
  freshParties(before: Explanation, after: Explanation, participants: PlacedState['participants']): number[] {
    if (participants === null && before.configuration === after.configuration) return NOBODY;
    const { states: old } = this.interpreter.entries.configuration(before);
    const { states } = this.interpreter.entries.configuration(after);
    const fresh: number[] = [];
    for (const [party, state] of states.entries()) {
      const former = participants?.[party] ?? party;
      if (state !== STATELESS && old[former] === STATELESS) fresh.push(former);
    }
    return fresh.sort((a, b) => a - b);
  }

  /** @param over a bit for each limit of the state that is over */
  moves(state: ExplanationState, letter: Letter, over: number): Moves {
    const key = movesKey(letter, over);
    let moves = state.moves.get(key);
    if (moves === undefined) {
      moves = this.findMoves(state, letter, over);
      state.moves.set(key, moves);
    }
    return moves;
  }

  /** Ways with one deviation more. */
  deviating(state: ExplanationState, moves: Moves, letter: Letter): readonly ExplanationMove[] {
    const { settled } = moves;
    if (settled === null) return [];
    moves.deviating ??= this.interpreter.deviating
      .of(settled.explanation, letter, this.bounds.astray)
      .map((successor) => new ExplanationMove(state, settled.effects, successor, this));
    return moves.deviating;
  }

  private findMoves(state: ExplanationState, letter: Letter, over: number): Moves {
    const settled = settle(state.explanation, (time, afterMs) => {
      const index = state.limits.findIndex((limit) => limit.time === time && limit.afterMs === afterMs);
      return index >= 0 && (over & (1 << index)) !== 0;
    });
    const { successors, isPlaced } = this.successorsOf(settled.explanation, letter);
    return {
      isPlaced,
      settledCost: settled.explanation.cost,
      direct: successors.map((successor) => new ExplanationMove(state, settled.effects, successor, this)),
      settled: this.bounds.conformingOnly ? null : settled,
      deviating: null,
    };
  }

  private successorsOf(
    explanation: Explanation,
    letter: Letter,
  ): { successors: readonly Successor[]; isPlaced: boolean } {
    const { conformingOnly, astray } = this.bounds;
    if (!conformingOnly) return this.interpreter.successors(explanation, letter, astray);
    if (explanation.cost > 0) return { successors: [], isPlaced: false };
    const { successors, isPlaced } = this.interpreter.successors(explanation, letter);
    return { successors: successors.flatMap((successor) => conforming(successor) ?? []), isPlaced };
  }

  get size(): number {
    return this.statesByKey.size;
  }

  /** Forgets all states: what continues from them can be found out again. */
  clear(): void {
    for (const state of this.statesByKey.values()) state.moves.clear();
    this.statesByKey.clear();
    this.cores.clear();
  }

  private create(explanation: Explanation, coreKey: string): ExplanationState {
    let core = this.cores.get(coreKey);
    if (core === undefined) {
      core = this.count++;
      this.cores.set(coreKey, core);
    }
    let time = NOW;
    let late = 0;
    let kinds = '';
    const limits: ExplanationState['limits'][number][] = [];
    // Each by its properties: of a copy by `...` the engine keeps them apart, and it takes twice the memory.
    const open = explanation.open.map((phase): OpenPhase => {
      const { entry, progress, settled } = phase;
      if (settled) {
        late += progress.missing.length;
        kinds = addKinds(kinds, progress.missingCodes);
        return { entry, progress, lastTime: NOW, startTime: -1, settled };
      }
      const lastTime = ++time;
      const startTime = phase.startTime < 0 ? -1 : ++time;
      limits.push({ time: lastTime, afterMs: entry.settleMs });
      if (startTime >= 0) limits.push({ time: startTime, afterMs: entry.startSettleMs });
      return { entry, progress, lastTime, startTime, settled };
    });
    return {
      id: this.count++,
      explanation: { ...explanation, open, cost: 0, late: 0, untriggered: 0, kinds, order: '' },
      core,
      late,
      limits: limits.slice(0, MAX_LIMITS),
      moves: new Map(),
    };
  }
}

/** A number for a letter and expired limits: usually none is, and small integers are looked up fast. */
export function movesKey({ id }: Letter, over: number): number {
  return over === 0 ? id : -(id * 2 ** MAX_LIMITS + over);
}

const NOBODY: number[] = [];

/** Participants of an explanation whose address the one before it did not know. */
function shownParties(before: Explanation, after: Explanation, addresses: readonly number[]): number[] {
  const addressCount = before.addresses.reduce((count, address) => (address < 0 ? count : count + 1), 0);
  if (addresses.every((address) => address < addressCount)) return NOBODY;
  return after.addresses.flatMap((address, party) => ((addresses[address] ?? -1) >= addressCount ? [party] : []));
}
