import type { DocumentAnalysis } from '../language/analysis/analysis.js';
import type { FlowAnalysis } from '../language/analysis/flow-analysis.js';
import { showFinding } from '../language/timeline/finding-path.js';
import { startsIn } from '../language/timeline/flow-findings.js';
import { listPaths } from '../language/timeline/paths.js';
import { buildTimeline, type PathSelection } from '../language/timeline/timeline-builder.js';
import type { TimelinePath } from '../timeline/types/timeline.js';
import { referredFinding } from './finding-reference.js';
import type { TimelineParams, TimelineResult } from './protocol/messages.js';

/**
 * Draws what a request asks for.
 * @param analysis of the text that is drawn, which may be older than the document's
 * @param state the document's version now, and whether the text that is drawn is an older one
 */
export function timelineAnswer(
  analysis: DocumentAnalysis,
  params: TimelineParams,
  state: { readonly version: number; readonly stale: boolean },
): TimelineResult {
  const flows = analysis.flows.map(({ flow }) => ({ name: flow.name, title: flow.title, range: flow.place.range }));
  const finding = params.finding === undefined ? undefined : referredFinding(analysis.findings, params.finding);
  const asked = finding && analysis.flows.find(({ flow }) => startsIn(finding.range, flow.place.range));
  const shown = asked ?? analysis.flows.find(({ flow }) => flow.name === params.flow) ?? analysis.flows[0];
  const answer = { uri: params.textDocument.uri, ...state, flows };
  if (shown === undefined) return { ...answer, paths: [], morePaths: false, timeline: null, focus: null };
  const { paths, more } = listPaths(analysis, shown);
  const { timeline, focus } =
    finding !== undefined && asked !== undefined
      ? showFinding(analysis, asked, finding)
      : { timeline: buildTimeline(analysis, shown, selectionOf(params, shown, paths)), focus: null };
  return { ...answer, paths, morePaths: more, timeline, focus };
}

/** A path that is listed is shown as it is; one that was begun by choosing an outcome goes on as flows do. */
function selectionOf(params: TimelineParams, shown: FlowAnalysis, paths: readonly TimelinePath[]): PathSelection {
  const { scenario, path, all } = params;
  if (all === true) return { kind: 'all' };
  if (scenario !== undefined && shown.flow.scenarios.some(({ name }) => name === scenario)) {
    return { kind: 'scenario', name: scenario };
  }
  if (path === undefined || path.length === 0) return { kind: 'default' };
  const wanted = path.join('|');
  const listed = paths.some(({ phases }) => phases.join('|') === wanted);
  return { kind: listed ? 'path' : 'prefix', phases: path };
}
