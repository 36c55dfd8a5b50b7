import type { TimelinePath, Verdict } from '../../timeline/types/timeline.js';
import type { Configuration } from '../exploration/configuration.js';
import { type Edge, type Exploration, startTargets, targetsOf, type Visit } from '../exploration/explore.js';
import { isBlocked } from '../exploration/transitions.js';
import type { FlowAnalysis } from '../flow-analysis.js';
import type { Flow, FlowPhase, Scenario, Target } from '../model/flow.js';
import type { Place } from '../model/place.js';
import { phaseFindings, worse } from '../timeline/phase-findings.js';
import { oncePerFlow } from './memoize-per-flow.js';
import { replay } from './replay.js';

/** Most paths that are listed (docs/language.md). */
const MAX_PATHS = 200;
/** Most steps taken to find them: where paths are many and ends are few, the search stops too. */
const MAX_STEPS = 20_000;

/** The paths a reader can choose from. */
export interface PathList {
  readonly paths: readonly TimelinePath[];
  /** Whether a bound was hit. */
  readonly more: boolean;
}

/** The declared scenarios, then the distinct paths to an end, each cycle once. */
export const listPaths = oncePerFlow((document, analysis): PathList => {
  const { flow, exploration } = analysis;
  const findings = phaseFindings(document, analysis);
  const declared = flow.scenarios.map((scenario): TimelinePath => {
    const visits = replay(analysis, scenarioPath(flow, scenario));
    const phases = visits.map(({ phase }) => phase.name);
    const verdicts = visits.map(({ phase, entered }) => findings.judge(phase, entered).verdict);
    // Findings on the scenario itself: that it leaves the flow's paths.
    const own = scenarioParts(scenario).flatMap(({ range }) => findings.all.within(range));
    return {
      scenario: scenario.name,
      title: scenario.title,
      phases,
      complete: endsAfter(analysis, phases),
      outcome: outcomeOf(visits.at(-1)?.phase),
      verdict: verdicts.reduce(worse, findings.verdictOf(own, visits.length > 0)),
    };
  });
  const search = new PathSearch(exploration, (visit) => {
    const phase = flow.phases[visit.phase];
    return phase === undefined ? 'unjudged' : findings.judge(phase, visit.entered).verdict;
  });
  for (const edge of exploration.starts) search.from(edge);
  const found = search.paths.map(({ phases, verdict }): TimelinePath => {
    const names = phases.map((phase) => flow.phases[phase]?.name ?? '');
    const outcome = outcomeOf(flow.phases[phases.at(-1) ?? -1]);
    return { scenario: null, title: null, phases: names, complete: true, outcome, verdict };
  });
  const pathKeys = new Set(declared.map(({ phases }) => phases.join('/')));
  const distinct = found.filter(({ phases }) => {
    const key = phases.join('/');
    return !pathKeys.has(key) && pathKeys.add(key);
  });
  return { paths: [...declared, ...distinct], more: search.more };
});

/** Names of a scenario's phases; unresolved ones are omitted. */
export function scenarioPath(flow: Flow, scenario: Scenario): string[] {
  return scenario.phases.flatMap(({ phase }) => (phase === null ? [] : (flow.phases[phase]?.name ?? [])));
}

/** Where a scenario is written: its name, and each reference to a phase. */
export function scenarioParts({ place, phases }: Scenario): readonly Place[] {
  return [place, ...phases.map((reference) => reference.place)];
}

function outcomeOf(phase: FlowPhase | undefined): string {
  return phase?.title ?? phase?.name ?? '';
}

/** A visit on the path that is searched. */
interface Frame {
  readonly visit: Visit;
  /** The verdict on the path so far. */
  readonly verdict: Verdict;
  /** The edge that led here; undefined at a start. */
  readonly edgeKey: string | undefined;
  /** Index of the edge to follow next. */
  next: number;
}

/**
 * Goes through the visits depth first, each edge once per path, along those that lead to an end only. Paths are as long
 * as a flow has phases: they are kept on a list of our own, not on the engine's stack.
 */
class PathSearch {
  readonly paths: { readonly phases: readonly number[]; readonly verdict: Verdict }[] = [];
  more = false;
  private steps = 0;
  private readonly ending: ReadonlySet<number>;
  private readonly used = new Set<string>();
  private readonly path: Frame[] = [];

  /**
   * @param verdictOf the verdict on a phase as visited
   */
  constructor(
    private readonly exploration: Exploration,
    private readonly verdictOf: (visit: Visit) => Verdict,
  ) {
    this.ending = visitsThatEnd(exploration);
  }

  from(start: Edge): void {
    this.enter(start, 'conforms', undefined);
    for (let frame = this.path.at(-1); frame !== undefined; frame = this.path.at(-1)) {
      const position = frame.next++;
      const edge = frame.visit.edges[position];
      if (edge === undefined) {
        this.path.pop();
        if (frame.edgeKey !== undefined) this.used.delete(frame.edgeKey);
        continue;
      }
      const edgeKey = `${frame.visit.index}/${position}`;
      if (!this.used.has(edgeKey)) this.enter(edge, frame.verdict, edgeKey);
    }
  }

  private enter(edge: Edge, before: Verdict, edgeKey: string | undefined): void {
    if (edge.kind !== 'visit' || !this.ending.has(edge.visit)) return;
    if (this.paths.length >= MAX_PATHS || ++this.steps > MAX_STEPS) {
      this.more = true;
      return;
    }
    const visit = this.exploration.visits[edge.visit];
    if (visit === undefined) return;
    const verdict = worse(before, this.verdictOf(visit));
    this.path.push({ visit, verdict, edgeKey, next: 0 });
    if (edgeKey !== undefined) this.used.add(edgeKey);
    if (!visit.edges.some((next) => next.kind === 'end')) return;
    this.paths.push({ phases: this.path.map((frame) => frame.visit.phase), verdict });
  }
}

/** Visits from which an end can be reached. */
export function visitsThatEnd(exploration: Exploration): Set<number> {
  const before = exploration.visits.map((): number[] => []);
  const queue: number[] = [];
  for (const visit of exploration.visits) {
    for (const edge of visit.edges) {
      if (edge.kind === 'visit') before[edge.visit]?.push(visit.index);
      else if (edge.kind === 'end') queue.push(visit.index);
    }
  }
  const ending = new Set<number>();
  for (let visit = queue.pop(); visit !== undefined; visit = queue.pop()) {
    if (ending.has(visit)) continue;
    ending.add(visit);
    queue.push(...(before[visit] ?? []));
  }
  return ending;
}

/** The path that takes the first target that can be taken and stops before a phase comes again. */
export function defaultPath(analysis: FlowAnalysis): string[] {
  return completePath(analysis, []);
}

/**
 * A path that begins with the given phases and continues as `defaultPath` does.
 * @param prefix names of flow phases; kept as they are if they leave the flow's paths
 */
export function completePath(analysis: FlowAnalysis, prefix: readonly string[]): string[] {
  const path = new Set(prefix);
  const added: string[] = [];
  for (let position = positionAfter(analysis, prefix); position !== undefined; ) {
    const { configuration, targets }: PathEnd = position;
    const step = first(targets, (target) => take(analysis, target, configuration));
    if (step === undefined || step === 'end' || path.has(step.name)) break;
    path.add(step.name);
    added.push(step.name);
    position = step.position;
  }
  return [...prefix, ...added];
}

/** Whether the flow can end after these phases. */
function endsAfter(analysis: FlowAnalysis, path: readonly string[]): boolean {
  const position = path.length === 0 ? undefined : positionAfter(analysis, path);
  return position?.targets.some((target) => take(analysis, target, position.configuration) === 'end') ?? false;
}

/** The part of a path that can be followed, and the first phase that cannot. */
export interface FollowablePath {
  readonly path: readonly string[];
  readonly lost: { readonly phase: string; readonly after: string | null; readonly reason: LostReason } | null;
}

/** There is no such phase; nothing leads there from the one before; what it needs does not hold there. */
export type LostReason = 'gone' | 'no-way' | 'refused';

/** The longest beginning of a path that is a path of the flow. */
export function followablePath(analysis: FlowAnalysis, path: readonly string[]): FollowablePath {
  const { flow } = analysis;
  let position: PathEnd = { configuration: analysis.simulation.initial, targets: startTargets(flow) };
  for (const [index, phase] of path.entries()) {
    const step = stepTo(analysis, phase, position);
    if (typeof step === 'string') {
      const reason = flow.phases.some(({ name }) => name === phase) ? step : 'gone';
      return { path: path.slice(0, index), lost: { phase, after: path[index - 1] ?? null, reason } };
    }
    position = step;
  }
  return { path, lost: null };
}

/** The end of a path, and what may follow. Computed here, as the check may have stopped at a bound. */
interface PathEnd {
  readonly configuration: Configuration;
  readonly targets: readonly (Target | null)[];
}

/** Undefined if the path leaves the flow's paths. */
function positionAfter(analysis: FlowAnalysis, path: readonly string[]): PathEnd | undefined {
  let position: PathEnd = { configuration: analysis.simulation.initial, targets: startTargets(analysis.flow) };
  for (const name of path) {
    const step = stepTo(analysis, name, position);
    if (typeof step === 'string') return undefined;
    position = step;
  }
  return position;
}

/** Continues to a phase, or returns why that is not possible. */
function stepTo(
  analysis: FlowAnalysis,
  name: string,
  { configuration, targets }: PathEnd,
): PathEnd | 'no-way' | 'refused' {
  const target = targets.find((candidate) => candidate?.kind === 'phase' && candidate.name === name);
  if (target === undefined) return 'no-way';
  const step = take(analysis, target, configuration);
  return step === undefined || step === 'end' ? 'refused' : step.position;
}

/** Where a target leads; undefined if it cannot be taken. */
function take(
  analysis: FlowAnalysis,
  target: Target | null,
  from: Configuration,
): 'end' | { readonly name: string; readonly position: PathEnd } | undefined {
  const { flow, simulation } = analysis;
  if (target === null || target.kind === 'end') return simulation.pending(from).length === 0 ? 'end' : undefined;
  const phase = target.kind === 'phase' ? flow.phases[target.phase] : undefined;
  const entered = phase === undefined ? undefined : simulation.enter(phase, from);
  if (phase === undefined || entered === undefined || isBlocked(entered)) return undefined;
  const { configuration } = entered;
  return { name: phase.name, position: { configuration, targets: targetsOf(flow, phase.index) } };
}

/** The first answer that is one. */
function first<T, R>(items: readonly T[], answer: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = answer(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
