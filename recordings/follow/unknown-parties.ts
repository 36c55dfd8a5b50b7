import { ANY_PARTICIPANT, NO_ENTRY, type Slot, UNDECIDED } from '../../check/index.js';
import type { Explanation } from './explanation.js';
import { freeSlot } from './free-slot.js';
import type { Letter } from './letter.js';
import type { PhaseEntries } from './phase-entries.js';
import { replaceAt } from './replace-at.js';
import { fitsProtocol, type SlotMatching } from './slot-matching.js';
import type { Subject } from './subject.js';
import { type Successor, touch } from './successor.js';

/** A copy of a broadcast to a party of which nothing was known: it was in that state before the recording. */
export function informUnknown(
  explanation: Explanation,
  letter: Letter,
  subject: Subject,
  entries: PhaseEntries,
  matching: SlotMatching,
): Successor | null {
  const party = unknownReceiver(explanation, letter, subject, entries);
  if (party === null) return null;
  for (let at = explanation.open.length - 1; at >= 0; at--) {
    const phase = explanation.open[at];
    if (phase === undefined || phase.settled) continue;
    for (const row of phase.entry.phase.modelPhase?.rows ?? []) {
      if (row.message?.name !== letter.message || row.sender.kind !== 'role') continue;
      const sender = phase.entry.players[row.sender.role]?.[0] ?? ANY_PARTICIPANT;
      if (matching.bind(explanation.addresses, sender, letter.from) === null) continue;
      for (const [arrow, { receiver, protocol }] of row.arrows.entries()) {
        if (receiver.kind !== 'all' || !fitsProtocol(protocol?.name ?? null, letter.protocol)) continue;
        const informed = inState(explanation, party, letter.to, receiver.state, entries);
        const slot = copyTo(party, { row, arrow, sender, protocol });
        return {
          explanation: touch(informed, at),
          effects: [{ kind: 'take', at, slot, index: -1, code: null }],
        };
      }
    }
  }
  return null;
}

/** The slot of a copy of a broadcast that nothing asks for. */
export function copyTo(
  receiver: number,
  { row, arrow, sender, protocol }: Pick<Slot, 'row' | 'arrow' | 'sender' | 'protocol'>,
): Slot {
  const { message } = row;
  return { ...freeSlot, row, arrow, message, messageName: message?.name ?? '', protocol, sender, receiver };
}

/** An explanation in which the receiver of a message was in a state before the recording; null if it is known. */
export function withUnknown(
  explanation: Explanation,
  letter: Letter,
  state: number,
  subject: Subject,
  entries: PhaseEntries,
): Explanation | null {
  const party = unknownReceiver(explanation, letter, subject, entries);
  return party === null ? null : inState(explanation, party, letter.to, state, entries);
}

/** The party that a message goes to if nothing is known of it; null if something is, or if it goes to none. */
function unknownReceiver(
  { addresses, ...explanation }: Explanation,
  { to }: Letter,
  subject: Subject,
  entries: PhaseEntries,
): number | null {
  if (to < 0) return null;
  const { states } = entries.configuration(explanation);
  const owner = addresses.indexOf(to);
  if (owner >= 0) return states[owner] === UNDECIDED ? owner : null;
  const party = subject.freshParty(states);
  return party < 0 ? null : party;
}

/** An explanation in which a party is in a state, whatever it was in. */
export function inState(
  explanation: Explanation,
  party: number,
  address: number,
  state: number,
  entries: PhaseEntries,
): Explanation {
  const configuration = entries.configuration(explanation);
  const states = replaceAt(configuration.states, party, state);
  const makers = replaceAt(configuration.makers, party, NO_ENTRY);
  return {
    ...explanation,
    configuration: entries.entering(explanation.facts).configurations.add({ states, makers }),
    addresses: replaceAt(explanation.addresses, party, address),
  };
}
