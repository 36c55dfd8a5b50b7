import { ANY_PARTICIPANT, type Slot, UNDECIDED } from '../../check/index.js';
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
  if (letter.to < 0) return null;
  const configuration = entries.configuration(explanation);
  const owner = explanation.addresses.indexOf(letter.to);
  if (owner >= 0 && configuration.states[owner] !== UNDECIDED) return null;
  const party = owner >= 0 ? owner : subject.freshParty(configuration.states);
  if (party < 0) return null;
  for (let at = explanation.open.length - 1; at >= 0; at--) {
    const phase = explanation.open[at];
    if (phase === undefined || phase.settled) continue;
    for (const row of phase.entry.phase.modelPhase?.rows ?? []) {
      if (row.message?.name !== letter.message || row.sender.kind !== 'role') continue;
      const sender = phase.entry.players[row.sender.role]?.[0] ?? ANY_PARTICIPANT;
      if (matching.bind(explanation.addresses, sender, letter.from) === null) continue;
      for (const [arrow, { receiver, protocol }] of row.arrows.entries()) {
        if (receiver.kind !== 'all' || !fitsProtocol(protocol?.name ?? null, letter.protocol)) continue;
        const states = replaceAt(configuration.states, party, receiver.state);
        const next = entries.entering(explanation.facts).configurations.add({ ...configuration, states });
        const slot: Slot = {
          ...freeSlot,
          row,
          arrow,
          message: row.message,
          messageName: letter.message,
          protocol,
          sender,
          receiver: party,
        };
        return {
          explanation: {
            ...touch(explanation, at),
            configuration: next,
            addresses: replaceAt(explanation.addresses, party, letter.to),
          },
          effects: [{ kind: 'take', at, slot, index: -1, code: null }],
        };
      }
    }
  }
  return null;
}
