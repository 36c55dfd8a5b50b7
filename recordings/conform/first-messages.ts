import type { Capture } from '../../check/index.js';
import { Recorded } from '../follow/recorded.js';
import type { Subject } from '../follow/subject.js';
import type { RecordedMessage } from '../readers/message-reader.js';

/** What the first messages of a recording show of what was captured. */
interface Captured {
  readonly recorded: Recorded;
  /** Names of the model's protocols that were not captured, and `requests` if these were not. */
  readonly notRecorded: readonly string[];
}

/** The captured protocols: those that the captures name, otherwise those of the first messages. */
export function capturedIn(
  messages: readonly RecordedMessage[],
  captures: readonly Capture[],
  subject: Subject,
): Captured {
  const stated = captures.flatMap(({ records }) => records ?? []);
  const protocols = new Set<string>(stated.map(({ name }) => name));
  let requests = false;
  for (const { message, protocol } of messages) {
    const declared = subject.messages.get(message);
    if (declared?.kind === 'request') requests = true;
    if (stated.length > 0) continue;
    if (protocol !== null) protocols.add(protocol);
    else for (const { name } of declared?.protocols ?? []) protocols.add(name);
  }
  const hasRequests = [...subject.messages.values()].some(({ kind }) => kind === 'request');
  const notRecorded = [...subject.model.protocols].map(({ name }) => name).filter((name) => !protocols.has(name));
  if (hasRequests && !requests) notRecorded.push('requests');
  return { recorded: new Recorded(protocols, requests), notRecorded };
}

/** When the recording begins: with the file that begins last; files whose names differ in digits only are one. */
export function beginningOf(messages: readonly RecordedMessage[], names: readonly string[]): number {
  const ofFiles = new Map<number, number>();
  for (const { file, timeMs } of messages) {
    const earliestMs = ofFiles.get(file);
    if (earliestMs === undefined || timeMs < earliestMs) ofFiles.set(file, timeMs);
  }
  const begins = new Map<string, number>();
  for (const [file, timeMs] of ofFiles) {
    const name = (names[file] ?? '').replace(/\d+/g, '0');
    begins.set(name, Math.min(timeMs, begins.get(name) ?? timeMs));
  }
  return begins.size === 0 ? 0 : Math.max(...begins.values());
}
