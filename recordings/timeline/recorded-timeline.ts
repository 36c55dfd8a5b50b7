import {
  type Configuration,
  isRuleCode,
  isTimeoutPhase,
  ModelRows,
  modelName,
  rules,
  type StatedVisit,
  stateSpans,
  targetDelay,
  targetsOf,
  timersOf,
} from '../../check/index.js';
import { roundedDurationText } from '../../timeline/types/duration.js';
import type {
  Timeline,
  TimelineClock,
  TimelineEvent,
  TimelineFinding,
  TimelineOutcome,
  TimelinePartyState,
  TimelinePhase,
  TimelineProtocol,
  Verdict,
} from '../../timeline/types/timeline.js';
import type { DeviationMark } from '../follow/deviation-marks.js';
import type { Interaction } from '../follow/interaction.js';
import type { ExplainedOutcome } from '../follow/outcome.js';
import type { Deviation } from '../follow/result.js';
import { dueOf, makerOf } from '../follow/timing.js';
import type { PhaseVisit } from '../follow/visits.js';
import { RecordedEvents } from './recorded-events.js';
import { RecordedLanes } from './recorded-lanes.js';

const NO_RANGE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
const NOTHING: Configuration = { states: [], makers: [] };

/**
 * The timeline of one interaction as its best explanation has it: its phases by their first messages, its messages with
 * where they were recorded, ghosts for what is missing, and its deviations as findings.
 * @param fileNames names of the recordings, by number
 */
export function recordedTimeline(
  interaction: Interaction,
  outcome: ExplainedOutcome,
  fileNames: readonly string[],
): Timeline {
  const { result, visits, marks, interpreter } = outcome;
  const { flow, model } = interpreter.subject;
  const lanes = new RecordedLanes(interaction, outcome);
  const rows = new ModelRows(model);
  const events = new RecordedEvents(interaction, outcome, lanes, rows, fileNames).build();
  const phases =
    visits.length === 0 ? [emptyPhase(result.key)] : visits.map((visit, index) => phaseOf(visit, index, outcome));
  const { parties, spans, initialStates } = statesOf(outcome, lanes, events);
  for (const party of parties) lanes.nameOf(party);
  return {
    flow: flow?.name ?? modelName(model),
    title: flow?.title ?? null,
    models: model.headers.map(({ name }) => name),
    scenario: null,
    path: phases.map(({ name }) => name),
    recording: { key: result.key, verdict: result.verdict },
    participants: lanes.participants(),
    protocols: protocolsOf(outcome, events),
    phases,
    events,
    states: spans,
    initialStates,
    rows: rows.list,
    fragments: [],
    truncated: false,
    findings: marks.map((mark, index) => findingOf(mark, index, outcome)),
    remarks: [...marks.keys()].filter((index) => marks[index]?.deviation.visit === null),
  };
}

function findingOf({ deviation }: DeviationMark, index: number, { visits }: ExplainedOutcome): TimelineFinding {
  const { code, severity, text, allowed, visit } = deviation;
  return {
    id: `${visit ?? ''}.${code}.${index}`,
    code,
    severity,
    message: allowed === null ? text : `${text} Allowed: ${allowed}.`,
    brief: timeBrief(deviation) ?? (isRuleCode(code) ? rules[code].brief : code),
    range: visits[visit ?? -1]?.entry.phase.phase.namePlace.range ?? NO_RANGE,
    fixable: false,
  };
}

/** The actual and the required time of a deviation; null if it is not one of a time. */
function timeBrief({ code, expectedMs, actualMs }: Deviation): string | null {
  if (expectedMs === null || actualMs === null || (code !== 'too-early' && code !== 'too-late')) return null;
  const bound = code === 'too-early' ? 'at least' : 'at most';
  return `After ${roundedDurationText(actualMs)} instead of ${bound} ${roundedDurationText(expectedMs)}`;
}

function phaseOf(visit: PhaseVisit, index: number, outcome: ExplainedOutcome): TimelinePhase {
  const { marks, interpreter, visits } = outcome;
  const { phase, modelPhase } = visit.entry.phase;
  const findings = [...marks.keys()].filter((mark) => marks[mark]?.deviation.visit === index);
  const verdict = verdictOf(findings.flatMap((mark) => marks[mark]?.deviation ?? []));
  const unchecked = verdict === 'conforms' ? uncheckedReason(visit, outcome) : undefined;
  return {
    visit: index,
    parent: index === 0 ? null : index - 1,
    name: phase.name,
    title: phase.title,
    modelPhase: modelPhase?.name ?? null,
    modelPhaseTitle: modelPhase?.title ?? null,
    ...(modelPhase === null || interpreter.subject.model.headers.length < 2 ? {} : { model: modelPhase.model.name }),
    verdict: unchecked === undefined ? verdict : 'unjudged',
    ...(unchecked === undefined ? {} : { unchecked }),
    findings,
    outcomes: outcomesOf(visit, visits[index + 1], outcome),
    clock: clockOf(visit, index, outcome),
    range: phase.place.range,
    nameRange: phase.namePlace.range,
  };
}

function verdictOf(deviations: readonly Deviation[]): Verdict {
  if (deviations.some(({ severity }) => severity === 'error')) return 'errors';
  return deviations.some(({ severity }) => severity === 'warning') ? 'warnings' : 'conforms';
}

/** Why a phase is not judged, as a clause. */
function uncheckedReason(visit: PhaseVisit, { result, explanation, open }: ExplainedOutcome): string | undefined {
  if (result.verdict === 'inconclusive') return 'there were more explanations than could be followed';
  if (result.verdict !== 'unfinished') return undefined;
  const phase = explanation.open[open.indexOf(visit)];
  const isOpen = phase !== undefined && !phase.settled && phase.progress.missing.length > 0;
  return isOpen ? 'the recording stops before the phase is over' : undefined;
}

function outcomesOf(
  visit: PhaseVisit,
  next: PhaseVisit | undefined,
  { interpreter }: ExplainedOutcome,
): TimelineOutcome[] {
  const { flow } = interpreter.subject;
  const { phase } = visit.entry;
  if (flow === null || !phase.ofFlow) return [];
  let takenYet = false;
  return targetsOf(flow, phase.index).flatMap((target): TimelineOutcome[] => {
    if (target === null) return [];
    const { range } = target.place;
    if (target.kind === 'end') {
      return [{ phase: null, delayMs: null, possible: true, taken: next === undefined, range }];
    }
    if (target.kind === 'unknown') return [];
    const taken = !takenYet && next?.entry.phase.index === target.phase;
    takenYet ||= taken;
    return [{ phase: target.name, delayMs: targetDelay(flow, target, false), possible: true, taken, range }];
  });
}

function clockOf(visit: PhaseVisit, index: number, { visits, interpreter }: ExplainedOutcome): TimelineClock | null {
  const { modelPhase } = visit.entry.phase;
  const maker = makerOf(visits, index);
  if (modelPhase === null || maker === undefined || !isTimeoutPhase(modelPhase)) return null;
  const [timer] = timersOf(modelPhase).sort((a, b) => (a.afterMs ?? Infinity) - (b.afterMs ?? Infinity));
  return {
    visit: visits.indexOf(maker),
    delayMs: dueOf(maker, visit, interpreter.subject)?.fromMs ?? null,
    ...(timer?.afterMs == null ? {} : { afterMs: timer.afterMs }),
    ...(timer?.toMs == null ? {} : { toMs: timer.toMs }),
  };
}

/** The one band of an interaction that enters no phase. */
function emptyPhase(name: string): TimelinePhase {
  return {
    visit: 0,
    parent: null,
    name,
    title: null,
    modelPhase: null,
    modelPhaseTitle: null,
    verdict: 'unjudged',
    unchecked: 'no phase has its messages',
    findings: [],
    outcomes: [],
    clock: null,
    range: NO_RANGE,
    nameRange: NO_RANGE,
  };
}

function statesOf(
  { visits, explanation, result, interpreter }: ExplainedOutcome,
  lanes: RecordedLanes,
  events: readonly TimelineEvent[],
) {
  const { subject } = interpreter;
  const { model } = subject;
  const { configurations } = interpreter.entries.entering(explanation.facts);
  const start = interpreter.entries.configuration(interpreter.start(result.beganBefore));
  let before = start;
  const stated = visits.map((visit, index): StatedVisit => {
    const configuration = stillThere(
      configurations.get(
        interpreter.entries.renamedConfiguration({ ...visit, facts: explanation.facts }, visit.names),
      ) ?? NOTHING,
      before,
      model.firstStates[0] ?? 0,
    );
    const own = { index, parent: index === 0 ? null : index - 1, before, entered: { configuration } };
    before = configuration;
    return own;
  });
  const moved = (party: number) =>
    [start, ...stated.map(({ entered }) => entered.configuration)].some(
      ({ states }) => model.states[states[party] ?? -1] !== undefined,
    );
  const parties = subject.cast.participants.flatMap(({ index }) =>
    subject.isParty(index) && moved(index) ? [index] : [],
  );
  const flow = { participants: lanes.names.map((name) => ({ name })) };
  const initialStates = parties.flatMap((party): TimelinePartyState[] => {
    const state = model.states[start.states[party] ?? -1];
    const participant = lanes.names[party];
    if (state === undefined || participant === undefined) return [];
    const resting = model.firstStates.includes(start.states[party] ?? -1);
    return [{ participant, state: state.name, pending: state.pending, resting }];
  });
  return { parties, initialStates, spans: stateSpans({ flow, model, parties }, stated, events) };
}

/** A configuration in which those who have left are in the state that they left to. */
function stillThere({ states, makers }: Configuration, before: Configuration, resting: number): Configuration {
  const isGone = (state: number, party: number) => state < 0 && (before.states[party] ?? -1) >= 0;
  return { makers, states: states.map((state, party) => (isGone(state, party) ? resting : state)) };
}

function protocolsOf({ interpreter }: ExplainedOutcome, events: readonly TimelineEvent[]): TimelineProtocol[] {
  const titles = new Map([...interpreter.subject.model.protocols].map(({ name, title }) => [name, title]));
  for (const { protocol } of events) if (protocol !== null && !titles.has(protocol)) titles.set(protocol, null);
  return [...titles].map(([name, title]) => ({ name, title }));
}
