import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { CancellationTokenSource, ErrorCodes } from 'vscode-jsonrpc';
import { FileChangeType } from 'vscode-languageserver-protocol';
import { twoFlows } from '../support/command.js';
import { Chance } from '../support/random-edits.js';
import { Served, servers } from '../support/served.js';
import { temporaryFolder } from '../support/temporary-folder.js';

// Seeded: the same messages in every run. More of them: `FUZZ_FACTOR=20 npx vitest run test/server/message-orders.test.ts`.
const messages = 150 * Number(process.env.FUZZ_FACTOR ?? '1');

const uris = [
  ...['untitled:a.confer', 'untitled:b.confer', 'file:///nowhere/c.confer', 'confer-library:/none.confer'],
  ...['confer-library:/genesys/conference.confer', 'http://nowhere/d.confer', 'untitled:e.txt', 'nonsense', ''],
];
/** Addresses that are none, and other things that no request may say. */
const unreadable = ['1 2:x', 'file:////x', 7, null];
const methods = [
  ...['hover', 'definition', 'references', 'documentHighlight', 'completion', 'prepareRename'],
  ...['documentSymbol', 'foldingRange', 'codeLens', 'semanticTokens/full', 'formatting', 'codeAction', 'rename'],
  ...['rangeFormatting', 'onTypeFormatting', 'inlayHint', 'selectionRange', 'documentLink', 'prepareCallHierarchy'],
  ...['typeDefinition', 'implementation', 'diagnostic', 'semanticTokens/full/delta', 'semanticTokens/range'],
].map((name) => `textDocument/${name}`);
const further = [
  ...[
    'confer/timeline',
    'confer/verdicts',
    'confer/fixes',
    'confer/flowCoverage',
    'confer/saveScenario',
    'confer/tests',
  ],
  ...['confer/newFlow', 'confer/recordingSources', 'confer/models', 'confer/no-such', 'workspace/symbol'],
  ...['callHierarchy/incomingCalls', 'callHierarchy/outgoingCalls'],
];
const tabSizes = [2, 0, -1, 1.5, 1e9, null];

function params(chance: Chance, uri: string): Record<string, unknown> {
  // Some are beyond the end of the text, and some before its begin.
  const position = { line: chance.below(40) - 1, character: chance.of([chance.below(60), 1e6, -1]) };
  const range = { start: position, end: { line: position.line + chance.below(3), character: 0 } };
  return {
    ...{ textDocument: { uri }, position, range, newName: chance.of(['X', '', 'a b', 'phase']), query: 'A' },
    ...{
      context: { diagnostics: [], includeDeclaration: true },
      options: { tabSize: chance.of(tabSizes), insertSpaces: true },
    },
    ...{ positions: [position], ch: chance.of(['\n', '}', 'x']), finding: { id: '' }, path: [], recordings: [] },
    ...{
      item: { uri, name: 'A', kind: 1, range, selectionRange: range },
      previousResultId: '7',
      flow: 'A',
      subject: 'A',
    },
  };
}

test('a server answers every request, in any order of messages', { timeout: 240_000 }, async () => {
  const folder = temporaryFolder({ 'kept.confer': twoFlows, 'passing.confer': twoFlows });
  const kept = pathToFileURL(path.join(folder, 'kept.confer')).href;
  const passing = path.join(folder, 'passing.confer');
  const elsewhere = temporaryFolder({ 'own.confer': twoFlows });
  const addresses = [
    ...uris,
    kept,
    pathToFileURL(passing).href,
    pathToFileURL(path.join(elsewhere, 'own.confer')).href,
  ];
  const { served } = await Served.start(servers['confer lsp'], { folder });
  const { connection } = served;
  const chance = new Chance(11);
  const answers: Promise<unknown>[] = [];
  // A refusal that comes before all is sent is an answer too.
  const refusals: string[] = [];
  const note = (method: string, answer: Promise<unknown>) =>
    answers.push(answer.catch(({ code, message }) => refusals.push(`${method} ${code} ${message}`)));
  let isThere = true;
  const actions: ((uri: string) => Promise<void> | void)[] = [
    (uri) => served.open(uri, twoFlows.slice(chance.below(200))),
    (uri) => served.change(uri, twoFlows.slice(0, chance.below(twoFlows.length))),
    // For a version before the last.
    (uri) =>
      connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: -chance.below(9) },
        contentChanges: [{ text: twoFlows }],
      }),
    (uri) => connection.sendNotification('textDocument/didClose', { textDocument: { uri } }),
    async () => {
      if (isThere) rmSync(passing);
      else writeFileSync(passing, twoFlows);
      isThere = !isThere;
      const type = isThere ? FileChangeType.Created : FileChangeType.Deleted;
      await connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: pathToFileURL(passing).href, type }],
      });
    },
    (uri) => {
      const source = new CancellationTokenSource();
      note('timeline', connection.sendRequest('confer/timeline', params(chance, uri), source.token));
      source.cancel();
    },
    // Ids of requests that are answered, are not yet, or never were.
    () => connection.sendNotification('$/cancelRequest', { id: chance.below(messages) }),
    () => connection.sendNotification('$/cancelRequest', { id: 'nothing' }),
    (uri) => {
      const method = chance.of([...methods, ...further]);
      const given = Object.entries(params(chance, uri));
      const at = chance.below(given.length);
      const spoiled = chance.of([...given.slice(0, at), ...given.slice(at + 1), ['textDocument', { uri: 7 }] as const]);
      note(
        method,
        served.request(method, Object.fromEntries(chance.of([given.toSpliced(at, 1), [...given, spoiled]]))),
      );
    },
    () => {
      const textDocument = { uri: chance.of(unreadable) };
      const method = chance.of(['didOpen', 'didChange', 'didClose', 'didSave']);
      return connection.sendNotification(`textDocument/${method}`, { textDocument, contentChanges: [] });
    },
    () => {
      const method = chance.of(methods);
      note(method, served.request(method, { textDocument: { uri: chance.of(unreadable) } }));
    },
  ];
  for (let count = 0; count < messages; count++) {
    const uri = chance.of(addresses);
    const method = chance.of(chance.below(5) === 0 ? further : methods);
    if (chance.below(2) === 0) await chance.of(actions)(uri);
    else note(method, served.request(method, params(chance, uri)));
  }
  await Promise.all(answers);
  expect(refusals.filter((refusal) => refusal.includes(` ${ErrorCodes.InternalError} `))).toEqual([]);
  // It is still well: what is asked now is answered.
  await served.open('untitled:last.confer', twoFlows);
  const symbols = await served.request<unknown[]>('textDocument/documentSymbol', {
    textDocument: { uri: 'untitled:last.confer' },
  });
  expect(symbols.length).toBeGreaterThan(0);
  const { files } = await served.request<{ files: { uri: string }[] }>('confer/tests', {});
  expect(files.map(({ uri }) => uri)).toContain(kept);
  expect(served.errors).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  expect(await served.stop()).toBe(0);
});

test('a request for a document that the server does not have finds nothing, and is no failure', async () => {
  const folder = temporaryFolder({ 'own.confer': twoFlows });
  const { served } = await Served.start(servers['confer lsp']);
  const chance = new Chance(3);
  const absent = [
    ...uris.filter((uri) => !uri.includes('genesys')),
    pathToFileURL(path.join(folder, 'own.confer')).href,
  ];
  for (const uri of absent) {
    for (const method of methods) {
      const answer = await served.request(method, params(chance, uri));
      expect(answer, `${method} of "${uri}"`).toEqual(
        method.endsWith('diagnostic') ? { kind: 'full', items: [] } : null,
      );
    }
  }
  await served.stop();
});

test('a document that is closed and opened again at once is there', async () => {
  const { served } = await Served.start(servers['confer lsp']);
  const textDocument = { uri: 'untitled:again.confer' };
  for (let times = 0; times < 5; times++) {
    await served.open(textDocument.uri, twoFlows);
    const symbols = served.request<unknown[]>('textDocument/documentSymbol', { textDocument });
    expect((await symbols).length).toBeGreaterThan(0);
    await served.connection.sendNotification('textDocument/didClose', { textDocument });
  }
  await served.stop();
});

test('documents that are opened or changed without a text are left out, and requests are answered', async () => {
  const { served } = await Served.start(servers['confer lsp']);
  const uri = 'untitled:a.confer';
  await served.open(uri, twoFlows);
  const wrong: readonly (readonly [method: string, params: unknown])[] = [
    ['textDocument/didOpen', { textDocument: { uri: 'untitled:b.confer', languageId: 'confer', version: 1, text: 5 } }],
    ['textDocument/didOpen', { textDocument: { uri: 7, languageId: 'confer', version: 1, text: '' } }],
    ['textDocument/didOpen', null],
    ['textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: null }],
    ['textDocument/didChange', { textDocument: { uri, version: 3 }, contentChanges: [null, { text: 5 }] }],
  ];
  for (const [method, params] of wrong) await served.connection.sendNotification(method, params);
  const symbols = await served.request<unknown[]>('textDocument/documentSymbol', { textDocument: { uri } });
  expect(symbols.length).toBeGreaterThan(0);
  await served.stop();
});
