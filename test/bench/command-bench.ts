// What the command costs to start, in CPU seconds above an empty Node process: `npm run bench -- command`.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = process.cwd();
const command = path.join(root, 'out/cli/confer.cjs');
const RUNS = 7;

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

function median(args: readonly string[]): number {
  const times = Array.from({ length: RUNS }, () => {
    const { stderr } = spawnSync(process.execPath, ['--import', meter, ...args], { encoding: 'utf8' });
    return Number(/@cpu ([\d.]+)/.exec(stderr)?.[1] ?? Number.NaN);
  });
  return times.sort((a, b) => a - b)[RUNS >> 1] ?? Number.NaN;
}
