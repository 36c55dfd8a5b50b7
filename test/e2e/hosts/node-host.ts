import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import getPort from 'get-port';
import { nodeHost } from '../../../scripts/setup-node-host.mjs';
import { unpackedExtension } from '../../product/packed-extension.js';
import { type Host, type HostFolder, prepareHostFolder, readConnections } from './host.js';

const quiet = {
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
};

/** VS Code's server with a node extension host, with the packed extension, on a copy of a folder. */
export async function startNodeHost(name: string, source: string, companions: readonly string[] = []): Promise<Host> {
  const folder = prepareHostFolder(name, source);
  const port = await getPort();
  const server = startServer(folder, port, companions);
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await untilReady(server);
  const remote = (file: string) => `vscode-remote://127.0.0.1:${port}${file}`;
  const payload = JSON.stringify([
    ['skipWelcome', 'true'],
    ['extensionDevelopmentPath', remote(unpackedExtension)],
  ]);
  return {
    url: `http://127.0.0.1:${port}/?${new URLSearchParams({ folder: folder.workspace, payload })}`,
    connections: () => readConnections(folder),
    close: async () => {
      signal(server, 'SIGTERM');
      const force = setTimeout(() => signal(server, 'SIGKILL'), 5000);
      await ended;
      clearTimeout(force);
    },
  };
}

function startServer(folder: HostFolder, port: number, companions: readonly string[]): ChildProcess {
  const data = path.join(folder.dir, 'data');
  const extensions = path.join(folder.dir, 'extensions');
  mkdirSync(path.join(data, 'data/Machine'), { recursive: true });
  mkdirSync(extensions, { recursive: true });
  for (const companion of companions)
    cpSync(companion, path.join(extensions, path.basename(companion)), { recursive: true });
  writeFileSync(path.join(data, 'data/Machine/settings.json'), JSON.stringify(quiet));
  // Without a gallery the server requests no extensions; the variable of the wrapper would keep it from starting.
  const env: NodeJS.ProcessEnv = { ...folder.env, EXTENSIONS_GALLERY: '{}', CODE_SERVER_PARENT_PID: undefined };
  const server = spawn(
    nodeHost.node,
    [
      nodeHost.server,
      ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'],
      ...['--accept-server-license-terms', '--disable-telemetry', '--disable-workspace-trust'],
      // A built workbench takes an extension under development only with the driver on.
      '--enable-smoke-test-driver',
      ...['--server-data-dir', data, '--extensions-dir', extensions],
    ],
    { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  const log = createWriteStream(path.join(folder.dir, 'server.log'));
  server.stdout?.pipe(log);
  server.stderr?.pipe(log);
  return server;
}

function untilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    server.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('Web UI available')) resolve();
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`VS Code's server did not start:\n${output}`)));
  });
}

/** To the server and its extension hosts: they are one process group. */
function signal(server: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (server.pid !== undefined) process.kill(-server.pid, name);
  } catch {
    // Ended already.
  }
}
