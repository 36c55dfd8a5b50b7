import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../scripts/project.mjs';
import { countsOf, failingFilesOf, failuresOf, secondTriesOf, withSecondTry } from '../scripts/test-reports.mjs';

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

test('The list of second tries has what failed first in files that passed later, and no other.', () => {
  const other = path.join(root, 'test/page/touch.test.ts');
  const first = {
    testResults: [fileReport(file, 'failed'), fileReport(other, 'failed'), fileReport('third.test.ts', 'passed')],
  };
  const second = { testResults: [fileReport(file, 'passed'), fileReport(other, 'failed')] };
  expect(failingFilesOf(first)).toEqual([file, other]);
  expect(secondTriesOf('page tests', first, second)).toEqual([
    `page tests: ${path.join('test', 'page', 'zoom.test.ts')}: zoom by key\n    No zoom.`,
  ]);
  expect(countsOf(withSecondTry(first, second))).toEqual({ passed: 2, failed: 1 });
});

function fileReport(name: string, status: 'passed' | 'failed') {
  const failureMessages = status === 'failed' ? ['No zoom.'] : [];
  return { name, status, assertionResults: [{ status, fullName: 'zoom by key', failureMessages }] };
}
