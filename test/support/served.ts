import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type {
  ClientCapabilities,
  Diagnostic,
  InitializeResult,
  PublishDiagnosticsParams,
} from 'vscode-languageserver-protocol';
import { diagnosticReplicas } from '../../client/diagnostic-replicas.js';
import type { TimelineChangedParams } from '../../server/protocol/timeline-messages.js';

const root = path.resolve(import.meta.dirname, '../..');

/** How long the server may stay silent while a test waits for it, in milliseconds; below the time limit of a test. */
const MAX_SILENCE = 90_000;

/** The two ways to start the bundled server on standard input and output. */
export const servers = {
  'the server’s bundle': [path.join(root, 'out/server/node.cjs'), '--stdio'],
  'confer lsp': [path.join(root, 'out/cli/confer.cjs'), 'lsp'],
} as const;

/** A running server with an editor's side of the connection. The bundles are those of `npm run build`. */
export class Served {
  readonly connection: MessageConnection;
  /** What the server writes outside the protocol. */
  errors = '';
  readonly ended: Promise<number | null>;
  /** All bytes that the server has written on the connection. */
  received = 0;
  readonly process: ChildProcess;
  private readonly published = new Map<string, Diagnostic[]>();
  private readonly timelines = new Map<string, number>();
  private waiting: (() => void)[] = [];
  private readonly versions = new Map<string, number>();

  private constructor(
    args: readonly string[],
    private readonly settings: unknown,
  ) {
    // The fourth channel is for a meter that is loaded into the process; the server knows nothing of it.
    this.process = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe', 'ipc'] });
    const { stdin, stdout, stderr } = this.process;
    if (stdin === null || stdout === null || stderr === null) throw new Error('no pipes');
    stderr.on('data', (chunk) => {
      this.errors += String(chunk);
    });
    stdout.on('data', (chunk: Buffer) => {
      this.received += chunk.length;
    });
    this.ended = new Promise((resolve) => this.process.on('exit', resolve));
    // Requests to a server that has ended are rejected at once.
    this.process.on('close', () => this.connection.dispose());
    this.connection = createMessageConnection(
      new StreamMessageReader(stdout),
      new StreamMessageWriter(stdin),
      undefined,
      {
        messageStrategy: diagnosticReplicas(),
      },
    );
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.set(params.uri, params.diagnostics);
      this.wake();
    });
    this.connection.onNotification('confer/timelineChanged', ({ uri, version }: TimelineChangedParams) => {
      this.timelines.set(uri, version);
      this.wake();
    });
    this.connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.errors += `${message}\n`;
    });
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
      items.map(() => this.settings),
    );
    this.connection.listen();
  }

  /**
   * Starts a server and says hello.
   * @param options `folder` is the workspace, a path; `settings` answers for the section `confer`; `capabilities` are
   * those of the client, a VS Code's without them
   */
  static async start(
    args: readonly string[],
    options: {
      folder?: string;
      settings?: unknown;
      initializationOptions?: unknown;
      capabilities?: ClientCapabilities;
    } = {},
  ): Promise<{ served: Served; capabilities: InitializeResult['capabilities'] }> {
    const served = new Served(args, options.settings ?? {});
    const uri = options.folder === undefined ? null : pathToFileURL(options.folder).href;
    const { capabilities } = await served.connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: uri === null ? null : [{ uri, name: 'test' }],
      initializationOptions: options.initializationOptions,
      capabilities: options.capabilities ?? {
        workspace: { configuration: true, didChangeWatchedFiles: { dynamicRegistration: true } },
      },
    });
    await served.connection.sendNotification('initialized', {});
    return { served, capabilities };
  }

  async open(uri: string, text: string): Promise<void> {
    this.versions.set(uri, 1);
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'confer', version: 1, text },
    });
  }

  /** Replaces a part of the text, as typing does; without a range, all of it. */
  async change(uri: string, text: string, range?: object): Promise<void> {
    const version = (this.versions.get(uri) ?? 0) + 1;
    this.versions.set(uri, version);
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [range === undefined ? { text } : { range, text }],
    });
  }

  /** Waits until the diagnostics of a file are as wanted. @throws with those last seen, if nothing more comes */
  async diagnostics(uri: string, wanted: (diagnostics: Diagnostic[]) => boolean = () => true): Promise<Diagnostic[]> {
    for (;;) {
      const found = this.published.get(uri);
      if (found !== undefined && wanted(found)) return found;
      await this.next(() => `other diagnostics of ${uri} than ${JSON.stringify(found ?? 'none yet')}`);
    }
  }

  /** The diagnostics published so far, by the address of their file. */
  allDiagnostics(): ReadonlyMap<string, Diagnostic[]> {
    return this.published;
  }

  /** Waits until what the server has said so far is as wanted. @throws if nothing more comes */
  async until(wanted: () => boolean): Promise<void> {
    while (!wanted()) await this.next(() => `more than ${[...this.published.keys()].join(', ')}`);
  }

  /** Waits until the server has said that a timeline may have changed with this version or a later one. */
  async timelineChanged(uri: string, version: number): Promise<void> {
    while ((this.timelines.get(uri) ?? 0) < version) {
      await this.next(() => `version ${version} of the timeline of ${uri} after ${this.timelines.get(uri) ?? 'none'}`);
    }
  }

  request<Result>(method: string, params: unknown): Promise<Result> {
    return this.connection.sendRequest<Result>(method, params);
  }

  /** Ends the server in good order. @returns its exit code */
  async stop(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    const code = await this.ended;
    this.connection.dispose();
    return code;
  }

  /** Waits for the server to say something. @throws when it stays silent; `awaited` names what was waited for */
  private next(awaited: () => string): Promise<void> {
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => {
        reject(new Error(`The server fell silent; the test waits for ${awaited()}\n${this.errors}`));
      }, MAX_SILENCE);
      this.waiting.push(() => {
        clearTimeout(limit);
        resolve();
      });
    });
  }

  private wake(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }
}
