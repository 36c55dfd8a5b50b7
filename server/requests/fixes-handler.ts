import type { Cancellation, LangiumDocument } from 'langium';
import type { Connection } from 'vscode-languageserver';
import type { ConferServices, ConferSharedServices } from '../confer-lsp-services.js';
import { type FixesParams, FixesRequest, type FixesResult, type TimelineFix } from '../protocol/fix-messages.js';
import { readDocument } from '../workspace/read-document.js';
import { referredFinding } from './finding-reference.js';

/** Answers `confer/fixes`. */
export function registerFixRequests(
  connection: Connection,
  shared: ConferSharedServices,
  services: ConferServices,
): void {
  connection.onRequest(FixesRequest.method, (params: FixesParams, token) =>
    readDocument(shared, params.textDocument.uri, (document) => fixesAnswer(services, document, params, token)),
  );
}

/**
 * The same fixes as an editor offers at the finding, the preferred one first and silence last; none if the finding
 * is gone.
 * @throws OperationCancelled
 */
export async function fixesAnswer(
  services: ConferServices,
  document: LangiumDocument,
  { finding: wanted }: FixesParams,
  token?: Cancellation.CancellationToken,
): Promise<FixesResult> {
  const { version, uri } = document.textDocument;
  const { findings } = await services.analysis.AnalysisProvider.analyze(document, token);
  const finding = referredFinding(findings, wanted);
  if (finding === undefined) return { version, fixes: [] };
  const fixes = await services.fixes.FixProvider.fixes(document, finding, token);
  return {
    version,
    fixes: fixes.map(
      ({ title, preferred, suppresses = false, edits, caret }): TimelineFix => ({
        title,
        preferred,
        suppresses,
        edits: { [uri]: edits },
        select: caret === undefined ? null : { uri, range: caret },
      }),
    ),
  };
}
