import { type LangiumDocument, URI, UriUtils } from 'langium';
import type { Connection } from 'vscode-languageserver';
import { isLibraryUri } from '../../language/index.js';
import { Toolbox, ToolError, type ToolHost } from '../../tools/index.js';
import type { ConferServices, ConferSharedServices } from '../confer-lsp-services.js';
import {
  type RulePageParams,
  RulePageRequest,
  type ToolParams,
  ToolRequest,
  type ToolResult,
} from '../protocol/tool-messages.js';
import { readWorkspace } from '../workspace/read-workspace.js';

/** Answers `confer/tool`: the tools for language models that `confer mcp` has, over what the editor checks. */
export function registerToolRequests(
  connection: Connection,
  shared: ConferSharedServices,
  services: ConferServices,
): void {
  const { workspace } = shared;
  const host: ToolHost = {
    // Asked for at each call: folders come and go.
    get folder() {
      const [folder] = workspace.WorkspaceManager.workspaceFolders ?? [];
      return folder === undefined ? URI.parse('untitled:/') : URI.parse(folder.uri);
    },
    read: async (path) => {
      const document = documentAt(path, shared);
      if (document !== undefined) return { uri: document.uri, text: document.textDocument.getText() };
      throw new ToolError(`${path} is neither open nor a Confer file of the workspace.`);
    },
    rulePage: async (code) => {
      const params: RulePageParams = { code };
      const page = await connection.sendRequest<string | null>(RulePageRequest.method, params).catch(() => null);
      return page ?? undefined;
    },
  };
  const toolbox = new Toolbox(services, host);
  connection.onRequest(ToolRequest.method, async ({ name, input }: ToolParams): Promise<ToolResult | null> => {
    // Documents stay as they are while a tool reads.
    const result = await readWorkspace(shared, () => answer(toolbox, name, input));
    return result ?? { text: 'The text has changed in the meantime: call again.', failed: true };
  });
}

async function answer(toolbox: Toolbox, name: string, input: ToolParams['input']): Promise<ToolResult> {
  try {
    return { text: await toolbox.call(name, input), failed: false };
  } catch (error) {
    if (error instanceof ToolError) return { text: error.message, failed: true };
    throw error;
  }
}

/**
 * The document that a path means: an address, an absolute path, or a path in a folder of the workspace. Only of those
 * that the server has: nothing is read from disk for a tool.
 */
function documentAt(path: string, { workspace }: ConferSharedServices): LangiumDocument | undefined {
  const folders = (workspace.WorkspaceManager.workspaceFolders ?? []).map(({ uri }) => URI.parse(uri));
  const slashed = path.replaceAll('\\', '/');
  const candidates = /^[a-z][a-z0-9+.-]+:/i.test(path)
    ? [URI.parse(path)]
    : /^([a-z]:)?\//i.test(slashed)
      ? [URI.file(slashed), ...folders.map((folder) => folder.with({ path: slashed }))]
      : folders.map((folder) => UriUtils.joinPath(folder, slashed));
  return candidates
    .filter((uri) => !isLibraryUri(uri))
    .map((uri) => workspace.LangiumDocuments.getDocument(uri))
    .find((document) => document !== undefined);
}
