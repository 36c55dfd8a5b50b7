import { type Cancellation, type LangiumDocument, URI } from 'langium';
import type { Connection } from 'vscode-languageserver';
import type { Refactored } from '../../assist/index.js';
import { isLibraryUri, isVisibleEverywhere, libraryFile, libraryImportPath } from '../../language/index.js';
import type { ConferServices, ConferSharedServices } from '../confer-lsp-services.js';
import { type FixesResult, type SaveScenarioParams, SaveScenarioRequest } from '../protocol/fix-messages.js';
import {
  type ModelSummary,
  ModelsRequest,
  type NewFlowParams,
  NewFlowRequest,
  type NewFlowResult,
} from '../protocol/model-messages.js';
import { readDocument } from '../workspace/read-document.js';
import { waitForWorkspace } from '../workspace/read-workspace.js';

/** Answers `confer/saveScenario`, `confer/models` and `confer/newFlow`. */
export function registerRefactoringRequests(
  connection: Connection,
  shared: ConferSharedServices,
  services: ConferServices,
): void {
  connection.onRequest(SaveScenarioRequest.method, (params: SaveScenarioParams, token) =>
    readDocument(shared, params.textDocument.uri, (document) => savedScenario(services, document, params, token)),
  );
  connection.onRequest(ModelsRequest.method, async (): Promise<ModelSummary[]> => {
    await waitForWorkspace(shared);
    return models(shared, services);
  });
  connection.onRequest(NewFlowRequest.method, (params: NewFlowParams, token) =>
    readDocument(shared, params.textDocument.uri, (document) => newFlowResult(services, document, params, token)),
  );
}

/**
 * The edit that declares a path as a scenario.
 * @throws OperationCancelled
 */
export async function savedScenario(
  services: ConferServices,
  document: LangiumDocument,
  { flow, path }: SaveScenarioParams,
  token?: Cancellation.CancellationToken,
): Promise<FixesResult> {
  return asFix(document, await services.fixes.RefactoringProvider.saveScenario(document, flow, path, token));
}

/** The models of the library and of all documents that are known, the library's first. */
export function models(shared: ConferSharedServices, services: ConferServices): ModelSummary[] {
  shared.workspace.LibraryDocuments.all();
  return shared.workspace.LangiumDocuments.all
    .toArray()
    .flatMap((document) => {
      const library = isLibraryUri(document.uri);
      const file = libraryFile(document.uri);
      const imported = file === undefined || isVisibleEverywhere(file) ? null : libraryImportPath(file);
      return services.analysis.Compiler.file(document).models.flatMap(
        ({ headers: [header], phases }): ModelSummary[] => {
          if (header === undefined) return [];
          return [
            {
              uri: document.uri.toString(),
              name: header.name,
              title: header.title,
              library,
              import: imported,
              source: header.source?.text ?? null,
              range: header.place.range,
              phases: phases.map(({ name, title, place }) => ({ name, title, range: place.range })),
            },
          ];
        },
      );
    })
    .sort((a, b) => rankOf(a) - rankOf(b) || (a.name < b.name ? -1 : 1));
}

/** Models that every file sees first, then the library's others, then the workspace's. */
function rankOf({ library, import: imported }: ModelSummary): number {
  return library ? (imported === null ? 0 : 1) : 2;
}

/**
 * A flow that follows models: a file of its own for the library's, which cannot be written into.
 * @throws OperationCancelled
 */
export async function newFlowResult(
  services: ConferServices,
  document: LangiumDocument,
  { model, others = [] }: NewFlowParams,
  token?: Cancellation.CancellationToken,
): Promise<NewFlowResult> {
  const { RefactoringProvider } = services.fixes;
  const further = others.flatMap(({ uri, model: name }) => {
    const library = services.shared.workspace.LibraryDocuments.document(URI.parse(uri));
    return library === undefined ? [] : [{ document: library, model: name }];
  });
  if (isLibraryUri(URI.parse(document.textDocument.uri))) {
    const file = await RefactoringProvider.newFile([{ document, model }, ...further], token);
    return { file, change: asFix(document, undefined) };
  }
  return { file: null, change: asFix(document, await RefactoringProvider.newFlow(document, model, further, token)) };
}

function asFix({ textDocument: { uri, version } }: LangiumDocument, refactored: Refactored | undefined): FixesResult {
  if (refactored === undefined) return { version, fixes: [] };
  const { title, edits, caret } = refactored;
  const select = caret === undefined ? null : { uri, range: caret };
  return { version, fixes: [{ title, preferred: true, suppresses: false, edits: { [uri]: edits }, select }] };
}
