import { realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { WorkspaceCheckRequest } from '../../server/protocol/check-messages.js';
import { report } from '../support/command.js';
import { hostileTree } from '../support/hostile-tree.js';
import { Served, servers } from '../support/served.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { WorkerServer } from '../support/worker-server.js';

/** Errors as `path line:character code`, the path being that below the folder. */
type Summary = readonly string[];

async function commanded(folder: string): Promise<Summary> {
  const { files } = await report(['.'], folder);
  return files
    .flatMap(({ path: file, diagnostics }) =>
      diagnostics
        .filter(({ severity }) => severity === 'error')
        .map(({ code, range }) => {
          const { start } = range as { start: { line: number; character: number } };
          return `${file} ${start.line}:${start.character} ${code}`;
        }),
    )
    .sort();
}

function served(folder: string, server: Pick<Served, 'allDiagnostics'>): Summary {
  return [...server.allDiagnostics()]
    .filter(([uri]) => uri.startsWith('file:'))
    .flatMap(([uri, diagnostics]) => {
      const file = path.relative(folder, fileURLToPath(uri)).split(path.sep).join('/');
      return diagnostics
        .filter(({ severity }) => severity === 1)
        .map(({ code, range }) => `${file} ${range.start.line}:${range.start.character} ${code}`);
    })
    .sort();
}

test('the command and the servers take the same files for a folder, and read them alike', {
  timeout: 240_000,
}, async () => {
  const folder = realpathSync(hostileTree());
  const wanted = await commanded(folder);
  expect(wanted).toContain('utf16.confer 5:21 unknown-message');
  for (const args of Object.values(servers)) {
    const { served: server } = await Served.start(args, { folder });
    await server.until(() => served(folder, server).length >= wanted.length);
    // What is asked afterwards is answered after all else that the folder brings.
    await server.request('workspace/symbol', { query: '' });
    expect(served(folder, server)).toEqual(wanted);
    await server.stop();
  }
});

test('the server of the browser takes the same files for a folder, and reads them alike', {
  timeout: 240_000,
}, async () => {
  const folder = realpathSync(hostileTree());
  const server = await WorkerServer.start(folder);
  await server.connection.sendRequest(WorkspaceCheckRequest.method, {});
  await server.connection.sendRequest('workspace/symbol', { query: '' });
  expect(served(folder, server)).toEqual(await commanded(folder));
  await server.stop();
});

test('the check of a workspace counts what the command counts there, and not what is open besides', {
  timeout: 240_000,
}, async () => {
  const folder = realpathSync(path.join(import.meta.dirname, '../../examples'));
  const { files } = await report(['.'], folder);
  const severities = files.flatMap(({ diagnostics }) => diagnostics.map(({ severity }) => severity));
  const count = (wanted: string) => severities.filter((severity) => severity === wanted).length;
  const { served: server } = await Served.start(servers['the server’s bundle'], { folder });
  await server.open('untitled:Untitled-1', fault);
  expect(count('information')).toBeGreaterThan(0);
  expect(await server.request(WorkspaceCheckRequest.method, { again: true })).toEqual({
    files: files.length,
    errors: count('error'),
    warnings: count('warning'),
    information: count('information'),
  });
  await server.stop();
});

const fault = 'message M on Nowhere\n';

test('a folder within another one that leaves the workspace is checked as part of the outer one', {
  timeout: 240_000,
}, async () => {
  const folder = realpathSync(
    temporaryFolder({
      'a.confer': fault,
      'inner/b.confer': fault,
      'inner/deeper/c.confer': fault,
      'other/d.confer': '',
    }),
  );
  const wanted = await commanded(folder);
  expect(wanted).toHaveLength(3);
  const root = (name: string) => ({ uri: pathToFileURL(path.join(folder, name)).href, name });
  for (const args of Object.values(servers)) {
    const { served: server } = await Served.start(args, {
      folder,
      capabilities: { workspace: { workspaceFolders: true } },
    });
    const change = (event: object) =>
      server.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
    await server.until(() => served(folder, server).length >= wanted.length);
    for (const inner of ['inner', 'inner/deeper']) {
      await change({ added: [root(inner)], removed: [] });
      await change({ added: [], removed: [root(inner)] });
    }
    await server.request('workspace/symbol', { query: '' });
    await server.until(() => served(folder, server).length >= wanted.length);
    expect(served(folder, server)).toEqual(wanted);
    // A folder of its own takes its files along.
    await change({ added: [], removed: [{ uri: pathToFileURL(folder).href, name: 'test' }] });
    await server.until(() => served(folder, server).length === 0);
    await server.stop();
  }
});
