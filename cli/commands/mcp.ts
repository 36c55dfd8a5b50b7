import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { createAssistServices } from '../../assist/index.js';
import { isRuleCode } from '../../check/index.js';
import { nodeFileSystem, readText } from '../../server/node/node-file-system.js';
import { Toolbox, ToolError, type ToolHost, tools } from '../../tools/index.js';
import { addressOf } from '../project.js';
import { rulePage } from '../rule-pages.js';
import { version } from '../version.js';

/** `confer mcp`: the tools for language models, on standard input and output. */
export async function run(): Promise<'serving'> {
  const { shared, Confer } = createAssistServices({ fileSystemProvider: nodeFileSystem });
  await shared.workspace.WorkspaceManager.initializeWorkspace([]);
  const toolbox = new Toolbox(Confer, await hostOf(process.cwd()));
  const server = new Server({ name: 'confer', version }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map((tool) => ({ ...tool, annotations: { readOnlyHint: true, openWorldHint: false } })),
  }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }) =>
    answered(toolbox, params.name, params.arguments ?? {}),
  );
  process.stdin.on('end', () => process.exit(0));
  process.stdout.on('error', () => process.exit(0));
  await server.connect(new StdioServerTransport());
  return 'serving';
}

async function answered(toolbox: Toolbox, name: string, input: Record<string, unknown>) {
  try {
    return { content: [{ type: 'text' as const, text: await toolbox.call(name, input) }] };
  } catch (error) {
    const text = error instanceof ToolError ? error.message : `An internal error: ${String(error)}`;
    return { content: [{ type: 'text' as const, text }], isError: true };
  }
}

/** Reads Confer files in a folder and below it, links followed; nothing else. */
async function hostOf(folder: string): Promise<ToolHost> {
  const root = await realpath(folder);
  return {
    folder: addressOf(root),
    rulePage: async (code) => (isRuleCode(code) ? rulePage(code) : undefined),
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
