import type { DocumentAnalysis } from '../language/analysis/analysis.js';
import type { FlowAnalysis } from '../language/analysis/flow-analysis.js';
import { listPaths } from '../language/timeline/paths.js';
import { buildTimeline, type PathSelection } from '../language/timeline/timeline-builder.js';
import type { TimelinePath } from '../timeline/types/timeline.js';
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
  const shown = analysis.flows.find(({ flow }) => flow.name === params.flow) ?? analysis.flows[0];
  const answer = { uri: params.textDocument.uri, ...state, flows, focus: null };
  if (shown === undefined) return { ...answer, paths: [], morePaths: false, timeline: null };
  const { paths, more } = listPaths(analysis, shown);
  const timeline = buildTimeline(analysis, shown, selectionOf(params, shown, paths));
  return { ...answer, paths, morePaths: more, timeline };
}

/** A path that is listed is shown as it is; one that was begun by choosing an outcome goes on as flows do. */
function selectionOf(params: TimelineParams, shown: FlowAnalysis, paths: readonly TimelinePath[]): PathSelection {
  const { scenario, path } = params;
  if (scenario !== undefined && shown.flow.scenarios.some(({ name }) => name === scenario)) {
    return { kind: 'scenario', name: scenario };
  }
  if (path === undefined || path.length === 0) return { kind: 'default' };
  const wanted = path.join('|');
  const listed = paths.some(({ phases }) => phases.join('|') === wanted);
  return { kind: listed ? 'path' : 'prefix', phases: path };
}
