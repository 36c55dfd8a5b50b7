import { expect, test } from 'vitest';
import { fenceAddress, markdownOfFence } from '../../../client/fences/fence-addresses.js';
import { fencesOf } from '../../../client/fences/fence-texts.js';

test('a fence keeps its place in the Markdown text', () => {
  const text = '# A flow\n\n```confer\nflow A {\n}\n```\n\n~~~ Confer title\nflow B {}\n~~~\n';
  expect(fencesOf(text)).toEqual([
    { firstLine: 3, lastLine: 4, text: '\n\n\nflow A {\n}' },
    { firstLine: 8, lastLine: 8, text: '\n\n\n\n\n\n\n\nflow B {}' },
  ]);
});

test('fences of other languages, empty ones, and names that only begin alike are left out', () => {
  expect(fencesOf('```ts\nflow A {}\n```\n```confer\n```\n```conference\nflow A {}\n```\n')).toEqual([]);
});

test('a fence that is not closed ends with the text, and a longer one may hold marks', () => {
  expect(fencesOf('````confer\na\n```\nb\n````\n```confer\nc')).toEqual([
    { firstLine: 1, lastLine: 3, text: '\na\n```\nb' },
    { firstLine: 6, lastLine: 6, text: '\n\n\n\n\n\nc' },
  ]);
});

test('the address of a fence leads back to its Markdown file, and that of a Confer file to nothing', () => {
  const markdown = 'file:///w/notes.md';
  expect(markdownOfFence(fenceAddress(markdown, 2))).toBe(markdown);
  expect(markdownOfFence('file:///w/flow.confer')).toBeUndefined();
});
