import type { Connection } from 'vscode-languageserver';
import type { ConferServices, ConferSharedServices } from '../confer-lsp-services.js';
import { ConferCodeActionProvider, isActionData } from '../providers/code-action-provider.js';
import { readDocument } from '../workspace/read-document.js';

/** Answers `codeAction/resolve`, for which the framework has no service: an action gets its edits when it is taken. */
export function registerCodeActionResolves(
  connection: Connection,
  shared: ConferSharedServices,
  services: ConferServices,
): void {
  connection.onCodeActionResolve((action, token) => {
    const { data } = action;
    const provider = services.lsp.CodeActionProvider;
    if (!isActionData(data) || !(provider instanceof ConferCodeActionProvider)) return action;
    return readDocument(shared, data.uri, (document) => provider.resolve(document, action, token));
  });
}
