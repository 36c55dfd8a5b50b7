import { createAssistServices } from '../../assist/index.js';
import { Toolbox, ToolError, type ToolHost, tools } from '../../tools/index.js';
import { nodeFileSystem } from './node-file-system.js';
import { ToolFolder } from './tool-folder.js';

/**
 * Serves the tools for language models on standard input and output. They read Confer files in a folder and below it,
 * and what those import.
 * @param version the product's
 */
export async function startToolServer(folder: string, version: string, rulePage: ToolHost['rulePage']): Promise<void> {
  const { shared, Confer } = createAssistServices({ fileSystemProvider: nodeFileSystem });
  await shared.workspace.WorkspaceManager.initializeWorkspace([]);
  const toolbox = new Toolbox(Confer, await ToolFolder.open(folder, shared, rulePage));
  // The protocol is loaded here only: who edits needs none of it.
  const { serveTools } = await import('../../mcp/serve-tools.js');
  await serveTools({
    version,
    tools,
    call: async (name, input) => {
      try {
        return { text: await toolbox.call(name, input), failed: false };
      } catch (error) {
        return {
          text: error instanceof ToolError ? error.message : `Internal error: ${String(error)}`,
          failed: true,
        };
      }
    },
  });
}
