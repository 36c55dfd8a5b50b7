import type { Explanation } from './explanation.js';
import type { Interaction } from './interaction.js';
import { systemOf } from './letter.js';
import type { Subject } from './subject.js';

/** Names the participants of an interaction, as one explanation has them. */
export class ParticipantNames {
  constructor(
    private readonly interaction: Interaction,
    private readonly explanation: Explanation,
    private readonly subject: Subject,
  ) {}

  /** The address of a party; the name of a system, and of a party of the flow whose address is not known. */
  of(participant: number): string | null {
    const { subject } = this;
    const own = subject.cast.participants[participant];
    if (own === undefined) return null;
    const address = this.interaction.addresses[this.explanation.addresses[participant] ?? -1];
    if (own.kind === 'system') return own.name;
    return address ?? (subject.flow !== null && participant < subject.firstExtra ? own.name : null);
  }

  /** The name of an end of a message; null if it is not recorded. */
  address(ref: number): string | null {
    const system = systemOf(ref);
    if (system !== undefined) return this.of(system);
    return this.interaction.addresses[ref] ?? null;
  }
}
