import * as vscode from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import type { RunnerMessage } from '../runner/protocol/messages.js';
import { activateConfer, type ConferApi } from './extension.js';
import type { ConferLanguageClient, ServerHost } from './language-client.js';
import type { RunnerHost } from './recordings/runner-host.js';

let server: ConferLanguageClient | undefined;

/** Entry if the extension host is a worker of the browser: the server is a worker of its own. */
export function activate(context: vscode.ExtensionContext): ConferApi {
  const confer = activateConfer(
    context,
    workerHost(vscode.Uri.joinPath(context.extensionUri, 'out/server/browser.js')),
    webWorkerHost(vscode.Uri.joinPath(context.extensionUri, 'out/runner/browser.js')),
  );
  server = confer.server;
  return confer.api;
}

/** Ends the server. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}

function workerHost(script: vscode.Uri): ServerHost {
  const workers = new Set<Worker>();
  return {
    createClient: (id, name, options, broken) => {
      const startWorker = async () => {
        const worker = new Worker(script.toString(true));
        workers.add(worker);
        // A worker that fails to load closes no connection: without this the client would wait for ever.
        worker.addEventListener('error', (event) => broken(event.message || `${script.toString(true)} did not load.`));
        // As transports, for the extension host's Worker is a class of its own that the client does not recognize.
        return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
      };
      return new LanguageClient(id, name, startWorker, options);
    },
    release: () => {
      for (const worker of workers) {
        worker.terminate();
      }
      workers.clear();
    },
  };
}

/** Recordings are followed in web workers, which open no files themselves. */
function webWorkerHost(script: vscode.Uri): RunnerHost {
  return {
    opensPaths: false,
    start: (receive, broken) => {
      const worker = new Worker(script.toString(true));
      worker.addEventListener('message', ({ data }: MessageEvent<RunnerMessage>) => receive(data));
      worker.addEventListener('error', ({ message }) => broken(message || `${script.toString(true)} did not load.`));
      return { post: (request) => worker.postMessage(request), end: () => worker.terminate() };
    },
  };
}
