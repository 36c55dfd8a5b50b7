// What the library of models costs where one of them is used: `npm run bench -- library` starts the server with all of
// them and with one, in turns, and checks a file that follows that one.
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { bundles } from '../../scripts/build.mjs';
import { MeasuredServer } from './measured-server.js';

const root = process.cwd();
const ROUNDS = 15;
/** How much more the whole library may cost than one model: what two runs of the same server differ by. */
const BUDGET = 1.05;
/** The one model: the library held no other at first. */
const kept = 'genesys/conference.confer';
const flow = path.join(root, 'examples/escalate-chat.confer');

/** Leaves the other models out of the generated library. */
const oneModel: esbuild.Plugin = {
  name: 'one-model',
  setup(build) {
    build.onLoad({ filter: /[\\/]generated[\\/]library\.ts$/ }, ({ path: file }) => ({
      contents: `${readFileSync(file, 'utf8').replace('libraryFiles:', 'allFiles:')}
        export const libraryFiles = allFiles.filter(({ path }) => path === '${kept}');`,
      loader: 'ts',
    }));
  },
};

/** The server's bundle as it ships, but for what a plugin changes. @returns its path */
async function build(name: string, plugins: readonly esbuild.Plugin[]): Promise<string> {
  const options = bundles({ production: true }).find(({ outfile }) => outfile === 'out/server/node.cjs');
  const outfile = path.join(root, '.tmp/bench', `${name}.cjs`);
  await esbuild.build({ ...options, outfile, plugins: [...plugins] });
  return outfile;
}

interface Measured {
  /** Milliseconds from the start of the process to the first problems of the file. */
  readonly wall: number;
  readonly cpu: number;
  readonly megabytes: number;
}

async function measure(bundle: string, text: string): Promise<Measured> {
  const begin = performance.now();
  const server = await MeasuredServer.start(undefined, [bundle, '--stdio']);
  try {
    const uri = pathToFileURL(flow).href;
    await server.served.open(uri, text);
    await server.served.diagnostics(uri);
    const wall = performance.now() - begin;
    const { cpuMs } = await server.usage();
    const { heapBytes } = await server.usage(true);
    return { wall, cpu: cpuMs, megabytes: heapBytes / 1024 / 1024 };
  } finally {
    await server.stop();
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

async function main(): Promise<void> {
  const text = readFileSync(flow, 'utf8');
  const subjects = [
    { name: 'one model', bundle: await build('one-model', [oneModel]), runs: [] as Measured[] },
    { name: 'the whole library', bundle: await build('whole-library', []), runs: [] as Measured[] },
  ] as const;
  // In turns, so that other work of the machine falls on both.
  for (let round = 0; round < ROUNDS; round++) {
    for (const { bundle, runs } of subjects) runs.push(await measure(bundle, text));
  }
  console.log('start-up and first check     CPU ms  wall ms  heap MB');
  for (const { name, runs } of subjects) {
    const of = (part: keyof Measured, digits: number) => median(runs.map((run) => run[part])).toFixed(digits);
    console.log(
      `${name.padEnd(26)} ${of('cpu', 0).padStart(8)} ${of('wall', 0).padStart(8)} ${of('megabytes', 1).padStart(8)}`,
    );
  }
  const [one, whole] = subjects;
  const ratio = median(whole.runs.map(({ cpu }, round) => cpu / (one.runs[round]?.cpu ?? Number.NaN)));
  const isWithin = ratio <= BUDGET;
  console.log(
    `the whole library costs ${ratio.toFixed(2)} times one model: ${isWithin ? 'kept' : `MISSED: ${BUDGET}`}`,
  );
  if (!isWithin) process.exitCode = 1;
  for (const { bundle } of subjects) rmSync(bundle);
}

void main();
