import { expect, test } from 'vitest';
import type { Connection, Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver';
import { diagnosticReplicas } from '../../client/diagnostic-replicas.js';
import { withoutUnchangedDiagnostics } from '../../server/unchanged-diagnostics.js';

const at = (character: number) => ({ line: 0, character });
const diagnostics = (message: string) => [{ message, range: { start: at(0), end: at(5) } }];

/** What is sent of what is published: a version of the text, and a message. */
function sent(published: readonly (readonly [version: number | undefined, message: string])[]): string[] {
  const messages: string[] = [];
  let now: number | undefined;
  const editor: Pick<Connection, 'sendDiagnostics'> = {
    sendDiagnostics: async (params: PublishDiagnosticsParams) => {
      messages.push(`${now} ${params.diagnostics[0]?.message}`);
    },
  };
  const connection = withoutUnchangedDiagnostics(
    editor as Connection,
    () => now,
    () => false,
  );
  for (const [version, message] of published) {
    now = version;
    void connection.sendDiagnostics({ uri: 'file:///a.confer', diagnostics: diagnostics(message) });
  }
  return messages;
}

test('diagnostics that an editor has are not sent again', () => {
  const open: [number, string][] = [
    [1, 'a'],
    [2, 'a'],
    [3, 'b'],
    [3, 'b'],
    [4, 'a'],
  ];
  expect(sent(open)).toEqual(['1 a', '3 b', '4 a']);
  const closed: [undefined, string][] = [
    [undefined, 'a'],
    [undefined, 'a'],
  ];
  expect(sent(closed)).toEqual(['undefined a']);
});

test('they are sent again where a version of the text was passed over', () => {
  const skipping: [number, string][] = [
    [1, 'a'],
    [3, 'a'],
  ];
  expect(sent(skipping)).toEqual(['1 a', '3 a']);
});

test('a client that takes patches hears what differs, and has all of them', () => {
  const many = (from: number): Diagnostic[] =>
    Array.from({ length: 200 }, (_, index) => ({
      message: `No ${index}`,
      range: { start: at(from), end: at(from + index) },
    }));
  const lists = [
    many(0),
    many(0).slice(1),
    many(1),
    [],
    many(2),
    diagnostics('one'),
    many(2).with(7, many(9)[7] as Diagnostic),
  ];
  const client = diagnosticReplicas();
  const have: unknown[] = [];
  const sizes: number[] = [];
  const receive = (method: string, params: object) => {
    const message = JSON.stringify({ jsonrpc: '2.0', method, params });
    sizes.push(message.length);
    client.handleMessage(JSON.parse(message), (whole) => {
      have.push((whole as unknown as { params: PublishDiagnosticsParams }).params.diagnostics);
    });
    return Promise.resolve();
  };
  const editor = {
    sendDiagnostics: (params: PublishDiagnosticsParams) => receive('textDocument/publishDiagnostics', params),
    sendNotification: receive,
  };
  const connection = withoutUnchangedDiagnostics(
    editor as unknown as Connection,
    () => undefined,
    () => true,
  );
  for (const list of lists) void connection.sendDiagnostics({ uri: 'file:///a.confer', diagnostics: list });
  expect(have).toEqual(lists);
  expect(sizes[1]).toBeLessThan(200);
  expect(sizes[0]).toBeGreaterThan(10_000);
});
