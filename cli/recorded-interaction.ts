import { realpath } from 'node:fs/promises';
import { Conformance, mergedMessages, RecordingReader, recordedTimeline, vocabularyOf } from '../recordings/index.js';
import { timeGuard } from '../runner/node/time-guard.js';
import type { Timeline } from '../timeline/types/timeline.js';
import type { Arguments } from './arguments.js';
import { UsageError } from './exit-codes.js';
import type { Output } from './output.js';
import { printProblems, recordingFiles } from './recording-files.js';
import { sourcesOf, subjectOf } from './recording-sources.js';

/** Most keys kept to suggest the nearest to an unknown one. */
const MAX_KEYS = 10_000;

/** Options that choose or judge a path of the flow: an interaction went its own. */
const OF_PATHS = ['scenario', 'path', 'all-paths', 'all-flows', 'config', 'max-configurations'] as const;
/** Options that only a recording gives a meaning. */
const OF_RECORDINGS = ['interaction', 'capture'] as const;

/** A timeline, and the files that it was made of. */
export interface InteractionTimeline {
  readonly timeline: Timeline;
  readonly inputs: readonly { readonly realPath: string }[];
}

/**
 * Whether an interaction of a recording is to be drawn, rather than a path.
 * @throws UsageError for options that do not go together
 */
export function isRecorded(args: Arguments): boolean {
  if (!args.flag('recording')) {
    const lost = OF_RECORDINGS.find((name) => args.flag(name));
    if (lost !== undefined) throw new UsageError(`--${lost} requires --recording RECORDING.`);
    return false;
  }
  const path = OF_PATHS.find((name) => args.flag(name));
  if (path !== undefined) throw new UsageError(`--${path} cannot be used with --recording.`);
  if (!args.flag('interaction')) throw new UsageError('Select the interaction to draw: --interaction KEY.');
  const other = args.files.find((file) => !file.endsWith('.confer'));
  if (other !== undefined) {
    throw new UsageError(`${other} is not a Confer file: name recordings with --recording.`);
  }
  if (args.files.length === 0) throw new UsageError('Name the file with the flow or model to follow.');
  return true;
}

/**
 * Follows a recording and returns the timeline of one of its interactions.
 * @throws UsageError if the recording has no such interaction
 */
export async function interactionTimeline(args: Arguments, output: Output): Promise<InteractionTimeline> {
  const key = args.text('interaction') ?? '';
  const recordings = args.texts('recording');
  const sources = await sourcesOf(args.files, recordings, args);
  const subject = subjectOf(sources, args.text('flow'), '--flow FLOW or MODEL');
  const files = await recordingFiles(recordings, sources.captures, sources.choose);
  const fileNames = files.map(({ name }) => name);
  const reader = new RecordingReader(vocabularyOf(sources.visible, subject), { guard: timeGuard });
  let timeline: Timeline | undefined;
  const conformance = new Conformance(subject, {
    files,
    // `KEY#2` is what came after KEY was over: that is known only when all of KEY is followed.
    only: /#\d+$/.test(key) ? null : key,
    onOutcome: (outcome, interaction) => {
      const { result } = outcome;
      if (timeline !== undefined || (result.key !== key && !result.keys.includes(key))) return;
      timeline = recordedTimeline(interaction, outcome.explain(), fileNames);
    },
  });
  const keys = new Set<string>();
  for await (const batch of mergedMessages(files, reader)) {
    for (const message of batch) if (keys.size < MAX_KEYS) keys.add(message.key);
    conformance.push(batch);
  }
  conformance.end();
  printProblems([...reader.problems, ...conformance.problems], output);
  if (timeline === undefined) {
    const firstKeys = [...keys].slice(0, 3).join(', ');
    const some = keys.size === 0 ? 'it has none' : `it has ${firstKeys}${keys.size > 3 ? ', and others' : ''}`;
    throw new UsageError(`There is no interaction "${key}" in the recording: ${some}.`, {
      word: key,
      among: [...keys],
    });
  }
  const inputs = [...args.files, ...recordings.filter((file) => file !== '-')];
  return { timeline, inputs: await Promise.all(inputs.map(async (file) => ({ realPath: await realpath(file) }))) };
}
