import { KeyUnion } from './key-union.js';
import type { RecordedMessage } from './message-reader.js';
import type { RecordingFile, RecordingReader } from './recording.js';

/** Recordings up to this size together, as stored, are sorted whole, in bytes. */
export const MAX_SORTED_BYTES = 256 * 1024 * 1024;

/** Most messages of a larger recording that wait for a value that joins their keys. */
const MAX_JOINED_MESSAGES = 1_000_000;

/**
 * Yields the messages of all files by time; equal times keep the order of files and lines. What is out of order and how
 * keys were joined is added to the reader's counts and problems.
 */
export async function* mergedMessages(
  files: readonly RecordingFile[],
  reader: RecordingReader,
  maxJoined = MAX_JOINED_MESSAGES,
): AsyncGenerator<RecordedMessage[]> {
  const joins = files.some(({ capture }) => capture.joined.length > 0);
  const large = files.some((file) => file.large);
  if (!large) {
    yield* sorted(files, reader, joins);
    return;
  }
  const queues = files.map((file, index) => {
    const whole = file.capture.format === 'xes' || file.capture.format === 'otlp';
    const messages = reader.messages(file, index);
    return whole ? sortedWhole(messages) : reordered(messages, file.capture.reorderMs, reader);
  });
  const merged = mergedByTime(queues);
  yield* joins ? joinedWithin(merged, reader, maxJoined) : merged;
}

async function* sorted(
  files: readonly RecordingFile[],
  reader: RecordingReader,
  joins: boolean,
): AsyncGenerator<RecordedMessage[]> {
  const all: RecordedMessage[] = [];
  for (const [index, file] of files.entries()) {
    for await (const batch of reader.messages(file, index)) for (const message of batch) all.push(message);
  }
  if (!isSorted(all)) all.sort((a, b) => a.timeMs - b.timeMs);
  if (!joins) {
    yield all;
    return;
  }
  const union = new KeyUnion();
  for (const message of all) union.add(message);
  reader.problems.push(...union.problems(reader.pseudonyms));
  yield named(all, union);
}

function named(messages: readonly RecordedMessage[], union: KeyUnion): RecordedMessage[] {
  return messages.map((message) => {
    return { ...message, key: union.nameOf(message.key), joined: union.keysOf(message.key) };
  });
}

/** Number of waiting messages up to which keys are joined; later values join only later messages. */
async function* joinedWithin(
  batches: AsyncGenerator<RecordedMessage[]>,
  reader: RecordingReader,
  most: number,
): AsyncGenerator<RecordedMessage[]> {
  const union = new KeyUnion();
  let waiting: RecordedMessage[] = [];
  let isBeyond = false;
  for await (const batch of batches) {
    for (const message of batch) {
      union.add(message);
      waiting.push(message);
    }
    // By pieces, so that what waits is not moved for each message.
    if (waiting.length <= most * 1.5) continue;
    isBeyond = true;
    yield named(waiting.slice(0, waiting.length - most), union);
    waiting = waiting.slice(waiting.length - most);
  }
  yield named(waiting, union);
  reader.problems.push(...union.problems(reader.pseudonyms));
  if (!isBeyond) return;
  reader.problems.push({
    code: 'check-inconclusive',
    severity: 'information',
    text: `Keys are joined within ${most} messages. A value that links keys later only joins the messages that follow.`,
    times: 1,
    file: null,
    line: null,
  });
}

function isSorted(messages: readonly RecordedMessage[]): boolean {
  let last = Number.NEGATIVE_INFINITY;
  for (const { timeMs } of messages) {
    if (timeMs < last) return false;
    last = timeMs;
  }
  return true;
}

async function* sortedWhole(batches: AsyncGenerator<RecordedMessage[]>): AsyncGenerator<RecordedMessage[]> {
  const all: RecordedMessage[] = [];
  for await (const batch of batches) for (const message of batch) all.push(message);
  yield all.sort((a, b) => a.timeMs - b.timeMs);
}

/** Sorts within a window of time; later records keep their position. */
async function* reordered(
  batches: AsyncGenerator<RecordedMessage[]>,
  windowMs: number,
  { counts }: RecordingReader,
): AsyncGenerator<RecordedMessage[]> {
  let waiting: RecordedMessage[] = [];
  let latest = Number.NEGATIVE_INFINITY;
  for await (const batch of batches) {
    const ready: RecordedMessage[] = [];
    let unsorted = false;
    for (const message of batch) {
      if (message.timeMs < latest - windowMs) {
        counts.outOfOrder++;
        // Keeps its place: what came before it goes first.
        if (unsorted) waiting.sort((a, b) => a.timeMs - b.timeMs);
        ready.push(...waiting, message);
        waiting = [];
        unsorted = false;
        continue;
      }
      if (message.timeMs < latest) unsorted = true;
      else latest = message.timeMs;
      waiting.push(message);
    }
    if (unsorted) waiting.sort((a, b) => a.timeMs - b.timeMs);
    let end = waiting.length;
    while (end > 0 && (waiting[end - 1]?.timeMs ?? 0) > latest - windowMs) end--;
    for (const message of waiting.slice(0, end)) ready.push(message);
    waiting = waiting.slice(end);
    yield ready;
  }
  yield waiting;
}

/** Merges sequences that are each in the order of time. */
async function* mergedByTime(queues: readonly AsyncGenerator<RecordedMessage[]>[]): AsyncGenerator<RecordedMessage[]> {
  const [only] = queues;
  if (queues.length === 1 && only !== undefined) {
    yield* only;
    return;
  }
  const heads: { batch: RecordedMessage[]; at: number; queue: AsyncGenerator<RecordedMessage[]> }[] = [];
  for (const queue of queues) {
    const batch = await nextBatch(queue);
    if (batch !== null) heads.push({ batch, at: 0, queue });
  }
  let merged: RecordedMessage[] = [];
  while (heads.length > 0) {
    let first = heads[0];
    for (const head of heads) {
      if ((head.batch[head.at]?.timeMs ?? 0) < (first?.batch[first.at]?.timeMs ?? 0)) first = head;
    }
    const message = first?.batch[first.at];
    if (first === undefined || message === undefined) break;
    merged.push(message);
    first.at++;
    if (first.at >= first.batch.length) {
      const batch = await nextBatch(first.queue);
      if (batch === null) heads.splice(heads.indexOf(first), 1);
      else {
        first.batch = batch;
        first.at = 0;
      }
      yield merged;
      merged = [];
    }
  }
  if (merged.length > 0) yield merged;
}

async function nextBatch(queue: AsyncGenerator<RecordedMessage[]>): Promise<RecordedMessage[] | null> {
  for (;;) {
    const next = await queue.next();
    if (next.done === true) return null;
    if (next.value.length > 0) return next.value;
  }
}
