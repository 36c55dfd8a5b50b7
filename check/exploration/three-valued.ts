import { type Condition, type Role, UNKNOWN } from '../model/model.js';
import { hasUnknownPlayer, type Players, playersOfAll, UNDECIDED } from './configuration.js';

/** Three-valued: `maybe` if a name involved does not resolve. */
export type Ternary = 'no' | 'maybe' | 'yes';

/** The states, players and facts that conditions are judged against. */
export interface EvaluationContext {
  /** Per participant. */
  readonly states: readonly number[];
  readonly players: Players;
  /** Those of the model. */
  readonly roles: readonly Role[];
  /** Indices of the participants that are parties. */
  readonly parties: readonly number[];
  /** Per fact: index of its value, stated or assumed; UNKNOWN if nothing is known. */
  readonly facts: readonly number[];
  /** Whether others can be in a state than is known: of what began before it was recorded, counts are not judged. */
  readonly hasUnknownParties?: boolean;
}

/** One condition of `needs` or `when`. */
export function judgeCondition(condition: Condition, context: EvaluationContext): Ternary {
  switch (condition.kind) {
    case 'role': {
      const player = onlyPlayer(context.players, condition.role);
      const state = player === undefined ? UNDECIDED : context.states[player];
      if (state === undefined || state < 0 || condition.state === UNKNOWN) return 'maybe';
      return state === condition.state ? 'yes' : 'no';
    }
    case 'count': {
      if (condition.state === UNKNOWN) return 'maybe';
      const { certain, possible } = countIn(condition.state, condition.except, context);
      if (certain > 0 && condition.quantifier === 'some') return 'yes';
      if (context.hasUnknownParties === true) return 'maybe';
      if (certain > 0) return 'no';
      if (possible > 0) return 'maybe';
      return condition.quantifier === 'some' ? 'no' : 'yes';
    }
    case 'fact': {
      const value = context.facts[condition.fact];
      if (value === undefined || value === UNKNOWN || condition.value === UNKNOWN) return 'maybe';
      return value === condition.value ? 'yes' : 'no';
    }
  }
}

/**
 * All of the conditions together.
 * @param decided collects the facts that the answer turns on: all else holds, or may
 */
export function judgeAll(conditions: readonly Condition[], context: EvaluationContext, decided?: Set<number>): Ternary {
  let rest: Ternary = 'yes';
  for (const condition of conditions) {
    if (condition.kind === 'fact') continue;
    rest = and(rest, judgeCondition(condition, context));
    if (rest === 'no') return 'no';
  }
  for (const condition of conditions) {
    if (condition.kind !== 'fact') continue;
    if (condition.fact !== UNKNOWN) decided?.add(condition.fact);
    rest = and(rest, judgeCondition(condition, context));
  }
  return rest;
}

/** Both: no if either is, and certain only if both are. */
export function and(a: Ternary, b: Ternary): Ternary {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'maybe' || b === 'maybe' ? 'maybe' : 'yes';
}

/** The participant that plays the role, where exactly one does. */
export function onlyPlayer(players: Players, role: number): number | undefined {
  const list = players[role];
  return list?.length === 1 ? list[0] : undefined;
}

/** How many parties are in a state for certain, and how many may be. */
function countIn(
  state: number,
  except: readonly number[],
  context: EvaluationContext,
): { certain: number; possible: number } {
  const left = playersOfAll(except, context.players);
  const certainly = !hasUnknownPlayer(except, context.players);
  let certain = 0;
  let possible = 0;
  for (const party of context.parties) {
    if (left.includes(party)) continue;
    const own = context.states[party];
    if (own === state && certainly) certain++;
    else if (own === state || own === UNDECIDED) possible++;
  }
  return { certain, possible };
}
