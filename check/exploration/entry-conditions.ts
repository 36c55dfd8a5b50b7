import {
  type Condition,
  type Ground,
  isInferred,
  type Model,
  type ModelPhase,
  type RoleMove,
  UNKNOWN,
} from '../model/model.js';
import { PhaseIndex } from '../model/phase-index.js';
import { type Configuration, type Entry, NO_ENTRY, type Players, UNDECIDED } from './configuration.js';
import type { Interned } from './interned.js';
import { type EvaluationContext, judgeAll, judgeCondition, onlyPlayer } from './three-valued.js';

type BlockedReason =
  | { readonly kind: 'condition'; readonly condition: Condition; readonly context: EvaluationContext }
  | { readonly kind: 'source'; readonly move: RoleMove; readonly participant: number; readonly state: number };

/** Why a phase cannot be entered. */
export interface BlockedEntry {
  readonly reason: BlockedReason;
  /** The replaced phase, if its effect still holds: it was followed instead of replaced. */
  readonly follows: ModelPhase | null;
  /** Grounds of all that does not hold, if all of it is inferred; otherwise empty. */
  readonly inferred: readonly Ground[];
}

/** Judges whether a phase can be entered: its `needs`, and the states from which it moves parties. */
export class EntryConditions {
  private readonly index: PhaseIndex;

  /**
   * @param entries the entries that configurations refer to
   * @param parties indices of the participants that are parties
   * @param facts per fact of the model the value stated or assumed
   */
  constructor(
    private readonly model: Model,
    private readonly entries: Interned<Entry>,
    private readonly parties: readonly number[],
    private readonly facts: readonly number[],
  ) {
    this.index = PhaseIndex.of(model);
  }

  /** What the conditions of a phase are judged in. */
  context(states: readonly number[], players: Players): EvaluationContext {
    return { states, players, roles: this.model.roles, parties: this.parties, facts: this.facts };
  }

  /** Whether a role that the phase needs or moves has no player, or several although one must be known. */
  lacksPlayer(realized: ModelPhase, players: Players): boolean {
    const { entry, single, dispensable } = this.index.roleUse(realized);
    for (const role of entry) {
      const count = players[role]?.length;
      if (count === 0 && !dispensable.has(role)) return true;
      if (count !== undefined && count > 1 && single.has(role)) return true;
    }
    return false;
  }

  /** Whether every participant that the phase needs or moves is known, and in the state it needs for certain. */
  isCertain(realized: ModelPhase, players: Players, from: Configuration): boolean {
    for (const role of this.index.roleUse(realized).entry) if (players[role] == null) return false;
    if (this.lacksPlayer(realized, players)) return false;
    const needs = this.index.needs(realized);
    const isSure = needs.sources.every((move) => {
      const state = from.states[onlyPlayer(players, move.role) ?? UNKNOWN];
      return state !== undefined && state >= 0 && move.sources.includes(state);
    });
    if (!isSure || needs.conditions.length === 0) return isSure;
    return judgeAll(needs.conditions, this.context(from.states, players)) === 'yes';
  }

  /**
   * Why a phase cannot be entered with these players; null if it can be, or if that is not known.
   * @param decidingFacts collects the facts that the answer turns on
   * @param hasUnknownParties whether there can be parties that the flow does not have
   */
  refusal(
    realized: ModelPhase,
    players: Players,
    from: Configuration,
    decidingFacts: Set<number>,
    hasUnknownParties = false,
  ): BlockedEntry | null {
    const needs = this.index.needs(realized);
    const failing: BlockedReason[] = [];
    for (const move of needs.sources) {
      const participant = onlyPlayer(players, move.role);
      if (participant === undefined || this.sourceHolds(move, participant, realized, from)) continue;
      failing.push({ kind: 'source', move, participant, state: from.states[participant] ?? UNDECIDED });
    }
    if (needs.conditions.length > 0) {
      const context = { ...this.context(from.states, players), hasUnknownParties };
      // Facts decide only if all else holds.
      const decided = failing.length === 0 ? decidingFacts : undefined;
      if (judgeAll(needs.conditions, context, decided) === 'no') {
        for (const condition of needs.conditions) {
          if (judgeCondition(condition, context) === 'no') failing.push({ kind: 'condition', condition, context });
        }
      }
    }
    const [reason] = failing;
    if (reason === undefined) return null;
    const follows = needs.replaced.find((replaced) => this.effectHolds(replaced, players, from)) ?? null;
    return { reason, follows, inferred: inferredGrounds(failing) };
  }

  private sourceHolds(move: RoleMove, participant: number, realized: ModelPhase, from: Configuration): boolean {
    const state = from.states[participant] ?? UNDECIDED;
    if (state < 0 || move.sources.includes(UNKNOWN)) return true;
    return move.sources.includes(state) && this.mayMoveOn(participant, realized, from);
  }

  /** Whether a phase may move a party on: for a pending one, only if the same model made it pending. */
  mayMoveOn(participant: number, realized: ModelPhase, from: Configuration): boolean {
    const maker = this.entries.get(from.makers[participant] ?? NO_ENTRY);
    return maker === undefined || maker.realized.model === realized.model;
  }

  /** Whether the party is still where the replaced phase moved it. */
  private effectHolds(replaced: ModelPhase, players: Players, from: Configuration): boolean {
    return replaced.moves.some((move) => {
      if (move.kind !== 'role') return false;
      const participant = onlyPlayer(players, move.role);
      return participant !== undefined && move.target !== UNKNOWN && from.states[participant] === move.target;
    });
  }
}

/** The grounds of all that does not hold; empty if some of it is given. */
function inferredGrounds(failing: readonly BlockedReason[]): readonly Ground[] {
  if (!failing.every((reason) => isInferred(groundOf(reason)))) return NO_GROUNDS;
  return failing.map(groundOf).filter((ground) => ground !== null);
}

function groundOf(reason: BlockedReason): Ground | null {
  return reason.kind === 'source' ? reason.move.ground : reason.condition.ground;
}

const NO_GROUNDS: readonly Ground[] = [];
