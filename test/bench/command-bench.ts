// What the command costs to start, in CPU seconds above an empty Node process, and what the check of a flow in which it
// reaches its bound costs in every format: `npm run bench -- command`.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { manyConfigurations } from '../support/many-configurations.js';

const root = process.cwd();
const command = path.join(root, 'out/cli/confer.cjs');
const RUNS = 7;
const RUNS_OF_WIDE = 3;
const BUDGET_OF_WIDE_MS = 5_000;

/** Prints the CPU time of a process when it ends, in ms. */
const meter = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => { const { user, system } = process.cpuUsage(); process.stderr.write('\\n@cpu ' + (user + system) / 1000); });",
)}`;

const calls: readonly { readonly name: string; readonly args: readonly string[]; readonly budgetMs: number }[] = [
  { name: 'confer --version', args: [command, '--version'], budgetMs: 30 },
  { name: 'confer --help', args: [command, '--help'], budgetMs: 30 },
  {
    name: 'confer check, a small file',
    args: [command, 'check', path.join(root, 'examples/escalate-chat.confer')],
    budgetMs: 250,
  },
];

const empty = median(['-e', '0']);
console.log(`${'node -e 0'.padEnd(28)} ${empty.toFixed(0).padStart(5)} ms of CPU`);
for (const { name, args, budgetMs } of calls) {
  const cost = median(args);
  const above = cost - empty;
  const isWithin = above <= budgetMs;
  if (!isWithin) process.exitCode = 1;
  const verdict = isWithin ? 'ok' : `above its budget of ${budgetMs} ms`;
  console.log(
    `${name.padEnd(28)} ${cost.toFixed(0).padStart(5)} ms, ${(cost / empty).toFixed(1)} times node -e 0, ${above.toFixed(0)} ms above it: ${verdict}`,
  );
}

const folder = path.join(root, '.tmp/bench/wide');
const wide = path.join(folder, 'wide.confer');
mkdirSync(folder, { recursive: true });
const formats = ['human', 'json', 'sarif', 'github', 'gitlab', 'junit', 'compact'];
for (const options of [...formats.map((format) => ['--format', format]), ['--format', 'json', '--fixes'], ['--fix']]) {
  const args = [command, 'check', wide, ...options];
  const cost = median(args, RUNS_OF_WIDE, () => writeFileSync(wide, manyConfigurations(40, 80, 40)));
  const isWithin = cost <= BUDGET_OF_WIDE_MS;
  if (!isWithin) process.exitCode = 1;
  const verdict = isWithin ? 'ok' : `above its budget of ${BUDGET_OF_WIDE_MS} ms`;
  console.log(`${`wide flow, ${options.join(' ')}`.padEnd(38)} ${cost.toFixed(0).padStart(5)} ms of CPU: ${verdict}`);
}

function median(args: readonly string[], runs = RUNS, prepare?: () => void): number {
  const times = Array.from({ length: runs }, () => {
    prepare?.();
    const { stderr } = spawnSync(process.execPath, ['--import', meter, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    return Number(/@cpu ([\d.]+)/.exec(stderr)?.[1] ?? Number.NaN);
  });
  return times.sort((a, b) => a - b)[runs >> 1] ?? Number.NaN;
}
