import { ANY_PARTICIPANT, STATELESS } from '../../check/index.js';
import type { Explanation } from './explanation.js';
import type { Letter } from './letter.js';
import type { PhaseEntries } from './phase-entries.js';
import { fitsProtocol, type SlotMatching } from './slot-matching.js';
import type { Subject } from './subject.js';
import { addDeviation, type Successor, touch } from './successor.js';
import { copyTo, inState } from './unknown-parties.js';

/** Takes copies of broadcasts to parties that are not in the state that these reach: their way there is perhaps lost. */
export class UnreachedParties {
  constructor(
    private readonly subject: Subject,
    private readonly entries: PhaseEntries,
    private readonly matching: SlotMatching,
  ) {}

  /** The successors in which an open phase has sent such a copy: one too many, and the party is in the state from there. */
  of(explanation: Explanation, letter: Letter): Successor[] {
    const { to } = letter;
    if (to < 0) return [];
    const configuration = this.entries.configuration(explanation);
    const owner = explanation.addresses.indexOf(to);
    const party = owner >= 0 ? owner : this.subject.freshParty(configuration.states);
    const own = configuration.states[party] ?? STATELESS;
    if (party < 0 || (owner >= 0 && own < 0)) return [];
    const successors: Successor[] = [];
    for (const [at, { entry, settled }] of explanation.open.entries()) {
      if (settled) continue;
      for (const row of entry.phase.modelPhase?.rows ?? []) {
        if (row.message?.name !== letter.message || row.sender.kind !== 'role') continue;
        const sender = entry.players[row.sender.role]?.[0] ?? ANY_PARTICIPANT;
        if (this.matching.bind(explanation.addresses, sender, letter.from) === null) continue;
        for (const [arrow, { receiver, protocol }] of row.arrows.entries()) {
          if (receiver.kind !== 'all' || own === receiver.state) continue;
          if (!fitsProtocol(protocol?.name ?? null, letter.protocol)) continue;
          const reached = inState(explanation, party, to, receiver.state, this.entries);
          successors.push({
            explanation: addDeviation(touch(reached, at), 'unexpected-message'),
            effects: [
              {
                kind: 'take',
                at,
                slot: copyTo(party, { row, arrow, sender, protocol }),
                index: -1,
                code: 'unexpected-message',
              },
            ],
          });
        }
      }
    }
    return successors;
  }
}
