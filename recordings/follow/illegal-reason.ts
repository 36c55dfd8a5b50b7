import { type Condition, entryNeeds, type Model, type ModelPhase, STATELESS } from '../../check/index.js';
import { joinWithAnd, joinWithOr } from '../../timeline/types/join-words.js';
import type { PhaseVisit } from './visits.js';

/** One thing that a phase needs. */
interface Need {
  /** What does not hold: `K2 is not in "idle"`. */
  readonly missing: string;
  /** After `it needs`: `K2 in "idle"`. */
  readonly needed: string;
  /** The states that a phase before can have brought about. */
  readonly states: readonly number[];
}

/**
 * Why a phase cannot happen where it was recorded, in words: what it needs, and which phase brings that about.
 * @param nameOf the name of a participant; null if it has none
 */
export function illegalReason(
  { entry }: PhaseVisit,
  model: Model,
  nameOf: (participant: number) => string | null,
): string {
  const { modelPhase } = entry.phase;
  if (modelPhase === null) return 'what it needs does not hold.';
  const { conditions, sources } = entryNeeds(modelPhase, model);
  const inStates = (role: number, states: readonly number[]): Need => {
    const player = entry.players[role]?.[0] ?? STATELESS;
    const name = nameOf(player) ?? `the ${model.roles[role]?.name ?? 'party'}`;
    const names = joinWithOr(states.map((state) => quotedState(state, model)));
    return { missing: `${name} is not in ${names}`, needed: `${name} in ${names}`, states };
  };
  const needs = [
    ...sources.map(({ role, sources: states }) => inStates(role, states)),
    ...conditions.map((condition) =>
      condition.kind === 'role' ? inStates(condition.role, [condition.state]) : needOf(condition, model),
    ),
  ];
  const [first, ...others] = needs.filter(({ needed }, at) => needs.findIndex((need) => need.needed === needed) === at);
  if (first === undefined) return 'what it needs does not hold.';
  const makers = others.reduce(
    (common, { states }) => common.filter((phase) => brings(phase, states)),
    model.phases.filter((phase) => brings(phase, first.states)),
  );
  const fact =
    others.length === 0 ? first.missing : `it needs ${joinWithAnd([first, ...others].map(({ needed }) => needed))}`;
  return `${fact}.${mustComeFirst(makers)}`;
}

function needOf(condition: Exclude<Condition, { kind: 'role' }>, model: Model): Need {
  if (condition.kind === 'fact') {
    const fact = model.facts[condition.fact];
    const [name, value] = [fact?.name ?? '?', fact?.values[condition.value] ?? '?'];
    return { missing: `"${name}" is not "${value}"`, needed: `"${name}" as "${value}"`, states: [] };
  }
  const state = quotedState(condition.state, model);
  const except = condition.except.map((role) => `the ${model.roles[role]?.name ?? '?'}`);
  const others = except.length === 0 ? '' : ` other than ${joinWithAnd(except)}`;
  const [none, some] = [`no party${others}`, `a party${others}`];
  return condition.quantifier === 'some'
    ? { missing: `${none} is in ${state}`, needed: `${some} in ${state}`, states: [condition.state] }
    : { missing: `${some} is in ${state}`, needed: `${none} in ${state}`, states: [] };
}

/** The phases that bring parties into a state, in words: ` Joining must come first.`; empty if none does. */
export function comingFirst(state: number, model: Model): string {
  return mustComeFirst(model.phases.filter((phase) => brings(phase, [state])));
}

function mustComeFirst(phases: readonly ModelPhase[]): string {
  return phases.length === 0 ? '' : ` ${joinWithOr(phases.map(({ name }) => name))} must come first.`;
}

function brings({ moves }: ModelPhase, states: readonly number[]): boolean {
  return moves.some(({ target }) => states.includes(target));
}

/** The name of a state in quotes. */
export function quotedState(state: number, model: Model): string {
  return `"${model.states[state]?.name ?? '?'}"`;
}
