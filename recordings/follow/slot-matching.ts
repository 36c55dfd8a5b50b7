import { ANY_PARTICIPANT, type Slot, UNKNOWN_PARTICIPANT } from '../../check/index.js';
import type { Explanation, OpenPhase, PhaseEntry } from './explanation.js';
import { ANY, type Letter, systemOf } from './letter.js';
import { replaceAt } from './replace-at.js';
import type { PhaseRow, Subject } from './subject.js';

/**
 * How a message may differ from the row that takes it. `unnamed`: its end is a party's that has no address yet, but not
 * this one; `turned`: it goes the other way; null: not at all.
 */
export type LetterDifference =
  | 'protocol'
  | 'sender'
  | 'receiver'
  | 'unnamed sender'
  | 'unnamed receiver'
  | 'turned'
  | null;

/** Whether a message comes from another sender than its row's. */
export function differsInSender(difference: LetterDifference): boolean {
  return difference === 'sender' || difference === 'unnamed sender';
}

/** Whether a message goes to another receiver than its row's. */
export function differsInReceiver(difference: LetterDifference): boolean {
  return difference === 'receiver' || difference === 'unnamed receiver';
}

/** The letter that a message would be if it went the other way; null if that is no other. */
export function turned(letter: Letter): Letter | null {
  const { from, to } = letter;
  return from === ANY || to === ANY || from === to ? null : { ...letter, from: to, to: from };
}

/** A slot that a message meets. */
export interface SlotMatch {
  readonly index: number;
  /** Per participant: number of its address, with those that the message shows. */
  readonly addresses: readonly number[];
}

/** Finds the slots of a phase that a message meets, and whose addresses it shows. */
export class SlotMatching {
  constructor(private readonly subject: Subject) {}

  /**
   * The slot of a phase that a message meets: one of participants who are known before one of unnamed ones. An end that
   * fits any is an unnamed one first: a known one shows its address.
   */
  bestSlot(
    explanation: Explanation,
    phase: OpenPhase,
    letter: Letter,
    accepts: (index: number) => boolean,
  ): SlotMatch | null {
    let guessed: SlotMatch | null = null;
    let newlyAddressed: SlotMatch | null = null;
    for (const [index, slot] of phase.entry.slots.entries()) {
      if (slot.messageName !== letter.message || !accepts(index)) continue;
      const addresses = this.match(explanation.addresses, slot, letter, null);
      if (addresses === null) continue;
      if (addresses !== explanation.addresses) newlyAddressed ??= { index, addresses };
      else if (this.isGuess(addresses, slot, letter)) guessed ??= { index, addresses };
      else return { index, addresses };
    }
    return guessed ?? newlyAddressed;
  }

  /** Whether an end that fits any is taken for a party with an address. */
  private isGuess(addresses: readonly number[], { sender, receiver }: Slot, { from, to }: Letter): boolean {
    const isNamed = (participant: number) => (addresses[participant] ?? -1) >= 0;
    return (from === ANY && isNamed(sender)) || (to === ANY && isNamed(receiver));
  }

  /**
   * The slot of a row, or of a phase's start, that a message meets: the first; if the message differs, each that it could
   * have been meant for.
   */
  *slotsFor(
    entry: PhaseEntry,
    row: PhaseRow['row'],
    letter: Letter,
    difference: LetterDifference,
    addresses: readonly number[],
    isTrigger: boolean,
  ): Generator<SlotMatch> {
    for (const [index, slot] of entry.slots.entries()) {
      if (isTrigger ? !entry.starts[index] : slot.row !== row) continue;
      const matched = this.match(addresses, slot, letter, difference);
      if (matched === null) continue;
      yield { index, addresses: matched };
      if (difference === null) return;
    }
  }

  /** The addresses after a message meets a slot; null if it does not. */
  match(
    addresses: readonly number[],
    slot: Slot,
    letter: Letter,
    difference: LetterDifference,
  ): readonly number[] | null {
    if (difference === 'turned') {
      const other = turned(letter);
      return other === null ? null : this.match(addresses, slot, other, null);
    }
    const protocol = fitsProtocol(slot.protocol?.name ?? null, letter.protocol);
    if (difference === 'protocol' ? protocol : !protocol) return null;
    let after: readonly number[] | null = addresses;
    if (differsInSender(difference)) {
      if (!this.isOther(addresses, slot.sender, letter.from, difference === 'unnamed sender')) return null;
    } else after = this.bind(after, slot.sender, letter.from);
    if (after === null) return null;
    if (differsInReceiver(difference)) {
      if (!this.isOther(after, slot.receiver, letter.to, difference === 'unnamed receiver')) return null;
    } else after = this.bind(after, slot.receiver, letter.to);
    return after;
  }

  /** Whether the end of a message is not a participant's; of an unnamed one, that is assumed. */
  private isOther(addresses: readonly number[], participant: number, ref: number, unnamed: boolean): boolean {
    const after = this.bind(addresses, participant, ref);
    return unnamed ? after !== null && after !== addresses : after === null;
  }

  /** The addresses after a participant is seen to have one; null if it cannot be the participant's. */
  bind(addresses: readonly number[], participant: number, ref: number): readonly number[] | null {
    if (participant === ANY_PARTICIPANT || participant === UNKNOWN_PARTICIPANT || ref === ANY) return addresses;
    const system = systemOf(ref);
    if (system !== undefined) return system === participant ? addresses : null;
    const own = addresses[participant];
    if (own === ref) return addresses;
    if (own !== -1 || !this.subject.isParty(participant) || addresses.includes(ref)) return null;
    return replaceAt(addresses, participant, ref);
  }
}

/** Whether two protocols can be the same; null: any. */
export function fitsProtocol(own: string | null, other: string | null): boolean {
  return own === null || other === null || own === other;
}
