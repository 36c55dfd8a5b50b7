import { type Cancellation, DocumentState, type LangiumDocument } from 'langium';
import { type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { WorkspaceCoverage } from '../../assist/index.js';
import { type Finding, type Flow, listPaths, type ModelCoverage, requiredRows } from '../../check/index.js';
import { isLibraryUri, ModelLookup } from '../../language/index.js';
import { containsPosition } from '../../timeline/types/ranges.js';
import type { Range, TimelinePath } from '../../timeline/types/timeline.js';
import type { ConferServices, ConferSharedServices } from '../confer-lsp-services.js';
import {
  type CoveredModel,
  type TestedFlow,
  type TestFailure,
  TestsChangedNotification,
  TestsRequest,
  type TestsResult,
} from '../protocol/test-messages.js';
import { waitForWorkspace } from '../workspace/read-workspace.js';

/**
 * Answers `confer/tests`: a flow passes if the check finds no error in it, a scenario if its path has none. From
 * then on, notifies the client when tests may have changed on disk; what is edited, the editor knows itself.
 */
export function registerTestRequests(
  connection: Connection,
  shared: ConferSharedServices,
  services: ConferServices,
): void {
  const { DocumentBuilder, TextDocuments, WorkspaceLock } = shared.workspace;
  let isListed = false;
  DocumentBuilder.onUpdate((changed, deleted) => {
    if (!isListed || (deleted.length === 0 && changed.every((uri) => TextDocuments.get(uri) !== undefined))) return;
    void WorkspaceLock.read(() => connection.sendNotification(TestsChangedNotification.method));
  });
  connection.onRequest(TestsRequest.method, async (_params: unknown, token: Cancellation.CancellationToken) => {
    isListed = true;
    // A test that is missing here is missing until the next request.
    await waitForWorkspace(shared);
    return collectTests(shared, services, token);
  });
}

/**
 * The tests of the workspace, with what they cover.
 * @throws OperationCancelled if the token is canceled; ResponseError if a text changed meanwhile
 */
async function collectTests(
  shared: ConferSharedServices,
  services: ConferServices,
  token: Cancellation.CancellationToken,
): Promise<TestsResult> {
  const files: TestsResult['files'][number][] = [];
  const flows: Flow[] = [];
  for (const document of shared.workspace.LangiumDocuments.all.toArray()) {
    if (isLibraryUri(document.uri)) continue;
    if (document.state < DocumentState.Linked) {
      throw new ResponseError(LSPErrorCodes.ContentModified, 'The text has changed in the meantime.');
    }
    const tested = await testedFlows(services, document, token);
    if (tested.length === 0) continue;
    flows.push(...services.analysis.Compiler.file(document).flows);
    files.push({ uri: document.uri.toString(), flows: tested });
  }
  const coverage = new WorkspaceCoverage(services);
  const models: CoveredModel[] = [];
  for (const model of new ModelLookup(services).followed(flows)) {
    const found = await coverage.ofModel(model, token);
    if (found !== null) models.push(coveredModel(found));
  }
  return { files, models };
}

/** The flows of a file as tests. Only scenarios, which are paths, need the analysis of their flow. */
async function testedFlows(
  { analysis: { AnalysisProvider, Compiler } }: ConferServices,
  document: LangiumDocument,
  token: Cancellation.CancellationToken,
): Promise<TestedFlow[]> {
  const { flows } = Compiler.file(document);
  if (flows.some(({ scenarios }) => scenarios.length > 0)) {
    const analysis = await AnalysisProvider.analyze(document, token);
    return analysis.flows.map((flow) => testedFlow(flow.flow, analysis.findings, listPaths(analysis, flow).paths));
  }
  const findings = flows.length === 0 ? [] : await AnalysisProvider.findings(document, token);
  return flows.map((flow) => testedFlow(flow, findings, []));
}

function testedFlow(flow: Flow, findings: readonly Finding[], paths: readonly TimelinePath[]): TestedFlow {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const failuresIn = (ranges: readonly Range[]): TestFailure[] =>
    errors
      .filter(({ range }) => ranges.some((outer) => containsPosition(outer, range.start)))
      .map(({ id, message, range }) => ({ id, message, range }));
  return {
    name: flow.name,
    title: flow.title,
    range: flow.namePlace.range,
    failures: failuresIn([flow.place.range]),
    scenarios: flow.scenarios.map(({ name, title, place, phases }) => {
      const isFaulty = paths.find(({ scenario }) => scenario === name)?.verdict === 'errors';
      const ranges = phases.flatMap(({ phase }) => flow.phases[phase ?? -1]?.place.range ?? []);
      return { name, title, range: place.range, failures: isFaulty ? failuresIn([place.range, ...ranges]) : [] };
    }),
  };
}

function coveredModel({ place, phases, outcomes, facts, branches }: ModelCoverage): CoveredModel {
  return {
    uri: place.uri,
    phases: phases.map(({ name, place: at, visits }) => ({ name, range: at.range, visits })),
    rows: requiredRows(phases).map((row) => ({ range: row.place.range, visits: row.covered ? row.visits : 0 })),
    branches: [
      ...outcomes.map(({ of, outcome, taken }) => ({
        label: outcome,
        range: (phases.find(({ name }) => name === of) ?? { place }).place.range,
        taken,
      })),
      ...facts.flatMap(({ place: at, values }) =>
        values.map(({ name, taken }) => ({ label: name, range: at.range, taken })),
      ),
      ...branches.map(({ text, place: at, taken }) => ({ label: text, range: at.range, taken })),
    ],
  };
}
