import { spawn } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import { Chance } from '../support/random-edits.js';
import { servers } from '../support/served.js';

const text = 'protocol P\nmessage M on P\nflow F { party A  party B  phase X { A -> B : N } }\n';
const uri = 'untitled:a.confer';
const other = 'untitled:b.confer';
const hoverOf = (of: string) => ({ textDocument: { uri: of }, position: { line: 1, character: 8 } });
const hover = hoverOf(uri);
const open = { textDocument: { uri, languageId: 'confer', version: 1, text } };
const methods = ['textDocument/hover', 'textDocument/documentSymbol', 'confer/timeline', 'initialize', 'shutdown'];

/** The error that answers a request out of order; null if it is in order. */
function refusal(method: string, initialized: boolean, shutDown: boolean): number | null {
  if (shutDown) return -32600;
  if (method === 'initialize') return initialized ? -32600 : null;
  return initialized ? null : -32002;
}

/** A server that has received no message, with its exit code. */
function started(args: readonly string[]) {
  const server = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = new Promise<number | null>((resolve) => server.on('exit', resolve));
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const published: string[] = [];
  const counts = new Map<string, number>();
  let summary = () => {};
  connection.onRequest(() => null);
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    published.push(params.uri);
    counts.set(params.uri, params.diagnostics.length);
    summary();
  });
  connection.listen();
  /** How many diagnostics a file has, once it has been checked. */
  const diagnostics = async (of: string): Promise<number> => {
    for (let count = counts.get(of); ; count = counts.get(of)) {
      if (count !== undefined) return count;
      await new Promise<void>((resolve) => {
        summary = resolve;
      });
    }
  };
  return { connection, ended, published, diagnostics };
}

/** What a client may begin with that says nothing of being initialized. */
const beginnings = [
  ['opens a file', 'textDocument/didOpen', open],
  ['asks for something', 'textDocument/documentSymbol', hover],
] as const;

// Both servers share their code: each variant is tried with one of them.
describe.each(Object.entries(servers).map(([name, args], index) => ({ name, args, index })))('$name', (each) => {
  const { args, index } = each;
  const [begins, method, params] = beginnings[index % 2] ?? beginnings[0];
  const seed = index + 1;

  test(`the server answers requests by its state in whatever order they come (${seed})`, async () => {
    const chance = new Chance(seed * 37);
    const { connection, ended, published } = started(args);
    let initialized = false;
    let shutDown = false;
    const wrong: string[] = [];
    for (let count = 0; count < 30; count++) {
      // The state changes about half way.
      const method: string = chance.of(count % 10 === 9 ? methods : methods.slice(0, initialized ? 4 : 3));
      if (chance.below(3) === 0) await connection.sendNotification('textDocument/didOpen', open);
      if (chance.below(3) === 0) await connection.sendNotification('$/cancelRequest', { id: chance.below(count + 1) });
      const expected = refusal(method, initialized, shutDown);
      const params =
        method === 'initialize'
          ? { processId: null, rootUri: null, capabilities: {} }
          : method === 'shutdown'
            ? undefined
            : hover;
      const answer = await connection.sendRequest(method, params).then(
        () => null,
        ({ code }: { code: number }) => code,
      );
      // In order it may still have no such document; errors are distinguished by their codes.
      const isRight =
        expected === null ? answer !== -32600 && answer !== -32002 && answer !== -32603 : answer === expected;
      if (!isRight) wrong.push(`${method} ${answer}, not ${expected}`);
      if (method === 'initialize' && expected === null) {
        initialized = true;
        await connection.sendNotification('initialized', {});
      }
      shutDown ||= method === 'shutdown' && expected === null;
      if (!initialized) expect(published).toEqual([]);
    }
    expect(wrong).toEqual([]);
    await connection.sendNotification('exit');
    expect(await ended).toBe(shutDown ? 0 : 1);
    connection.dispose();
  });

  test('the server drops documents that are opened before it is initialized', async () => {
    const { connection, ended } = started(args);
    await connection.sendNotification('textDocument/didOpen', open);
    await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
    await connection.sendNotification('initialized', {});
    expect(await connection.sendRequest('textDocument/documentSymbol', hover)).toBe(null);
    await connection.sendNotification('exit');
    expect(await ended).toBe(1);
    connection.dispose();
  });

  test(`the server serves a client that says nothing of being initialized and ${begins}`, async () => {
    const { connection, ended, diagnostics } = started(args);
    await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
    if (method === 'textDocument/didOpen') await connection.sendNotification(method, params);
    else expect(await connection.sendRequest(method, params)).toBe(null);
    // One that comes late changes nothing.
    await connection.sendNotification('initialized', {});
    await connection.sendNotification('textDocument/didOpen', { textDocument: { ...open.textDocument, uri: other } });
    expect(await diagnostics(other)).toBeGreaterThan(0);
    if (method === 'textDocument/didOpen') expect(await diagnostics(uri)).toBeGreaterThan(0);
    expect(await connection.sendRequest('textDocument/hover', hoverOf(other))).toMatchObject({ contents: {} });
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    expect(await ended).toBe(0);
    connection.dispose();
  });
});
