import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type {
  Diagnostic,
  DidChangeWatchedFilesRegistrationOptions,
  RegistrationParams,
} from 'vscode-languageserver-protocol';
import type { TimelineResult } from '../../server/protocol/timeline-messages.js';
import { Served, servers } from '../support/served.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const brief = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code, severity }) => `${code} ${severity}`);

/**
 * A workspace on the disk, served, with an editor's notifications of changes on the disk.
 * @param at its path
 */
async function serve(files: Record<string, string>, at = '.') {
  const placed = Object.entries(files).map(([name, text]) => [`${at}/${name}`, text] as const);
  const folder = path.join(temporaryFolder(Object.fromEntries(placed)), at);
  const uri = (name: string) => pathToFileURL(path.join(folder, name)).href;
  const { served } = await Served.start(servers['confer lsp'], { folder });
  const changed = (name: string, type: number) =>
    served.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(name), type }] });
  return {
    served,
    uri,
    async write(name: string, text: string) {
      writeFileSync(path.join(folder, name), text);
      await changed(name, 2);
    },
    async add(name: string, text: string) {
      writeFileSync(path.join(folder, name), text);
      await changed(name, 1);
    },
    async remove(name: string) {
      rmSync(path.join(folder, name));
      await changed(name, 3);
    },
  };
}

test('a changed configuration grades open files again, and a broken one leaves the levels as they were', async () => {
  const { served, uri, write, remove } = await serve({
    'confer.json': '{ "rules": { "unknown-protocol": "warning" } }',
    'a.confer': 'message M on Nowhere\n',
  });
  const text = 'message M on Nowhere\nmessage N on Nowhere\n';
  await served.open(uri('a.confer'), text);
  const is = (...wanted: string[]) =>
    served.diagnostics(uri('a.confer'), (found) => brief(found).join() === wanted.join());
  await is('unknown-protocol 2', 'unknown-protocol 2');

  await write('confer.json', '{ "rules": { "unknown-protocol": "hint" } }');
  await is('unknown-protocol 4', 'unknown-protocol 4');

  await write('confer.json', '{ "rules": { "unknown-protocol": ');
  const [problem] = await served.diagnostics(uri('confer.json'), (found) => found.length > 0);
  expect(problem).toMatchObject({
    severity: 1,
    source: 'confer',
    code: 'no-json',
    range: { start: { line: 0, character: 33 } },
  });
  await served.change(uri('a.confer'), 'message M on Nowhere\n');
  await is('unknown-protocol 4');

  await write('confer.json', '{ "rules": { "unknown-protocl": "off" } }');
  const warned = (found: Diagnostic[]) => found.some(({ severity }) => severity === 2);
  expect((await served.diagnostics(uri('confer.json'), warned))[0]?.message).toContain('"unknown-protocol"?');
  await is('unknown-protocol 1');

  await remove('confer.json');
  await served.diagnostics(uri('confer.json'), (found) => found.length === 0);
  await is('unknown-protocol 1');
  expect(await served.stop()).toBe(0);
  expect(served.errors).toBe('');
});

test('a configuration above the workspace is watched where the editor can watch there', async () => {
  const folder = temporaryFolder({ 'work/flows/a.confer': 'message M on Nowhere\n' });
  const uri = (name: string) => pathToFileURL(path.join(folder, name)).href;
  const { served } = await Served.start(servers['confer lsp'], {
    folder: path.join(folder, 'work'),
    capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true } } },
  });
  const watched = new Promise<string[]>((resolve) => {
    const bases: string[] = [];
    served.connection.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => {
      for (const { registerOptions } of registrations) {
        const { watchers = [] } = (registerOptions ?? {}) as Partial<DidChangeWatchedFilesRegistrationOptions>;
        for (const { globPattern } of watchers) {
          if (typeof globPattern === 'object' && globPattern.pattern === 'confer.json') {
            bases.push(String(globPattern.baseUri));
          }
        }
      }
      if (bases.length > 0) resolve(bases);
      return null;
    });
  });
  await served.diagnostics(uri('work/flows/a.confer'), (found) => found[0]?.severity === 1);
  const bases = await watched;
  expect(bases).toContain(pathToFileURL(folder).href);
  expect(bases.filter((base) => base.startsWith(uri('work')))).toEqual([]);

  writeFileSync(path.join(folder, 'confer.json'), '{ "rules": { "unknown-protocol": "hint" } }');
  const changes = [{ uri: uri('confer.json'), type: 1 }];
  await served.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  await served.diagnostics(uri('work/flows/a.confer'), (found) => found[0]?.severity === 4);
  await served.stop();
  expect(served.errors).toBe('');
});

test('a rule that is off is silent in the timeline too', async () => {
  const flow = 'flow F {\n  party A\n  party B\n  party Idle\n  phase X { A -> B : EventAck }\n}\n';
  const { served, uri, add } = await serve({ 'a.confer': flow });
  const findings = async () => {
    const params = { textDocument: { uri: uri('a.confer') } };
    const { timeline } = await served.request<TimelineResult>('confer/timeline', params);
    return timeline?.findings.map(({ code }) => code);
  };
  await served.diagnostics(uri('a.confer'));
  expect(await findings()).toEqual(['unused-participant']);
  await add('confer.json', '{ "rules": { "unused-participant": "off" } }');
  await served.diagnostics(uri('a.confer'), (found) => found.length === 0);
  expect(await findings()).toEqual([]);
  await served.stop();
});

test('library folders are seen by all files, and files may come to them and go', async () => {
  const { served, uri, add, remove } = await serve({
    'confer.json': '{ "library": ["models"] }',
    'models/one.confer': 'protocol P\n',
    'a.confer': 'message M on P, Q\n',
  });
  await served.diagnostics(uri('a.confer'), (found) => found.length === 1);
  await add('models/two.confer', 'protocol Q\n');
  await served.diagnostics(uri('a.confer'), (found) => found.length === 0);
  await remove('models/one.confer');
  await served.diagnostics(uri('a.confer'), (found) => found.length === 1);
  await served.stop();
  expect(served.errors).toBe('');
});

test('if only the editor can read files, it is asked for the configuration and for library folders', async () => {
  const files: Record<string, string> = {
    'vfs:/w/confer.json': '{ "rules": { "unknown-protocol": "warning" }, "library": ["models"] }',
    'vfs:/w/models/p.confer': 'protocol P\n',
  };
  const folders: Record<string, object[]> = {
    'vfs:/w': [
      { name: 'confer.json', kind: 'file' },
      { name: 'models', kind: 'directory' },
    ],
    'vfs:/w/models': [{ name: 'p.confer', kind: 'file' }],
  };
  const { served } = await Served.start(servers['the server’s bundle'], {
    initializationOptions: { fileSystem: true },
  });
  served.connection.onRequest('confer/fs/readFile', ({ uri }: { uri: string }) => files[uri] ?? null);
  served.connection.onRequest('confer/fs/readDirectory', ({ uri }: { uri: string }) => folders[uri] ?? null);
  await served.open('vfs:/w/deep/a.confer', 'message M on P, Nowhere\n');
  expect(brief(await served.diagnostics('vfs:/w/deep/a.confer'))).toEqual(['unknown-protocol 2']);
  await served.stop();
  expect(served.errors).toBe('');
});

test('a workspace inside a hidden folder uses its configuration and libraries too', async () => {
  const { served, uri, write, add } = await serve(
    { 'confer.json': '{ "library": ["words"] }', 'a.confer': 'message M on Nowhere\n', 'words/b.confer': '' },
    '.work',
  );
  await served.open(uri('a.confer'), 'message M on Nowhere\n');
  const is = (wanted: string) => served.diagnostics(uri('a.confer'), (found) => brief(found).join() === wanted);
  await is('unknown-protocol 1');
  await write('confer.json', '{ "library": ["words"], "rules": { "unknown-protocol": "hint" } }');
  await is('unknown-protocol 4');
  await add('words/c.confer', 'protocol Nowhere\n');
  await is('');
});

test('typed text is checked even if a file event without effect follows at once', async () => {
  const { served, uri, add } = await serve({ 'a.confer': '' });
  await served.open(uri('a.confer'), '');
  const count = (wanted: number) => served.diagnostics(uri('a.confer'), (found) => found.length === wanted);
  for (const name of ['.gitignore', 'confer.json', 'notes']) {
    await count(0);
    void served.change(uri('a.confer'), 'message M on Nowhere\n');
    await add(name, name === 'confer.json' ? '{}' : '');
    await count(1);
    await served.change(uri('a.confer'), '');
  }
  await served.stop();
  expect(served.errors).toBe('');
});
