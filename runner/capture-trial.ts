import { type Capture, type PackedGraph, unpackGraph } from '../check/index.js';
import {
  explainingWitness,
  type LineExplanation,
  mergedMessages,
  RecordingReader,
  textLines,
  type Vocabulary,
} from '../recordings/index.js';
import type { ReadMessage, ReadResult } from './protocol/messages.js';
import type { RunEnvironment } from './recording-run.js';

/** So much of a log is read, in unpacked bytes: enough to see how its lines are read. */
const MAX_BYTES = 256 * 1024;
/** … if nothing can be read of a part of it. */
const MAX_WHOLE_BYTES = 16 * 1024 * 1024;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** The sources that the server packs for trying a capture. */
interface TrialSources {
  readonly captures: readonly Capture[];
  readonly vocabulary: Vocabulary;
}

/** Reads the beginning of a log with a capture, and reports how each line is read. */
export async function tryCapture(
  { sources, recording }: ReadMessage,
  { open, guard }: Pick<RunEnvironment, 'open' | 'guard'>,
): Promise<ReadResult> {
  const { captures, vocabulary } = unpackGraph(JSON.parse(sources) as PackedGraph) as TrialSources;
  const capture = captures.find(({ name }) => name === recording.capture);
  if (capture === undefined) throw new Error(`There is no capture "${recording.capture}".`);
  const isWhole = capture.format === 'xes' || capture.format === 'otlp';
  const { bytes, isCut } = await beginning(
    open(recording, () => undefined),
    isWhole ? MAX_WHOLE_BYTES : MAX_BYTES,
  );
  const explanations: LineExplanation[] = [];
  const witness = explainingWitness(capture, (explanation) => explanations.push(explanation));
  const reader = new RecordingReader(vocabulary, { guard, witnessOf: () => witness });
  const file = { name: recording.name, capture, bytes: once(bytes), large: false };
  for await (const _ of mergedMessages([file], reader));
  const { messages, noise, unreadable } = reader.counts;
  return {
    lines: textLines(bytes),
    explanations: explanations.sort((a, b) => a.lastLine - b.lastLine),
    counts: { messages, noise, unreadable },
    problems: reader.problems.map(({ text }) => text),
    isCut,
  };
}

/** The first bytes of a log, up to the end of a line. */
async function beginning(
  chunks: AsyncIterable<Uint8Array>,
  most: number,
): Promise<{ bytes: Uint8Array; isCut: boolean }> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
    if (length > most) break;
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  if (length <= most) return { bytes: all, isCut: false };
  const end = Math.max(all.lastIndexOf(LINE_FEED, most), all.lastIndexOf(CARRIAGE_RETURN, most)) + 1;
  return { bytes: all.subarray(0, end > 0 ? end : most), isCut: true };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
