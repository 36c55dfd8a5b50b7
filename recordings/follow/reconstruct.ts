import type { Slot } from '../../check/index.js';
import type { Effect } from './explanation.js';
import type { ExplanationCandidate } from './explanation-set.js';
import type { MoveTarget } from './explanation-states.js';
import type { Interaction } from './interaction.js';
import { InteractionParties } from './interaction-parties.js';
import type { MessageInterpreter } from './message-interpreter.js';
import type { LeftMessage, PhaseVisit } from './visits.js';

/** A visit of an open phase, and per slot of the explanation's phase: which of the visit's it is. */
export interface OpenVisit {
  readonly visit: PhaseVisit;
  readonly slots: readonly number[];
}

/**
 * An interaction as one explanation has it. Its participants are those of the followed cast: each party of the
 * interaction keeps its participant, although the explanation's order of parties changes.
 */
export interface Reconstruction {
  readonly visits: readonly PhaseVisit[];
  readonly left: readonly LeftMessage[];
  /** The visits of the explanation's open phases. */
  readonly open: readonly OpenVisit[];
  /** Per participant of the explanation: who of the interaction that is. */
  readonly names: readonly number[];
  /** Per participant of the interaction: number of its address; -1: it has none. */
  readonly addresses: readonly number[];
}

/** The result of following one message. */
export interface PathStep {
  readonly target: MoveTarget;
  readonly candidate: ExplanationCandidate;
}

/** Goes back from an explanation of the last set to the first, and returns what each message was. */
export function reconstruct(
  interaction: Interaction,
  explanation: number,
  interpreter: MessageInterpreter,
): Reconstruction {
  const path = messagePath(interaction, explanation);
  const before = path.at(-1)?.candidate.state.explanation.before === true;
  const parties = new InteractionParties(interpreter, before);
  const visits: PhaseVisit[] = [];
  const left: LeftMessage[] = [];
  let open: OpenVisit[] = [];
  for (const [message, { target, candidate }] of path.entries()) {
    parties.begin(target);
    for (const effect of target.effects) {
      applyEffect(effect, message, open, { visits, left, parties, interpreter });
    }
    if (target.slots.length > 0) open = open.map((own, at) => inOrder(own, target.slots[at] ?? null));
    parties.end(target, candidate, interaction, message);
  }
  return { visits, left, open, names: parties.names, addresses: parties.addresses };
}

/** An open visit after the slots of the explanation's phase have changed their order; null: they have not. */
function inOrder(open: OpenVisit, order: readonly number[] | null): OpenVisit {
  const { visit, slots } = open;
  return order === null ? open : { visit, slots: order.map((slot) => slots[slot] ?? -1) };
}

/** The result for each message on the way to an explanation of the last set. */
export function messagePath({ messages }: Interaction, explanation: number): PathStep[] {
  const path = new Array<PathStep>(messages.length);
  let at = explanation;
  for (let index = messages.length - 1; index >= 0; index--) {
    const transition = messages.transitionOf(index);
    const origin = transition?.origins[at];
    const candidate = transition?.to.candidates[at];
    if (origin === undefined || candidate === undefined) throw new Error('A message that is not followed.');
    path[index] = { target: origin.target, candidate };
    at = origin.parent;
  }
  return path;
}

interface Reconstructing {
  readonly visits: PhaseVisit[];
  readonly left: LeftMessage[];
  readonly parties: InteractionParties;
  readonly interpreter: MessageInterpreter;
}

function applyEffect(
  effect: Effect,
  message: number,
  open: OpenVisit[],
  { visits, left, parties, interpreter }: Reconstructing,
): void {
  switch (effect.kind) {
    case 'settle': {
      const found = open[effect.at];
      if (found !== undefined) found.visit.missing = effect.missing.map((index) => found.slots[index] ?? -1);
      break;
    }
    case 'close':
      open.splice(effect.at, 1);
      break;
    case 'enter':
    case 'lose': {
      const entered = enteredVisit(effect, message, [...parties.names], interpreter);
      visits.push(entered.visit);
      open.push(entered);
      break;
    }
    case 'take': {
      const { slot, index, code } = effect;
      const found = open[effect.at];
      const own = found?.slots[index] ?? -1;
      const takenSlot = found?.visit.entry.slots[own] ?? slotAs(slot, parties.names);
      found?.visit.taken.push({ message, slot: takenSlot, index: own, code, late: false });
      break;
    }
    case 'late':
      takeLate(message, open[effect.at], effect.index);
      break;
    case 'leave':
      left.push({ message, code: effect.code });
      break;
  }
}

/**
 * The visit of a phase that an effect enters.
 * @param names of the interaction's participants, by those of the cast
 */
function enteredVisit(
  effect: Extract<Effect, { readonly kind: 'enter' | 'lose' }>,
  message: number,
  names: readonly number[],
  interpreter: MessageInterpreter,
): OpenVisit {
  const { configuration, place } = effect;
  const { entry, slots } = interpreter.entries.renamed(effect.entry, names);
  const own = effect.entry.slots.map((_, index) => (slots === null ? index : slots.indexOf(index)));
  const visit: PhaseVisit = {
    entry,
    configuration,
    names,
    place,
    taken: [],
    ...(effect.kind === 'lose'
      ? { code: null, lenient: false, missing: effect.missing.map((at) => own[at] ?? -1), shownBy: message }
      : { code: effect.code, lenient: effect.lenient, missing: [] }),
  };
  return { visit, slots: own };
}

/** Takes a message for a slot of a visit that was over without it. */
function takeLate(message: number, open: OpenVisit | undefined, index: number): void {
  const own = open?.slots[index] ?? -1;
  const slot = open?.visit.entry.slots[own];
  if (open === undefined || slot === undefined) return;
  open.visit.taken.push({ message, slot, index: own, code: null, late: true });
  const { starts } = open.visit.entry;
  // Whichever of several starts comes, none is missing.
  const isMet = (at: number) => at === own || (slot.begins && slot.source === 'trigger' && starts[at] === true);
  open.visit.missing = open.visit.missing.filter((at) => !isMet(at));
}

/** A slot between the participants of the interaction. */
function slotAs(slot: Slot, names: readonly number[]): Slot {
  return { ...slot, sender: names[slot.sender] ?? slot.sender, receiver: names[slot.receiver] ?? slot.receiver };
}
