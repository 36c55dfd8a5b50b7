import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import {
  Conformance,
  type ConformanceJson,
  conformanceResult,
  type InteractionResult,
  isoUtcMs,
  mergedMessages,
  mergeFacts,
  Pseudonyms,
  RecordingReader,
  Summary,
  type SummaryJson,
  vocabularyOf,
} from '../../recordings/index.js';
import { timeGuard } from '../../runner/node/time-guard.js';
import { isRecord, isStrings } from '../../timeline/types/json-guards.js';
import { type Arguments, wholeNumber } from '../arguments.js';
import { type ExitCode, exitCodes, UsageError } from '../exit-codes.js';
import { jsonText } from '../json-text.js';
import { logLine } from '../log-line.js';
import type { Output } from '../output.js';
import { printProblems, recordingFiles } from '../recording-files.js';
import { recordingSources, subjectOf } from '../recording-sources.js';
import { sarifConformance } from '../reporters/conformance-sarif.js';
import { humanConformance } from '../reporters/conformance-text.js';

/** V8 lets the heap grow to twice what lives in it and more. Less takes longer the less it is: a third cost a quarter. */
const SMALL_HEAP = '--heap-growing-percent=50';
/** Number of interactions open at the recording's end that are written at a time. */
const ENDING_AT_ONCE = 1_000;
/** Characters gathered before they are written. */
const WRITE_CHARACTERS = 1 << 16;
const MAX_DEVIATIONS = 1_000;

/** `confer conform`: follows recordings through a flow or a model. */
export async function run(args: Arguments, output: Output): Promise<ExitCode> {
  const format = args.text('format') ?? 'human';
  const limits = limitsOf(args);
  if (args.flag('merge')) return merge(args, output, format, limits);
  const range = rangeOf(args);
  setFlagsFromString(SMALL_HEAP);
  const sources = await recordingSources(args);
  const files = await recordingFiles(sources.recordings, sources.captures, sources.choose);
  printProblems(sources.project.sourceErrors, output);
  const subject = subjectOf(sources, args.text('against'));
  const vocabulary = vocabularyOf(sources.visible, subject);
  const pseudonyms = args.flag('anonymize') ? new Pseudonyms(vocabulary) : null;
  const reader = new RecordingReader(vocabulary, { guard: timeGuard, pseudonyms });
  const lines = new LineWriter(output);
  const conformance = new Conformance(subject, {
    files,
    only: args.text('only') ?? null,
    ...range,
    pseudonyms,
    onOutcome: ({ result }) => {
      if (format === 'jsonl') lines.add(result);
    },
  });
  for await (const batch of mergedMessages(files, reader)) {
    conformance.push(batch);
    await lines.flush();
  }
  while (!conformance.end(ENDING_AT_ONCE)) await lines.flush();
  const result = conformanceResult({ files, reader, conformance });
  await lines.flush(true);
  await output.print(reportIn(format, result, output, limits.deviations));
  const only = args.text('only');
  if (only !== undefined && result.interactions.total === 0) {
    output.printError(`confer: There is no interaction "${logLine(only)}" in the recording.\n`);
  }
  // Then nothing but the range keeps what is read from being followed.
  if (result.lines.messages === 0 && result.problems.length === 0 && (range.fromMs ?? range.toMs) !== null) {
    output.printError('confer: The recording has no message in the time range of --from and --to.\n');
  }
  return exitCodeOf(result, conformance.summary.errors, conformance.summary.warnings, limits);
}

interface Limits {
  readonly deviations: number;
  /** Interactions with an error: a number, or a share in percent. */
  readonly deviating: { readonly value: number; readonly percent: boolean };
  readonly warnings: number;
}

function limitsOf(args: Arguments): Limits {
  const deviating = args.text('max-deviating') ?? '0';
  const match = /^(?:\d+|(\d+(?:\.\d+)?)%)$/.exec(deviating);
  const percent = match?.[1] === undefined ? null : Number(match[1]);
  if (match === null || (percent !== null && percent > 100)) {
    const allowed = 'a whole number, or a percentage from 0% to 100%';
    throw new UsageError(`--max-deviating must be ${allowed}, not "${deviating}".`);
  }
  return {
    deviations: Math.min(MAX_DEVIATIONS, wholeNumber('max-deviations', args.text('max-deviations'), 0, MAX_DEVIATIONS)),
    deviating: { value: percent ?? Number(deviating), percent: percent !== null },
    warnings: wholeNumber('max-warnings', args.text('max-warnings'), 0, Number.POSITIVE_INFINITY),
  };
}

function exitCodeOf(
  { lines, interactions }: ConformanceJson,
  errors: number,
  warnings: number,
  { deviating, warnings: maxWarnings }: Limits,
): ExitCode {
  const most = deviating.percent ? (deviating.value / 100) * interactions.total : deviating.value;
  return lines.messages === 0 || errors > most || warnings > maxWarnings ? exitCodes.findings : exitCodes.clean;
}

function reportIn(format: string, result: ConformanceJson, output: Output, maxDeviations: number): string {
  const deviations = result.deviations.slice(0, maxDeviations);
  switch (format) {
    case 'json':
      return jsonText({ ...result, deviations });
    case 'jsonl': {
      const { deviations: _, ...summary } = result;
      return `${JSON.stringify({ summary })}\n`;
    }
    case 'sarif':
      return sarifConformance({ ...result, deviations });
    default:
      return humanConformance({ ...result, deviations }, output.colored);
  }
}

/** Adds up results of parts: of `--format json`, or the last line of `jsonl`. */
async function merge(args: Arguments, output: Output, format: string, limits: Limits): Promise<ExitCode> {
  if (args.files.length === 0) throw new UsageError('Name the results to merge.');
  if (args.flag('anonymize')) {
    throw new UsageError('--merge cannot anonymize: use --anonymize when the parts are followed.');
  }
  const parts: ConformanceJson[] = [];
  const interactions: InteractionResult[] = [];
  for (const file of args.files) {
    const text = await readFile(file, 'utf8').catch(() => {
      throw new UsageError(`Cannot open ${file}.`);
    });
    parts.push(resultIn(text, file, interactions));
  }
  const summary = new Summary();
  for (const part of parts) summary.merge(part, part.deviations);
  const merged = summary.toJson(mergeFacts(parts));
  if (format === 'jsonl') for (const line of interactions) await output.print(`${JSON.stringify(line)}\n`);
  await output.print(reportIn(format, merged, output, limits.deviations));
  const errors = merged.errors;
  return exitCodeOf(merged, errors.interactions, errors.warnings, limits);
}

function resultIn(text: string, file: string, interactions: InteractionResult[]): ConformanceJson {
  const whole = parse(text);
  if (isSummary(whole) && 'deviations' in whole && Array.isArray(whole.deviations)) {
    return { ...whole, deviations: whole.deviations };
  }
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const deviations: InteractionResult['deviations'][number][] = [];
  let found: SummaryJson | undefined;
  for (const line of lines) {
    const value = parse(line);
    if (typeof value !== 'object' || value === null) break;
    if ('summary' in value && isSummary(value.summary)) found = value.summary;
    else if ('verdict' in value) {
      const result = value as InteractionResult;
      interactions.push(result);
      deviations.push(...result.deviations);
    }
  }
  if (found === undefined) throw new UsageError(`${file} is not a result of confer conform --format json or jsonl.`);
  return { ...found, deviations: deviations.slice(0, MAX_DEVIATIONS) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The members of a summary that are lists of objects. */
const LISTS = ['undeclared', 'problems', 'phases', 'rows', 'next', 'paths', 'kinds'] as const;

function isSummary(value: unknown): value is SummaryJson {
  if (!isRecord(value)) return false;
  const { captures, models, notRecorded, interactions, lines, time, late } = value;
  return (
    [interactions, lines, time, late].every(isRecord) &&
    [captures, models, notRecorded].every(isStrings) &&
    LISTS.every((name) => {
      const list = value[name];
      return Array.isArray(list) && list.every(isRecord);
    })
  );
}

/** The times between which messages are followed. */
function rangeOf(args: Arguments): { readonly fromMs: number | null; readonly toMs: number | null } {
  const fromMs = timeOption('from', args.text('from'));
  const toMs = timeOption('to', args.text('to'));
  if (fromMs !== null && toMs !== null && fromMs > toMs) {
    throw new UsageError(`--from (${args.text('from')}) must not be after --to (${args.text('to')}).`);
  }
  return { fromMs, toMs };
}

function timeOption(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const ms = /^\d+$/.test(text) ? Number(text) : isoUtcMs(text);
  if (ms === undefined) throw new UsageError(`--${name} must be a time such as 2026-01-12T12:00:00Z, not "${text}".`);
  return ms;
}

/** Gathers lines, and writes them in pieces. */
class LineWriter {
  private text = '';

  constructor(private readonly output: Output) {}

  add(result: InteractionResult): void {
    this.text += `${JSON.stringify(result)}\n`;
  }

  async flush(all = false): Promise<void> {
    if (this.text.length < WRITE_CHARACTERS && !all) return;
    const { text } = this;
    this.text = '';
    if (text !== '') await this.output.print(text);
  }
}
