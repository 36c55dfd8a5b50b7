// The failures of a test run, for the last screen of a log.
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from './project.mjs';

/** Lines shown of a failing test's message, with the places it came through. */
const SHOWN_LINES = 4;

/**
 * The part of Vitest's JSON report that is read.
 * @typedef {{ status: string, fullName: string, failureMessages?: string[] | null }} TestReport
 * @typedef {{ name: string, status: string, message?: string, assertionResults: TestReport[] }} FileReport
 */

/**
 * Lists what failed in one project's run: file, full name and the beginning of the message of each test; of a file that
 * failed without a test, its message.
 * @param {string} project
 * @param {{ testResults: FileReport[] }} report Vitest's JSON report.
 * @returns {string[]} one entry per failure, of one or more lines; none when every test passed
 */
export function failuresOf(project, report) {
  return report.testResults.flatMap((file) => {
    const name = path.relative(root, file.name);
    const tests = file.assertionResults.filter(({ status }) => status === 'failed');
    if (tests.length === 0 && file.status === 'failed') return [entry(`${project}: ${name}`, file.message ?? '')];
    return tests.map((test) => entryOf(project, name, test));
  });
}

/**
 * Lists what passed only when it was tried again, in the same form: a test that does not wait for what it should.
 * @param {string} project
 * @param {{ testResults: FileReport[] }} report Vitest's JSON report, which keeps the messages of earlier tries.
 * @returns {string[]}
 */
export function secondTriesOf(project, report) {
  return report.testResults.flatMap((file) =>
    file.assertionResults
      .filter(({ status, failureMessages }) => status === 'passed' && (failureMessages?.length ?? 0) > 0)
      .map((test) => entryOf(project, path.relative(root, file.name), test)),
  );
}

/**
 * @param {string} project
 * @param {string} file
 * @param {TestReport} test
 */
function entryOf(project, file, { fullName, failureMessages }) {
  return entry(`${project}: ${file}: ${fullName.trim()}`, failureMessages?.join('\n') ?? '');
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
