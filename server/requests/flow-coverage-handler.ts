import type { Cancellation, LangiumDocument } from 'langium';
import type { Connection } from 'vscode-languageserver';
import { WorkspaceCoverage } from '../../assist/index.js';
import {
  type CoverageGap,
  coverageCounts,
  coverageGaps,
  evidenceOf,
  type FlowAnalysis,
  type Model,
  type ModelCoverage,
  modelCoverage,
  placeKey,
  requiredRows,
} from '../../check/index.js';
import { type ConferCoreServices, ModelLookup } from '../../language/index.js';
import type { ConferServices, ConferSharedServices } from '../confer-lsp-services.js';
import {
  type CoverageOfModel,
  type CoveredRow,
  type FlowCoverage,
  type FlowCoverageParams,
  FlowCoverageRequest,
} from '../protocol/coverage-messages.js';
import { readDocument } from '../workspace/read-document.js';

/** Answers `confer/flowCoverage`. */
export function registerFlowCoverageRequests(
  connection: Connection,
  shared: ConferSharedServices,
  services: ConferServices,
): void {
  connection.onRequest(FlowCoverageRequest.method, ({ textDocument, flow }: FlowCoverageParams, token) =>
    readDocument(shared, textDocument.uri, (document) => flowCoverage(services, document, flow, token)),
  );
}

/**
 * A flow's coverage of its models, and the parts of the rest that other flows cover.
 * @throws OperationCancelled if the token is canceled
 */
export async function flowCoverage(
  services: ConferCoreServices,
  document: LangiumDocument,
  flow: string,
  token: Cancellation.CancellationToken,
): Promise<FlowCoverage> {
  const { flows } = await services.analysis.AnalysisProvider.analyze(document, token);
  const analysis = flows.find((candidate) => candidate.flow.name === flow);
  if (analysis === undefined) return { flow, models: null };
  const workspace = new WorkspaceCoverage(services);
  const models: CoverageOfModel[] = [];
  for (const model of new ModelLookup(services).followed([analysis])) {
    const found = await coverageOfModel(model, analysis, workspace, token);
    if (found !== null) models.push(found);
  }
  return { flow, models };
}

async function coverageOfModel(
  model: Model,
  analysis: FlowAnalysis,
  workspace: WorkspaceCoverage,
  token: Cancellation.CancellationToken,
): Promise<CoverageOfModel | null> {
  const own = modelCoverage(model, [evidenceOf(analysis)]);
  const all = await workspace.ofModel(model, token);
  if (own === null || all === null) return null;
  const open = new Set(coverageGaps(all).map(gapKey));
  return {
    model: own.model,
    title: own.title,
    counts: coverageCounts(own),
    gaps: coverageGaps(own, 'flow').map((gap) => {
      const { text, reason, place } = gap;
      return { text, reason, elsewhere: !open.has(gapKey(gap)), uri: place.uri, range: place.range };
    }),
    covered: sentRows(own),
  };
}

/** One key for a gap, whichever flows leave it. */
function gapKey({ kind, text, place }: CoverageGap): string {
  return `${kind} ${placeKey(place)} ${text}`;
}

/** The required rows that are covered. */
function sentRows({ phases }: ModelCoverage): CoveredRow[] {
  return requiredRows(phases)
    .filter(({ covered }) => covered)
    .map(({ phase, text, sent }) => ({
      phase,
      text,
      sent: sent.map(({ phase: flowPhase, place }) => ({ phase: flowPhase, range: place.range })),
    }));
}
