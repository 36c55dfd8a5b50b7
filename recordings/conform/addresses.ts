import type { Capture, Flow, Participant, Role } from '../../check/index.js';
import { ANY, systemRef } from '../follow/letter.js';
import type { Subject } from '../follow/subject.js';
import type { RecordedMessage } from '../readers/message-reader.js';
import { valueTest } from '../readers/record.js';
import type { Problem } from '../readers/recording.js';
import { ownText } from '../readers/text-table.js';

/** Addresses of parties that are remembered. */
const MAX_KNOWN = 100_000;

/** An address as it is remembered. */
export interface KnownAddress {
  /** One string for all interactions that it is in. */
  readonly text: string;
  /** A system's reference, ANY for one that is unknown if only a system is possible, otherwise PARTY. */
  readonly ref: number;
}

/** An address that means a party. */
export const PARTY = 0;

/** Says whose addresses are a system's: those the capture gives, otherwise its name or title, or its role's. */
export class Addresses {
  private readonly byText = new Map<string, KnownAddress>();
  private readonly tests: { readonly test: (value: string) => boolean; readonly ref: number }[] = [];
  private readonly names = new Map<string, number>();
  readonly problems: Problem[] = [];

  /** @param shownAs how results show an address */
  constructor(
    private readonly subject: Subject,
    captures: readonly Capture[],
    private readonly fileNames: readonly string[],
    private readonly shownAs: (address: string) => string,
  ) {
    const { cast, model } = subject;
    const participantsWithAddress = new Set<number>();
    for (const { name, tests } of captures.flatMap(({ participants }) => participants)) {
      const system = cast.participants.find(
        ({ kind, name: own, roles }) =>
          kind === 'system' && (own === name || roles.some((role) => model.roles[role]?.name === name)),
      );
      if (system === undefined) continue;
      participantsWithAddress.add(system.index);
      for (const test of tests) this.tests.push({ test: valueTest(test), ref: systemRef(system.index) });
    }
    for (const { kind, index, name, title, roles } of cast.participants) {
      if (kind !== 'system' || participantsWithAddress.has(index)) continue;
      const own = roles.flatMap((role) => model.roles[role] ?? []);
      const inFlows = subject.drawn.flatMap((flow) => systemsOf(flow, own));
      for (const text of [name, title, ...[...own, ...inFlows].flatMap((named) => [named.name, named.title])]) {
        const key = text?.toLowerCase();
        if (key !== undefined && !this.names.has(key)) this.names.set(key, systemRef(index));
      }
    }
  }

  /** @param end which end of the message it is */
  of(address: string, end: 'from' | 'to', message: RecordedMessage): KnownAddress {
    let knownAddress = this.byText.get(address);
    if (knownAddress === undefined) {
      knownAddress = { text: ownText(address), ref: this.refOf(address, end, message) };
      // Parties may be any number; who is none of them is one of few.
      if (knownAddress.ref !== PARTY || this.byText.size < MAX_KNOWN) this.byText.set(knownAddress.text, knownAddress);
    }
    return knownAddress;
  }

  private refOf(address: string, end: 'from' | 'to', { message, protocol, file, line }: RecordedMessage): number {
    const ref = this.tests.find(({ test }) => test(address))?.ref ?? this.names.get(address.toLowerCase()) ?? PARTY;
    const system = ref === PARTY ? this.onlySystem(end, message, protocol) : null;
    if (system === null) return ref;
    const shown = this.shownAs(address);
    this.problems.push({
      code: 'unknown-address',
      severity: 'warning',
      text: `"${shown}" belongs to no system, but only ${system} can be there. Add to the capture: \`participant ${system} is ${JSON.stringify(shown)}\`.`,
      times: 1,
      file: this.fileNames[file] ?? null,
      line,
    });
    return ANY;
  }

  /** Name of the only system possible at an end of a message; null if a party is possible, or nothing is known. */
  private onlySystem(end: 'from' | 'to', message: string, protocol: string | null): string | null {
    let found: string | null = null;
    const { model } = this.subject;
    const rows = [
      ...this.subject.rowsOf(message).map(({ row }) => row),
      ...model.anytime.filter((row) => row.message?.name === message),
    ];
    for (const row of rows) {
      for (const { receiver, protocol: own } of row.arrows) {
        if (own !== null && protocol !== null && own.name !== protocol) continue;
        const side = end === 'from' ? row.sender : receiver;
        const role = side.kind === 'role' ? model.roles[side.role] : undefined;
        if (role?.kind !== 'system') return null;
        found ??= role.name;
      }
    }
    const role = found;
    const player = this.subject.cast.participants.find(
      ({ kind, roles }) => kind === 'system' && roles.some((index) => model.roles[index]?.name === role),
    );
    return player?.name ?? found;
  }
}

/** The systems of a flow that play one of the roles. */
function systemsOf({ participants, model }: Flow, roles: readonly Role[]): Participant[] {
  const names = new Set(roles.map(({ name }) => name));
  return participants.filter(
    ({ kind, roles: own }) => kind === 'system' && own.some((role) => names.has(model?.roles[role]?.name ?? '')),
  );
}
