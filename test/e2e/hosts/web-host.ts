import path from 'node:path';
import getPort from 'get-port';
import { startWebHost as start } from '../../../scripts/hosts/web-host.mjs';
import { unpackedExtension } from '../../product/packed-extension.js';
import { type Host, prepareHostFolder, readConnections } from './host.js';

/** VS Code for the Web, with the packed extension, on a copy of a folder. Edits stay in the browser. */
export async function startWebHost(name: string, source: string, companions: readonly string[] = []): Promise<Host> {
  const folder = prepareHostFolder(name, source);
  const server = await start({
    dataDir: path.join(folder.dir, 'server'),
    port: await getPort(),
    folder: folder.workspace,
    extension: unpackedExtension,
    companions: [...companions],
    env: folder.env,
  });
  return { url: server.url, connections: () => readConnections(folder), close: server.close };
}
