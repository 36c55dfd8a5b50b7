import type { TimelinePath } from '../../timeline/types/timeline.js';
import { type Exploration, startTargets, targetsOf, type Way } from '../analysis/explore.js';
import type { FlowAnalysis } from '../analysis/flow-analysis.js';
import type { Target } from '../model/flow.js';

/** Most paths that are listed (LANGUAGE §2). */
const MAX_PATHS = 200;
/** Most steps taken to find them: where paths are many and ends are few, the search stops too. */
const MAX_STEPS = 20_000;

/**
 * The paths a reader can choose from: the declared scenarios, then the distinct ways to an end, each cycle once.
 * @returns `more` where a bound was hit
 */
export function listPaths(analysis: FlowAnalysis): { paths: TimelinePath[]; more: boolean } {
  const { flow, exploration } = analysis;
  const declared = flow.scenarios.map((scenario): TimelinePath => {
    const phases = scenario.phases.flatMap(({ phase }) => (phase === null ? [] : (flow.phases[phase]?.name ?? [])));
    return { scenario: scenario.name, title: scenario.title, phases, complete: endsAfter(analysis, phases) };
  });
  const search = new PathSearch(exploration);
  for (const way of exploration.starts) search.from(way);
  const found = search.paths.map((phases): TimelinePath => {
    return {
      scenario: null,
      title: null,
      phases: phases.map((phase) => flow.phases[phase]?.name ?? ''),
      complete: true,
    };
  });
  const seen = new Set(declared.map(({ phases }) => phases.join('/')));
  const distinct = found.filter(({ phases }) => {
    const key = phases.join('/');
    return !seen.has(key) && seen.add(key);
  });
  return { paths: [...declared, ...distinct], more: search.more };
}

/** Goes through the visits depth first, each way once per path, along those that lead to an end only. */
class PathSearch {
  readonly paths: number[][] = [];
  more = false;
  private steps = 0;
  private readonly ending: ReadonlySet<number>;
  private readonly used = new Set<string>();
  private readonly path: number[] = [];

  constructor(private readonly exploration: Exploration) {
    this.ending = visitsThatEnd(exploration);
  }

  from(way: Way): void {
    if (way.kind !== 'visit' || !this.ending.has(way.visit)) return;
    if (this.paths.length >= MAX_PATHS || ++this.steps > MAX_STEPS) {
      this.more = true;
      return;
    }
    const visit = this.exploration.visits[way.visit];
    if (visit === undefined) return;
    this.path.push(visit.phase);
    if (visit.ways.some((next) => next.kind === 'end')) this.paths.push([...this.path]);
    visit.ways.forEach((next, position) => {
      const edge = `${visit.index}/${position}`;
      if (this.used.has(edge)) return;
      this.used.add(edge);
      this.from(next);
      this.used.delete(edge);
    });
    this.path.pop();
  }
}

function visitsThatEnd(exploration: Exploration): Set<number> {
  const before = exploration.visits.map((): number[] => []);
  const queue: number[] = [];
  for (const visit of exploration.visits) {
    for (const way of visit.ways) {
      if (way.kind === 'visit') before[way.visit]?.push(visit.index);
      else if (way.kind === 'end') queue.push(visit.index);
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
 * A path that begins with the given phases and goes on as `defaultPath` does.
 * @param prefix names of flow phases; kept as they are where they leave the flow's paths
 */
export function completePath(analysis: FlowAnalysis, prefix: readonly string[]): string[] {
  const { flow, exploration } = analysis;
  const path = [...prefix];
  const way = wayAfter(analysis, prefix);
  if (way === undefined) return path;
  let { ways, targets } = way;
  for (;;) {
    const position = targets.findIndex((_, index) => ways[index]?.kind === 'visit' || ways[index]?.kind === 'end');
    const target = targets[position];
    const next = ways[position];
    if (next?.kind !== 'visit' || target?.kind !== 'phase' || path.includes(target.name)) return path;
    path.push(target.name);
    ways = exploration.visits[next.visit]?.ways ?? [];
    targets = targetsOf(flow, target.phase);
  }
}

/** Whether the flow can end after these phases. */
export function endsAfter(analysis: FlowAnalysis, path: readonly string[]): boolean {
  return path.length > 0 && (wayAfter(analysis, path)?.ways.some((way) => way.kind === 'end') ?? false);
}

/** Targets and ways after a path; undefined where it leaves the flow's paths. */
function wayAfter(
  { flow, exploration }: FlowAnalysis,
  path: readonly string[],
): { ways: readonly Way[]; targets: readonly (Target | null)[] } | undefined {
  let ways: readonly Way[] = exploration.starts;
  let targets: readonly (Target | null)[] = startTargets(flow);
  for (const name of path) {
    const position = targets.findIndex((target) => target?.kind === 'phase' && target.name === name);
    const target = targets[position];
    const way = ways[position];
    if (way?.kind !== 'visit' || target?.kind !== 'phase') return undefined;
    ways = exploration.visits[way.visit]?.ways ?? [];
    targets = targetsOf(flow, target.phase);
  }
  return { ways, targets };
}
