import type { RecordingFile, RecordingReader } from '../readers/recording.js';
import type { Conformance } from './conformance.js';
import type { ConformanceJson } from './summary-json.js';

/** The result of a run. */
export interface FollowedRun {
  readonly files: readonly RecordingFile[];
  readonly reader: RecordingReader;
  readonly conformance: Conformance;
}

/** The result of a run that is over (docs/recordings.md#results). */
export function conformanceResult({ files, reader, conformance }: FollowedRun): ConformanceJson {
  const { read, messages, noise, unreadable, undeclared, again, outOfOrder } = reader.counts;
  const { subject, outside } = conformance;
  return conformance.summary.toJson({
    captures: [...new Set(files.map(({ capture }) => capture.name))],
    models: subject.model.headers.map(({ name }) => name),
    flow: subject.flow?.name ?? null,
    lines: {
      read,
      messages: messages - outside.messages,
      noise,
      unreadable,
      undeclared: undeclared - outside.undeclared,
      foreign: conformance.foreign,
      again,
      outOfOrder,
    },
    time: { fromMs: conformance.firstMs, toMs: conformance.lastMs },
    notRecorded: conformance.notRecorded,
    undeclared: conformance.undeclared,
    problems: [...reader.problems, ...conformance.problems],
  });
}
