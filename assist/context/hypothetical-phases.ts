import {
  type Binding,
  type Configuration,
  type EnteredPhase,
  type Flow,
  type FlowAnalysis,
  type FlowPhase,
  isBlocked,
  type Model,
  type ModelPhase,
  PhaseIndex,
  type Players,
  type RoleUse,
  type Simulation,
} from '../../check/index.js';

/** A phase that could be written: what it realizes, and which roles it binds for that. */
export interface Trial {
  readonly modelPhase: ModelPhase;
  /** The bindings of roles; empty if the flow's own roles fit. */
  readonly bindings: readonly Binding[];
  readonly phase: FlowPhase;
  /** The roles that it has a part for. */
  readonly use: RoleUse;
}

/** A phase that could be written, entered. */
export interface LegalTrial extends Trial {
  readonly entered: EnteredPhase;
  /** All ways that it is entered from where it would be linked. */
  readonly entries: readonly EnteredPhase[];
  /** Whether every role that it uses has a player, and it is clear which. */
  readonly cast: boolean;
}

/** Most ways to bind roles that are tried: for one model, for one of its phases, and roles bound at once. */
const MAX_TRIALS = 240;
const MAX_TRIALS_OF_PHASE = 48;
const MAX_BINDINGS = 3;

/** Most entries that are tried for one answer. When spent, what else could be entered is not offered. */
const MAX_ENTRIES = 50_000;

/** Tries the phases of a model that a flow could go through, without there being text for them yet. */
export class PhaseTrials {
  private readonly trials: readonly Trial[];
  /** The simulation of the flow with all trials in it. */
  private readonly simulation: Simulation;
  private entriesLeft = MAX_ENTRIES;
  /** Whether entries were left out because too many were tried before. */
  isCut = false;

  constructor(private readonly analysis: FlowAnalysis) {
    const { flow, model } = analysis;
    const trials: Trial[] = [];
    const add = (modelPhase: ModelPhase, use: RoleUse, bindings: readonly Binding[]) => {
      const phase = emptyPhase(flow, flow.phases.length + trials.length, modelPhase, bindings);
      trials.push({ modelPhase, bindings, phase, use });
    };
    for (const modelPhase of model.phases) {
      add(modelPhase, PhaseIndex.of(model).roleUse(modelPhase), []);
    }
    for (const { modelPhase, use } of [...trials]) {
      for (const bindings of otherCasts(modelPhase, use, analysis)) {
        if (trials.length < MAX_TRIALS + model.phases.length) add(modelPhase, use, bindings);
      }
    }
    this.trials = [...trials].sort((a, b) => a.modelPhase.index - b.modelPhase.index);
    this.simulation = analysis.simulation.withPhases(trials.map(({ phase }) => phase));
  }

  /**
   * The phases that can be entered in one of these configurations, each once, those without bindings first.
   * A binding that changes no player is left out.
   * @param among those to try; all by default
   */
  legalIn(configurations: readonly Configuration[], among: readonly Trial[] = this.trials): LegalTrial[] {
    const legal: LegalTrial[] = [];
    const castKeys = new Set<string>();
    for (const trial of among) {
      for (const configuration of configurations) {
        const entered = this.tried(trial, configuration);
        if (entered === null) continue;
        const key = `${trial.modelPhase.index}/${castOf(trial, entered)}`;
        if (castKeys.has(key)) continue;
        castKeys.add(key);
        legal.push({ ...trial, entered, entries: [entered], cast: isCast(trial, this.analysis) });
        break;
      }
    }
    return legal;
  }

  /** A trial entered from a configuration; null if it cannot be, or if too many were tried before. */
  private tried(trial: Trial, configuration: Configuration): EnteredPhase | null {
    if (this.entriesLeft-- <= 0) {
      this.isCut = true;
      return null;
    }
    const result = this.simulation.enter(trial.phase, configuration);
    return isBlocked(result) || result.wrongRoles.length > 0 ? null : result;
  }

  /** Trials of what is not written yet. @param written keys of the flow's phases */
  without(written: ReadonlySet<string>): Trial[] {
    return this.trials.filter(({ phase }) => !written.has(roleKey(phase, this.analysis)));
  }

  /**
   * The targets of a phase that is not written yet, while a party is pending: to what the flow has for that already,
   * and to itself if it belongs together with one of them and can happen again.
   * @returns flow phases; null means the phase itself
   */
  resolving({ entries, phase, modelPhase }: LegalTrial): (FlowPhase | null)[] {
    const { simulation } = this;
    const index = PhaseIndex.of(this.analysis.model);
    const pending = entries
      .map(({ configuration }) => configuration)
      .filter((configuration) => simulation.pending(configuration).length > 0);
    const phases = this.analysis.flow.phases.filter((other) => {
      const realized = other.realizes?.phase ?? null;
      if (realized === null || !index.movesPending(realized)) return false;
      return pending.some((configuration) => this.fits(other, configuration));
    });
    const companions = index.companions(modelPhase);
    const again = phases.some(({ realizes }) => realizes?.phase && companions.has(realizes.phase));
    const mayAgain = pending.some((configuration) => !isBlocked(simulation.enter(phase, configuration)));
    return again && mayAgain ? [...phases, null] : phases;
  }

  /** Whether a phase of the flow can be entered, by those for whom it is written. */
  private fits(phase: FlowPhase, configuration: Configuration): boolean {
    const entered = this.simulation.enter(phase, configuration);
    if (isBlocked(entered) || entered.wrongRoles.length > 0) return false;
    const { byPhase, visits } = this.analysis.exploration;
    const playersAtFirstVisit = visits[byPhase[phase.index]?.[0] ?? -1]?.entered.players;
    return (
      playersAtFirstVisit === undefined ||
      entered.players.every((players, role) => players?.join() === playersAtFirstVisit[role]?.join())
    );
  }

  /** All ways in which a trial is entered from some situations, alike ones once. */
  entriesOf(trial: Trial, configurations: readonly Configuration[]): EnteredPhase[] {
    return configurations
      .map((configuration) => this.tried(trial, configuration))
      .filter((entered) => entered !== null);
  }

  /** A model phase as it would be with everything that it needs given, for phases that nothing leads to yet. */
  assumed(modelPhase: ModelPhase, from: Configuration): LegalTrial | undefined {
    const trial = this.trials.find((candidate) => candidate.modelPhase === modelPhase);
    if (trial === undefined) return undefined;
    const players = this.simulation.players(trial.phase, from);
    const states = [...from.states];
    for (const move of modelPhase.moves) {
      if (move.kind !== 'role') continue;
      for (const player of players[move.role] ?? []) states[player] = move.target;
    }
    const entered = {
      realized: modelPhase,
      players,
      wrongRoles: [],
      certain: true,
      configuration: { ...from, states },
    };
    return { ...trial, entered, entries: [entered], cast: false };
  }
}

/** Identifies a phase by the model phase that it realizes and its bindings. */
export function roleKey(phase: FlowPhase, { simulation }: FlowAnalysis): string {
  const { defaultPlayers: defaults } = simulation;
  const unusual = phase.bindings.filter(({ participant, role }) => defaults[role]?.join() !== String(participant));
  const modelPhase = phase.realizes?.phase;
  return `${modelPhase?.index ?? ''}/${unusual.map(({ participant, role }) => `${participant}:${role}`).join()}`;
}

/** The players of the roles that the phase uses. */
function castOf({ use }: Trial, { players }: EnteredPhase): string {
  return [...use.used].map((role) => (players[role] ?? []).join(',')).join(';');
}

/** Whether each role that the phase uses has a player by default or bound, and only one if it must be known who. */
function isCast({ use, bindings }: Trial, { simulation }: FlowAnalysis): boolean {
  return [...use.used].every((role) => {
    if (bindings.some((binding) => binding.role === role)) return true;
    const count = simulation.defaultPlayers[role]?.length ?? 0;
    return use.single.has(role) ? count === 1 : count > 0;
  });
}

/**
 * Other players of a phase's roles: bindings of one role first, then of several. No party plays two roles, and a system
 * is bound only if several could play the role.
 */
function otherCasts(
  modelPhase: ModelPhase,
  { used, single }: RoleUse,
  { flow, model, simulation }: FlowAnalysis,
): Binding[][] {
  const { defaultPlayers: defaults } = simulation;
  const parts = [...used].flatMap((role) => {
    const kind = model.roles[role]?.kind;
    const usual = defaults[role] ?? [];
    const isClear = usual.length === 1 || (usual.length > 1 && !single.has(role));
    if (kind === undefined || (kind === 'system' && isClear)) return [];
    const others = flow.participants.filter(
      (one) => one.kind === kind && (usual.length !== 1 || usual[0] !== one.index),
    );
    return [{ role, others: others.map(({ index }) => index) }];
  });
  const casts: Binding[][] = [];
  const bind = (from: number, left: number, bound: readonly Binding[]): void => {
    if (left === 0) {
      if (isOnePartEach(bound, used, defaults, model)) casts.push([...bound]);
      return;
    }
    for (const [at, { role, others }] of parts.entries()) {
      if (at < from) continue;
      for (const participant of others) {
        if (casts.length >= MAX_TRIALS_OF_PHASE) return;
        bind(at + 1, left - 1, [...bound, { participant, role, place: modelPhase.place }]);
      }
    }
  };
  for (let count = 1; count <= Math.min(MAX_BINDINGS, parts.length); count++) bind(0, count, []);
  return casts;
}

function isOnePartEach(bound: readonly Binding[], used: ReadonlySet<number>, defaults: Players, model: Model): boolean {
  const parties = [...used].flatMap((role) => {
    if (model.roles[role]?.kind !== 'party') return [];
    const binding = bound.find((one) => one.role === role);
    const usual = defaults[role] ?? [];
    return binding !== undefined ? [binding.participant] : usual.length === 1 ? usual : [];
  });
  return new Set(parties).size === parties.length;
}

function emptyPhase(flow: Flow, index: number, modelPhase: ModelPhase, bindings: readonly Binding[]): FlowPhase {
  const { namePlace } = flow;
  return {
    index,
    name: modelPhase.name,
    title: null,
    realizes: { phase: modelPhase, place: namePlace },
    bindings,
    braces: true,
    steps: [],
    hasSkippedText: false,
    next: null,
    nextPlace: namePlace,
    place: namePlace,
    namePlace,
  };
}
