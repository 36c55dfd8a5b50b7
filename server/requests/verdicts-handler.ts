import type { Connection } from 'vscode-languageserver';
import { uncheckedFlowReason } from '../../check/index.js';
import type { ConferServices, ConferSharedServices } from '../confer-lsp-services.js';
import { type FlowVerdict, type VerdictsParams, VerdictsRequest } from '../protocol/check-messages.js';
import { readDocument } from '../workspace/read-document.js';

/** Answers `confer/verdicts`: how far each flow of a document was checked. */
export function registerVerdictRequests(
  connection: Connection,
  shared: ConferSharedServices,
  services: ConferServices,
): void {
  connection.onRequest(VerdictsRequest.method, ({ textDocument }: VerdictsParams, token) =>
    readDocument(shared, textDocument.uri, async (document): Promise<FlowVerdict[]> => {
      const { flows } = await services.analysis.AnalysisProvider.analyze(document, token);
      return flows.map((analysis) => ({
        name: analysis.flow.name,
        range: analysis.flow.place.range,
        unchecked: uncheckedFlowReason(analysis),
      }));
    }),
  );
}
