import { EmptyFileSystem, type LangiumDocument, URI } from 'langium';
import { formatDocument } from '../../assist/format/formatter.js';
import { createConferServices } from '../../language/confer-module.js';
import { layout } from '../../timeline/layout/layout.js';
import { many } from '../timeline/sample-timelines.js';

const SMALL = 250;
const LARGE = 2_000;
const ROUNDS = 15;
/** Where eight times as much takes at most this many times as long, the work grows with the length and not its square. */
const BUDGET = 16;

/** One piece of work on something of a given length. */
interface Work {
  readonly what: string;
  readonly small: () => void;
  readonly large: () => void;
}

/** A file with one phase of so many steps, as it was written in a hurry. */
function readSteps(length: number): LangiumDocument {
  const { shared } = createConferServices(EmptyFileSystem);
  const steps = Array.from({ length }, (_, index) => `T->T:A(X:"${index}")`).join('\n');
  const text = `protocol P event A on P {X:string} flow F {party T phase One {${steps}}}`;
  return shared.workspace.LangiumDocumentFactory.fromString(text, URI.parse(`file:///${length}.confer`));
}

function formatting(): Work {
  const [small, large] = [readSteps(SMALL), readSteps(LARGE)];
  const format = (document: LangiumDocument) => void formatDocument(document, { indent: '  ' });
  return { what: 'formatting the steps of a phase', small: () => format(small), large: () => format(large) };
}

function layingOut(): Work {
  const [small, large] = [many(SMALL), many(LARGE)];
  const place = (timeline: typeof small) => void layout(timeline, { width: 900 });
  return { what: 'the layout of a timeline’s events', small: () => place(small), large: () => place(large) };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Milliseconds of CPU. */
function measured(work: () => void): number {
  const begin = process.cpuUsage();
  work();
  return process.cpuUsage(begin).user / 1_000;
}

for (const { what, small, large } of [formatting(), layingOut()]) {
  for (let warmUp = 0; warmUp < 3; warmUp++) for (const work of [small, large]) work();
  const times: { readonly small: number[]; readonly large: number[] } = { small: [], large: [] };
  for (let round = 0; round < ROUNDS; round++) {
    times.small.push(measured(small));
    times.large.push(measured(large));
  }
  const [first, second] = [median(times.small), median(times.large)];
  const ratio = second / first;
  const verdict = ratio <= BUDGET ? 'kept' : 'MISSED';
  console.log(
    `${what.padEnd(36)} ${SMALL}: ${first.toFixed(1)} ms, ${LARGE}: ${second.toFixed(1)} ms, ${ratio.toFixed(1)} times of ${BUDGET}  ${verdict}`,
  );
  if (ratio > BUDGET) process.exitCode = 1;
}
