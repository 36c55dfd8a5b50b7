import { expect, test } from 'vitest';
import { tryCapture } from '../../runner/capture-trial.js';
import { RecordingSourcesFinder } from '../../server/requests/recording-handler.js';
import { TestEditor } from '../support/editor.js';

const source = String.raw`capture Chat {
  reads text
  line  /^(?<time>\S+) (?<key>\w+) (?<message>Event\w+)$/
  more  /^\s+(?<from>\w+)$/
}
`;

async function tryOn(log: string) {
  const editor = await TestEditor.open(source);
  const { services } = editor;
  const { sources } = new RecordingSourcesFinder(services.shared, services).pack(editor.document(), {
    textDocument: { uri: editor.uri().toString() },
    subject: null,
    recordings: ['chat.log'],
  });
  const bytes = new TextEncoder().encode(log);
  const recording = { name: 'chat.log', capture: 'Chat', path: null, bytes, size: bytes.length };
  async function* open(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  return tryCapture({ type: 'read', sources: sources ?? '', recording }, { open });
}

test('the trial of a capture reports how each line is read', async () => {
  const { lines, explanations, counts, isCut } = await tryOn(
    '2026-01-12T12:00:00Z K1 EventInvite\n  server\nnothing\n2026-01-12T12:00:01Z K1 Evnt\nwhen K1 EventAck\n',
  );
  expect(lines).toHaveLength(5);
  expect(explanations.map(({ line, lastLine, text }) => [line, lastLine, text])).toEqual([
    [1, 2, 'message EventInvite of K1'],
    [3, 3, 'noise: an expression matches up to "nothing"'],
    [4, 4, 'noise: an expression matches up to "2026-01-12T12:00:01Z K1 "'],
    [5, 5, expect.stringMatching(/^unreadable: /)],
  ]);
  expect(counts).toEqual({ messages: 1, noise: 2, unreadable: 1 });
  expect(isCut).toBe(false);
});

test('a capture is tried on the beginning of a long log, up to the end of a line', async () => {
  const line = '2026-01-12T12:00:00Z K1 EventInvite\n';
  const { lines, counts, isCut } = await tryOn(line.repeat(20_000));
  expect(isCut).toBe(true);
  expect(counts.messages).toBe(Math.floor((256 * 1024) / line.length));
  expect(lines).toHaveLength(counts.messages);
});
