import { spawn } from 'node:child_process';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { Served, servers } from '../support/served.js';

const text = 'protocol P\nmessage M on P\nflow F { party A  party B  phase X { A -> B : M } }\n';

/** A server that has received no message. */
function started(args: readonly string[]): MessageConnection {
  const server = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.onRequest(() => null);
  connection.listen();
  onTestFinished(() => {
    connection.dispose();
    server.kill();
  });
  return connection;
}

const hover = { textDocument: { uri: 'untitled:a.confer' }, position: { line: 0, character: 0 } };

describe.each(Object.entries(servers))('%s', (_name, args) => {
  test('the server answers requests before "initialize" and after "shutdown" with an error', async () => {
    const connection = started(args);
    await expect(connection.sendRequest('textDocument/hover', hover)).rejects.toMatchObject({ code: -32002 });
    await expect(connection.sendRequest('confer/timeline', hover)).rejects.toMatchObject({ code: -32002 });
    await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
    await connection.sendNotification('initialized', {});
    await connection.sendRequest('shutdown');
    await expect(connection.sendRequest('textDocument/hover', hover)).rejects.toMatchObject({ code: -32600 });
  });

  test('the server answers requests whose document is closed meanwhile', async () => {
    const { served } = await Served.start(args);
    const uri = 'untitled:closed.confer';
    await served.open(uri, text.repeat(1));
    const document = { textDocument: { uri } };
    const asked = [
      'textDocument/documentSymbol',
      'textDocument/foldingRange',
      'confer/timeline',
      'textDocument/codeLens',
    ];
    const answers = asked.map((method) => served.connection.sendRequest(method, document));
    await served.connection.sendNotification('textDocument/didClose', document);
    const settled = await Promise.allSettled(answers);
    expect(settled).toHaveLength(asked.length);
    await served.stop();
  });
});

/** The same numbers every time. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test('in any order of messages, every request is answered and the server lives', async () => {
  const random = randomNumbers(14);
  const { served } = await Served.start([path.resolve('out/cli/confer.cjs'), 'lsp']);
  const methods = [
    'textDocument/hover',
    'textDocument/completion',
    'textDocument/codeAction',
    'textDocument/documentSymbol',
    'textDocument/semanticTokens/full',
    'textDocument/formatting',
    'confer/timeline',
    'confer/nothing',
  ];
  const pieces = [
    'flow F {',
    '}',
    'party A',
    '"\u001b[31m',
    '\u202e',
    'phase X is',
    '/*',
    'A -> B : M',
    '\0',
    'next |',
  ];
  const answers: Promise<unknown>[] = [];
  for (let step = 0; step < 300; step++) {
    const uri = `untitled:${Math.floor(random() * 3)}.confer`;
    const textDocument = { uri, version: step, languageId: 'confer' };
    const action = random();
    const place = { line: Math.floor(random() * 5) - 1, character: Math.floor(random() * 20) };
    if (action < 0.15) {
      const written = Array.from({ length: 8 }, () => pieces[Math.floor(random() * pieces.length)]).join('\n');
      await served.connection.sendNotification('textDocument/didOpen', {
        textDocument: { ...textDocument, text: written },
      });
    } else if (action < 0.3) {
      await served.connection.sendNotification('textDocument/didChange', {
        textDocument,
        contentChanges: [{ text: pieces[Math.floor(random() * pieces.length)] }],
      });
    } else if (action < 0.4) {
      await served.connection.sendNotification('textDocument/didClose', { textDocument });
    } else {
      const method = methods[Math.floor(random() * methods.length)] ?? '';
      const range = { start: place, end: place };
      const context = { diagnostics: [] };
      const options = { tabSize: 2, insertSpaces: true };
      answers.push(
        served.connection
          .sendRequest(method, { textDocument, position: place, range, context, options })
          .catch(() => null),
      );
    }
  }
  await Promise.all(answers);
  const uri = 'untitled:alive.confer';
  await served.open(uri, text);
  expect(await served.diagnostics(uri)).toBeDefined();
  await served.stop();
});
