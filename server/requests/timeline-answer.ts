import {
  buildTimeline,
  coveredRows,
  followablePath,
  listPaths,
  type Model,
  type PathSelection,
  phaseReference,
  showFinding,
} from '../../check/index.js';
import { startsIn } from '../../timeline/types/ranges.js';
import type { TimelinePath } from '../../timeline/types/timeline.js';
import type { FollowedPath, TimelineParams, TimelineResult } from '../protocol/timeline-messages.js';
import { referredFinding } from './finding-reference.js';
import type { DrawnFlow } from './last-good-flows.js';
import { trackRenames } from './rename-tracker.js';

/** An answer before it has a name, and the text that is drawn: an older one if the present one cannot be read. */
export interface DrawnTimeline extends Omit<TimelineResult, 'answer'> {
  readonly text: string;
}

/**
 * Draws what a request asks for.
 * @param drawn the document's flows as they can be drawn
 * @param version of the document now
 */
export function timelineAnswer(drawn: readonly DrawnFlow[], params: TimelineParams, version: number): DrawnTimeline {
  const flows = drawn.map(({ analysis: { flow }, range }) => ({ name: flow.name, title: flow.title, range }));
  const answer = { uri: params.textDocument.uri, version, flows };
  const requested = params.finding === undefined ? undefined : findingIn(drawn, params.finding);
  const shown = requested?.shown ?? shownFlow(drawn, params);
  if (shown === undefined) {
    const nothing = {
      timeline: null,
      rows: null,
      firstModelPhase: null,
      phases: [],
      followed: null,
      focus: null,
      paths: [],
      morePaths: false,
    };
    return { ...answer, ...nothing, stale: false, unreadable: null, text: '' };
  }
  const { document, analysis, stale, text } = shown;
  const { paths, more } = listPaths(document, analysis);
  const { selection, followed } = selectionOf(params, shown, paths);
  const { timeline, focus } =
    requested === undefined
      ? { timeline: buildTimeline(document, analysis, selection), focus: null }
      : showFinding(document, analysis, requested.finding);
  return {
    ...answer,
    text,
    stale,
    unreadable: shown.unreadable && {
      message: shown.unreadable.message,
      range: shown.unreadable.range,
    },
    paths,
    morePaths: more,
    timeline,
    rows: coveredRows(analysis),
    firstModelPhase: firstPhaseOf(analysis.model),
    phases: analysis.flow.phases.map(({ name }) => name),
    followed: requested === undefined ? followed : null,
    focus,
  };
}

function firstPhaseOf(model: Model): string | null {
  const [first] = model.phases;
  return first === undefined ? null : phaseReference(first, model);
}

/** The finding that a client refers to, and its flow. */
function findingIn(drawn: readonly DrawnFlow[], reference: NonNullable<TimelineParams['finding']>) {
  for (const shown of drawn) {
    const finding = referredFinding(shown.document.findings, reference);
    if (finding !== undefined && startsIn(finding.range, shown.analysis.flow.place.range)) return { finding, shown };
  }
  return undefined;
}

function shownFlow(drawn: readonly DrawnFlow[], { flow, near, seen }: TimelineParams): DrawnFlow | undefined {
  const names = drawn.map(({ analysis }) => analysis.flow.name);
  const flowName = flow === undefined || seen === undefined ? flow : trackRenames(seen.flows, names)(flow);
  const around = near && { start: near, end: near };
  return (
    drawn.find(({ analysis }) => analysis.flow.name === flowName) ??
    drawn.find(({ range }) => around !== undefined && range !== null && startsIn(around, range)) ??
    drawn[0]
  );
}

/** The flow and path that a request selects. */
interface Chosen {
  readonly selection: PathSelection;
  readonly followed: FollowedPath | null;
}

/** A listed path is drawn exactly; a prefix (the user chose an outcome) is completed with the default path. */
function selectionOf(
  { scenario, path: given, all, seen }: TimelineParams,
  { analysis }: DrawnFlow,
  paths: readonly TimelinePath[],
): Chosen {
  const { flow } = analysis;
  if (all === true) return { selection: { kind: 'all' }, followed: null };
  if (scenario !== undefined && flow.scenarios.some(({ name }) => name === scenario)) {
    return { selection: { kind: 'scenario', name: scenario }, followed: null };
  }
  if (given === undefined || given.length === 0) return { selection: { kind: 'default' }, followed: null };
  const names = flow.phases.map(({ name }) => name);
  const path = seen === undefined ? given : given.map(trackRenames(seen.phases, names));
  const { path: phases, lost } = followablePath(analysis, path);
  const pathKey = phases.join('|');
  const listed = lost === null && paths.some((listedPath) => listedPath.phases.join('|') === pathKey);
  return { selection: { kind: listed ? 'path' : 'prefix', phases }, followed: { path, lost } };
}
