// The one test command (`npm test`): everything that must hold, in order; the last lines say what failed, and sum up.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { failuresOf, secondTriesOf } from './failure-list.mjs';
import { HUNG } from './hang-reporter.mjs';
import { root } from './project.mjs';

const reports = path.join(root, '.tmp/test-reports');
const counts = { passed: 0, failed: 0 };
/** @type {string[]} */
const failures = [];
/** @type {string[]} */
const secondTries = [];

/** @type {{ name: string, command: string, args: string[], report?: string }[]} */
const steps = [
  script('generated code is current', 'scripts/generate.mjs', '--check'),
  tool('lint', 'biome', 'check', '--error-on-warnings'),
  tool('types', 'tsc', '-b'),
  script('build', 'scripts/build.mjs', '--production'),
  vitest('unit'),
  vitest('page'),
  vitest('product'),
  vitest('e2e'),
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
  count(step, code === 0);
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
 * @param {{ command: string, args: string[], report?: string }} step
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
 * Adds a step's tests to the sum, and what failed to the list. A step that is not made of tests counts as one where it
 * fails, and so does a run of tests that fails in another way than by a test.
 * @param {{ name: string, report?: string }} step
 * @param {boolean} succeeded
 */
function count(step, succeeded) {
  let failed = 0;
  /** @type {string[]} */
  let listed = [];
  if (step.report !== undefined) {
    try {
      const report = JSON.parse(readFileSync(step.report, 'utf8'));
      counts.passed += report.numPassedTests;
      failed = report.numFailedTests;
      listed = failuresOf(step.name, report);
      secondTries.push(...secondTriesOf(step.name, report));
    } catch {
      // The run ended before it could report: counted below.
    }
  }
  counts.failed += succeeded ? failed : Math.max(failed, 1);
  if (!succeeded && listed.length === 0) listed = [`${step.name}: failed without a failing test, see above`];
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
