import { realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { report } from '../support/command.js';
import { hostileTree } from '../support/hostile-tree.js';
import { Served, servers } from '../support/served.js';

/** Errors as `path line:character code`, the path being that below the folder. */
type Told = readonly string[];

async function commanded(folder: string): Promise<Told> {
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

function served(folder: string, server: Served): Told {
  return [...server.allDiagnostics()]
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
