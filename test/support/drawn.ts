import type { DocumentAnalysis } from '../../check/analysis.js';
import type { FlowAnalysis } from '../../check/flow-analysis.js';
import { buildTimeline, type PathSelection } from '../../check/timeline/timeline-builder.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import { TestWorkspace } from './workspace.js';

/** A file that imports nothing, analyzed, with its first flow. */
export interface Analyzed {
  readonly document: DocumentAnalysis;
  readonly flow: FlowAnalysis;
}

/**
 * Analyses a text.
 * @throws if it declares no flow
 */
export async function analyzed(text: string): Promise<Analyzed> {
  const workspace = await TestWorkspace.create({ 'test.confer': text });
  const document = await workspace.services.analysis.AnalysisProvider.analyze(workspace.document('test.confer'));
  const [flow] = document.flows;
  if (flow === undefined) throw new Error('The text declares no flow.');
  return { document, flow };
}

/** The timeline of a text's first flow. */
export async function drawn(text: string, selection?: PathSelection): Promise<Timeline> {
  const { document, flow } = await analyzed(text);
  return buildTimeline(document, flow, selection);
}
