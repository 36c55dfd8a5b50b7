import { addressKey } from './address-key.js';
import { addKinds, type Effect, type Explanation, NOW, type OpenPhase } from './explanation.js';
import { countKinds, subtractKinds } from './kind-counts.js';
import type { Letter } from './letter.js';
import { settle } from './settling.js';
import type { Step } from './step.js';
import type { Transitions } from './transitions.js';

/** What all explanations have in common that go on in the same way; equal ones are one object. */
export interface ExplanationState {
  readonly id: number;
  readonly key: string;
  /** With numbers from 1 in place of the times of its open phases, and the kinds of what settled phases lack. */
  readonly explanation: Explanation;
  /** Number of the state without the settled phases. */
  readonly core: number;
  /** Copies that settled phases lack: so many messages could still come late. */
  readonly late: number;
  /** The open phases that are not settled, with the deviations they would have if nothing more came. */
  readonly waiting: readonly WaitingPhase[];
  /** After which of its times it changes by itself. */
  readonly limits: readonly { readonly time: number; readonly afterMs: number }[];
}

/** An open phase that is not settled. */
export interface WaitingPhase {
  /** Number of the state's time at which its last message came. */
  readonly time: number;
  readonly missing: number;
  readonly missingStart: number;
}

/** One way in which a state goes on; where it leads is found out when it is asked for. */
export class Move {
  private found: MoveTarget | undefined;

  constructor(
    private readonly from: ExplanationState,
    private readonly settled: Step,
    private readonly step: Step,
    private readonly states: ExplanationStates,
  ) {}

  /** Deviations that it adds. */
  get cost(): number {
    return this.step.explanation.cost;
  }

  get target(): MoveTarget {
    this.found ??= this.find();
    return this.found;
  }

  private find(): MoveTarget {
    const { explanation, effects } = this.step;
    const { state, times } = this.states.of(explanation);
    const before = this.from.explanation.kinds;
    return {
      state,
      times,
      late: explanation.late,
      untriggered: explanation.untriggered,
      kinds: explanation.kinds === before ? null : subtractKinds(countKinds(explanation.kinds), countKinds(before)),
      order: explanation.order,
      effects: this.settled.effects.length === 0 ? effects : [...this.settled.effects, ...effects],
    };
  }
}

/** Where a move leads. */
export interface MoveTarget {
  readonly state: ExplanationState;
  /** Per time of the new state: 0 for the message's own, else the number of the old state's. */
  readonly times: readonly number[];
  readonly late: number;
  readonly untriggered: number;
  /** Deviations per kind; null where none is new. */
  readonly kinds: readonly number[] | null;
  /** The phases entered. */
  readonly order: string;
  readonly effects: readonly Effect[];
}

/** What one message can mean in one state. */
export interface Moves {
  /** Whether an open phase wants the message, or it begins one. */
  readonly isPlaced: boolean;
  /** Deviations of phases that settled before the message. */
  readonly settledCost: number;
  readonly steps: readonly Move[];
  readonly settled: Step;
}

/** More limits than these are not looked at. */
const MAX_LIMITS = 24;

/** Finds out once what each message means in each state. */
export class ExplanationStates {
  private readonly known = new Map<string, ExplanationState>();
  private readonly cores = new Map<string, number>();
  private count = 0;

  constructor(private readonly transitions: Transitions) {}

  /** The state of an explanation, and the times of its open phases as they stand in it. */
  of(full: Explanation): { state: ExplanationState; times: readonly number[] } {
    const explanation = this.transitions.forgetIdle(full);
    const times: number[] = [];
    let core = `${explanation.facts}|${explanation.configuration}|${explanation.place}|${explanation.before ? (explanation.entered ? 2 : 1) : 0}|${addressKey(explanation.addresses)}`;
    let key = core;
    for (const { entry, progress, settled, lastTime, startTime } of explanation.open) {
      const own = `|${entry.id};${progress.id}${settled ? 's' : startTime < 0 ? '' : 't'}`;
      key += own;
      if (settled) continue;
      core += own;
      times.push(lastTime);
      if (startTime >= 0) times.push(startTime);
    }
    let state = this.known.get(key);
    if (state === undefined) {
      state = this.create(explanation, key, core);
      this.known.set(key, state);
    }
    return { state, times };
  }

  /** @param over a bit for each limit of the state that is over */
  moves(state: ExplanationState, letter: Letter, over: number): Moves {
    const settled = settle(state.explanation, (time, afterMs) => {
      const index = state.limits.findIndex((limit) => limit.time === time && limit.afterMs === afterMs);
      return index >= 0 && (over & (1 << index)) !== 0;
    });
    const { steps, isPlaced } = this.transitions.take(settled.explanation, letter);
    return {
      isPlaced,
      settledCost: settled.explanation.cost,
      steps: steps.map((step) => new Move(state, settled, step, this)),
      settled,
    };
  }

  /** Ways with one deviation more. */
  deviating(state: ExplanationState, { settled }: Moves, letter: Letter): readonly Move[] {
    return this.transitions.deviations(settled.explanation, letter).map((step) => new Move(state, settled, step, this));
  }

  get size(): number {
    return this.known.size;
  }

  /** Forgets all states but these. */
  keepOnly(states: Iterable<ExplanationState>): void {
    this.known.clear();
    for (const state of states) this.known.set(state.key, state);
  }

  private create(explanation: Explanation, key: string, coreKey: string): ExplanationState {
    let core = this.cores.get(coreKey);
    if (core === undefined) {
      core = this.cores.size;
      this.cores.set(coreKey, core);
    }
    let time = NOW;
    let late = 0;
    let kinds = '';
    const waiting: WaitingPhase[] = [];
    const limits: ExplanationState['limits'][number][] = [];
    const open = explanation.open.map((phase): OpenPhase => {
      const { missing, missingCodes, entry } = phase.progress;
      if (phase.settled) {
        late += missing.length;
        kinds = addKinds(kinds, missingCodes);
        return { ...phase, lastTime: NOW, startTime: -1 };
      }
      const lastTime = ++time;
      const startTime = phase.startTime < 0 ? -1 : ++time;
      limits.push({ time: lastTime, afterMs: phase.entry.settleMs });
      if (startTime >= 0) limits.push({ time: startTime, afterMs: phase.entry.startSettleMs });
      const starts = missing.filter((index) => entry.starts[index] === true);
      const missingStart = phase.progress.codesOf(starts).length;
      waiting.push({ time: lastTime, missing: missingCodes.length, missingStart });
      return { ...phase, lastTime, startTime };
    });
    return {
      id: this.count++,
      key,
      explanation: { ...explanation, open, cost: 0, late: 0, untriggered: 0, kinds, order: '' },
      core,
      late,
      waiting,
      limits: limits.slice(0, MAX_LIMITS),
    };
  }
}
