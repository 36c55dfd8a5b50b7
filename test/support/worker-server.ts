import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { URI } from 'langium';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createMessageConnection,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import { mayReadDirectory, mayReadFile } from '../../client/readable-files.js';
import {
  type DirectoryEntry,
  type FileParams,
  ReadDirectoryRequest,
  ReadFileRequest,
} from '../../server/protocol/file-messages.js';
import { encodingOf, MAX_FILE_SIZE } from '../../server/protocol/text-encoding.js';

const bundle = path.resolve(import.meta.dirname, '../../out/server/browser.js');

/** What a worker of the browser has, for a bundle that is meant to run in one. */
const bootstrap = `
const { parentPort, workerData } = require('node:worker_threads');
globalThis.self = globalThis;
globalThis.postMessage = (message) => parentPort.postMessage(message);
globalThis.addEventListener = () => {};
parentPort.on('message', (data) => globalThis.onmessage?.({ data }));
require(workerData);
`;

class WorkerReader extends AbstractMessageReader {
  constructor(private readonly worker: Worker) {
    super();
  }

  listen(callback: DataCallback): Disposable {
    this.worker.on('message', callback);
    return { dispose: () => this.worker.off('message', callback) };
  }
}

class WorkerWriter extends AbstractMessageWriter {
  constructor(private readonly worker: Worker) {
    super();
  }

  async write(message: Message): Promise<void> {
    this.worker.postMessage(message);
  }

  end(): void {}
}

/** The server's bundle for browsers, in a worker, with an editor that reads the files of a folder for it. */
export class WorkerServer {
  private readonly published = new Map<string, Diagnostic[]>();

  private constructor(
    private readonly worker: Worker,
    readonly connection: MessageConnection,
  ) {
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.set(params.uri, params.diagnostics);
    });
  }

  /** Starts a server for a folder. The bundle is that of `npm run build`. */
  static async start(folder: string): Promise<WorkerServer> {
    const worker = new Worker(bootstrap, { eval: true, workerData: bundle });
    const connection = createMessageConnection(new WorkerReader(worker), new WorkerWriter(worker));
    const server = new WorkerServer(worker, connection);
    const folders = [URI.file(folder)];
    const surroundings = { folders, documents: [] };
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => ({})));
    connection.onRequest(ReadFileRequest.method, ({ uri }: FileParams) =>
      mayReadFile(URI.parse(uri), surroundings) ? textOf(fileURLToPath(uri)) : null,
    );
    connection.onRequest(ReadDirectoryRequest.method, ({ uri }: FileParams) =>
      mayReadDirectory(URI.parse(uri), surroundings) ? entriesOf(fileURLToPath(uri)) : null,
    );
    connection.listen();
    const uri = pathToFileURL(folder).href;
    await connection.sendRequest('initialize', {
      processId: null,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'test' }],
      initializationOptions: { fileSystem: true },
      capabilities: { workspace: { configuration: true, didChangeWatchedFiles: { dynamicRegistration: true } } },
    });
    await connection.sendNotification('initialized', {});
    return server;
  }

  /** The diagnostics published so far, by the address of their file. */
  allDiagnostics(): ReadonlyMap<string, Diagnostic[]> {
    return this.published;
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    this.connection.dispose();
    await this.worker.terminate();
  }
}

async function textOf(file: string): Promise<string | null> {
  try {
    const found = await stat(file);
    if (!found.isFile() || found.size > MAX_FILE_SIZE) return null;
    const bytes = await readFile(file);
    return new TextDecoder(encodingOf(bytes)).decode(bytes);
  } catch {
    return null;
  }
}

/** A link is neither a file nor a folder, as in the editor. */
async function entriesOf(folder: string): Promise<DirectoryEntry[] | null> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.map((entry) => ({
      name: entry.name,
      kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'directory' : 'other',
    }));
  } catch {
    return null;
  }
}
