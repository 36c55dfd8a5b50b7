import type { LangiumDocument } from 'langium';
import { type DocumentAnalysis, MessageText } from '../../check/index.js';
import { ast } from '../../language/index.js';
import { containsRange } from '../../timeline/types/ranges.js';
import type { Range } from '../../timeline/types/timeline.js';
import type { FlowAt, PhaseAt } from '../edits/fix-context.js';

/** The flow at the caret, and the phase if it is in one. */
export interface PlaceInFlow {
  readonly analysis: DocumentAnalysis;
  readonly flow: FlowAt;
  readonly at: PhaseAt | undefined;
}

/** The flow and the phase that contain a range; undefined outside the flows. */
export function placeInFlow(
  document: LangiumDocument,
  analysis: DocumentAnalysis,
  range: Range,
): PlaceInFlow | undefined {
  const index = analysis.flows.findIndex(({ flow }) => containsRange(flow.place.range, range));
  const flow = flowNumber(document, analysis, index);
  const phase = flow?.analysis.flow.phases.find(({ place }) => containsRange(place.range, range));
  const node = phase === undefined ? undefined : flow?.node.members.filter(ast.isFlowPhase)[phase.index];
  if (flow === undefined) return undefined;
  return { analysis, flow, at: phase === undefined || node === undefined ? undefined : { phase, node } };
}

/** A flow of a document by its number in it, as it was analyzed and as it is written. */
export function flowNumber(document: LangiumDocument, analysis: DocumentAnalysis, index: number): FlowAt | undefined {
  const root = document.parseResult.value;
  const flowAnalysis = analysis.flows[index];
  const node = ast.isConferFile(root) ? root.declarations.filter(ast.isFlow)[index] : undefined;
  if (flowAnalysis === undefined || node === undefined) return undefined;
  return { analysis: flowAnalysis, node, words: new MessageText(flowAnalysis.flow, flowAnalysis.model) };
}
