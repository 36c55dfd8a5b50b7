import type { Configuration } from '../analysis/configuration.js';
import { type Entered, Entering, isRefusal } from '../analysis/entering.js';
import type { FlowAnalysis } from '../analysis/flow-analysis.js';
import { entryNeeds, roleUse } from '../analysis/role-use.js';
import type { Binding, Flow, FlowPhase } from '../model/flow.js';
import { type Model, type ModelPhase, UNKNOWN } from '../model/model.js';

/** A phase that could be written: what it realizes, and which roles it binds for that. */
export interface Trial {
  readonly modelPhase: ModelPhase;
  /** Who is bound to which role; nobody where the flow's own roles do. */
  readonly bindings: readonly Binding[];
  readonly phase: FlowPhase;
}

/** A phase that could be written, entered. */
export interface LegalTrial extends Trial {
  readonly entered: Entered;
}

/** Tries the phases of a model that a flow could go through, without there being text for them yet. */
export class PhaseTrials {
  private readonly trials: readonly Trial[];
  private readonly entering: Entering;

  constructor(private readonly analysis: FlowAnalysis) {
    const { flow, model } = analysis;
    const trials: Trial[] = [];
    const add = (modelPhase: ModelPhase, bindings: readonly Binding[]) => {
      trials.push({
        modelPhase,
        bindings,
        phase: emptyPhase(flow, flow.phases.length + trials.length, modelPhase, bindings),
      });
    };
    for (const modelPhase of model.phases) {
      add(modelPhase, []);
      for (const binding of otherPlayers(modelPhase, analysis)) add(modelPhase, [binding]);
    }
    this.trials = trials;
    const extended: Flow = { ...flow, phases: [...flow.phases, ...trials.map(({ phase }) => phase)] };
    this.entering = new Entering(extended, model, analysis.entering.facts);
    // The numbers of entries that the configurations hold mean the same here.
    for (let number = 0; ; number++) {
      const entry = analysis.entering.entries.get(number);
      if (entry === undefined) break;
      this.entering.entries.add(entry);
    }
  }

  /**
   * What can be entered in one of these configurations, each once, without bindings first.
   * A binding that changes nobody's part is left out.
   */
  legalIn(configurations: readonly Configuration[]): LegalTrial[] {
    const legal: LegalTrial[] = [];
    const seen = new Set<string>();
    for (const trial of this.trials) {
      for (const configuration of configurations) {
        const entered = this.entering.enter(trial.phase, configuration);
        if (isRefusal(entered) || entered.wrongRoles.length > 0) continue;
        const key = `${trial.modelPhase.index}/${castOf(trial.modelPhase, entered, this.analysis.model)}`;
        if (seen.has(key)) continue;
        seen.add(key);
        legal.push({ ...trial, entered });
        break;
      }
    }
    return legal;
  }

  /** A model phase as it would be with everything that it needs given, for phases that nothing leads to yet. */
  assumed(modelPhase: ModelPhase, from: Configuration): LegalTrial | undefined {
    const trial = this.trials.find((candidate) => candidate.modelPhase === modelPhase);
    if (trial === undefined) return undefined;
    const { players } = this.entering.roles.cast(trial.phase, modelPhase, from);
    const states = [...from.states];
    for (const move of modelPhase.moves) {
      if (move.kind !== 'role') continue;
      for (const player of players[move.role] ?? []) states[player] = move.target;
    }
    return { ...trial, entered: { realized: modelPhase, players, wrongRoles: [], configuration: { ...from, states } } };
  }
}

/** Who plays the roles that the phase uses. */
function castOf(modelPhase: ModelPhase, { players }: Entered, model: Model): string {
  const { used } = roleUse(modelPhase, entryNeeds(modelPhase, model), model);
  return [...used].map((role) => (players[role] ?? []).join(',')).join(';');
}

/** Parties that could take the part which the phase is about, instead of those that have it by default. */
function otherPlayers(modelPhase: ModelPhase, { flow, model, entering }: FlowAnalysis): Binding[] {
  const { used } = roleUse(modelPhase, entryNeeds(modelPhase, model), model);
  const { defaults } = entering.roles;
  return subjectRoles(modelPhase, model).flatMap((role) => {
    const others = [...used].filter((other) => other !== role).flatMap((other) => defaults[other] ?? []);
    const usual = defaults[role] ?? [];
    return flow.participants
      .filter(({ kind, index }) => kind === 'party' && !others.includes(index))
      .filter(({ index }) => usual.length !== 1 || usual[0] !== index)
      .map(({ index }) => ({ participant: index, role, place: modelPhase.place }));
  });
}

/** The party that a phase moves or that starts it. */
function subjectRoles(modelPhase: ModelPhase, model: Model): number[] {
  const roles = modelPhase.moves.flatMap((move) => (move.kind === 'role' ? [move.role] : []));
  const sender = modelPhase.trigger?.kind === 'message' ? modelPhase.trigger.row.sender : undefined;
  if (sender?.kind === 'role') roles.push(sender.role);
  return [...new Set(roles)].filter((role) => role !== UNKNOWN && model.roles[role]?.kind === 'party');
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
    next: null,
    nextPlace: namePlace,
    place: namePlace,
    namePlace,
  };
}
