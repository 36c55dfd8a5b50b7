import { startsIn } from '../../timeline/types/ranges.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import type { DocumentAnalysis } from '../analysis.js';
import { pathTo, startTargets, targetsOf } from '../exploration/explore.js';
import type { Finding } from '../findings/finding.js';
import type { FlowAnalysis } from '../flow-analysis.js';
import type { Flow, Scenario } from '../model/flow.js';
import { scenarioParts } from '../paths/paths.js';

import { phaseFindings } from './phase-findings.js';
import { buildTimeline, type PathSelection } from './timeline-builder.js';

/** A timeline that shows a finding, and where in it. */
export interface ShownFinding {
  readonly timeline: Timeline;
  readonly focus: {
    /** Index into the timeline's findings. */
    readonly finding: number;
    /** Null if it is on no phase that is drawn, but on the flow, its start, the scenario or a participant. */
    readonly visit: number | null;
    /** The event that carries it; null if none does. */
    readonly event: string | null;
  };
}

/**
 * Draws a shortest path that shows a finding, and on from there as the default path goes. A finding on a scenario is
 * shown on that scenario, one on the flow as a whole on its default path.
 * @param finding one of the document's, in that flow
 */
export function showFinding(document: DocumentAnalysis, analysis: FlowAnalysis, finding: Finding): ShownFinding {
  const number = phaseFindings(document, analysis).all.list.indexOf(finding);
  let shown: ShownFinding | undefined;
  for (const { selection, visit } of candidates(analysis, finding)) {
    const timeline = buildTimeline(document, analysis, selection);
    const focus = focusOf(timeline, number, visit);
    if (focus !== null) return { timeline, focus };
    const fallback = timeline.phases[visit] ?? timeline.phases[0];
    shown ??= { timeline, focus: { finding: number, visit: fallback?.visit ?? null, event: null } };
  }
  return shown ?? { timeline: buildTimeline(document, analysis), focus: { finding: number, visit: null, event: null } };
}

/** A path that may show a finding, and the visit at which it is to be expected. */
interface CandidatePath {
  readonly selection: PathSelection;
  readonly visit: number;
}

/** Most likely ones first; the last one may not show it. */
function* candidates(analysis: FlowAnalysis, finding: Finding): Generator<CandidatePath> {
  const { flow } = analysis;
  const scenario = flow.scenarios.find((each) =>
    scenarioParts(each).some(({ range }) => startsIn(finding.range, range)),
  );
  if (scenario !== undefined) {
    yield { selection: { kind: 'scenario', name: scenario.name }, visit: positionIn(scenario, finding) };
    return;
  }
  const witness = finding.witness?.() ?? [];
  if (witness.length > 0) yield along(witness);
  const phase =
    flow.phases.find(({ place }) => startsIn(finding.range, place.range))?.index ?? startNamedAt(flow, finding);
  if (phase !== undefined) yield along(pathThrough(analysis, phase));
  else if (witness.length === 0) yield { selection: { kind: 'default' }, visit: 0 };
}

function along(phases: readonly string[]): CandidatePath {
  return { selection: { kind: 'prefix', phases }, visit: phases.length - 1 };
}

/** Which of a scenario's phases a finding is about, among those that are drawn. */
function positionIn({ phases }: Scenario, { range }: Finding): number {
  const position = phases.findIndex(({ place }) => startsIn(range, place.range));
  return position < 0 ? 0 : phases.slice(0, position).filter(({ phase }) => phase !== null).length;
}

/** The phase of the start target that a finding is about. */
function startNamedAt(flow: Flow, { range }: Finding): number | undefined {
  const target = flow.start.find(({ place }) => startsIn(range, place.range));
  return target?.kind === 'phase' ? target.phase : undefined;
}

/** A shortest path to a phase; if none can be taken, a shortest one as written; otherwise the phase alone. */
function pathThrough({ flow, exploration }: FlowAnalysis, phase: number): string[] {
  const [visit] = exploration.byPhase[phase] ?? [];
  if (visit !== undefined) return pathTo(exploration, visit, flow);
  const before = new Map<number, number | null>();
  const queue: number[] = [];
  const reach = (targets: ReturnType<typeof targetsOf>, from: number | null) => {
    for (const target of targets) {
      if (target?.kind !== 'phase' || before.has(target.phase)) continue;
      before.set(target.phase, from);
      queue.push(target.phase);
    }
  };
  reach(startTargets(flow), null);
  for (let next = 0; next < queue.length && !before.has(phase); next++) {
    const from = queue[next] ?? -1;
    reach(targetsOf(flow, from), from);
  }
  const path: string[] = [];
  for (let at: number | null = phase; at !== null; at = before.get(at) ?? null) {
    path.unshift(flow.phases[at]?.name ?? '');
  }
  return path;
}

/** Where a timeline shows a finding: in that visit, otherwise in the first that shows it; null if none does. */
function focusOf(
  { events, phases, remarks, participants }: Timeline,
  finding: number,
  visit: number,
): ShownFinding['focus'] | null {
  const carrying = events.filter(({ findings }) => findings.includes(finding));
  const event = carrying.find((candidate) => candidate.visit === visit) ?? carrying[0];
  if (event !== undefined) return { finding, visit: event.visit, event: event.id };
  const visits = phases.filter(({ findings }) => findings.includes(finding));
  const phase = visits.find((candidate) => candidate.visit === visit) ?? visits[0];
  if (phase !== undefined) return { finding, visit: phase.visit, event: null };
  const ofNone = remarks.includes(finding) || participants.some(({ findings }) => findings.includes(finding));
  return ofNone ? { finding, visit: null, event: null } : null;
}
