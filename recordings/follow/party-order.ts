import type { Configuration } from '../../check/index.js';
import { NO_ENTRY, STATELESS } from '../../check/index.js';
import { asksWhoIsIn } from './asked-states.js';
import { compareTexts } from './compare-texts.js';
import type { Explanation, OpenPhase } from './explanation.js';
import type { PhaseEntries, RenamedEntry } from './phase-entries.js';
import { replaceAt } from './replace-at.js';
import type { Subject } from './subject.js';

/** An explanation with its parties in an order of its own, so that it does not matter in which they appeared. */
export interface OrderedExplanation {
  readonly explanation: Explanation;
  /** Per participant: which it was before; null: the same. */
  readonly participants: readonly number[] | null;
  /** Per address, numbered by participant: which it was before. */
  readonly addresses: readonly number[];
  /** Per open phase and slot: which it was before; null: the same. */
  readonly slots: readonly (readonly number[] | null)[];
}

/** Most orders that are remembered. */
const MAX_ARRANGEMENTS = 10_000;

/** The order of the parties of explanations that are in the same phases with the same parties. */
interface Arrangement {
  readonly configuration: number;
  /** Parties that are as if they had never been there. */
  readonly idle: readonly number[];
  readonly participants: OrderedExplanation['participants'];
  /** Per open phase; none if the parties stay where they are. */
  readonly phases: readonly RenamedEntry[];
  readonly slots: OrderedExplanation['slots'];
}

/** Puts parties that only their address distinguishes into an order, by what they are in. */
export class PartyOrder {
  /** Whether it makes a difference who has come and gone. */
  private readonly restMatters: boolean;
  private readonly sameParties: readonly number[];
  private readonly counts: (readonly number[])[] = [];
  private readonly arrangements = new Map<string, Arrangement>();

  constructor(
    private readonly subject: Subject,
    private readonly entries: PhaseEntries,
  ) {
    this.sameParties = subject.cast.participants.map(({ index }) => index);
    this.restMatters = asksWhoIsIn(subject.model.firstStates[0] ?? 0, subject.model);
  }

  /** @param from an explanation in order that it continues from: what only takes messages stays in order */
  order(full: Explanation, from?: Explanation): OrderedExplanation {
    if (from !== undefined && isInSameOrder(full, from)) {
      const addresses = this.sameAddresses(full);
      return { explanation: full, participants: null, addresses, slots: NO_SLOTS };
    }
    const arrangement = this.arrangementOf(full);
    const { configuration, idle, participants, phases } = arrangement;
    let { addresses } = full;
    if (idle.length > 0) addresses = addresses.map((address, party) => (idle.includes(party) ? -1 : address));
    if (participants === null) return this.numbered({ ...full, configuration, addresses }, null, NO_SLOTS);
    const own = addresses;
    const ordered: Explanation = {
      ...full,
      configuration,
      addresses: participants.map((party) => own[party] ?? -1),
      open: full.open.map((phase, at): OpenPhase => {
        const { entry = phase.entry, slots = null } = phases[at] ?? {};
        return { ...phase, entry, progress: phase.progress.of(entry, slots) };
      }),
    };
    return this.numbered(ordered, participants, arrangement.slots);
  }

  /** The order of an explanation's parties: it does not turn on what its phases have got so far. */
  private arrangementOf(explanation: Explanation): Arrangement {
    const key = arrangementKey(explanation);
    let arrangement = this.arrangements.get(key);
    if (arrangement === undefined) {
      if (this.arrangements.size >= MAX_ARRANGEMENTS) this.arrangements.clear();
      arrangement = this.arrange(explanation);
      this.arrangements.set(key, arrangement);
    }
    return arrangement;
  }

  private arrange(full: Explanation): Arrangement {
    const explanation = this.withoutIdle(full);
    const { nameless } = this.subject;
    const idle = nameless.filter((party) => explanation.addresses[party] !== full.addresses[party]);
    const signatures = this.signatures(explanation);
    const sorted = [...nameless].sort((a, b) => compareTexts(signatures[a] ?? '', signatures[b] ?? '') || a - b);
    if (sorted.every((party, index) => party === nameless[index])) {
      return { configuration: explanation.configuration, idle, participants: null, phases: [], slots: NO_SLOTS };
    }
    const participants = [...this.sameParties];
    const names = [...participants];
    for (const [index, party] of sorted.entries()) {
      const name = nameless[index] ?? party;
      names[party] = name;
      participants[name] = party;
    }
    const phases = explanation.open.map(({ entry }) => this.entries.renamed(entry, names));
    const configuration = this.entries.renamedConfiguration(explanation, names);
    return { configuration, idle, participants, phases, slots: phases.map(({ slots }) => slots) };
  }

  private sameAddresses({ addresses }: Explanation): readonly number[] {
    const count = addresses.reduce((sum, address) => (address < 0 ? sum : sum + 1), 0);
    this.counts[count] ??= Array.from({ length: count }, (_, index) => index);
    return this.counts[count] ?? [];
  }

  /** Numbers the addresses by participant. */
  private numbered(
    explanation: Explanation,
    participants: readonly number[] | null,
    slots: OrderedExplanation['slots'],
  ): OrderedExplanation {
    const addresses = explanation.addresses.filter((address) => address >= 0);
    let next = 0;
    const own = explanation.addresses.map((address) => (address < 0 ? address : next++));
    return { explanation: { ...explanation, addresses: own }, participants, addresses, slots };
  }

  /**
   * Takes out parties in the state in which parties begin that nothing depends on: they are as if they had never been
   * there.
   */
  private withoutIdle(explanation: Explanation): Explanation {
    if (explanation.before) return explanation;
    const { nameless, model } = this.subject;
    const { states, makers } = this.entries.configuration(explanation);
    const resting = model.firstStates[0] ?? 0;
    let involved: ReadonlySet<number> | undefined;
    // A party that has come and gone cannot be one of which only the state is known.
    const isForgettable =
      !this.restMatters &&
      nameless.every((party) => states[party] === STATELESS || explanation.addresses[party] !== -1);
    let kept: number[] | undefined;
    let { addresses } = explanation;
    for (const party of nameless) {
      if (states[party] !== resting || makers[party] !== NO_ENTRY) continue;
      if (addresses[party] !== -1 && !isForgettable) continue;
      involved ??= this.involved(explanation, makers);
      if (involved.has(party)) continue;
      kept ??= [...states];
      kept[party] = STATELESS;
      if (addresses[party] !== -1) addresses = replaceAt(addresses, party, -1);
    }
    if (kept === undefined) return explanation;
    const configuration = this.entries.entering(explanation.facts).configurations.add({ states: kept, makers });
    return { ...explanation, configuration, addresses };
  }

  /** The parties in an open phase, or in one that made a party pending. */
  private involved({ facts, open }: Explanation, makers: Configuration['makers']): Set<number> {
    const { entries } = this.entries.entering(facts);
    const found = new Set<number>();
    for (const { entry } of open) {
      for (const list of entry.players) for (const party of list ?? []) found.add(party);
      for (const { sender, receiver } of entry.slots) found.add(sender).add(receiver);
    }
    for (const maker of makers) {
      for (const list of entries.get(maker)?.players ?? []) for (const party of list ?? []) found.add(party);
    }
    return found;
  }

  /** The phases that parties are in: those with the same are interchangeable. Absent parties come last. */
  private signatures(explanation: Explanation): string[] {
    const { nameless, cast } = this.subject;
    const { states, makers } = this.entries.configuration(explanation);
    const { entries } = this.entries.entering(explanation.facts);
    const first: string[] = cast.participants.map(() => '~');
    const add = (party: number, text: string) => {
      first[party] += text;
    };
    for (const party of nameless) {
      if (states[party] === STATELESS) continue;
      first[party] = `${String(states[party]).padStart(3)}${explanation.addresses[party] === -1 ? '?' : '!'}`;
    }
    for (const [at, { entry }] of explanation.open.entries()) {
      for (const [role, list] of entry.players.entries()) for (const party of list ?? []) add(party, `o${at}r${role}`);
      for (const { sender, receiver, row, arrow } of entry.slots) {
        const slot = `o${at}:${this.entries.rowNumber(row)}.${arrow}`;
        if (sender >= 0) add(sender, `s${slot}`);
        if (receiver >= 0) add(receiver, `t${slot}`);
      }
    }
    const second = [...first];
    for (const [party, maker] of makers.entries()) {
      const entry = entries.get(maker);
      if (entry === undefined) continue;
      second[party] += `m${entry.phase}.${entry.movedRoles.get(party) ?? ''}`;
      for (const [role, list] of entry.players.entries()) {
        for (const other of list ?? []) {
          second[party] += `>${role}${first[other]}`;
          second[other] += `<${role}${first[party]}`;
        }
      }
    }
    return second;
  }
}

const NO_SLOTS: OrderedExplanation['slots'] = [];

/** Whether only messages were taken since an explanation that is in order. */
function isInSameOrder(explanation: Explanation, from: Explanation): boolean {
  if (explanation.configuration !== from.configuration || explanation.facts !== from.facts) return false;
  if (explanation.addresses !== from.addresses || explanation.open.length !== from.open.length) return false;
  return explanation.open.every(({ entry }, at) => entry === from.open[at]?.entry);
}

/** The key by which parties are ordered. */
function arrangementKey({ facts, configuration, before, addresses, open }: Explanation): string {
  let key = `${facts}|${configuration}|${before ? 1 : 0}|`;
  for (const address of addresses) key += address === -1 ? '?' : '!';
  for (const { entry } of open) key += `|${entry.id}`;
  return key;
}
