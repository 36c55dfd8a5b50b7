import { type Cancellation, interruptAndCheck } from 'langium';
import {
  assumptionsFor,
  type Edge,
  type Exploration,
  type Flow,
  isBlocked,
  isPhaseNameShared,
  type Model,
  type ModelPhase,
  type Participant,
  PhaseIndex,
  type Place,
  type Simulation,
  simulate,
  type Target,
  UNKNOWN,
  type Visit,
  visitsThatEnd,
} from '../../check/index.js';
import { freeName } from '../edits/free-name.js';
import type { CastMember } from './flow-cast.js';

/** A planned flow through the phases of a model: its participants, and one phase per phase. */
export interface FlowPlan {
  readonly flow: Flow;
  readonly simulation: Simulation;
  readonly exploration: Exploration;
  /** Phases that these participants never get to. */
  readonly left: readonly ModelPhase[];
}

/** Most visits: a larger flow would not be continued by hand. */
const MAX_VISITS = 2_000;

const START = -1;
const END = -2;

/** Which phases lead where, by number; the start is `START`, an end `END`. */
type Links = ReadonlyMap<number, ReadonlySet<number>>;

/**
 * Links the phases of a model: each is reached on a shortest path, every outcome of a pending party and every phase
 * that belongs to an offered one is offered, and the flow ends wherever no party is pending.
 * @throws OperationCancelled if the token is canceled
 */
export async function planFlow(
  model: Model,
  cast: readonly CastMember[],
  token: Cancellation.CancellationToken,
): Promise<FlowPlan> {
  const { values, all } = await widest(model, cast, token);
  const barred = new Set<string>();
  for (;;) {
    const links = await grown(model, cast, values, pathsThrough(all), barred, token);
    const { flow, exploration } = await walk(model, cast, values, links, token);
    const dead = deadEnds(exploration);
    if (dead.size === 0) {
      const kept = takenLinks(flow, exploration);
      const pruned = await walk(model, cast, values, kept, token);
      const left = model.phases.filter(({ index }) => (pruned.exploration.byPhase[index] ?? []).length === 0);
      return { ...pruned, left };
    }
    for (const edgeKey of edgesInto(exploration, dead)) barred.add(edgeKey);
  }
}

interface Walk {
  readonly flow: Flow;
  readonly simulation: Simulation;
  readonly exploration: Exploration;
}

async function walk(
  model: Model,
  cast: readonly CastMember[],
  values: readonly number[],
  links: Links,
  token: Cancellation.CancellationToken,
): Promise<Walk> {
  const flow = flowOf(model, cast, values, links);
  return { flow, ...(await simulate(flow, model, values, MAX_VISITS, () => interruptAndCheck(token))) };
}

/** The facts under which most phases can be entered if each may follow each, and what is reached then. */
async function widest(
  model: Model,
  cast: readonly CastMember[],
  token: Cancellation.CancellationToken,
): Promise<{ values: readonly number[]; all: Exploration }> {
  const everywhere = new Set([...model.phases.keys(), END]);
  const links: Links = new Map([START, ...model.phases.keys()].map((from) => [from, everywhere]));
  const unstated = flowOf(model, cast, [], links);
  let best: { values: readonly number[]; all: Exploration; entered: number } | undefined;
  for (const { values } of assumptionsFor(unstated, model, [...model.facts.keys()]).assumptions) {
    const all = (await walk(model, cast, values, links, token)).exploration;
    const entered = all.byPhase.filter((visits) => visits.length > 0).length;
    if (best === undefined || entered > best.entered) best = { values, all, entered };
    if (entered === model.phases.length) break;
  }
  if (best === undefined) throw new Error('A model has at least one combination of its facts.');
  return best;
}

/** The links of a shortest path to each phase. */
function pathsThrough({ visits, byPhase }: Exploration): Map<number, Set<number>> {
  const links = new Map<number, Set<number>>();
  for (const [first] of byPhase) {
    for (let visit = first === undefined ? undefined : visits[first]; visit !== undefined; ) {
      const parent: Visit | undefined = visit.parent === null ? undefined : visits[visit.parent];
      add(links, parent?.phase ?? START, visit.phase);
      visit = parent;
    }
  }
  return links;
}

/** Adds outcomes, what belongs together, and ends, until nothing is missing in any configuration that is reached. */
async function grown(
  model: Model,
  cast: readonly CastMember[],
  values: readonly number[],
  base: ReadonlyMap<number, ReadonlySet<number>>,
  barred: ReadonlySet<string>,
  token: Cancellation.CancellationToken,
): Promise<Links> {
  const links = new Map<number, Set<number>>();
  for (const [from, targets] of base) {
    for (const target of targets) if (!barred.has(edgeKey(from, target))) add(links, from, target);
  }
  for (let more = true; more; ) {
    more = false;
    const now = await walk(model, cast, values, links, token);
    for (const visit of now.exploration.visits) {
      for (const target of wantedAfter(visit, now, model)) {
        if (barred.has(edgeKey(visit.phase, target)) || links.get(visit.phase)?.has(target)) continue;
        add(links, visit.phase, target);
        more = true;
      }
    }
    for (const target of companions(now.exploration.starts, now, model, now.simulation.initial)) {
      if (barred.has(edgeKey(START, target)) || links.get(START)?.has(target)) continue;
      add(links, START, target);
      more = true;
    }
  }
  return links;
}

function wantedAfter(visit: Visit, now: Walk, model: Model): number[] {
  const { simulation, flow } = now;
  const { configuration } = visit.entered;
  const pending = simulation.pending(configuration);
  const outcomes = pending.flatMap((party) => {
    const moved = simulation.makerOf(party, configuration)?.movedRoles.get(party);
    const role = moved ?? flow.participants[party]?.roles[0] ?? UNKNOWN;
    return PhaseIndex.of(model)
      .movingOut(role, configuration.states[party] ?? START)
      .map(({ index }) => index);
  });
  const possible = outcomes.filter((index) => {
    const phase = flow.phases[index];
    return phase !== undefined && !isBlocked(simulation.enter(phase, configuration));
  });
  const ends = pending.length === 0 ? [END] : [];
  return [...possible, ...companions(visit.edges, now, model, configuration), ...ends];
}

/** The companion phases of an offered phase that can be entered. */
function companions(
  edges: readonly Edge[],
  { flow, simulation, exploration }: Walk,
  model: Model,
  from: Visit['entered']['configuration'],
): number[] {
  const index = PhaseIndex.of(model);
  return edges.flatMap((edge) => {
    const realized = edge.kind === 'visit' ? exploration.visits[edge.visit]?.entered.realized : undefined;
    if (!realized) return [];
    return [...index.companions(realized)].flatMap((companion) => {
      const phase = flow.phases[companion.index];
      return phase === undefined || isBlocked(simulation.enter(phase, from)) ? [] : [companion.index];
    });
  });
}

/** Visits from which no end can be reached: those without a next visit; if all have one, all of them. */
function deadEnds(exploration: Exploration): ReadonlySet<number> {
  const ending = visitsThatEnd(exploration);
  const dead = exploration.visits.filter(({ index }) => !ending.has(index));
  const stuck = dead.filter(({ edges }) => edges.every(({ kind }) => kind !== 'visit'));
  return new Set((stuck.length > 0 ? stuck : dead).map(({ index }) => index));
}

function edgesInto({ visits, starts }: Exploration, dead: ReadonlySet<number>): string[] {
  const leads = (edge: Edge) => edge.kind === 'visit' && dead.has(edge.visit);
  const phaseOf = (edge: Edge) => (edge.kind === 'visit' ? (visits[edge.visit]?.phase ?? END) : END);
  return [
    ...starts.filter(leads).map((edge) => edgeKey(START, phaseOf(edge))),
    ...visits.flatMap(({ phase, edges }) => edges.filter(leads).map((edge) => edgeKey(phase, phaseOf(edge)))),
  ];
}

/** Targets that some configuration takes. */
function takenLinks(flow: Flow, { visits, starts }: Exploration): Links {
  const links = new Map<number, Set<number>>();
  const note = (from: number, targets: readonly Target[] | null, edges: readonly Edge[]) => {
    for (const [position, target] of (targets ?? []).entries()) {
      const kind = edges[position]?.kind;
      if (target.kind === 'phase' && kind === 'visit') add(links, from, target.phase);
      if (target.kind === 'end' && kind === 'end') add(links, from, END);
    }
  };
  note(START, flow.start, starts);
  for (const { phase, edges } of visits) note(phase, flow.phases[phase]?.next ?? null, edges);
  return links;
}

function add(links: Map<number, Set<number>>, from: number, to: number): void {
  const linked = links.get(from);
  if (linked === undefined) links.set(from, new Set([to]));
  else linked.add(to);
}

function edgeKey(from: number, to: number): string {
  return `${from}>${to}`;
}

/** The flow of a cast with these links, and steps yet to be written. */
function flowOf(model: Model, cast: readonly CastMember[], facts: readonly number[], links: Links): Flow {
  const [header] = model.headers;
  const place: Place = header?.place ?? { uri: '', range: NOWHERE };
  const names = unitedPhaseNames(model);
  return {
    name: header?.name ?? '',
    title: null,
    model,
    modelMissing: false,
    follows: model.headers.map(({ name }) => name),
    participants: cast.map((member, index) => participantOf(member, index, model, place)),
    nearlyNamed: new Set(),
    rolesUncertain: false,
    statesUnset: false,
    facts: model.facts.map((_, fact) => facts[fact] ?? null),
    start: targetsFrom(START, links, names, place),
    startPlace: place,
    phases: model.phases.map((phase) => ({
      index: phase.index,
      name: names[phase.index] ?? phase.name,
      title: null,
      realizes: { phase, place },
      bindings: [],
      braces: false,
      steps: [],
      hasSkippedText: false,
      next: targetsFrom(phase.index, links, names, place),
      nextPlace: place,
      place,
      namePlace: place,
    })),
    scenarios: [],
    place,
    namePlace: place,
  };
}

/** The targets after a phase in the model's order, an end last. */
function targetsFrom(from: number, links: Links, names: readonly string[], place: Place): Target[] {
  const numbers = [...(links.get(from) ?? [])].sort((a, b) => Number(a < 0) - Number(b < 0) || a - b);
  return numbers.map((phase): Target => {
    if (phase === END) return { kind: 'end', place };
    return { kind: 'phase', phase, name: names[phase] ?? '', delayMs: null, delayPlace: place, place };
  });
}

function participantOf({ roles, initial }: CastMember, index: number, model: Model, place: Place): Participant {
  const { name = '', kind = 'system' } = model.roles[roles[0] ?? UNKNOWN] ?? {};
  return {
    index,
    name,
    title: null,
    kind,
    roles,
    declaresRole: true,
    initial: kind === 'party' ? initial : null,
    place,
    declarationPlace: place,
  };
}

/** A name for each phase of models that are united: those that two models have are preceded by their model's. */
function unitedPhaseNames(model: Model): string[] {
  const usedNames = new Set<string>();
  return model.phases.map((phase) => {
    const { name } = phase;
    const free = freeName(isPhaseNameShared(phase, model) ? `${phase.model.name}${name}` : name, usedNames);
    usedNames.add(free);
    return free;
  });
}

const NOWHERE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
