import type { LineSummary, RecordingFacts, UndeclaredMessage } from './summary-json.js';

const MAX_UNDECLARED = 20;

/** A type whose properties can be changed. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Adds up the facts about the parts of a recording. */
export function mergeFacts(parts: readonly RecordingFacts[]): RecordingFacts {
  const lines: Mutable<LineSummary> = {
    read: 0,
    messages: 0,
    noise: 0,
    unreadable: 0,
    undeclared: 0,
    foreign: 0,
    again: 0,
    outOfOrder: 0,
  };
  for (const part of parts) {
    for (const name of Object.keys(lines) as (keyof LineSummary)[]) lines[name] += part.lines[name];
  }
  const starts = parts.flatMap(({ time }) => time.fromMs ?? []);
  const ends = parts.flatMap(({ time }) => time.toMs ?? []);
  const undeclared = new Map<string, Mutable<UndeclaredMessage>>();
  for (const message of parts.flatMap((part) => part.undeclared)) {
    const sum = undeclared.get(message.message);
    if (sum === undefined) undeclared.set(message.message, { ...message });
    else sum.times += message.times;
  }
  return {
    captures: [...new Set(parts.flatMap(({ captures }) => captures))],
    models: [...new Set(parts.flatMap(({ models }) => models))],
    flow: parts.find(({ flow }) => flow !== null)?.flow ?? null,
    lines,
    time: {
      fromMs: starts.length === 0 ? null : Math.min(...starts),
      toMs: ends.length === 0 ? null : Math.max(...ends),
    },
    notRecorded: [...new Set(parts.flatMap(({ notRecorded }) => notRecorded))],
    undeclared: [...undeclared.values()].sort((a, b) => b.times - a.times).slice(0, MAX_UNDECLARED),
    problems: parts.flatMap(({ problems }) => problems),
  };
}
