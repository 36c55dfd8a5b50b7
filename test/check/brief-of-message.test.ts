import { expect, test } from 'vitest';
import { briefOf } from '../../check/index.js';

const long = 'and a remedy that is longer than what a note in the timeline has room for';

test('a short message is its own brief, a longer one is cut after its point, and never in a quoted text', () => {
  expect(briefOf('Unexpected ":": remove it.', '-')).toBe('Unexpected ":": remove it');
  expect(briefOf(`Unexpected "party" in a phase of a flow. ${long}.`, '-')).toBe(
    'Unexpected "party" in a phase of a flow',
  );
  expect(briefOf(`This line is written as in Mermaid: ${long}.`, '-')).toBe('This line is written as in Mermaid');
  expect(briefOf(`Unexpected "a. b": ${long}.`, '-')).toBe('Unexpected "a. b"');
  expect(briefOf(`${long} ${long}.`, 'Invalid syntax')).toBe('Invalid syntax');
});
