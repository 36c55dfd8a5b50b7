import { type Model, modelName } from '../check/index.js';
import {
  Conformance,
  flowsOf,
  mergedMessages,
  RecordedCoverage,
  RecordingReader,
  Subject,
  vocabularyOf,
} from '../recordings/index.js';
import { timeGuard } from '../runner/node/time-guard.js';
import type { Arguments } from './arguments.js';
import type { Output } from './output.js';
import type { CheckedFile } from './project.js';
import { printProblems, recordingFiles } from './recording-files.js';
import { sourcesOf } from './recording-sources.js';

/**
 * Follows recordings through models, each by itself, and counts what they show of them.
 * @param sources Confer files whose captures read the recordings
 */
export async function recordedCoverage(
  models: readonly Model[],
  sources: readonly CheckedFile[],
  args: Arguments,
  output: Output,
): Promise<ReadonlyMap<Model, RecordedCoverage>> {
  const recordings = args.texts('recording');
  if (recordings.length === 0) return new Map();
  const found = await sourcesOf(
    sources.map(({ path }) => path),
    recordings,
    args,
  );
  const files = await recordingFiles(recordings, found.captures, found.choose);
  const followed = models.map((model) => {
    const coverage = new RecordedCoverage();
    const drawn = flowsOf(found.visible).filter(({ follows }) => follows.includes(modelName(model)));
    const subject = new Subject(model, null, drawn);
    const conformance = new Conformance(subject, {
      files,
      onOutcome: (outcome) => coverage.add(outcome),
    });
    return { model, subject, coverage, conformance };
  });
  const reader = new RecordingReader(vocabularyOf(found.visible), { guard: timeGuard });
  for await (const batch of mergedMessages(files, reader)) {
    for (const { conformance } of followed) conformance.push(batch);
  }
  for (const { conformance, coverage } of followed) {
    conformance.end();
    coverage.captured = conformance.recorded;
  }
  printProblems([...reader.problems, ...followed.flatMap(({ conformance }) => conformance.problems)], output);
  return new Map(followed.map(({ model, coverage }) => [model, coverage]));
}
