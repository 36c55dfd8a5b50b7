import {
  explainingWitness,
  mergedMessages,
  type RecordedMessage,
  RecordingReader,
  vocabularyOf,
} from '../../recordings/index.js';
import { timeGuard } from '../../runner/node/time-guard.js';
import type { Arguments } from '../arguments.js';
import { type ExitCode, exitCodes, UsageError } from '../exit-codes.js';
import { jsonText } from '../json-text.js';
import { logLine } from '../log-line.js';
import type { Output } from '../output.js';
import { printProblems, recordingFiles } from '../recording-files.js';
import { recordingSources } from '../recording-sources.js';

/** Characters gathered before they are written. */
const WRITE_CHARACTERS = 1 << 16;

/** `confer read`: writes the messages of recordings. */
export async function run(args: Arguments, output: Output): Promise<ExitCode> {
  const sources = await recordingSources(args);
  const files = await recordingFiles(sources.recordings, sources.captures, sources.choose);
  printProblems(sources.project.sourceErrors, output);
  const names = files.map(({ name }) => name);
  const range = lineRange(args.text('lines'));
  const inRange = (line: number, lastLine = line) => range === null || (lastLine >= range.from && line <= range.to);
  let isShown = false;
  const why: string[] = [];
  const explain = (line: string) => why.push(`${logLine(line)}\n`);
  const explains = args.flag('why');
  const witnessOf = (file: number) =>
    explainingWitness(files[file]?.capture, ({ line, lastLine, text: read }) => {
      if (!inRange(line, lastLine)) return;
      isShown = true;
      explain(`${names[file]}:${line}${lastLine > line ? `-${lastLine}` : ''}: ${read}`);
    });
  const reader = new RecordingReader(vocabularyOf(sources.visible), {
    guard: timeGuard,
    witnessOf: explains ? witnessOf : undefined,
  });
  const isJson = args.text('format') === 'json';
  const keys = new Set<string>();
  const times = new Map<string, number>();
  let firstMs: number | null = null;
  let lastMs: number | null = null;
  let text = '';
  for await (const batch of mergedMessages(files, reader)) {
    for (const message of batch) {
      firstMs ??= message.timeMs;
      if (lastMs === null || message.timeMs > lastMs) lastMs = message.timeMs;
      if (isJson) {
        keys.add(message.key);
        times.set(message.message, (times.get(message.message) ?? 0) + 1);
      } else if (!explains && inRange(message.line)) {
        text += `${lineOf(message, names)}\n`;
        isShown = true;
      }
      if (text.length > WRITE_CHARACTERS) {
        await output.print(text);
        text = '';
      }
    }
    if (why.length > 0) await output.print(why.splice(0).join(''));
  }
  if (why.length > 0) await output.print(why.join(''));
  if (isJson) {
    const { counts } = reader;
    const summary = {
      lines: counts,
      time: { fromMs: firstMs, toMs: lastMs },
      keys: keys.size,
      names: [...times].map(([message, count]) => ({ message, times: count })).sort((a, b) => b.times - a.times),
    };
    text = jsonText(summary);
  }
  await output.print(text);
  if (range !== null && !isShown && !isJson && reader.counts.messages > 0) {
    const what = explains ? 'nothing' : 'no message';
    output.printError(`confer: The recording has ${what} in lines ${args.text('lines')}.\n`);
  }
  printProblems(reader.problems, output);
  return reader.counts.messages === 0 ? exitCodes.findings : exitCodes.clean;
}

/** A message as the library's `ConferLines` reads it. */
function lineOf(
  { timeMs, key, message, protocol, from, to, file, line }: RecordedMessage,
  names: readonly string[],
): string {
  const micro = Math.round((timeMs - Math.floor(timeMs)) * 1000);
  const iso = new Date(Math.floor(timeMs)).toISOString();
  const time = micro === 0 ? iso : `${iso.slice(0, -1)}${String(micro).padStart(3, '0')}Z`;
  return JSON.stringify({
    time,
    key,
    message,
    ...(protocol === null ? {} : { protocol }),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
    file: names[file],
    line,
  });
}

function lineRange(text: string | undefined): { from: number; to: number } | null {
  if (text === undefined) return null;
  const match = /^(\d+)(?:-(\d*))?$/.exec(text);
  const from = Number(match?.[1]);
  const to = match?.[2] === undefined ? from : match[2] === '' ? Number.POSITIVE_INFINITY : Number(match[2]);
  // Lines count from 1.
  if (!(from >= 1 && to >= from)) throw new UsageError(`--lines must be a range such as 10-20, not "${text}".`);
  return { from, to };
}
