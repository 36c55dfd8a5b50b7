import { type Checkpoint, noCheckpoint } from '../checkpoint.js';
import type { Flow, FlowPhase, Target } from '../model/flow.js';
import type { Configuration, Players } from './configuration.js';
import { playersKey } from './configuration.js';
import type { BlockedEntry } from './entry-conditions.js';
import { type EnteredPhase, isBlocked, type PhaseTransitions } from './transitions.js';

/** A flow phase entered in a configuration. */
export interface Visit {
  readonly index: number;
  readonly phase: number;
  readonly entered: EnteredPhase;
  /** Number of the configuration after the moves. */
  readonly configuration: number;
  /** Visit before it on a shortest path; null at a start. */
  readonly parent: number | null;
  /** Per target of the phase (one implied end without `next`): where it leads. */
  readonly edges: readonly Edge[];
}

/** Where a target leads from one visit. */
export type Edge =
  | { readonly kind: 'visit'; readonly visit: number }
  | { readonly kind: 'end' }
  /** A party is pending: the flow cannot end here. */
  | { readonly kind: 'pending'; readonly parties: readonly number[] }
  | { readonly kind: 'refused'; readonly refusal: BlockedEntry }
  | { readonly kind: 'unknown' };

/** The reachable pairs of phase and configuration of one flow, breadth first. */
export interface Exploration {
  readonly visits: readonly Visit[];
  /** Per start target. */
  readonly starts: readonly Edge[];
  readonly byPhase: readonly (readonly number[])[];
  /** Phases that are perhaps entered, with their players: neither they nor their successors are judged. */
  readonly uncertain: readonly { readonly phase: number; readonly players: Players }[];
  /** The bound was hit: nothing rests on "never". */
  readonly bounded: boolean;
  /** How many visits, from the first on, were followed to their targets; of the others, beyond the bound, no target is known. */
  readonly followed: number;
}

const VISITS_BETWEEN_CHECKS = 256;
const IMPLIED_END: readonly null[] = [null];
// One object each: large flows have a million edges.
const END: Edge = { kind: 'end' };
const ANYWHERE: Edge = { kind: 'unknown' };

/**
 * Explores a flow breadth first, targets in the order written, so that the first visit of a phase is on a shortest
 * path and is the same every time (docs/language.md).
 * @param bound the most pairs of phase and configuration
 * @param checkpoint called between pieces of the work; what it throws ends the check
 */
export async function explore(
  flow: Flow,
  transitions: PhaseTransitions,
  bound: number,
  checkpoint: Checkpoint = noCheckpoint,
): Promise<Exploration> {
  const exploration = new Explorer(flow, transitions, bound);
  exploration.start();
  for (let stepCount = 0; exploration.step(); stepCount++) {
    if (stepCount % VISITS_BETWEEN_CHECKS === 0) await checkpoint();
  }
  return exploration.result();
}

/** A visit whose edges are found later. */
interface UnexpandedVisit extends Visit {
  edges: readonly Edge[];
}

// A flow has many short lists, and an array that grows takes room for seventeen at once: these are made as they stay.
const NO_EDGES: readonly Edge[] = [];
const NO_VISITS: readonly number[] = [];

class Explorer {
  private readonly visits: UnexpandedVisit[] = [];
  /** Per visit the way that leads to it. */
  private readonly leads: Edge[] = [];
  /** Per phase the edges of its visits beyond the bound. */
  private readonly beyond: (readonly Edge[] | undefined)[] = [];
  /** Visits by phase and configuration, where who plays does not count. */
  private readonly visitNumbers = new Map<number, number>();
  /** The others, by who plays as well. */
  private readonly knownCasts = new Map<string, number>();
  private readonly byPhase: (number[] | undefined)[];
  private starts: Edge[] = [];
  private readonly uncertain: { phase: number; players: Players }[] = [];
  private next = 0;
  private followed = 0;
  private bounded = false;

  constructor(
    private readonly flow: Flow,
    private readonly transitions: PhaseTransitions,
    private readonly bound: number,
  ) {
    this.byPhase = flow.phases.map(() => undefined);
  }

  start(): void {
    const initial = this.transitions.initial();
    this.starts = startTargets(this.flow).map((target): Edge => {
      return this.flow.statesUnset ? ANYWHERE : this.take(target, initial, null);
    });
  }

  /** Explores one more visit; false when there is none. */
  step(): boolean {
    const visit = this.visits[this.next];
    if (visit === undefined) return false;
    this.next++;
    const from = this.transitions.configurations.get(visit.configuration);
    if (from === undefined) return true;
    if (this.bounded) {
      // Beyond the bound nothing is explored, so anything may follow.
      visit.edges = this.beyond[visit.phase] ??= targetsOf(this.flow, visit.phase).map(() => ANYWHERE);
      return true;
    }
    visit.edges = targetsOf(this.flow, visit.phase).map((target) => this.take(target, from, visit.index));
    this.followed = this.next;
    return true;
  }

  result(): Exploration {
    const { visits, starts, uncertain, bounded, followed } = this;
    return {
      visits,
      starts,
      byPhase: this.byPhase.map((ofPhase) => ofPhase ?? NO_VISITS),
      uncertain,
      bounded,
      followed,
    };
  }

  private take(target: Target | null, from: Configuration, parent: number | null): Edge {
    if (target === null || target.kind === 'end') {
      const parties = this.transitions.pending(from);
      return parties.length === 0 ? END : { kind: 'pending', parties };
    }
    if (target.kind === 'unknown') return ANYWHERE;
    return this.enter(target.phase, from, parent);
  }

  private enter(phase: number, from: Configuration, parent: number | null): Edge {
    const flowPhase = this.flow.phases[phase];
    if (flowPhase === undefined) return ANYWHERE;
    const entered = this.transitions.enter(flowPhase, from);
    if (isBlocked(entered)) return { kind: 'refused', refusal: entered };
    if (!entered.certain) {
      this.uncertain.push({ phase, players: entered.players });
      return ANYWHERE;
    }
    const visit = this.add(phase, entered, parent);
    // Beyond the bound, what follows is unknown.
    return (visit === undefined ? undefined : this.leads[visit]) ?? ANYWHERE;
  }

  private add(phase: number, entered: EnteredPhase, parent: number | null): number | undefined {
    const configuration = this.transitions.configurations.add(entered.configuration);
    const pair = configuration * this.flow.phases.length + phase;
    const cast = this.castOf(entered);
    const earlierVisit = cast === '' ? this.visitNumbers.get(pair) : this.knownCasts.get(`${pair}|${cast}`);
    if (earlierVisit !== undefined) return earlierVisit;
    if (this.visits.length >= this.bound) {
      this.bounded = true;
      return undefined;
    }
    const index = this.visits.length;
    this.visits.push({
      index,
      phase,
      entered,
      configuration,
      parent,
      edges: NO_EDGES,
    });
    this.leads.push({ kind: 'visit', visit: index });
    const others = this.byPhase[phase];
    if (others === undefined) this.byPhase[phase] = [index];
    else others.push(index);
    if (cast === '') this.visitNumbers.set(pair, index);
    else this.knownCasts.set(`${pair}|${cast}`, index);
    return index;
  }

  /** Who plays the roles counts only if it may differ from one configuration to the next: else empty. */
  private castOf({ realized, players, wrongRoles }: EnteredPhase): string {
    if (realized === null || !this.transitions.index.movesPending(realized)) return '';
    // A binding may be wrong after one phase and right after another, though the moves lead to the same configuration.
    const wrong = wrongRoles.map(({ role, maker }) => `${role}<${maker}`);
    return `${playersKey(players)}${wrong.join()}`;
  }
}

/** Where a flow starts: as stated, otherwise at its first phase. */
export function startTargets(flow: Flow): readonly Target[] {
  if (flow.startPlace !== null) return flow.start;
  const [first] = flow.phases;
  if (first === undefined) return [];
  return [
    {
      kind: 'phase',
      phase: first.index,
      name: first.name,
      delayMs: null,
      delayPlace: first.namePlace,
      place: first.namePlace,
    },
  ];
}

/** The targets of a phase; null means the end that is implied without `next`. */
export function targetsOf(flow: Flow, phase: number): readonly (Target | null)[] {
  return flow.phases[phase]?.next ?? IMPLIED_END;
}

/** Whether a phase is certainly entered; otherwise it is checked for names, roles, kinds and protocols only. */
export function isEntered({ index }: FlowPhase, exploration: Exploration): boolean {
  return (exploration.byPhase[index]?.length ?? 0) > 0;
}

/** The flow phases of a shortest path to a visit, itself included. */
export function pathTo(exploration: Exploration, visit: number, flow: Flow): string[] {
  const names: string[] = [];
  for (let at: number | null = visit; at !== null; ) {
    const current: Visit | undefined = exploration.visits[at];
    if (current === undefined) break;
    names.push(flow.phases[current.phase]?.name ?? '');
    at = current.parent;
  }
  return names.reverse();
}
