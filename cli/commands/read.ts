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

/** The lines that are asked for; null: all. */
type LineRange = { readonly from: number; readonly to: number } | null;

/** `confer read`: writes the messages of recordings. */
export async function run(args: Arguments, output: Output): Promise<ExitCode> {
  const sources = await recordingSources(args);
  const files = await recordingFiles(sources.recordings, sources.captures, sources.choose);
  printProblems(sources.project.sourceErrors, output);
  const names = files.map(({ name }) => name);
  const range = lineRange(args.text('lines'));
  let isShown = false;
  const why: string[] = [];
  const explains = args.flag('why');
  const witnessOf = (file: number) =>
    explainingWitness(files[file]?.capture, ({ line, lastLine, text: read }) => {
      if (!isInRange(range, line, lastLine)) return;
      isShown = true;
      why.push(`${logLine(`${names[file]}:${line}${lastLine > line ? `-${lastLine}` : ''}: ${read}`)}\n`);
    });
  const reader = new RecordingReader(vocabularyOf(sources.visible), {
    guard: timeGuard,
    witnessOf: explains ? witnessOf : undefined,
  });
  const isJson = args.text('format') === 'json';
  const summary = new MessageSummary();
  let text = '';
  for await (const batch of mergedMessages(files, reader)) {
    for (const message of batch) {
      if (isJson) summary.add(message);
      else if (!explains && isInRange(range, message.line)) {
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
  await output.print(isJson ? jsonText(summary.json(reader.counts)) : text);
  if (range !== null && !isShown && !isJson && reader.counts.messages > 0) {
    const what = explains ? 'nothing' : 'no message';
    output.printError(`confer: The recording has ${what} in lines ${args.text('lines')}.\n`);
  }
  printProblems(reader.problems, output);
  return reader.counts.messages === 0 ? exitCodes.findings : exitCodes.clean;
}

/** What `--format json` writes of messages: their counts, keys, names and times. */
class MessageSummary {
  private readonly keys = new Set<string>();
  private readonly timesByName = new Map<string, number>();
  private firstMs: number | null = null;
  private lastMs: number | null = null;

  add({ key, message, timeMs }: RecordedMessage): void {
    this.firstMs ??= timeMs;
    if (this.lastMs === null || timeMs > this.lastMs) this.lastMs = timeMs;
    this.keys.add(key);
    this.timesByName.set(message, (this.timesByName.get(message) ?? 0) + 1);
  }

  /** @param lines how many lines and messages were read, per kind */
  json(lines: RecordingReader['counts']): object {
    const names = [...this.timesByName].map(([message, times]) => ({ message, times }));
    return {
      lines,
      time: { fromMs: this.firstMs, toMs: this.lastMs },
      keys: this.keys.size,
      names: names.sort((a, b) => b.times - a.times),
    };
  }
}

function isInRange(range: LineRange, line: number, lastLine = line): boolean {
  return range === null || (lastLine >= range.from && line <= range.to);
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

function lineRange(text: string | undefined): LineRange {
  if (text === undefined) return null;
  const match = /^(\d+)(?:-(\d*))?$/.exec(text);
  const from = Number(match?.[1]);
  const to = match?.[2] === undefined ? from : match[2] === '' ? Number.POSITIVE_INFINITY : Number(match[2]);
  // Lines count from 1.
  if (!(from >= 1 && to >= from)) throw new UsageError(`--lines must be a range such as 10-20, not "${text}".`);
  return { from, to };
}
