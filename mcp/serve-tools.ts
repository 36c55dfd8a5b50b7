import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';

/** A tool as a client lists it. */
export interface ServedTool {
  readonly name: string;
  readonly description: string;
  /** JSON schema of what a call gives. */
  readonly inputSchema: { readonly type: 'object'; readonly [keyword: string]: unknown };
}

/** The tools that are served, and the function that answers. */
export interface ServedTools {
  readonly version: string;
  readonly tools: readonly ServedTool[];
  /** @returns the text of the answer; `failed` if the call was wrong */
  call(
    name: string,
    input: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly text: string; readonly failed: boolean }>;
}

/** Serves tools for language models on standard input and output, by the Model Context Protocol, until either ends. */
export async function serveTools({ version, tools, call }: ServedTools): Promise<void> {
  const server = new Server({ name: 'confer', version }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map((tool) => ({ ...tool, annotations: { readOnlyHint: true, openWorldHint: false } })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const { text, failed } = await call(params.name, params.arguments ?? {});
    return { content: [{ type: 'text', text }], ...(failed ? { isError: true } : {}) };
  });
  process.stdin.on('end', () => process.exit(0));
  process.stdout.on('error', () => process.exit(0));
  await server.connect(new StdioServerTransport());
}
