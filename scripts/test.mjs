// The one test command (`npm test`): everything that must hold, in order; the last lines say what failed, and sum up.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { HUNG } from './hang-reporter.mjs';
import { root } from './project.mjs';
import { countsOf, failingFilesOf, failuresOf, secondTriesOf, withSecondTry } from './test-reports.mjs';

const reports = path.join(root, '.tmp/test-reports');
const counts = { passed: 0, failed: 0 };
/** @type {string[]} */
const failures = [];
/** @type {string[]} */
const secondTries = [];

/**
 * @typedef {{ name: string, command: string, args: string[], report?: string, triedTwice?: boolean }} Step
 * @typedef {import('./test-reports.mjs').TestRun} TestRun
 */

/** @type {Step[]} */
const steps = [
  script('generated code is current', 'scripts/generate.mjs', '--check'),
  tool('lint', 'biome', 'check', '--error-on-warnings'),
  tool('types', 'tsc', '-b'),
  script('build', 'scripts/build.mjs', '--production'),
  vitest('unit'),
  vitest('page'),
  vitest('product'),
  // A busy VS Code may lose a key or a click. The last lines of a run name each test that needed a second try.
  { ...vitest('e2e'), triedTwice: true },
];

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
/** @type {string[]} */
const times = [];
for (const step of steps) {
  console.log(`\n── ${step.name} ──`);
  const start = performance.now();
  let code = await run(step);
  if (code === HUNG) {
    code = await run(step);
    if (code === 0) secondTries.push(`${step.name}: nothing happened any more, see above`);
  }
  let found = readReport(step);
  if (code !== 0 && code !== HUNG && step.triedTwice && found !== null) {
    ({ code, found } = await runAgain(step, code, found));
  }
  count(step, found, code === 0);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  times.push(`${step.name.padEnd(28)} ${seconds.padStart(7)} s ${code === 0 ? '' : ' failed'}`);
}

console.log(`\n${times.join('\n')}\n`);
if (secondTries.length > 0) console.log(`Passed on the second try:\n${secondTries.join('\n')}\n`);
if (failures.length > 0) console.log(`${failures.join('\n')}\n`);
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 ? 0 : 1;

/**
 * Runs a step, in a process group of its own: what it leaves behind ends with it, even a worker that answers nothing.
 * @param {Step} step
 * @returns {Promise<number | null>} its exit code; null if it could not start, or was ended
 */
function run({ command, args, report }) {
  const isWindows = process.platform === 'win32';
  const env = report === undefined ? process.env : { ...process.env, TEST_REPORT: report };
  const child = spawn(command, args, { cwd: root, env, stdio: 'inherit', shell: isWindows, detached: !isWindows });
  const end = () => {
    if (child.pid === undefined) return;
    try {
      process.kill(isWindows ? child.pid : -child.pid, 'SIGKILL');
    } catch {
      // All of them have ended.
    }
  };
  const interrupt = () => {
    end();
    process.exit(130);
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, interrupt);
  return new Promise((resolve) => {
    child.on('error', () => resolve(null));
    child.on('exit', (code) => {
      for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, interrupt);
      end();
      resolve(code);
    });
  });
}

/**
 * Runs the files with a failing test once more, from their beginning: what one test leaves behind, the next one needs.
 * @param {Step} step
 * @param {number | null} failed the exit code of the first run
 * @param {TestRun} first
 * @returns {Promise<{ code: number | null, found: TestRun }>} of both runs together; of the first, if there is nothing
 * to run again, or the second ended before it could report
 */
async function runAgain(step, failed, first) {
  const files = failingFilesOf(first);
  if (files.length === 0) return { code: failed, found: first };
  console.log(`\n── ${step.name}: second try ──`);
  const again = { ...step, args: [...step.args, ...files], report: `${step.report}.again.json` };
  const code = await run(again);
  const second = readReport(again);
  if (second === null) return { code: failed, found: first };
  secondTries.push(...secondTriesOf(step.name, first, second));
  return { code, found: withSecondTry(first, second) };
}

/**
 * What a run of tests has found.
 * @param {Step} step
 * @returns {TestRun | null} null for a step that is not made of tests, or a run that ended before it could report
 */
function readReport({ report }) {
  if (report === undefined) return null;
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * Adds a step's tests to the sum, and what failed to the list. A step that is not made of tests counts as one where it
 * fails, and so does a run of tests that fails in another way than by a test.
 * @param {Step} step
 * @param {TestRun | null} found
 * @param {boolean} succeeded
 */
function count(step, found, succeeded) {
  const { passed, failed } = found === null ? { passed: 0, failed: 0 } : countsOf(found);
  counts.passed += passed;
  counts.failed += succeeded ? failed : Math.max(failed, 1);
  const listed = found === null ? [] : failuresOf(step.name, found);
  if (!succeeded && listed.length === 0) listed.push(`${step.name}: failed without a failing test, see above`);
  failures.push(...listed);
}

/**
 * A script of this repository.
 * @param {string} name
 * @param {string[]} args
 */
function script(name, ...args) {
  return { name, command: process.execPath, args };
}

/**
 * A command of a package.
 * @param {string} name
 * @param {string} command
 * @param {string[]} args
 */
function tool(name, command, ...args) {
  return { name, command: path.join(root, 'node_modules/.bin', command), args };
}

/**
 * The tests of one of Vitest's projects.
 * @param {string} project
 */
function vitest(project) {
  const report = path.join(reports, `${project}.json`);
  return { ...tool(`${project} tests`, 'vitest', 'run', '--project', project), report };
}
