import { expect, test } from 'vitest';
import { labels } from '../support/completed-flow.js';

const flow = 'protocol P\nmessage Said on P\nflow F {\n  party Ann\n  phase Go {\n    Ann -> Ann : ¦\n  }\n}\n';

test.each([
  ['an opening brace', '/^\\{/'],
  ['a closing brace', '/\\}$/'],
  ['a quote', '/say "(?<word>[^"]+)/'],
  ['a class of braces', '/[/{"]+/i'],
])('an expression with %s does not hide what is below its capture', async (_, expression) => {
  expect(await labels(`capture C {\n  line ${expression}\n  settle 2s\n}\n${flow}`)).toEqual(['Said']);
});

test('the entries of a message or a protocol do not end a capture', async () => {
  const capture = (rest: string) =>
    `capture C {\n  message name { "x" is Said }\n  protocol way { "y" is P }\n  ${rest}\n}\n`;
  const found = await labels(capture('¦') + flow.replace('¦', ''));
  expect(found.filter((label) => label.startsWith('flow follows') || label === 'event')).toEqual([]);
  expect(await labels(capture('settle 2s') + flow)).toEqual(['Said']);
});
