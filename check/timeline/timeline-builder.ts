import { startsIn } from '../../timeline/types/ranges.js';
import type {
  Range,
  Timeline,
  TimelineClock,
  TimelineEvent,
  TimelineFinding,
  TimelineOutcome,
  TimelineParticipant,
  TimelinePartyState,
  TimelinePhase,
  TimelineProtocol,
} from '../../timeline/types/timeline.js';
import type { DocumentAnalysis } from '../analysis.js';
import type { Configuration } from '../exploration/configuration.js';
import { targetsOf } from '../exploration/explore.js';
import { isBlocked } from '../exploration/transitions.js';
import { isFixable } from '../findings/rules.js';
import type { FlowAnalysis } from '../flow-analysis.js';
import type { Flow } from '../model/flow.js';
import { isTimeoutPhase, timersOf } from '../model/model.js';
import { type Unfolded, unfold } from '../paths/all-paths.js';
import { pathDivergence } from '../paths/path-divergence.js';
import { completePath, defaultPath, scenarioPath } from '../paths/paths.js';
import { type ReplayedVisit, replay } from '../paths/replay.js';
import { targetDelay } from '../paths/target-delay.js';
import { timed } from '../paths/times.js';
import { eventsOf } from './event-builder.js';

import type { FlowFindings } from './flow-findings.js';
import { type FlowRemarks, flowRemarks } from './flow-remarks.js';
import { ModelRows } from './model-rows.js';
import { type PhaseFindings, type PhaseJudgment, phaseFindings } from './phase-findings.js';
import { stateSpans } from './state-spans.js';
import { stepProtocols } from './step-protocols.js';
import { keptPart, type VisitPart } from './visit-parts.js';

/** Which path of a flow is wanted. */
export type PathSelection =
  | { readonly kind: 'default' }
  | { readonly kind: 'scenario'; readonly name: string }
  /** Exactly these phases. */
  | { readonly kind: 'path'; readonly phases: readonly string[] }
  /** These phases, then on as the default path goes. */
  | { readonly kind: 'prefix'; readonly phases: readonly string[] }
  /** All paths in one picture. */
  | { readonly kind: 'all' };

/**
 * The timeline of one path through a flow, or of all of them. The default is the first declared scenario, otherwise the
 * path that takes the first target that can be taken (docs/language.md); an unknown scenario falls back to it.
 */
export function buildTimeline(
  document: DocumentAnalysis,
  analysis: FlowAnalysis,
  selection: PathSelection = { kind: 'default' },
): Timeline {
  const { flow } = analysis;
  const { scenario, visits, fragments, truncated } = select(analysis, selection);
  const findings = phaseFindings(document, analysis);
  const rows = new ModelRows(analysis.model);
  const declared = flow.scenarios.find(({ name }) => name === scenario) ?? null;
  const remarks = flowRemarks(analysis, findings.all, declared);
  const parts = visits.map((visit) => {
    const next = selection.kind === 'all' ? 'all' : visits[visit.index + 1];
    return partOf(visit, next, analysis, findings, remarks.ofVisits[visit.index] ?? [], rows);
  });
  const drafts = parts.map((part) => part.drafts);
  const events = timed(visits, drafts);
  const path = visits.map((visit) => visit.phase.name);
  const leave = selection.kind === 'path' ? pathDivergence(analysis, path) : null;
  return {
    flow: flow.name,
    title: flow.title,
    models: analysis.model.headers.map((header) => header.name),
    scenario,
    path,
    participants: participantsOf(analysis, remarks.ofParticipants),
    protocols: protocolsOf(analysis, events),
    phases: parts.map(({ phase }) =>
      phase.visit === leave?.visit
        ? { ...phase, verdict: 'errors' as const, findings: [...phase.findings, findings.all.list.length] }
        : phase,
    ),
    events,
    states: stateSpans({ flow, model: analysis.model, parties: analysis.simulation.parties }, visits, events),
    initialStates: initialStatesOf(analysis, analysis.simulation.initial),
    rows: rows.list,
    fragments,
    truncated,
    findings: [
      ...findings.all.list.map(({ id, code, severity, message, brief, range, data }) => ({
        id,
        code,
        severity,
        message,
        brief,
        range,
        ...phaseAround(flow, range),
        fixable: isFixable(code),
        ...(code === 'unhandled-outcome' && data.phases !== undefined ? { outcomes: data.phases } : {}),
      })),
      ...(leave === null ? [] : [leave.finding]),
    ],
    remarks: remarks.ofFlow,
  };
}

/** The phase of a flow that a range starts in, as the property of a finding. */
function phaseAround({ phases }: Flow, range: Range): Pick<TimelineFinding, 'phase'> {
  const phase = phases.find(({ place }) => startsIn(range, place.range))?.name;
  return phase === undefined ? {} : { phase };
}

/** The visits that are drawn, and what they are known by. */
interface Selected extends Unfolded {
  readonly scenario: string | null;
}

function select(analysis: FlowAnalysis, selection: PathSelection): Selected {
  const { flow } = analysis;
  const along = (path: readonly string[], scenario: string | null = null): Selected => {
    return { scenario, visits: replay(analysis, path), fragments: [], truncated: false };
  };
  if (selection.kind === 'all') return { scenario: null, ...unfold(analysis) };
  if (selection.kind === 'path') return along(selection.phases);
  if (selection.kind === 'prefix') return along(completePath(analysis, selection.phases));
  const scenarioName = selection.kind === 'scenario' ? selection.name : flow.scenarios[0]?.name;
  const scenario = flow.scenarios.find((candidate) => candidate.name === scenarioName) ?? flow.scenarios[0];
  if (scenario === undefined) return along(defaultPath(analysis));
  return along(scenarioPath(flow, scenario), scenario.name);
}

function participantsOf({ flow, model }: FlowAnalysis, findings: FlowRemarks['ofParticipants']): TimelineParticipant[] {
  const roles = flow.participants.map((participant) => new Set(participant.roles));
  for (const phase of flow.phases) {
    for (const binding of phase.bindings) if (binding.role >= 0) roles[binding.participant]?.add(binding.role);
  }
  return flow.participants.map((participant) => {
    const played = [...(roles[participant.index] ?? [])].flatMap((role) => model.roles[role] ?? []);
    return {
      name: participant.name,
      title: participant.title,
      kind: participant.kind,
      roles: played.map((role) => role.name),
      roleTitles: played.map((role) => role.title ?? role.name),
      findings: findings[participant.index] ?? [],
      range: participant.place.range,
    };
  });
}

/** The state of each party in a configuration. */
function initialStatesOf({ flow, model, simulation }: FlowAnalysis, { states }: Configuration): TimelinePartyState[] {
  return simulation.parties.flatMap((party): TimelinePartyState[] => {
    const state = model.states[states[party] ?? -1];
    const participant = flow.participants[party]?.name;
    if (state === undefined || participant === undefined) return [];
    const resting = model.firstStates.includes(states[party] ?? -1);
    return [{ participant, state: state.name, pending: state.pending, resting }];
  });
}

function protocolsOf({ flow, model }: FlowAnalysis, events: readonly TimelineEvent[]): TimelineProtocol[] {
  const titles = new Map([...model.protocols].map(({ name, title }) => [name, title]));
  // No model knows those of a flow that follows none.
  const foreign = new Set(
    events.flatMap(({ protocol }) => (protocol === null || titles.has(protocol) ? [] : protocol)),
  );
  if (foreign.size > 0) {
    const ofSteps = flow.phases.flatMap(({ steps }) => steps.flatMap(stepProtocols));
    const own = new Map(ofSteps.map(({ name, title }) => [name, title]));
    for (const protocol of foreign) titles.set(protocol, own.get(protocol) ?? null);
  }
  return [...titles].map(([name, title]) => ({ name, title }));
}

/** The visit that follows; `all` where every way that can be taken is. */
type Next = ReplayedVisit | undefined | 'all';

/** The parts of a visit that a timeline shows. */
function partOf(
  visit: ReplayedVisit,
  next: Next,
  analysis: FlowAnalysis,
  findings: PhaseFindings,
  ofScenario: readonly number[],
  rows: ModelRows,
): VisitPart {
  const make = (): VisitPart => ({
    drafts: eventsOf(visit, analysis, findings, rows),
    phase: phaseOf(visit, next, analysis, judgmentOf(visit, findings, ofScenario), findings.all),
  });
  const differs = (visit.comparison?.differences.length ?? 0) > 0;
  // Findings are numbered, and their numbers change with every other finding.
  if (differs || ofScenario.length > 0 || !findings.isSilent(visit.phase)) return make();
  return keptPart(visit, next === 'all' ? next : next?.phase.index, rows, make);
}

/** The judgment of a visit's phase, with the findings of the scenario at it. */
function judgmentOf(
  { phase, entered }: ReplayedVisit,
  findings: PhaseFindings,
  ofScenario: readonly number[],
): PhaseJudgment {
  const judgment = findings.judge(phase, entered);
  if (ofScenario.length === 0) return judgment;
  const all = [...new Set([...judgment.findings, ...ofScenario])].sort((a, b) => a - b);
  return { ...judgment, findings: all, verdict: findings.verdictOf(all, judgment.unchecked === undefined) };
}

function phaseOf(
  visit: ReplayedVisit,
  next: Next,
  analysis: FlowAnalysis,
  judgment: PhaseJudgment,
  all: FlowFindings,
): TimelinePhase {
  const { phase, index, parent } = visit;
  const realized = phase.realizes?.phase ?? null;
  return {
    visit: index,
    parent,
    name: phase.name,
    title: phase.title,
    modelPhase: realized?.name ?? null,
    modelPhaseTitle: realized?.title ?? null,
    ...(realized === null || analysis.model.headers.length < 2 ? {} : { model: realized.model.name }),
    ...judgment,
    outcomes: outcomesOf(visit, next, analysis, (position) => {
      const findings = all.ofTarget(phase.index, position, judgment.findings);
      return findings.length === 0 ? {} : { findings };
    }),
    clock: clockOf(visit),
    ...(index === 0 || parent === index - 1 ? {} : { entry: initialStatesOf(analysis, visit.before) }),
    range: phase.place.range,
    nameRange: phase.namePlace.range,
  };
}

function clockOf({ phase, delayFrom, delayMs }: ReplayedVisit): TimelineClock | null {
  const realized = phase.realizes?.phase;
  if (!realized || !isTimeoutPhase(realized) || delayFrom === null) return null;
  const [timer] = timersOf(realized).sort((a, b) => (a.afterMs ?? Infinity) - (b.afterMs ?? Infinity));
  return {
    visit: delayFrom,
    delayMs,
    ...(timer?.afterMs == null ? {} : { afterMs: timer.afterMs }),
    ...(timer?.toMs == null ? {} : { toMs: timer.toMs }),
  };
}

/** @param findingsAt the property of an outcome with the findings on it, by its position in `next` */
function outcomesOf(
  visit: ReplayedVisit,
  next: Next,
  analysis: FlowAnalysis,
  findingsAt: (position: number) => Pick<TimelineOutcome, 'findings'>,
): TimelineOutcome[] {
  const { flow, simulation } = analysis;
  const { configuration } = visit.entered;
  let takenYet = false;
  return targetsOf(flow, visit.phase.index).flatMap((target, position): TimelineOutcome[] => {
    if (target === null) return [];
    const range = target.place.range;
    if (target.kind === 'end') {
      const possible = simulation.pending(configuration).length === 0;
      return [
        { phase: null, delayMs: null, possible, taken: (next === 'all' || next === undefined) && possible, range },
      ];
    }
    if (target.kind === 'unknown') {
      // One that is not written yet has no name to be shown by.
      if (target.name === '') return [];
      return [{ phase: target.name, delayMs: null, possible: false, taken: false, range }];
    }
    const phase = flow.phases[target.phase];
    const possible = phase !== undefined && !isBlocked(simulation.enter(phase, configuration));
    const taken = next === 'all' ? possible : !takenYet && next?.phase.index === target.phase;
    takenYet ||= taken;
    const delayMs = targetDelay(flow, target, false);
    return [{ phase: target.name, delayMs, possible, taken, ...findingsAt(position), range }];
  });
}
