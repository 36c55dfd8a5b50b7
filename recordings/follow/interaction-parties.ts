import type { MoveTarget } from './explanation-states.js';
import type { Interaction } from './interaction.js';
import type { Candidate } from './situation.js';
import type { Transitions } from './transitions.js';

/** Follows who the participants of an explanation are while its order of parties changes. */
export class InteractionParties {
  /** Per participant of the explanation: who of the followed cast that is. */
  names: readonly number[];
  /** Per participant of the followed cast: number of its address; -1: it has none. */
  readonly addresses: number[];
  private readonly given: Set<number>;
  private known: readonly number[] = [];

  constructor(
    private readonly transitions: Transitions,
    before: boolean,
  ) {
    const { subject } = transitions;
    this.names = transitions.startOrder(before);
    this.addresses = this.names.map(() => -1);
    this.given = new Set(subject.cast.participants.flatMap(({ index }) => (index < subject.firstExtra ? [index] : [])));
    this.names = this.names.map((name) => (this.given.has(name) ? name : -1));
  }

  /** Gives a name to the parties that a message brings in. */
  begin({ fresh }: MoveTarget): void {
    if (fresh.length === 0) return;
    const names = [...this.names];
    for (const party of fresh) {
      names[party] = -1;
      names[party] = this.freeName(names);
    }
    this.names = names;
  }

  /** Takes the order and the addresses of the explanation after a message. */
  end(
    { state, participants, shown }: MoveTarget,
    candidate: Candidate,
    interaction: Interaction,
    message: number,
  ): void {
    if (participants !== null) {
      const before = this.names;
      this.names = participants.map((party) => before[party] ?? party);
    }
    const transition = interaction.messages.transitionOf(message);
    const letter = interaction.messages.letterOf(message);
    if (transition === null || letter === undefined) return;
    if (!transition.keepsAddresses) {
      this.known = knownAfter(this.known, transition.addresses, letter.from, letter.to);
    }
    for (const party of shown) {
      const number = this.known[candidate.addresses[state.explanation.addresses[party] ?? -1] ?? -1];
      const name = this.names[party] ?? -1;
      if (number !== undefined && name >= 0) this.addresses[name] = number;
    }
  }

  /** A party of the cast that was never assigned, else one that is no longer assigned. */
  private freeName(names: readonly number[]): number {
    const { nameless } = this.transitions.subject;
    const name =
      nameless.find((party) => !this.given.has(party)) ?? nameless.find((party) => !names.includes(party)) ?? -1;
    this.given.add(name);
    if (name >= 0) this.addresses[name] = -1;
    return name;
  }
}

/**
 * The addresses that a situation's numbers mean after a message.
 * @param numbers per address of the new situation: the number of the old one's, or after these of an end of the message
 */
export function knownAfter(
  known: readonly number[],
  numbers: readonly number[],
  from: number,
  to: number,
): readonly number[] {
  const isFromNew = from >= 0 && !known.includes(from);
  return numbers.map((number) => known[number] ?? (number === known.length && isFromNew ? from : to));
}
