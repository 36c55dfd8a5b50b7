import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { URI } from 'langium';
import { createAssistServices } from '../../assist/index.js';
import { Toolbox, ToolError, type ToolHost, tools } from '../../tools/index.js';
import { nodeFileSystem, readText } from './node-file-system.js';

/**
 * Serves the tools for language models on standard input and output. They read Confer files in a folder and below it,
 * and what those import.
 * @param version the product's
 */
export async function startToolServer(folder: string, version: string, rulePage: ToolHost['rulePage']): Promise<void> {
  const { shared, Confer } = createAssistServices({ fileSystemProvider: nodeFileSystem });
  await shared.workspace.WorkspaceManager.initializeWorkspace([]);
  const toolbox = new Toolbox(Confer, await hostOf(folder, rulePage));
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
          text: error instanceof ToolError ? error.message : `An internal error: ${String(error)}`,
          failed: true,
        };
      }
    },
  });
}

/** Reads Confer files in a folder and below it, links followed; nothing else. */
async function hostOf(folder: string, rulePage: ToolHost['rulePage']): Promise<ToolHost> {
  const root = await realpath(folder);
  return {
    folder: addressOf(root),
    rulePage,
    read: async (name) => {
      const file = await realpath(path.resolve(root, name)).catch(() => undefined);
      if (file === undefined) throw new ToolError(`There is no file ${name}.`);
      const relative = path.relative(root, file);
      const isInside = !relative.startsWith('..') && !path.isAbsolute(relative);
      if (!isInside || !/\.confer$/i.test(file)) throw new ToolError(`${name} is no Confer file in this folder.`);
      return { uri: addressOf(file), text: await readText(file) };
    },
  };
}

function addressOf(file: string): URI {
  return URI.parse(pathToFileURL(file).href);
}
