import {
  type Configuration,
  choicesOfPhase,
  type Item,
  NO_ENTRY,
  obligationsOf,
  PhaseTransitions,
  type Players,
  type Row,
  type Slot,
  STATELESS,
  UNKNOWN,
} from '../../check/index.js';
import type { Explanation, PhaseEntry } from './explanation.js';
import { ownSteps } from './own-steps.js';
import type { Recorded } from './recorded.js';
import { replaceAt } from './replace-at.js';
import type { FollowedPhase, Subject } from './subject.js';
import { tolerance } from './tolerance.js';

/** Most ways of choosing from the `one of` of a phase that are tried. */
const MAX_COMBINATIONS = 64;
/** Limit on cached entries with other participants, and on cached questions; exceeded, the cache is dropped. */
const MAX_CACHED = 50_000;

/** The entries of all phases, and what the model says under each set of facts: equal ones are one object. */
export class PhaseEntries {
  private readonly enterings: PhaseTransitions[] = [];
  private readonly factsKeys = new Map<string, number>();
  /** Entries by what they were asked for with, and by what they are. */
  private readonly entryByRequest = new Map<string, PhaseEntry>();
  private readonly entries = new Map<string, PhaseEntry>();
  private readonly renamings = new Map<PhaseEntry, Map<string, RenamedEntry>>();
  private renamedCount = 0;
  /** The longest time after which one of the entries is settled, in ms. */
  longestSettleMs = 0;
  private readonly rowNumbers = new Map<Row, number>();

  /** @param settleMs time without a message after which a phase without delays is settled, in ms */
  constructor(
    private readonly subject: Subject,
    private readonly recorded: Recorded,
    private readonly settleMs: number,
  ) {
    // Numbered at once: numbers that follow the recording would order parties by it.
    for (const row of subject.rows) this.rowNumber(row);
  }

  /** Number of a set of facts, by their values. */
  factsOf(values: readonly number[]): number {
    const key = values.join(',');
    let number = this.factsKeys.get(key);
    if (number === undefined) {
      number = this.enterings.length;
      this.factsKeys.set(key, number);
      this.enterings.push(new PhaseTransitions(this.subject.cast, this.subject.model, values, this.enterings[0]));
    }
    return number;
  }

  /** How phases are entered under a set of facts. */
  entering(facts: number): PhaseTransitions {
    const transitions = this.enterings[facts];
    if (transitions === undefined) throw new Error('No such facts.');
    return transitions;
  }

  configuration(explanation: Pick<Explanation, 'facts' | 'configuration'>): Configuration {
    return this.entering(explanation.facts).configurations.get(explanation.configuration) ?? { states: [], makers: [] };
  }

  /** The entries of a phase: one for each member of a `one of`, and for each value of a fact that they turn on. */
  *entriesOf(
    phase: FollowedPhase,
    players: Players,
    configuration: number,
    explanation: Explanation,
  ): Generator<[facts: number, entry: PhaseEntry]> {
    const { modelPhase } = phase;
    if (modelPhase === null) {
      yield [explanation.facts, this.drawnEntry(phase)];
      return;
    }
    const pending: number[] = [explanation.facts];
    for (let facts = pending.pop(); facts !== undefined; facts = pending.pop()) {
      const entering = this.entering(facts);
      for (const choices of combinations(choicesOfPhase(modelPhase))) {
        const decided = new Set<number>();
        const key = `${phase.index}|${players.map((list) => list?.join(',') ?? '?').join(';')}|${configuration}|${facts}|${[...choices.values()].join(',')}|${explanation.before}`;
        let entry = this.entryByRequest.get(key);
        if (entry === undefined) {
          const { states } = entering.configurations.get(configuration) ?? { states: [] };
          const context = { ...entering.context(states, players), hasUnknownParties: explanation.before };
          const obligations = obligationsOf(modelPhase, this.subject.model.anytime, context, choices, decided);
          const open = [...decided].find((fact) => entering.facts[fact] === UNKNOWN);
          if (open !== undefined) {
            const values = this.subject.model.facts[open]?.values ?? [];
            for (const value of values.keys()) pending.unshift(this.factsOf(replaceAt(entering.facts, open, value)));
            break;
          }
          const own = ownSteps(phase.phase, this.subject.model).flatMap(({ slots }) => slots);
          entry = this.intern(phase, players, [...obligations.slots, ...own], obligations.unmet);
          if (this.entryByRequest.size > MAX_CACHED) this.entryByRequest.clear();
          this.entryByRequest.set(key, entry);
        }
        yield [facts, entry];
      }
    }
  }

  /** A phase without `is`: its steps as drawn. */
  drawnEntry(phase: FollowedPhase): PhaseEntry {
    const slots = ownSteps(phase.phase, this.subject.model).flatMap((step) => step.slots);
    return this.intern(phase, [], slots, []);
  }

  /**
   * An entry with other participants in place of its own.
   * @param names per participant: who takes its place
   */
  renamed(entry: PhaseEntry, names: readonly number[]): RenamedEntry {
    if (this.renamedCount > MAX_CACHED) {
      this.renamings.clear();
      this.renamedCount = 0;
    }
    let renamedByNames = this.renamings.get(entry);
    if (renamedByNames === undefined) {
      renamedByNames = new Map();
      this.renamings.set(entry, renamedByNames);
    }
    const key = names.join();
    let renamed = renamedByNames.get(key);
    if (renamed === undefined) {
      renamed = this.rename(entry, names);
      renamedByNames.set(key, renamed);
      this.renamedCount++;
    }
    return renamed;
  }

  /** Number of an explanation's configuration with other participants in place of its own. */
  renamedConfiguration(explanation: Pick<Explanation, 'facts' | 'configuration'>, names: readonly number[]): number {
    const { configurations, entries } = this.entering(explanation.facts);
    const { states, makers } = this.configuration(explanation);
    const nameOf = (participant: number) => names[participant] ?? participant;
    const renamed = { states: [...states], makers: [...makers] };
    for (const party of this.subject.nameless) {
      renamed.states[party] = STATELESS;
      renamed.makers[party] = NO_ENTRY;
    }
    for (const party of states.keys()) {
      if (states[party] === STATELESS) continue;
      const name = nameOf(party);
      renamed.states[name] = states[party] ?? STATELESS;
      const maker = makers[party] ?? NO_ENTRY;
      const entry = entries.get(maker);
      renamed.makers[name] =
        entry === undefined
          ? maker
          : entries.add({
              phase: entry.phase,
              realized: entry.realized,
              players: entry.players.map((list) => list?.map(nameOf).sort((a, b) => a - b) ?? null),
              movedRoles: new Map(
                [...entry.movedRoles].map(([own, role]) => [nameOf(own), role] as const).sort(([a], [b]) => a - b),
              ),
            });
    }
    return configurations.add(renamed);
  }

  /** Number of a row, or of what a flow draws as one. */
  rowNumber(row: Row): number {
    let number = this.rowNumbers.get(row);
    if (number === undefined) {
      number = this.rowNumbers.size;
      this.rowNumbers.set(row, number);
    }
    return number;
  }

  private rename(entry: PhaseEntry, names: readonly number[]): RenamedEntry {
    const nameOf = (participant: number) => names[participant] ?? participant;
    const slotAs = (slot: Slot): Slot => {
      return { ...slot, sender: nameOf(slot.sender), receiver: nameOf(slot.receiver) };
    };
    const players = entry.players.map((list) => list?.map(nameOf).sort((a, b) => a - b) ?? null);
    // Copies of one row are in the order of the participants.
    const groups = new Map<string, number>();
    const placed = entry.slots.map((slot, from) => {
      const group = `${this.rowNumber(slot.row)}.${slot.arrow}.${slot.source}`;
      if (!groups.has(group)) groups.set(group, groups.size);
      return { slot: slotAs(slot), from, group: groups.get(group) ?? 0 };
    });
    placed.sort((a, b) => a.group - b.group || a.slot.sender - b.slot.sender || a.slot.receiver - b.slot.receiver);
    const slots = placed.map(({ slot }) => slot);
    const isMoved = placed.some(({ from }, index) => from !== index);
    return {
      entry: this.intern(entry.phase, players, slots, entry.unmet.map(slotAs)),
      slots: isMoved ? placed.map(({ from }) => from) : null,
    };
  }

  private intern(phase: FollowedPhase, players: Players, slots: readonly Slot[], unmet: readonly Slot[]): PhaseEntry {
    const key = `${phase.index}|${players.map((list) => list?.join(',') ?? '?').join(';')}|${this.slotsKey(slots)}|${this.slotsKey(unmet)}`;
    let entry = this.entries.get(key);
    if (entry === undefined) {
      entry = this.make(phase, players, slots, unmet);
      this.longestSettleMs = Math.max(this.longestSettleMs, entry.settleMs);
      this.entries.set(key, entry);
    }
    return entry;
  }

  private slotsKey(slots: readonly Slot[]): string {
    let key = '';
    for (const {
      row,
      arrow,
      protocol,
      sender,
      receiver,
      all,
      required,
      repeated,
      source,
      begins,
      spent,
      order,
    } of slots) {
      const flags = (all ? 1 : 0) + (required ? 2 : 0) + (repeated ? 4 : 0) + (begins ? 8 : 0) + (spent ? 16 : 0);
      const place = order === null ? '' : `${order.block}/${order.position}`;
      key += `${this.rowNumber(row)}.${arrow}.${protocol?.name ?? ''}.${sender}.${receiver}.${flags}${source}${place};`;
    }
    return key;
  }

  private make(phase: FollowedPhase, players: Players, slots: readonly Slot[], unmet: readonly Slot[]): PhaseEntry {
    const starts = slots.map(({ begins }) => begins);
    const recorded = slots.map((slot) => this.recorded.isRecorded(slot.message, slot.protocol));
    const wanted = slots.map((slot, index) => slot.required && recorded[index] === true);
    const delays = phase.phase.steps.slice(1).reduce((sum, step) => sum + (step.delayMs ?? 0), 0);
    const within = slots.reduce((most, { row }) => Math.max(most, row.withinMs ?? 0), 0);
    const lastInTime = within === 0 ? 0 : within + tolerance(within);
    return {
      id: this.entries.size,
      phase,
      players,
      slots,
      unmet,
      wanted,
      starts,
      startWanted:
        !phase.mayStartUnseen && slots.some((_, index) => starts[index] === true && recorded[index] === true),
      // A copy that is in time can never be late, also with a short `settle`.
      settleMs: Math.max(this.settleMs + Math.max(delays, within), lastInTime),
      startSettleMs: this.settleMs,
    };
  }
}

/** An entry with other participants, and which of the former slots each of its slots is; null: the same. */
export interface RenamedEntry {
  readonly entry: PhaseEntry;
  readonly slots: readonly number[] | null;
}

/** Every choice of one member of each `one of`. */
function combinations(choices: readonly Item[]): ReadonlyMap<Item, number>[] {
  let all: ReadonlyMap<Item, number>[] = [new Map()];
  for (const choice of choices) {
    const members = choice.kind === 'choice' ? choice.items.length : 1;
    if (all.length * members > MAX_COMBINATIONS) break;
    all = all.flatMap((before) => Array.from({ length: members }, (_, index) => new Map(before).set(choice, index)));
  }
  return all;
}
