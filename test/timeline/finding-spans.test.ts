import { expect, test } from 'vitest';
import { findingSpans, plainFindingText } from '../../timeline/types/finding-spans.js';

test('a finding’s text is prose and the code between backticks', () => {
  const text = 'Write `next A` or `end`.';
  expect(findingSpans(text)).toEqual([
    { text: 'Write ', isCode: false },
    { text: 'next A', isCode: true },
    { text: ' or ', isCode: false },
    { text: 'end', isCode: true },
    { text: '.', isCode: false },
  ]);
  expect(plainFindingText(text)).toBe('Write next A or end.');
});

test('a text that is code alone has no empty prose, and one without code is left as it is', () => {
  expect(findingSpans('`end`')).toEqual([{ text: 'end', isCode: true }]);
  expect(findingSpans('No code.')).toEqual([{ text: 'No code.', isCode: false }]);
  expect(findingSpans('')).toEqual([]);
});

test('a backtick without another one on its line is text', () => {
  for (const text of ['a ` b', 'a `\n` b', '``']) {
    expect(plainFindingText(text)).toBe(text);
    expect(findingSpans(text)).toEqual([{ text, isCode: false }]);
  }
});
