import type { AstNode } from 'langium';
import { joinWithOr } from '../../timeline/types/join-words.js';
import { isRoleMove } from '../generated/ast.js';
import type { UnknownKind } from './findings-collector.js';

/** Names that are listed. */
const MAX_NAMED = 6;
/** Words of other notations for every party there is. */
const EVERYBODY = /^(?:all|an(?:y|ybody|yone)|each|every|everybody|everyone|others)$/;
/** Words of other notations for `none`. */
const NOBODY = /^(?:no|nobody|noone|no_one)$/i;
/** Words of other notations for the end of a flow. */
const END = /^(?:done|end|exit|finish|finished|quit|stop|terminate)$/i;
/** Words of other notations for its beginning. */
const START = /^(?:begin|initial|start)$/i;

/** Words before the sender of a row. */
const BEFORE_SENDER = /^(?:anytime|optional|repeated|trigger)$/;

/** What to write instead of a role by whose name its row has no sender, `trigger -> b : M`; null for others. */
export function remedyOfSender(name: string): string | null {
  return BEFORE_SENDER.test(name)
    ? `Write the sender before the arrow, \`${name} sender -> receiver : Message\`.`
    : null;
}

/** Whether a word of other notations means every party, so that no name is near it. */
export function isEverybody(name: string): boolean {
  return EVERYBODY.test(name);
}

/**
 * What to write instead of a name that means all parties, or all that are in a state.
 * @param states names of the states of the model
 */
export function remedyOfEverybody(name: string, states: readonly string[] = []): string | null {
  if (states.includes(name)) return `"${name}" is a state: write \`all ${name}\` for every party in it.`;
  const [state = 'inside'] = states;
  return EVERYBODY.test(name) ? `To address every party in a state, write \`all ${state}\`.` : null;
}

/** What to write instead of a move of everybody from one state, `moves all from a to b`; null for other names. */
export function remedyOfMove(name: string, holder: AstNode): string | null {
  if (!EVERYBODY.test(name) || !isRoleMove(holder)) return null;
  const [from = 'STATE', to = 'STATE'] = [holder.sources[0]?.$refText, holder.target?.$refText];
  return `Every party in a state is moved without \`from\`: write \`moves all ${from} to ${to}\`.`;
}

/** What to write instead of a fact whose name means `none`; null for others. */
export function remedyOfNobody(name: string): string | null {
  return NOBODY.test(name) ? 'To say that no party is in a state, write `none STATE`.' : null;
}

/** What to write instead of a name of which there are few; null if there are many. */
export function remedyOfFew(names: readonly string[]): string | null {
  if (names.length < 2 || names.length > MAX_NAMED) return null;
  return writeOneOf(names);
}

/** The names that can be written, as a remedy. */
export function writeOneOf(names: readonly string[]): string {
  return `Write ${joinWithOr(names)}.`;
}

/** What to write instead of a target, or a phase of a scenario, that means an end or a beginning; null for others. */
export function remedyOfPhase(name: string, isInScenario: boolean): string | null {
  if (isInScenario && (END.test(name) || START.test(name))) {
    return `A scenario lists phases alone, and ends after the last one: remove "${name}".`;
  }
  return END.test(name) ? 'To end the flow, write `end`.' : null;
}

/** What a pair of names is known as: a role, a state or a fact. */
export interface KnownPair {
  readonly first: ReadonlySet<UnknownKind>;
  readonly second: ReadonlySet<UnknownKind>;
}

/** What to write instead of a condition whose first name is no role; null if neither name shows what is meant. */
export function remedyOfCondition(first: string, second: string, kinds: KnownPair): string | null {
  if (NOBODY.test(first)) return `Write "none ${second}".`;
  if (kinds.first.has('fact')) return `"${first}" is a fact: write \`${first} is ${second}\`.`;
  if (kinds.second.has('fact')) return `"${second}" is a fact: write \`${second} is ${first}\`.`;
  if (kinds.first.has('state') && kinds.second.has('role'))
    return `The role comes first: write \`${second} ${first}\`.`;
  return kinds.second.has('state') ? `Name a role, or write \`none ${second}\` or \`some ${second}\`.` : null;
}
