import { expect, test } from 'vitest';
import { testOutput } from '../../client/views/test-output.js';

const range = { start: { line: 6, character: 2 }, end: { line: 6, character: 9 } };

test('a test that passes is one line of the output', () => {
  expect(testOutput('EscalateChat', 'flows/chat.confer', [])).toBe('✓ EscalateChat\r\n');
});

test('a test that fails lists its findings with file and line, and breaks lines as a terminal does', () => {
  const failures = [{ message: 'Missing message: A -> B : M.\nRequired by Talk.Chat.', range, id: '1' }];
  expect(testOutput('Chat', 'chat.confer', failures)).toBe(
    '✗ Chat\r\n    chat.confer:7: Missing message: A -> B : M.\r\nRequired by Talk.Chat.\r\n',
  );
});
