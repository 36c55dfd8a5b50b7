// What the reports of test runs say: counts, failures, and what passed on the second try.
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from './project.mjs';

/** Lines shown of a failing test's message, with the places it came through. */
const SHOWN_LINES = 4;

/**
 * The part of Vitest's JSON report that is read.
 * @typedef {{ status: string, fullName: string, failureMessages?: string[] | null }} TestReport
 * @typedef {{ name: string, status: string, message?: string, assertionResults: TestReport[] }} FileReport
 * @typedef {{ testResults: FileReport[] }} TestRun
 */

/**
 * How many tests of a run passed and failed.
 * @param {TestRun} run
 */
export function countsOf(run) {
  const tests = run.testResults.flatMap((file) => file.assertionResults);
  const number = (/** @type {string} */ wanted) => tests.filter(({ status }) => status === wanted).length;
  return { passed: number('passed'), failed: number('failed') };
}

/**
 * Lists what failed in one project's run: file, full name and the beginning of the message of each test; of a file that
 * failed without a test, its message.
 * @param {string} project
 * @param {TestRun} run
 * @returns {string[]} one entry per failure, of one or more lines; none when every test passed
 */
export function failuresOf(project, run) {
  return run.testResults.flatMap((file) => {
    const name = path.relative(root, file.name);
    const tests = file.assertionResults.filter(({ status }) => status === 'failed');
    if (tests.length === 0 && file.status === 'failed') return [entry(`${project}: ${name}`, file.message ?? '')];
    return tests.map(({ fullName, failureMessages }) =>
      entry(`${project}: ${name}: ${fullName.trim()}`, failureMessages?.join('\n') ?? ''),
    );
  });
}

/**
 * Paths of the files in which something failed.
 * @param {TestRun} run
 */
export function failingFilesOf(run) {
  return run.testResults.filter(({ status }) => status === 'failed').map(({ name }) => name);
}

/**
 * Lists what failed first and passed when its file was run again: a test that does not wait for what it should.
 * @param {string} project
 * @param {TestRun} first
 * @param {TestRun} second
 * @returns {string[]} in the form of `failuresOf`
 */
export function secondTriesOf(project, first, second) {
  const failing = new Set(failingFilesOf(second));
  const passed = new Set(second.testResults.map(({ name }) => name).filter((name) => !failing.has(name)));
  return failuresOf(project, { testResults: first.testResults.filter(({ name }) => passed.has(name)) });
}

/**
 * A run in which the files that were run again have the results of their second run.
 * @param {TestRun} first
 * @param {TestRun} second
 * @returns {TestRun}
 */
export function withSecondTry(first, second) {
  const again = new Map(second.testResults.map((file) => [file.name, file]));
  return { testResults: first.testResults.map((file) => again.get(file.name) ?? file) };
}

/**
 * @param {string} title
 * @param {string} message
 */
function entry(title, message) {
  const lines = stripVTControlCharacters(message)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.includes('node_modules'));
  return [title, ...lines.slice(0, SHOWN_LINES).map((line) => `    ${line}`)].join('\n');
}
