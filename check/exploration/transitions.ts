import type { Flow, FlowPhase } from '../model/flow.js';
import { type Model, type ModelPhase, UNKNOWN } from '../model/model.js';
import { PhaseIndex } from '../model/phase-index.js';
import {
  type Configuration,
  Configurations,
  Entries,
  type Entry,
  hasUnknownPlayer,
  NO_ENTRY,
  type Players,
  playersOfAll,
  STATELESS,
  UNDECIDED,
} from './configuration.js';
import { type BlockedEntry, EntryConditions } from './entry-conditions.js';
import type { Interned } from './interned.js';
import { MovedParties } from './moved-parties.js';
import { type PlayersByRole, RolePlayers, type WrongRole } from './role-players.js';
import { type EvaluationContext, onlyPlayer } from './three-valued.js';

/** A phase as entered: who plays what, and the configuration after its moves. */
export interface EnteredPhase {
  /** Null if the phase realizes no model phase that is known. */
  readonly realized: ModelPhase | null;
  readonly players: Players;
  readonly wrongRoles: readonly WrongRole[];
  /** False if a name that does not resolve, or a role without a player, decides whether it can be entered. */
  readonly certain: boolean;
  /** After the moves. */
  readonly configuration: Configuration;
}

/** Of models without any: nothing is ever added to it. */
const NO_FACTS = new Set<number>();

/** What was entered, and refused, of one phase before. */
interface KnownEntries {
  /** By the number of the configuration. */
  readonly results: Map<number, EnteredPhase | BlockedEntry>;
  /** By the number of the configuration the facts that decided the result, if any did. */
  readonly decided: Map<number, ReadonlySet<number>>;
}

/** Enters phases of one flow: binds roles, judges `needs` and the sources of moves, applies the moves. */
export class PhaseTransitions {
  readonly configurations: Interned<Configuration>;
  readonly entries: Interned<Entry>;
  readonly roles: RolePlayers;
  readonly parties: readonly number[];
  /** The phases of the model. */
  readonly index: PhaseIndex;
  private readonly conditions: EntryConditions;
  private readonly bound = new Map<number, number[]>();
  readonly entered: WeakMap<FlowPhase, KnownEntries>;
  /** Facts without a value of the flow's own that an answer turned on. */
  readonly decidingFacts = new Set<number>();

  /**
   * @param facts per fact of the model the value stated or assumed
   * @param shared numbers of configurations and entries that mean the same here, and what was entered with them
   */
  constructor(
    private readonly flow: Flow,
    private readonly model: Model,
    readonly facts: readonly number[],
    shared?: Pick<PhaseTransitions, 'configurations' | 'entries' | 'entered'>,
  ) {
    this.configurations = shared?.configurations ?? new Configurations();
    this.entries = shared?.entries ?? new Entries();
    this.entered = shared?.entered ?? new WeakMap();
    this.index = PhaseIndex.of(model);
    this.roles = new RolePlayers(flow, model, this.entries);
    this.parties = flow.participants.filter((p) => p.kind === 'party').map((p) => p.index);
    this.conditions = new EntryConditions(model, this.entries, this.parties, facts);
    for (const { role, participant } of flow.phases.flatMap(({ bindings }) => bindings)) {
      const known = this.bound.get(role);
      if (known === undefined) this.bound.set(role, [participant]);
      else known.push(participant);
    }
  }

  /** Every party in the state it is initially in. */
  initial(): Configuration {
    return {
      states: this.flow.participants.map((p) => (p.initial === null ? STATELESS : p.initial)),
      makers: this.flow.participants.map(() => NO_ENTRY),
    };
  }

  /**
   * The same of the flow's next version (see `flowChange`): what was entered holds for phases that are the same objects,
   * whatever the others are by now.
   */
  ofVersion(next: Flow): PhaseTransitions {
    return new PhaseTransitions(next, this.model, this.facts, this);
  }

  /** Enters a phase from a configuration: once, for phases are left in the same few configurations. */
  enter(phase: FlowPhase, from: Configuration): EnteredPhase | BlockedEntry {
    const entries = this.knownEntries(phase);
    const number = this.configurations.add(from);
    let result = entries.results.get(number);
    if (result === undefined) {
      const decided = this.model.facts.length === 0 ? NO_FACTS : new Set<number>();
      result = this.enterAnew(phase, from, decided);
      entries.results.set(number, result);
      if (decided.size > 0) entries.decided.set(number, decided);
    }
    if (entries.decided.size > 0) for (const fact of entries.decided.get(number) ?? []) this.decidingFacts.add(fact);
    return result;
  }

  private knownEntries(phase: FlowPhase): KnownEntries {
    let entries = this.entered.get(phase);
    if (entries === undefined) {
      entries = { results: new Map(), decided: new Map() };
      this.entered.set(phase, entries);
    }
    return entries;
  }

  /** @param decided collects the facts that the answer turns on */
  private enterAnew(phase: FlowPhase, from: Configuration, decided: Set<number>): EnteredPhase | BlockedEntry {
    if (phase.realizes === null)
      return { realized: null, players: [], wrongRoles: [], certain: true, configuration: from };
    const realized = phase.realizes.phase;
    if (realized === null) {
      const configuration = this.configurations.canonical({
        states: from.states.map((s) => (s >= 0 ? UNDECIDED : s)),
        makers: from.makers.map(() => NO_ENTRY),
      });
      return { realized: null, players: [], wrongRoles: [], certain: true, configuration };
    }
    const { players, wrongRoles } = this.roles.bind(phase, realized, from);
    // The missing participant may be the one that meets the condition.
    const refusal = this.conditions.lacksPlayer(realized, players)
      ? null
      : this.conditions.refusal(realized, players, from, decided);
    if (refusal !== null) return refusal;
    const certain = this.conditions.isCertain(realized, players, from);
    // One object for each configuration: many entries lead to it.
    const configuration = this.configurations.canonical(this.move(phase, realized, players, from));
    return { realized, players, wrongRoles, certain, configuration };
  }

  /**
   * Enters a phase with given players, as recordings show them.
   * @param bound players by role, in place of the phase's own bindings
   * @param forced moves the parties though the phase cannot begin here
   * @param hasUnknownParties whether there can be parties that the flow does not have
   */
  enterAs(
    phase: FlowPhase,
    realized: ModelPhase,
    bound: PlayersByRole | undefined,
    from: Configuration,
    forced = false,
    hasUnknownParties = false,
  ): EnteredPhase | BlockedEntry {
    const { players, wrongRoles } = this.roles.bind(phase, realized, from, bound);
    const refusal = forced
      ? null
      : this.conditions.refusal(realized, players, from, this.decidingFacts, hasUnknownParties);
    if (refusal !== null) return refusal;
    const certain = this.conditions.isCertain(realized, players, from);
    return { realized, players, wrongRoles, certain, configuration: this.move(phase, realized, players, from) };
  }

  /** The configuration, with each party in the state that a phase needs its role to be in; the same if all are. */
  asNeeded(realized: ModelPhase, players: Players, from: Configuration): Configuration {
    const moved = new MovedParties(from);
    const put = (role: number, needed: readonly number[]) => {
      const participant = onlyPlayer(players, role);
      const [state = UNKNOWN] = needed;
      const own = participant === undefined ? undefined : moved.stateOf(participant);
      if (participant === undefined || own === undefined || own < 0 || state < 0 || needed.includes(own)) return;
      moved.setState(participant, state);
      moved.setMaker(participant, NO_ENTRY);
    };
    const { conditions, sources } = this.index.needs(realized);
    for (const condition of conditions) if (condition.kind === 'role') put(condition.role, [condition.state]);
    for (const { role, sources: needed } of sources) put(role, needed);
    return moved.result();
  }

  /** Parties that are pending for certain. */
  pending(configuration: Configuration): number[] {
    return this.parties.filter(
      (party) => this.model.states[configuration.states[party] ?? UNDECIDED]?.pending ?? false,
    );
  }

  /** What the conditions of a phase are judged in. */
  context(states: readonly number[], players: Players): EvaluationContext {
    return this.conditions.context(states, players);
  }

  /** Participants that some phase binds to a role. */
  boundTo(role: number): readonly number[] {
    return this.bound.get(role) ?? [];
  }

  /** Whether a phase needs a role without a player: no participant by default, and none that a phase binds. */
  needsUnplayed(realized: ModelPhase): boolean {
    if (this.flow.rolesUncertain) return false;
    const { entry, dispensable, starters } = this.index.roleUse(realized);
    const isUnplayed = (role: number) => this.roles.defaults[role]?.length === 0 && this.boundTo(role).length === 0;
    if ([...entry].some((role) => !dispensable.has(role) && isUnplayed(role))) return true;
    return starters.length > 0 && starters.every(isUnplayed);
  }

  private move(phase: FlowPhase, realized: ModelPhase, players: Players, from: Configuration): Configuration {
    if (realized.moves.length === 0) return from;
    const moved = new MovedParties(from);
    const madePending = new Map<number, number>();
    for (const move of realized.moves) {
      if (move.kind !== 'all') continue;
      const left = playersOfAll(move.except, players);
      const isOpen = move.source === UNKNOWN || hasUnknownPlayer(move.except, players);
      for (const party of this.parties) {
        if (left.includes(party)) continue;
        if (move.source !== UNKNOWN && from.states[party] !== move.source) continue;
        if (isOpen) moved.setState(party, UNDECIDED);
        else if (this.conditions.mayMoveOn(party, realized, from)) {
          moved.setState(party, move.target);
          moved.setMaker(party, NO_ENTRY);
        }
      }
    }
    for (const move of realized.moves) {
      if (move.kind !== 'role') continue;
      const participant = onlyPlayer(players, move.role);
      if (participant === undefined) {
        // It is unknown which party moves: every party that it could be is undecided from here.
        for (const party of this.parties) {
          const mayBeIn = move.sources.includes(UNKNOWN) || move.sources.includes(from.states[party] ?? UNDECIDED);
          if (mayBeIn) moved.setState(party, UNDECIDED);
        }
        continue;
      }
      if (moved.stateOf(participant) === STATELESS) continue;
      moved.setState(participant, move.target);
      moved.setMaker(participant, NO_ENTRY);
      if (this.model.states[move.target]?.pending) madePending.set(participant, move.role);
    }
    if (madePending.size > 0) {
      const entry = this.entries.add({ phase: phase.index, realized, players, movedRoles: madePending });
      for (const participant of madePending.keys()) moved.setMaker(participant, entry);
    }
    return moved.result();
  }
}

/** Whether a phase was refused. */
export function isBlocked(result: EnteredPhase | BlockedEntry): result is BlockedEntry {
  return 'reason' in result;
}
