import { joinWithAnd, joinWithOr } from '../../timeline/types/join-words.js';
import { playersOfAll, UNDECIDED } from '../exploration/configuration.js';
import type { BlockedEntry } from '../exploration/entry-conditions.js';
import { type EvaluationContext, onlyPlayer } from '../exploration/three-valued.js';
import { brief, briefList } from '../findings/brief.js';
import { type Condition, type CountCondition, UNKNOWN } from '../model/model.js';
import { type MessageText, quoted } from './message-text.js';

/** A condition that does not hold, in words. */
export interface UnmetCondition {
  /** The actual state of things: `"Alice" is in "joined"`. */
  readonly actual: string;
  /** What must be so, after `only when`: `no party is`. */
  readonly required: string;
  /** Both: `Not allowed while Alice is in joined`. */
  readonly brief: string;
}

/** Words for a condition that does not hold in a context. */
export function unmetCondition(condition: Condition, context: EvaluationContext, words: MessageText): UnmetCondition {
  switch (condition.kind) {
    case 'role': {
      const player = onlyPlayer(context.players, condition.role) ?? UNKNOWN;
      return wrongState(player, condition.role, context.states[player] ?? UNKNOWN, [condition.state], words);
    }
    case 'count':
      return condition.quantifier === 'none' ? presentParties(condition, context, words) : noParty(condition, words);
    case 'fact': {
      const fact = words.model.facts[condition.fact];
      const name = fact?.name ?? '?';
      const stated = fact?.values[context.facts[condition.fact] ?? UNKNOWN] ?? '?';
      const required = fact?.values[condition.value] ?? '?';
      return {
        actual: `${quoted(name)} is ${quoted(stated)}`,
        required: `${quoted(name)} is ${quoted(required)}`,
        brief: brief`${name} is ${stated}, but must be ${required}`,
      };
    }
  }
}

/** Words for what keeps a phase from being entered. */
export function unmetEntry({ reason }: Pick<BlockedEntry, 'reason'>, words: MessageText): UnmetCondition {
  if (reason.kind !== 'source') return unmetCondition(reason.condition, reason.context, words);
  const sources = reason.move.sources.filter((state) => state !== UNDECIDED);
  if (!sources.includes(reason.state)) {
    return wrongState(reason.participant, reason.move.role, reason.state, sources, words);
  }
  return {
    actual: `a phase of another model moved ${words.participant(reason.participant)} to ${words.state(reason.state)}`,
    required: 'a phase of its own model did',
    brief: brief`Another model moved ${words.name(reason.participant)} to ${words.stateName(reason.state)}`,
  };
}

function wrongState(
  participant: number,
  role: number,
  state: number,
  required: readonly number[],
  words: MessageText,
): UnmetCondition {
  const names = required.map((other) => words.stateName(other));
  return {
    actual: `${words.participant(participant)} is in ${words.state(state)}`,
    required: `${words.role(role)} is in ${words.states(required)}`,
    brief: brief`${words.name(participant)} is in ${words.stateName(state)}, but must be in ${joinWithOr(names)}`,
  };
}

/** Parties are in a state in which none may be. */
function presentParties(
  { state, except }: CountCondition,
  context: EvaluationContext,
  words: MessageText,
): UnmetCondition {
  const others = playersOfAll(except, context.players);
  const present = context.parties.filter((party) => context.states[party] === state && !others.includes(party));
  const verb = present.length === 1 ? 'is' : 'are';
  const allowed = except.map((role) => words.roleName(role));
  const names = briefList(present.map((party) => words.name(party)));
  return {
    actual: `${words.participants(present)} ${verb} in ${words.state(state)}`,
    required: `no party${exceptText(except, words)} is`,
    brief:
      allowed.length === 0
        ? brief`Not allowed while ${names} ${verb} in ${words.stateName(state)}`
        : brief`${names} ${verb} in ${words.stateName(state)}, but only ${briefList(allowed)} may be`,
  };
}

/** No party is in a state in which some must be. */
function noParty({ state, except }: CountCondition, words: MessageText): UnmetCondition {
  const others = except.map((role) => words.roleName(role));
  return {
    actual: `no party${exceptText(except, words)} is in ${words.state(state)}`,
    required: 'one is',
    brief:
      others.length === 0
        ? brief`No party is in ${words.stateName(state)}, but one must be`
        : brief`No party except ${briefList(others)} is in ${words.stateName(state)}`,
  };
}

function exceptText(roles: readonly number[], words: MessageText): string {
  return roles.length === 0 ? '' : ` except ${joinWithAnd(roles.map((role) => words.role(role)))}`;
}
