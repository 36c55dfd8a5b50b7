// The one test command (`npm test`): everything that must hold, in order; the last lines say what failed, and sum up.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { failuresOf, secondTriesOf } from './failure-list.mjs';
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
const times = steps.map((step) => {
  console.log(`\n── ${step.name} ──`);
  const start = performance.now();
  const run = spawnSync(step.command, step.args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  count(step, run.status === 0);
  return `${step.name.padEnd(28)} ${((performance.now() - start) / 1000).toFixed(1).padStart(7)} s ${run.status === 0 ? '' : ' failed'}`;
});

console.log(`\n${times.join('\n')}\n`);
if (secondTries.length > 0) console.log(`Passed on the second try:\n${secondTries.join('\n')}\n`);
if (failures.length > 0) console.log(`${failures.join('\n')}\n`);
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 ? 0 : 1;

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
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return { ...tool(`${project} tests`, 'vitest', ...args), report };
}
