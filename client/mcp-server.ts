import * as vscode from 'vscode';
import { mcpServerProvider } from './contributions.js';

/** The part of the editor's API for servers of the Model Context Protocol; editors older than it have nothing of it. */
interface McpApi {
  registerMcpServerDefinitionProvider(id: string, provider: McpServerProvider): vscode.Disposable;
}

interface McpServerProvider {
  readonly onDidChangeMcpServerDefinitions: vscode.Event<void>;
  provideMcpServerDefinitions(): readonly object[];
}

type StdioDefinition = new (
  label: string,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  version: string,
) => { cwd?: vscode.Uri };

/** How the extension's server is started as one of the tools. */
export interface ToolProcess {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Names the tools' server to the editor, if the editor knows such servers: one for each folder of the workspace,
 * whose files it reads. It runs on the editor's own Node, and only when an agent starts it.
 * @param version the extension's
 */
export function registerMcpServer({ command, args, env }: ToolProcess, version: string): vscode.Disposable {
  const { lm, McpStdioServerDefinition: Definition } = vscode as unknown as {
    readonly lm?: Partial<McpApi>;
    readonly McpStdioServerDefinition?: StdioDefinition;
  };
  if (lm?.registerMcpServerDefinitionProvider === undefined || Definition === undefined) {
    return new vscode.Disposable(() => {});
  }
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    vscode.workspace.onDidChangeWorkspaceFolders(() => changed.fire()),
    lm.registerMcpServerDefinitionProvider(mcpServerProvider, {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: () => {
        // A process reads only files on a disk.
        const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
        return folders.map(({ name, uri }) => {
          const label = folders.length === 1 ? 'Confer' : `Confer (${name})`;
          const definition = new Definition(label, command, args, env, version);
          definition.cwd = uri;
          return definition;
        });
      },
    }),
  );
}
