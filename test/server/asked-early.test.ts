import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { FileChangeType } from 'vscode-languageserver-protocol';
import type { ModelSummary } from '../../server/protocol/model-messages.js';
import type { TestsResult } from '../../server/protocol/test-messages.js';
import { Served, servers } from '../support/served.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const files = Array.from({ length: 30 }, (_, index) => `f${index}.confer`);
const flow = (name: string) => `flow ${name} {\n  party A\n  phase X\n}\n`;

test('the flows of a workspace are listed as tests, all of them, however early they are asked for', async () => {
  const folder = temporaryFolder(Object.fromEntries(files.map((file, index) => [file, flow(`F${index}`)])));
  const { served } = await Served.start(servers['the server’s bundle'], { folder });
  const listed = await served.request<TestsResult>('confer/tests', {});
  expect(listed.files.map(({ uri }) => uri.split('/').at(-1)).sort()).toEqual([...files].sort());
  await served.stop();
});

test('tests that change on disk are announced once a client has requested them', async () => {
  const folder = temporaryFolder({ 'a.confer': flow('A') });
  const { served } = await Served.start(servers['the server’s bundle'], { folder });
  const summary = () =>
    new Promise<void>((resolve) => served.connection.onNotification('confer/testsChanged', resolve));
  const names = async () =>
    (await served.request<TestsResult>('confer/tests', {})).files.flatMap(({ flows }) => flows.map(({ name }) => name));
  expect(await names()).toEqual(['A']);

  const added = path.join(folder, 'b.confer');
  const watched = (type: FileChangeType) =>
    served.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: pathToFileURL(added).href, type }],
    });
  writeFileSync(added, flow('B'));
  let change = summary();
  await watched(FileChangeType.Created);
  await change;
  expect((await names()).sort()).toEqual(['A', 'B']);

  rmSync(added);
  change = summary();
  await watched(FileChangeType.Deleted);
  await change;
  expect(await names()).toEqual(['A']);
  await served.stop();
});

test('the models of a workspace are listed for a new flow, however early they are asked for', async () => {
  const folder = temporaryFolder({ 'own.confer': 'model Own {\n  role caller\n  phase Call\n}\n' });
  const { served } = await Served.start(servers['the server’s bundle'], { folder });
  const models = await served.request<readonly ModelSummary[]>('confer/models', {});
  expect(models.map(({ name }) => name)).toContain('Own');
  await served.stop();
});
