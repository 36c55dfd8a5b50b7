import { expect, test } from 'vitest';
import { applyEdits } from '../../../assist/edits/fix.js';
import { lineEdits } from '../../../assist/edits/line-difference.js';

test.each([
  ['', 'a\n'],
  ['a\nb\nc\n', 'a\nc\n'],
  ['a\nb\nc\n', 'a\nB\nc\nd\n'],
  ['a\nb\nc', 'b\nc\na'],
  ['x\ny\n', ''],
  ['a\nb\na\nb\nc\n', 'b\na\nb\nb\nc\nc\n'],
  ['same\n', 'same\n'],
])('the edits between %j and %j lead from one to the other', (before, after) => {
  expect(applyEdits(before, lineEdits(before, after))).toBe(after);
});

test('lines that stay are in no edit', () => {
  const edits = lineEdits('a\nb\nc\nd\ne\n', 'a\nB\nc\nd\nE\n');
  expect(edits).toEqual([
    { start: 2, end: 4, text: 'B\n' },
    { start: 8, end: 10, text: 'E\n' },
  ]);
});

test('texts of many lines that have nothing in common are one edit', () => {
  const before = Array.from({ length: 900 }, (_, index) => `a${index}\n`).join('');
  const after = Array.from({ length: 900 }, (_, index) => `b${index}\n`).join('');
  const edits = lineEdits(before, after);
  expect(edits).toHaveLength(1);
  expect(applyEdits(before, edits)).toBe(after);
});
