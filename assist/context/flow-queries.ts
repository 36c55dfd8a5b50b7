import {
  type Comparison,
  type Configuration,
  type EnteredPhase,
  type FlowAnalysis,
  type FlowPhase,
  isBlocked,
  MessageText,
  type Slot,
  type Step,
  startTargets,
  type Target,
  targetsOf,
  UNDECIDED,
} from '../../check/index.js';
import { PhaseTrials } from './hypothetical-phases.js';

/** Most configurations looked at for one answer: another one hardly ever adds anything. */
const MAX_CONFIGURATIONS = 48;

/** A step that could be written, as text and as what it means. */
export interface StepOffer {
  readonly text: string;
  readonly message: string;
  readonly sender: string;
  readonly receivers: readonly string[];
  readonly slot: Slot;
  readonly why: 'missing' | 'alternative' | 'trigger' | 'optional' | 'anytime';
}

/** Completion's queries on the analysis of a flow. */
export class FlowQueries {
  readonly words: MessageText;
  private trialPhases: PhaseTrials | undefined;

  constructor(readonly analysis: FlowAnalysis) {
    this.words = new MessageText(analysis.flow, analysis.model);
  }

  get trials(): PhaseTrials {
    this.trialPhases ??= new PhaseTrials(this.analysis);
    return this.trialPhases;
  }

  /** Whether more phases may be possible than the answers so far hold: a limit was reached. */
  get isCut(): boolean {
    return this.analysis.exploration.bounded || this.trialPhases?.isCut === true;
  }

  /** The phase of this name; the first of several. */
  phase(name: string): FlowPhase | undefined {
    return this.analysis.flow.phases.find((phase) => phase.name === name);
  }

  /** Configurations in which a phase is left; all of them for null. */
  after(phase: FlowPhase | null): Configuration[] {
    const { exploration } = this.analysis;
    const visits =
      phase === null ? exploration.visits.map((_, index) => index) : (exploration.byPhase[phase.index] ?? []);
    const found = new Map<number, Configuration>();
    for (const index of visits) {
      const visit = exploration.visits[index];
      if (visit !== undefined) found.set(visit.configuration, visit.entered.configuration);
      if (found.size >= MAX_CONFIGURATIONS) break;
    }
    return withKnownStates([...found.values()]);
  }

  /** Whether the flow can end after a phase, as far as it is known. */
  mayEnd(phase: FlowPhase): boolean {
    return this.after(phase).some((configuration) => this.analysis.simulation.pending(configuration).length === 0);
  }

  /** Configurations that lead to a phase of this name, declared or only named as a target. */
  before(name: string): Configuration[] {
    const { flow, exploration, simulation } = this.analysis;
    const found = new Map<number, Configuration>();
    const leadsThere = (target: Target | null) =>
      target !== null && target.kind !== 'end' && (target.name === name || this.nameOf(target) === name);
    const sources = new Set(
      flow.phases.filter(({ index }) => targetsOf(flow, index).some(leadsThere)).map((p) => p.index),
    );
    for (const visit of exploration.visits) {
      if (!sources.has(visit.phase)) continue;
      found.set(visit.configuration, visit.entered.configuration);
      if (found.size >= MAX_CONFIGURATIONS) break;
    }
    const starts = startTargets(flow).some(leadsThere) || flow.phases.length === 0;
    return withKnownStates([...(starts ? [simulation.initial] : []), ...found.values()]);
  }

  /** How a phase is entered, in the order found; as it would be if nothing leads to it. */
  entries(phase: FlowPhase): EnteredPhase[] {
    const { exploration, simulation } = this.analysis;
    const visits = (exploration.byPhase[phase.index] ?? []).slice(0, MAX_CONFIGURATIONS);
    const entered = visits.flatMap((index) => exploration.visits[index]?.entered ?? []);
    const realized = phase.realizes?.phase ?? null;
    if (entered.length > 0 || realized === null) return entered;
    for (const from of [simulation.initial, ...this.after(null)]) {
      const result = simulation.enter(phase, from);
      if (!isBlocked(result)) return [result];
    }
    const assumed = this.trials.assumed(realized, simulation.initial);
    return assumed === undefined ? [] : [assumed.entered];
  }

  /**
   * Steps that a phase still lacks, then those that it may have.
   * @param steps the steps it has, without the one at the caret
   * @param members of a `one of` that is open: each, or only the first
   */
  stepOffers(
    phase: FlowPhase,
    steps: readonly Step[],
    entries = this.entries(phase),
    members: 'each' | 'first' = 'each',
  ): StepOffer[] {
    const offers = new Map<string, StepOffer>();
    const { simulation } = this.analysis;
    const written: FlowPhase = { ...phase, braces: true, steps };
    const comparisons = entries.map((entered) => simulation.compare(written, entered)).filter((c) => c !== null);
    for (const entered of entries) {
      const first = simulation.compare(written, entered);
      const open = members === 'each' ? simulation.openAlternatives(written, entered) : first === null ? [] : [first];
      const ways = open.map(missingIn);
      for (const slots of ways.flat()) {
        const everywhere = ways.every((way) => way.some(([first]) => first?.row === slots[0]?.row));
        this.offer(slots, everywhere ? 'missing' : 'alternative', offers, comparisons.length > 1);
      }
    }
    for (const { slots, met } of comparisons) {
      for (const slot of slots) {
        if (slot.required || (met.has(slot) && !slot.repeated)) continue;
        this.offer([slot], slot.source === 'row' ? 'optional' : slot.source, offers, false);
      }
    }
    return [...offers.values()];
  }

  private offer(slots: readonly Slot[], why: StepOffer['why'], offers: Map<string, StepOffer>, several: boolean): void {
    const [slot] = slots;
    if (slot === undefined) return;
    const receivers = [...new Set(slots.map(({ receiver }) => this.name(receiver)))];
    const everybody = several ? this.everybody(slot) : undefined;
    for (const text of everybody === undefined ? this.words.steps(slots) : [everybody]) {
      const earlierOffer = offers.get(text);
      if (earlierOffer === undefined) {
        offers.set(text, { text, message: slot.messageName, sender: this.name(slot.sender), receivers, slot, why });
      }
    }
  }

  /** The step to `all` in a state, if its receivers differ from one configuration to the next. */
  private everybody(slot: Slot): string | undefined {
    const end = slot.row.arrows[slot.arrow]?.receiver;
    if (end?.kind !== 'all' || slot.row.sender.kind === 'all') return undefined;
    const state = this.analysis.model.states[end.state]?.name ?? '';
    const on = (slot.message?.protocols.length ?? 0) > 1 && slot.protocol !== null ? ` on ${slot.protocol.name}` : '';
    // `except` may exclude different participants: then each step is offered as it is.
    return end.except.length === 0 ? `${this.name(slot.sender)} -> all ${state} : ${slot.messageName}${on}` : undefined;
  }

  private name(participant: number): string {
    return this.analysis.flow.participants[participant]?.name ?? '';
  }

  private nameOf(target: Target): string | undefined {
    return target.kind === 'phase' ? this.analysis.flow.phases[target.phase]?.name : undefined;
  }
}

/** The rows that a phase lacks, each with its copies. */
function missingIn({ differences }: Comparison): (readonly Slot[])[] {
  return differences.flatMap(({ code, slots }) => (code === 'missing-message' ? [slots] : []));
}

/** The configurations in which every party's state is known; all of them if there are none such. */
function withKnownStates(configurations: readonly Configuration[]): Configuration[] {
  const withAllStates = configurations.filter(({ states }) => !states.includes(UNDECIDED));
  return withAllStates.length > 0 ? withAllStates : [...configurations];
}
