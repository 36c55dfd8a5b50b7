// What a key press costs the server, all that VS Code with our client asks for afterwards included:
// `npm run bench -- keypress`. That client asks for what has changed since, and takes problems so.
import { EditorSession } from './editor-session.js';
import { generatedFlow } from './generated-flow.js';
import { MeasuredServer } from './measured-server.js';

const sizes = [10, 100, 300, 1_000, 5_000];
/** Phases of a flow with many faults: what is sent of them may not grow either. */
const FAULTY = 1_000;
const WARM_UP = 3;
const ROUNDS = 9;
/** Most of a whole key press, against that in a flow of 10 phases in the same run. */
const budgets = new Map([
  [300, 2],
  [1_000, 3],
  [5_000, 8],
]);
const BYTES_BUDGET = 20 * 1024;

/** One key: a character typed, or deleted. */
interface Sample {
  readonly cpu: number;
  readonly wall: number;
  readonly bytes: number;
}

/** A server with one long flow open, in which somebody types in the middle. */
class Subject {
  readonly samples: Sample[] = [];

  private constructor(
    readonly phases: number,
    readonly isFaulty: boolean,
    private readonly server: MeasuredServer,
    private readonly session: EditorSession,
    private readonly line: number,
    private readonly character: number,
  ) {}

  /** @param isFaulty whether every sixth phase lacks what the model asks for */
  static async start(phases: number, isFaulty = false): Promise<Subject> {
    const server = await MeasuredServer.start();
    const text = isFaulty
      ? generatedFlow(phases).replaceAll('    IxnServer -> Reports : EventPartyRemoved on Reporting\n', '')
      : generatedFlow(phases);
    const session = new EditorSession(server.served, 'file:///bench/flow.confer');
    await session.open(text);
    const word = 'IxnServer -> Bob : EventAck';
    const before = text.slice(0, text.indexOf(word, text.length / 2) + word.length).split('\n');
    const subject = new Subject(phases, isFaulty, server, session, before.length - 1, before.at(-1)?.length ?? 0);
    for (let round = 0; round < WARM_UP; round++) await subject.sample();
    subject.samples.length = 0;
    return subject;
  }

  /** Types a character and deletes it again. */
  async sample(): Promise<void> {
    const { line, character } = this;
    const start = { line, character };
    await this.key('s', { start, end: start });
    await this.key('', { start, end: { line, character: character + 1 } });
  }

  private async key(...typed: Parameters<EditorSession['type']>): Promise<void> {
    const { server } = this;
    const { cpuMs } = await server.usage();
    const { received } = server.served;
    const start = performance.now();
    await this.session.type(...typed);
    const wall = performance.now() - start;
    this.samples.push({
      cpu: (await server.usage()).cpuMs - cpuMs,
      wall,
      bytes: server.served.received - received,
    });
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}

/** Medians of what one key of two costs: a key that makes a fault, and the one that mends it. */
function row({ phases, isFaulty, samples }: Subject) {
  const of = (measure: (sample: Sample) => number, keep: (index: number) => boolean = () => true) =>
    median(samples.filter((_, index) => keep(index)).map(measure));
  return {
    phases,
    isFaulty,
    cpu: of(({ cpu }) => cpu),
    wall: of(({ wall }) => wall),
    bytes: Math.max(
      of(
        ({ bytes }) => bytes,
        (index) => index % 2 === 0,
      ),
      of(
        ({ bytes }) => bytes,
        (index) => index % 2 === 1,
      ),
    ),
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

async function main(): Promise<void> {
  const subjects: Subject[] = [];
  try {
    for (const phases of sizes) subjects.push(await Subject.start(phases));
    subjects.push(await Subject.start(FAULTY, true));
    // Size by size in turn: what else the machine does slows all of them alike, and the ratios stay.
    for (let round = 0; round < ROUNDS; round++) for (const subject of subjects) await subject.sample();
  } finally {
    for (const subject of subjects) await subject.stop();
  }
  const rows = subjects.map(row);
  const [least] = rows;
  console.log('One key, with everything that an editor with a timeline asks for afterwards\n');
  console.log('phases  CPU ms  wall ms        KB  CPU ÷ 10 phases');
  for (const { phases, isFaulty, cpu, wall, bytes } of rows) {
    const ratio = cpu / (least?.cpu ?? Number.NaN);
    const budget = isFaulty ? undefined : budgets.get(phases);
    const verdicts = [
      ...(isFaulty ? ['with faults'] : []),
      ...(budget === undefined ? [] : [ratio <= budget ? `of ${budget}: kept` : `of ${budget}: MISSED`]),
      ...(bytes <= BYTES_BUDGET ? [] : [`more than ${BYTES_BUDGET / 1024} KB: MISSED`]),
    ];
    if (verdicts.some((verdict) => verdict.endsWith('MISSED'))) process.exitCode = 1;
    const cells = [cpu.toFixed(0).padStart(8), wall.toFixed(0).padStart(9), (bytes / 1024).toFixed(1).padStart(10)];
    console.log(
      `${String(phases).padStart(6)}${cells.join('')}  ${ratio.toFixed(2).padStart(6)}  ${verdicts.join(', ')}`,
    );
  }
}

void main();
