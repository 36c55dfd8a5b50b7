// What following a recording costs, against reading and counting it: `npm run bench -- recordings [LINES]`. Cold is the first
// time that an interaction's way is seen, warm the second: the same interactions again under other keys.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { linesOf, randomOf, walk } from '../recordings/walks.js';

const root = process.cwd();
const folder = path.join(root, '.tmp/bench/recordings');
const command = path.join(root, 'out/cli/confer.cjs');
const yardstick = path.join(root, 'scripts/bench/count-lines.mjs');
const LINES = Number(process.argv[2] ?? 10_000);
const START = Date.UTC(2026, 0, 12, 12);
/** Between two beginnings, in ms. */
const GAP = 200;
/** Messages that an interaction has about. */
const MESSAGES = 14;

const sources = `capture Lines is ConferLines { files "*.jsonl" begins within 0s records InteractionManagement, Reporting }
capture Text {
  files "*.log"
  line /^(?<time>\\S+) (?<key>\\S+) (?<message>\\w+) (?<protocol>\\w+) (?<from>\\S+) (?<to>\\S+)$/
  begins within 0s
  records InteractionManagement, Reporting
}
`;

/** Prints CPU time in ms and the most memory in MiB when a process ends. */
const meter = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => { const { user, system } = process.cpuUsage(); process.stderr.write('\\n@cpu ' + (user + system) / 1000 + ' ' + process.resourceUsage().maxRSS / 1024); });",
)}`;

interface Cost {
  readonly ms: number;
  readonly mib: number;
}

mkdirSync(folder, { recursive: true });
write('bench.confer', sources);
write('empty.jsonl', '');
const startup = cost(command, conform('empty.jsonl')).ms;

for (const paths of ['one path', 'free variety']) {
  const count = Math.ceil(((paths === 'one path' ? 10 : 1) * LINES) / MESSAGES);
  const walks = Array.from({ length: count }, (_, index) => walk(randomOf(paths === 'one path' ? 7 : 1000 + index)));
  const once = linesOf(walks, START, GAP);
  const twice = [
    ...once,
    ...linesOf(walks, START + count * GAP + 3_600_000, GAP).map((line) => line.replace('"K', '"L')),
  ];
  for (const format of ['json', 'text']) {
    const name = (lines: readonly string[], file: string) => {
      if (format === 'json') return write(`${file}.jsonl`, `${lines.join('\n')}\n`);
      return write(`${file}.log`, `${lines.map(asText).join('\n')}\n`);
    };
    const counted =
      cost(yardstick, [write('count.jsonl', `${once.join('\n')}\n`)]).ms -
      cost(yardstick, [path.join(folder, 'empty.jsonl')]).ms;
    const first = cost(command, conform(path.basename(name(once, 'once'))));
    const both = cost(command, conform(path.basename(name(twice, 'twice'))));
    const cold = first.ms - startup;
    const warm = both.ms - first.ms;
    const line = (ms: number) => `${((ms * 1000) / once.length).toFixed(1)} µs a line, ${(counted / ms).toFixed(3)}×`;
    console.log(
      `${paths}, ${format}, ${once.length} lines: cold ${line(cold)}; warm ${line(warm)} of reading and counting; ${first.mib.toFixed(0)} MiB`,
    );
  }
}

function conform(file: string): string[] {
  const recording = path.join(folder, file);
  return ['conform', '--against', 'Conference', '--format', 'json', path.join(folder, 'bench.confer'), recording];
}

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

function asText(line: string): string {
  const { time, key, message, protocol, from, to } = JSON.parse(line) as Record<string, string>;
  return `${time} ${key} ${message} ${protocol} ${from} ${to}`;
}

/** The cheapest of three runs. */
function cost(script: string, args: readonly string[]): Cost {
  const runs = Array.from({ length: 3 }, (): Cost => {
    const run = spawnSync(process.execPath, ['--import', meter, script, ...args], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    const [, ms, mib] = /@cpu ([\d.]+) ([\d.]+)/.exec(run.stderr) ?? [];
    if (ms === undefined || run.status === null || run.status > 1) throw new Error(run.stderr);
    return { ms: Number(ms), mib: Number(mib) };
  });
  return runs.reduce((best, run) => (run.ms < best.ms ? run : best));
}
