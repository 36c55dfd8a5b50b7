import {
  type Configuration,
  choicesOfPhase,
  type Item,
  type Obligations,
  obligationsOf,
  PhaseTransitions,
  type Players,
  UNKNOWN,
} from '../../check/index.js';
import type { Explanation, PhaseEntry } from './explanation.js';
import { ownSteps } from './own-steps.js';
import { STATELESS } from './party-states.js';
import type { Recorded } from './recorded.js';
import { replaceAt } from './replace-at.js';
import type { FollowedPhase, Subject } from './subject.js';

/** Most ways of choosing from the `one of` of a phase that are tried. */
const MAX_COMBINATIONS = 64;

/** The entries of all phases, and what the model says under each set of facts: equal ones are one object. */
export class PhaseEntries {
  private readonly enterings: PhaseTransitions[] = [];
  private readonly factsKeys = new Map<string, number>();
  private readonly entries = new Map<string, PhaseEntry>();
  private readonly byId: PhaseEntry[] = [];

  /** @param settleMs time without a message after which a phase without delays is settled, in ms */
  constructor(
    private readonly subject: Subject,
    private readonly recorded: Recorded,
    private readonly settleMs: number,
  ) {}

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
    const known = this.enterings[facts];
    if (known === undefined) throw new Error('No such facts.');
    return known;
  }

  configuration(explanation: Explanation): Configuration {
    return this.entering(explanation.facts).configurations.get(explanation.configuration) ?? { states: [], makers: [] };
  }

  /** Takes out parties without an address that are in no open phase and in the state in which parties begin. */
  forgetIdle(explanation: Explanation): Explanation {
    const { firstExtra, model } = this.subject;
    const { states, makers } = this.configuration(explanation);
    if (explanation.before) return explanation;
    const isIdle = (index: number) =>
      states[index] === (model.firstStates[0] ?? 0) &&
      makers[index] === -1 &&
      explanation.addresses[index] === -1 &&
      !explanation.open.some(({ entry }) => entry.players.some((players) => players?.includes(index)));
    let found = false;
    const kept = states.map((state, index) => {
      if (index < firstExtra || !isIdle(index)) return state;
      found = true;
      return STATELESS;
    });
    if (!found) return explanation;
    const configuration = this.entering(explanation.facts).configurations.add({ states: kept, makers });
    return { ...explanation, configuration };
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
      yield [explanation.facts, this.drawnEntry(phase, configuration)];
      return;
    }
    const pending: number[] = [explanation.facts];
    for (let facts = pending.pop(); facts !== undefined; facts = pending.pop()) {
      const entering = this.entering(facts);
      for (const choices of combinations(choicesOfPhase(modelPhase))) {
        const decided = new Set<number>();
        const key = `${phase.index}|${players.map((list) => list?.join(',') ?? '?').join(';')}|${configuration}|${facts}|${[...choices.values()].join(',')}`;
        let entry = this.entries.get(key);
        if (entry === undefined) {
          const { states } = entering.configurations.get(configuration) ?? { states: [] };
          const situation = entering.situation(states, players);
          const obligations = obligationsOf(modelPhase, this.subject.model.anytime, situation, choices, decided);
          const open = [...decided].find((fact) => entering.facts[fact] === UNKNOWN);
          if (open !== undefined) {
            const values = this.subject.model.facts[open]?.values ?? [];
            for (const value of values.keys()) pending.unshift(this.factsOf(replaceAt(entering.facts, open, value)));
            break;
          }
          const own = ownSteps(phase.phase, this.subject.model).flatMap(({ slots }) => slots);
          const all = own.length === 0 ? obligations : { ...obligations, slots: [...obligations.slots, ...own] };
          entry = this.makeEntry(phase, players, configuration, all);
          this.entries.set(key, entry);
        }
        yield [facts, entry];
      }
    }
  }

  /** A phase without `is`: its steps as drawn. */
  drawnEntry(phase: FollowedPhase, configuration: number): PhaseEntry {
    const key = `${phase.index}|drawn|${configuration}`;
    let entry = this.entries.get(key);
    if (entry === undefined) {
      const slots = ownSteps(phase.phase, this.subject.model).flatMap((step) => step.slots);
      const obligations: Obligations = { slots, unmet: [], unchosen: [], idle: [], blocks: 0 };
      entry = this.makeEntry(phase, [], configuration, obligations);
      this.entries.set(key, entry);
    }
    return entry;
  }

  private makeEntry(
    phase: FollowedPhase,
    players: Players,
    configuration: number,
    obligations: Obligations,
  ): PhaseEntry {
    const slots = obligations.slots;
    const starts = slots.map(({ begins }) => begins);
    const recorded = slots.map((slot) => this.recorded.isRecorded(slot.message, slot.protocol));
    const wanted = slots.map((slot, index) => slot.required && recorded[index] === true);
    const delays = phase.phase.steps.slice(1).reduce((sum, step) => sum + (step.delayMs ?? 0), 0);
    const entry: PhaseEntry = {
      id: this.byId.length,
      phase,
      players,
      configuration,
      obligations,
      slots,
      wanted,
      starts,
      startWanted:
        !phase.mayStartUnseen && slots.some((_, index) => starts[index] === true && recorded[index] === true),
      settleMs: this.settleMs + delays,
      startSettleMs: this.settleMs,
    };
    this.byId.push(entry);
    return entry;
  }
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
