import { Worker } from 'node:worker_threads';
import type * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { RunnerMessage } from '../runner/protocol/messages.js';
import { activateConfer, type ConferApi } from './extension.js';
import type { ConferLanguageClient, ServerHost } from './language-client.js';
import { registerMcpServer, type ToolProcess } from './mcp-server.js';
import type { RunnerHost } from './recordings/runner-host.js';

let server: ConferLanguageClient | undefined;

/** Entry if the extension host is a Node process: the server is a process of its own. */
export function activate(context: vscode.ExtensionContext): ConferApi {
  const confer = activateConfer(
    context,
    processHost(context.asAbsolutePath('out/server/node.cjs')),
    threadHost(context.asAbsolutePath('out/runner/node.cjs')),
  );
  server = confer.server;
  const { version } = context.extension.packageJSON as { readonly version: string };
  context.subscriptions.push(registerMcpServer(toolProcess(context, version), version));
  return confer.api;
}

/** Ends the server. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}

/** How to start the server for tools. In the desktop editor, `execPath` runs as Node only with an environment variable. */
function toolProcess(context: vscode.ExtensionContext, version: string): ToolProcess {
  const pages = context.asAbsolutePath('docs/rules');
  return {
    command: process.execPath,
    args: [context.asAbsolutePath('out/server/node.cjs'), '--mcp', pages, version],
    env: { ELECTRON_RUN_AS_NODE: '1' },
  };
}

function processHost(module: string): ServerHost {
  const run = { module, transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6010'] } };
  return {
    createClient: (id, name, options) => new LanguageClient(id, name, { run, debug }, options),
    // The client ends the process itself, by force if it must.
    release: () => {},
  };
}

/** Recordings are followed in threads: an error in one ends only that one. */
function threadHost(script: string): RunnerHost {
  return {
    opensPaths: true,
    start: (receive, broken) => {
      const worker = new Worker(script);
      worker.on('message', (message: RunnerMessage) => receive(message));
      worker.on('error', (error) => broken(error.message));
      return { post: (request) => worker.postMessage(request), end: () => void worker.terminate() };
    },
  };
}
