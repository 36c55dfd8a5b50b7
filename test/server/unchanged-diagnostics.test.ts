import { expect, test } from 'vitest';
import type { Connection, PublishDiagnosticsParams } from 'vscode-languageserver';
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
  const connection = withoutUnchangedDiagnostics(editor as Connection, () => now);
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
