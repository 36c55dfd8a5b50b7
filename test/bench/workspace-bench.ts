// What a workspace of many files costs from the start to the last problem, and after a change that all of them see:
// `npm run bench -- workspace`.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { WorkspaceCheckRequest, type WorkspaceCheckResult } from '../../server/protocol/check-messages.js';
import { generatedWorkspace } from './generated-workspace.js';
import { MeasuredServer } from './measured-server.js';

interface Case {
  readonly files: number;
  readonly libraries: number;
  readonly runs: number;
  readonly wallMs: number;
  readonly megabytes: number;
}

const cases: readonly Case[] = [
  { files: 500, libraries: 0, runs: 5, wallMs: 1_500, megabytes: 300 },
  { files: 500, libraries: 10, runs: 5, wallMs: 2_500, megabytes: 300 },
  { files: 3_000, libraries: 0, runs: 1, wallMs: 12_000, megabytes: 600 },
];
/** Longest that a completion may wait while other files are checked, in ms. */
const COMPLETION_BUDGET = 100;

interface Measured {
  /** Milliseconds from the start of the process to the last problem. */
  readonly wall: number;
  readonly cpu: number;
  readonly megabytes: number;
  readonly lines: number;
  /** Milliseconds from a change in a library to the last problem, and the slowest completion meanwhile. */
  readonly recheck: number;
  readonly completion: number;
}

async function measure({ files, libraries }: Case): Promise<Measured> {
  const { folder, texts } = generatedWorkspace(files, libraries);
  const lines = [...texts.values()].reduce((sum, text) => sum + text.split('\n').length - 1, 0);
  const begin = performance.now();
  const server = await MeasuredServer.start(folder);
  try {
    const checked = () => server.served.request<WorkspaceCheckResult>(WorkspaceCheckRequest.method, { again: false });
    await checked();
    const wall = performance.now() - begin;
    const { cpuMs, peakBytes } = await server.usage();
    const change =
      libraries === 0 ? { recheck: 0, completion: 0 } : await changeLibrary(server, folder, texts, checked);
    return { wall, cpu: cpuMs, megabytes: peakBytes / 1024 / 1024, lines, ...change };
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}

/** Changes a library that all files import, and completes in a file that is open until all are checked again. */
async function changeLibrary(
  { served }: MeasuredServer,
  folder: string,
  texts: ReadonlyMap<string, string>,
  checked: () => Promise<unknown>,
): Promise<{ readonly recheck: number; readonly completion: number }> {
  const address = (name: string) => pathToFileURL(path.join(folder, name)).href;
  const [flow, library] = ['flows/f7.confer', 'library/l3.confer'];
  for (const name of [flow, library]) await served.open(address(name), texts.get(name) ?? '');
  const line =
    texts
      .get(flow)
      ?.split('\n')
      .findIndex((text) => text.includes('EventAck')) ?? 0;
  const complete = async () => {
    const start = performance.now();
    const position = { line, character: 4 };
    await served.request('textDocument/completion', { textDocument: { uri: address(flow) }, position });
    return performance.now() - start;
  };
  await checked();
  await complete();
  const begin = performance.now();
  await served.change(address(library), `${texts.get(library)}event Another on Talk3\n`);
  let done = false;
  const recheck = checked().then(() => {
    done = true;
    return performance.now() - begin;
  });
  const times: number[] = [];
  while (!done) times.push(await complete());
  return { recheck: await recheck, completion: Math.max(...times) };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

async function main(): Promise<void> {
  console.log('files  libraries   lines  all problems ms  CPU ms   MB  after a change ms  completion meanwhile ms');
  for (const wanted of cases) {
    const runs: Measured[] = [];
    for (let run = 0; run < wanted.runs; run++) runs.push(await measure(wanted));
    const of = (part: keyof Measured) => median(runs.map((run) => run[part]));
    const cells = [
      [wanted.files, 5],
      [wanted.libraries, 11],
      [of('lines'), 8],
      [of('wall'), 17],
      [of('cpu'), 8],
      [of('megabytes'), 5],
      [of('recheck'), 19],
      [of('completion'), 25],
    ] as const;
    const missed = [
      ...(of('wall') > wanted.wallMs ? [`more than ${wanted.wallMs} ms`] : []),
      ...(of('megabytes') > wanted.megabytes ? [`more than ${wanted.megabytes} MB`] : []),
      ...(of('completion') > COMPLETION_BUDGET ? [`completion takes more than ${COMPLETION_BUDGET} ms`] : []),
    ];
    const verdict = missed.length === 0 ? 'kept' : `MISSED: ${missed.join(', ')}`;
    console.log(`${cells.map(([value, width]) => value.toFixed(0).padStart(width)).join('')}  ${verdict}`);
    if (missed.length > 0) process.exitCode = 1;
  }
}

void main();
