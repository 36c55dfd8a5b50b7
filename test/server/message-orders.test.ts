import { expect, test } from 'vitest';
import { CancellationTokenSource, ErrorCodes } from 'vscode-jsonrpc';
import { twoFlows } from '../support/command.js';
import { Chance } from '../support/random-edits.js';
import { Served, servers } from '../support/served.js';

// Seeded: the same messages in every run. More of them: `FUZZ_FACTOR=20 npx vitest run test/server/message-orders.test.ts`.
const messages = 150 * Number(process.env.FUZZ_FACTOR ?? '1');

const uris = ['untitled:a.confer', 'untitled:b.confer', 'file:///nowhere/c.confer', 'confer-library:/none.confer'];
const methods = [
  ...['hover', 'definition', 'references', 'documentHighlight', 'completion', 'prepareRename'],
  ...['documentSymbol', 'foldingRange', 'codeLens', 'semanticTokens/full', 'formatting', 'codeAction', 'rename'],
  ...['rangeFormatting', 'onTypeFormatting', 'inlayHint', 'selectionRange', 'documentLink', 'prepareCallHierarchy'],
  ...['typeDefinition', 'implementation', 'diagnostic'],
];
/** What a server says of a file that is not there. */
const absent = /not on the disk|ENOENT/;
const tabSizes = [2, 0, -1, 1.5, 1e9, null];

function params(chance: Chance, uri: string): object {
  const position = { line: chance.below(40) - 1, character: chance.below(60) };
  const range = { start: position, end: { line: position.line + chance.below(3), character: 0 } };
  return {
    ...{ textDocument: { uri }, position, range, newName: chance.of(['X', '', 'a b', 'phase']), query: 'A' },
    ...{
      context: { diagnostics: [], includeDeclaration: true },
      options: { tabSize: chance.of(tabSizes), insertSpaces: true },
    },
    ...{ positions: [position], ch: chance.of(['\n', '}', 'x']) },
  };
}

test('a server answers every request, in any order of messages', { timeout: 240_000 }, async () => {
  const { served } = await Served.start(servers['confer lsp']);
  const chance = new Chance(11);
  const answers: Promise<unknown>[] = [];
  // A refusal that comes before all is sent is an answer too.
  const refusals: string[] = [];
  const note = (method: string, answer: Promise<unknown>) =>
    answers.push(answer.catch(({ code, message }) => refusals.push(`${method} ${code} ${message}`)));
  for (let count = 0; count < messages; count++) {
    const uri = chance.of(uris);
    switch (chance.below(8)) {
      case 0:
        await served.open(uri, twoFlows.slice(chance.below(200)));
        break;
      case 1:
        await served.change(uri, twoFlows.slice(0, chance.below(twoFlows.length)));
        break;
      case 2:
        await served.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
        break;
      case 3: {
        const source = new CancellationTokenSource();
        note('timeline', served.connection.sendRequest('confer/timeline', params(chance, uri), source.token));
        source.cancel();
        break;
      }
      case 4: {
        const method = chance.of(['confer/timeline', 'workspace/symbol', 'confer/no-such']);
        note(method, served.request(method, params(chance, uri)));
        break;
      }
      default: {
        const method = `textDocument/${chance.of(methods)}`;
        note(method, served.request(method, params(chance, uri)));
      }
    }
  }
  await Promise.all(answers);
  // That a file is not there is an answer; nothing else is a fault of the server's own.
  const isFault = (refusal: string) => refusal.includes(` ${ErrorCodes.InternalError} `) && !absent.test(refusal);
  expect(refusals.filter(isFault)).toEqual([]);
  // It is still well: what is asked now is answered.
  await served.open('untitled:last.confer', twoFlows);
  const symbols = await served.request<unknown[]>('textDocument/documentSymbol', {
    textDocument: { uri: 'untitled:last.confer' },
  });
  expect(symbols.length).toBeGreaterThan(0);
  expect(served.errors).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  expect(await served.stop()).toBe(0);
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
