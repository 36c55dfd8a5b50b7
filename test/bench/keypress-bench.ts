// What a key press costs the server, all that VS Code with our client asks for afterwards included:
// `npm run bench -- keypress`. That client asks for what has changed since, and takes problems so.
import type { Position } from 'vscode-languageserver-protocol';
import { EditorSession } from './editor-session.js';
import { generatedFlow } from './generated-flow.js';
import { MeasuredServer } from './measured-server.js';

const sizes = [10, 100, 300, 1_000, 5_000];
/** Phases of a flow with many faults: what is sent of them may not grow either. */
const FAULTY = 1_000;
const WARM_UP = 3;
const ROUNDS = 9;
/** Most of a letter, against one in a flow of 10 phases in the same run. */
const budgets = new Map([
  [300, 2],
  [1_000, 3],
  [5_000, 8],
]);
/** Most of other keys in a phase, against a letter in the same flow. A target leads elsewhere: its cost is only printed. */
const LETTERS_BUDGET = 2;
const BYTES_BUDGET = 20 * 1024;

/** What one key costs. */
interface Sample {
  readonly cpu: number;
  readonly wall: number;
  readonly bytes: number;
}

const LETTER = 'a letter in a step';
/** Keys that are measured. A letter is typed and deleted, a target becomes another and is the old one again. */
const keys = [LETTER, 'Enter', 'a closing brace', 'a target of next'] as const;
type Key = (typeof keys)[number];

/** A server with one long flow open, with typing in the middle of it. */
class Subject {
  readonly samples: Readonly<Record<Key, Sample[]>> = {
    [LETTER]: [],
    Enter: [],
    'a closing brace': [],
    'a target of next': [],
  };

  private constructor(
    readonly phases: number,
    readonly isFaulty: boolean,
    private readonly server: MeasuredServer,
    private readonly session: EditorSession,
    private readonly text: string,
  ) {}

  /** @param isFaulty whether every sixth phase lacks what the model asks for */
  static async start(phases: number, isFaulty = false): Promise<Subject> {
    const server = await MeasuredServer.start();
    const text = isFaulty
      ? generatedFlow(phases).replaceAll('    IxnServer -> Reports : EventPartyRemoved on Reporting\n', '')
      : generatedFlow(phases);
    const session = new EditorSession(server.served, 'file:///bench/flow.confer');
    await session.open(text);
    const subject = new Subject(phases, isFaulty, server, session, text);
    for (let round = 0; round < WARM_UP; round++) await subject.sample();
    for (const samples of Object.values(subject.samples)) samples.length = 0;
    return subject;
  }

  async sample(): Promise<void> {
    const word = this.after(/IxnServer -> Bob : EventAck/g);
    await this.typeAndUndo(LETTER, 's', word, word);
    // Text follows the caret, as it does if a step is inserted between others.
    await this.typeAndUndo('Enter', '\n', word, word);
    const brace = this.after(/\n {2}\}/g);
    // The editor has written it with the opening one: it is typed over, and the text stays.
    await this.measure('a closing brace', () => this.session.formatOnType('}', brace));
    const target = this.after(/\| BobStays\d+/g);
    const before = { ...target, character: target.character - 1 };
    const digit = this.text.split('\n')[before.line]?.[before.character] ?? '';
    await this.typeAndUndo('a target of next', digit === '0' ? '1' : String(Number(digit) - 1), before, target, digit);
  }

  /** The end of the first such text in the second half. */
  private after(text: RegExp): Position {
    text.lastIndex = this.text.length / 2;
    const before = this.text.slice(0, text.exec(this.text) === null ? 0 : text.lastIndex).split('\n');
    return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  }

  /** @param old the text between the two places, which is restored in the end */
  private async typeAndUndo(key: Key, text: string, start: Position, end: Position, old = ''): Promise<void> {
    await this.measure(key, () => this.session.type(text, { start, end }));
    const typed =
      text === '\n' ? { line: start.line + 1, character: 0 } : { ...start, character: start.character + text.length };
    await this.measure(key, () => this.session.type(old, { start, end: typed }));
  }

  private async measure(key: Key, act: () => Promise<void>): Promise<void> {
    const { server } = this;
    const { cpuMs } = await server.usage();
    const { received } = server.served;
    const start = performance.now();
    await act();
    const wall = performance.now() - start;
    this.samples[key].push({
      cpu: (await server.usage()).cpuMs - cpuMs,
      wall,
      bytes: server.served.received - received,
    });
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}

/** Medians of what one key of two costs: a key that makes a fault, and the one that corrects it. */
function row({ phases, isFaulty, samples: all }: Subject, key: Key) {
  const samples = all[key];
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
  console.log('One key, with everything that an editor with a timeline asks for afterwards');
  for (const key of keys) report(key, subjects);
}

function report(key: Key, subjects: readonly Subject[]): void {
  const rows = subjects.map((subject) => row(subject, key));
  const letters = subjects.map((subject) => row(subject, LETTER));
  console.log(`\n${key}\nphases  CPU ms  wall ms        KB  CPU ÷ 10 phases  ÷ a letter`);
  for (const [index, { phases, isFaulty, cpu, wall, bytes }] of rows.entries()) {
    const growth = cpu / (rows[0]?.cpu ?? Number.NaN);
    const share = cpu / (letters[index]?.cpu ?? Number.NaN);
    const isBounded = key !== 'a target of next';
    const [ratio, budget] =
      key === LETTER ? [growth, isFaulty ? undefined : budgets.get(phases)] : [share, isBounded && LETTERS_BUDGET];
    const verdicts = [
      ...(isFaulty ? ['with faults'] : []),
      ...(budget ? [ratio <= budget ? `of ${budget}: kept` : `of ${budget}: MISSED`] : []),
      ...(isBounded && bytes > BYTES_BUDGET ? [`more than ${BYTES_BUDGET / 1024} KB: MISSED`] : []),
    ];
    if (verdicts.some((verdict) => verdict.endsWith('MISSED'))) process.exitCode = 1;
    const cells = [cpu.toFixed(0).padStart(8), wall.toFixed(0).padStart(9), (bytes / 1024).toFixed(1).padStart(10)];
    const ratios = [growth.toFixed(2).padStart(17), share.toFixed(2).padStart(12)];
    console.log(`${String(phases).padStart(6)}${cells.join('')}${ratios.join('')}  ${verdicts.join(', ')}`);
  }
}

void main();
