import type { TimelineParticipant } from '../../timeline/types/timeline.js';
import type { Interaction } from '../follow/interaction.js';
import { systemOf } from '../follow/letter.js';
import type { ExplainedOutcome } from '../follow/outcome.js';

/** The lanes of an interaction: the flow's participants, or the model's systems, and the others that took part. */
export class RecordedLanes {
  /** Names by the participant's number in the followed cast, each once. */
  readonly names: readonly string[];
  private readonly addresses: readonly string[];
  private readonly parties = new Map<number, number>();
  /** Names of addresses that no participant has. */
  private readonly strangers = new Map<number, string>();
  private readonly used = new Set<string>();

  constructor(
    { addresses }: Interaction,
    private readonly outcome: ExplainedOutcome,
  ) {
    const { explanation, interpreter } = outcome;
    const { cast, flow, firstExtra } = interpreter.subject;
    this.addresses = addresses;
    const usedNames = new Set<string>();
    const names = cast.participants.map(({ name, kind }, index) => {
      const stated = kind === 'system' || (flow !== null && index < firstExtra);
      const address = addresses[explanation.addresses[index] ?? -1];
      return unique(stated ? name : (address ?? name), usedNames);
    });
    for (const [participant, address] of explanation.addresses.entries()) {
      if (address >= 0) this.parties.set(address, participant);
    }
    this.names = names;
    this.usedNames = usedNames;
  }

  private readonly usedNames: Set<string>;

  /** The name of a participant of the cast; null if there is none. */
  nameOf(participant: number): string | null {
    const name = this.names[participant] ?? null;
    if (name !== null) this.used.add(name);
    return name;
  }

  /** The name of who an end of a message is; null if it was not recorded. */
  ofReference(reference: number): string | null {
    const participant = systemOf(reference) ?? this.parties.get(reference);
    if (participant !== undefined) return this.nameOf(participant);
    const address = this.addresses[reference];
    if (address === undefined) return null;
    let name = this.strangers.get(reference);
    if (name === undefined) {
      name = unique(address, this.usedNames);
      this.strangers.set(reference, name);
    }
    return name;
  }

  /** The lanes in use, and those that the flow declares. */
  participants(): TimelineParticipant[] {
    const { cast, flow, firstExtra, model } = this.outcome.interpreter.subject;
    const lanes = cast.participants.flatMap((own, index): TimelineParticipant[] => {
      const name = this.names[index] ?? own.name;
      if ((flow === null || index >= firstExtra) && !this.used.has(name)) return [];
      const roles = new Set(own.roles);
      for (const { entry } of this.outcome.visits) {
        for (const [role, players] of entry.players.entries()) if (players?.includes(index) === true) roles.add(role);
      }
      const played = [...roles].flatMap((role) => model.roles[role] ?? []);
      return [
        {
          name,
          title: own.title,
          kind: own.kind,
          roles: played.map((role) => role.name),
          roleTitles: played.map((role) => role.title ?? role.name),
          findings: [],
          range: own.place.range,
        },
      ];
    });
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    for (const name of this.strangers.values()) {
      lanes.push({ name, title: null, kind: 'party', roles: [], roleTitles: [], findings: [], range });
    }
    return [...lanes.filter(({ kind }) => kind === 'party'), ...lanes.filter(({ kind }) => kind === 'system')];
  }
}

/** A name that is not taken, with a number if it is. */
function unique(name: string, usedNames: Set<string>): string {
  let own = name;
  for (let number = 2; usedNames.has(own); number++) own = `${name} ${number}`;
  usedNames.add(own);
  return own;
}
