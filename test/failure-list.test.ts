import path from 'node:path';
import { expect, test } from 'vitest';
import { failuresOf, secondTriesOf } from '../scripts/failure-list.mjs';
import { root } from '../scripts/project.mjs';

const file = path.join(root, 'test/page/zoom.test.ts');

test('The list of failures names project, file, test and the first lines of the message, and no test that passed.', () => {
  const message =
    '\u001B[31mexpected 1 to be 2\u001B[39m\n\n  at zoom.test.ts:3:4\n  at node_modules/vitest/run.js:1:1\n';
  const failing = { status: 'failed', fullName: 'zoom by key', failureMessages: [message] };
  const passing = { status: 'passed', fullName: 'zoom by wheel', failureMessages: [] };
  const results = [{ name: file, status: 'failed', message: '', assertionResults: [passing, failing] }];
  expect(failuresOf('page tests', { testResults: results })).toEqual([
    `page tests: ${path.join('test', 'page', 'zoom.test.ts')}: zoom by key\n    expected 1 to be 2\n    at zoom.test.ts:3:4`,
  ]);
});

test('The list of failures has a file that failed before its first test.', () => {
  const skipped = { status: 'skipped', fullName: 'zoom by key', failureMessages: [] };
  const results = [{ name: file, status: 'failed', message: 'No browser.', assertionResults: [skipped] }];
  expect(failuresOf('page tests', { testResults: results })).toEqual([
    `page tests: ${path.join('test', 'page', 'zoom.test.ts')}\n    No browser.`,
  ]);
});

test('The list of second tries has tests that passed with the message of an earlier try, and no other.', () => {
  const again = { status: 'passed', fullName: 'zoom by key', failureMessages: ['Timeout 8000ms exceeded.'] };
  const passing = { status: 'passed', fullName: 'zoom by wheel', failureMessages: [] };
  const failing = { status: 'failed', fullName: 'zoom by touch', failureMessages: ['No zoom.'] };
  const results = [{ name: file, status: 'passed', assertionResults: [again, passing, failing] }];
  expect(secondTriesOf('page tests', { testResults: results })).toEqual([
    `page tests: ${path.join('test', 'page', 'zoom.test.ts')}: zoom by key\n    Timeout 8000ms exceeded.`,
  ]);
});
