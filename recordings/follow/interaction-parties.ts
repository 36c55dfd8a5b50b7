import type { ExplanationCandidate } from './explanation-set.js';
import type { MoveTarget } from './explanation-states.js';
import type { Interaction } from './interaction.js';
import type { MessageInterpreter } from './message-interpreter.js';
import { PartyNames } from './party-names.js';

/** Follows who the participants of an explanation are, and their addresses. */
export class InteractionParties {
  /** Per participant of the followed cast: number of its address; -1: it has none. */
  readonly addresses: number[];
  private readonly parties: PartyNames;
  private knownAddresses: readonly number[] = [];

  constructor(interpreter: MessageInterpreter, before: boolean) {
    this.parties = new PartyNames(interpreter, before);
    this.addresses = this.names.map(() => -1);
  }

  /** Per participant of the explanation: who of the followed cast that is. */
  get names(): readonly number[] {
    return this.parties.current;
  }

  /** Gives a name to the parties that a message brings in. */
  begin(target: MoveTarget): void {
    for (const name of this.parties.begin(target)) if (name >= 0) this.addresses[name] = -1;
  }

  /** Takes the order and the addresses of the explanation after a message. */
  end(target: MoveTarget, candidate: ExplanationCandidate, interaction: Interaction, message: number): void {
    this.parties.end(target);
    const { state, shown } = target;
    const transition = interaction.messages.transitionOf(message);
    const letter = interaction.messages.letterOf(message);
    if (transition === null || letter === undefined) return;
    if (!transition.keepsAddresses) {
      this.knownAddresses = knownAfter(this.knownAddresses, transition.addresses, letter.from, letter.to);
    }
    for (const party of shown) {
      const number = this.knownAddresses[candidate.addresses[state.explanation.addresses[party] ?? -1] ?? -1];
      const name = this.names[party] ?? -1;
      if (number !== undefined && name >= 0) this.addresses[name] = number;
    }
  }
}

/**
 * The addresses that a set's numbers mean after a message.
 * @param numbers per address of the new set: the number of the old one's, or after these of an end of the message
 */
export function knownAfter(
  addressesBefore: readonly number[],
  numbers: readonly number[],
  from: number,
  to: number,
): readonly number[] {
  const isFromNew = from >= 0 && !addressesBefore.includes(from);
  const after = numbers.map(
    (number) => addressesBefore[number] ?? (number === addressesBefore.length && isFromNew ? from : to),
  );
  const counted = counting[after.length];
  // Most are known in the order in which they came: one list serves hundreds of thousands of open interactions.
  return counted?.every((number, index) => number === after[index]) ? counted : after;
}

/** Per length, the list of numbers from 0. */
const counting = Array.from({ length: 16 }, (_, length) => Array.from({ length }, (_, index) => index));
