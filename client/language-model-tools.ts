import * as vscode from 'vscode';
import { isRecord } from '../timeline/types/json-guards.js';
import { toolNames, toolPrefix } from './contributions.js';
import type { ServerRequests } from './server-requests.js';

/** The part of the editor's API for tools; editors older than it have nothing of it. */
interface ToolApi {
  registerTool(name: string, tool: LanguageModelTool): vscode.Disposable;
}

interface LanguageModelTool {
  invoke(call: { readonly input: unknown }, token: vscode.CancellationToken): Promise<object>;
}

interface ToolAnswers {
  readonly LanguageModelToolResult: new (content: readonly object[]) => object;
  readonly LanguageModelTextPart: new (text: string) => object;
}

/**
 * Registers the tools of the manifest if the editor has tools for language models. The server answers them, with
 * the implementation that `confer mcp` has.
 */
export function registerLanguageModelTools(requests: Pick<ServerRequests, 'tool'>): vscode.Disposable {
  const {
    lm,
    LanguageModelToolResult: Result,
    LanguageModelTextPart: Text,
  } = vscode as unknown as Partial<ToolAnswers & { readonly lm: Partial<ToolApi> }>;
  if (lm?.registerTool === undefined || Result === undefined || Text === undefined)
    return new vscode.Disposable(() => {});
  const registered = toolNames.map((name) =>
    lm.registerTool?.(toolPrefix + name, {
      invoke: async ({ input }, token) => {
        const { text, failed } = await call(requests, name, input, token);
        // The editor passes an error's message on to the model.
        if (failed) throw new Error(text);
        return new Result([new Text(text)]);
      },
    }),
  );
  return vscode.Disposable.from(...registered.filter((tool) => tool !== undefined));
}

async function call(
  requests: Pick<ServerRequests, 'tool'>,
  name: string,
  input: unknown,
  token: vscode.CancellationToken,
) {
  const abort = new AbortController();
  const watch = token.onCancellationRequested(() => abort.abort());
  try {
    const fields = isRecord(input) ? input : {};
    return await requests.tool({ name, input: fields }, abort.signal);
  } finally {
    watch.dispose();
  }
}
