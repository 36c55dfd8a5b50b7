import type * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateConfer, type ConferApi } from './extension.js';
import type { ConferLanguageClient, ServerHost } from './language-client.js';

let server: ConferLanguageClient | undefined;

/** Entry where the extension host is a Node process: the server is a process of its own. */
export function activate(context: vscode.ExtensionContext): ConferApi {
  const confer = activateConfer(context, processHost(context.asAbsolutePath('out/server/node.cjs')));
  server = confer.server;
  return confer.api;
}

/** Ends the server. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}

function processHost(module: string): ServerHost {
  const run = { module, transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6010'] } };
  return {
    createClient: (id, name, options) => new LanguageClient(id, name, { run, debug }, options),
    // The client ends the process itself, by force where it must.
    release: () => {},
  };
}
