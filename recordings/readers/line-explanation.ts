import type { Capture } from '../../check/index.js';
import type { LineWitness } from './message-reader.js';
import { nearestLine } from './nearest-line.js';

/** Most of what an expression fits that is quoted, in UTF-16 units. */
const MAX_QUOTED = 40;

/** How a line of a recording is read, or the first of several. */
export interface LineExplanation {
  /** Counted from 1. */
  readonly line: number;
  readonly lastLine: number;
  /** `message EventAck of K1`, `again: …`, `noise: an expression matches up to "…"`, `unreadable: no time`. */
  readonly text: string;
}

/** Explains each line of a file as it is read: what took it, or how far the best expression came. */
export function explainingWitness(
  capture: Capture | undefined,
  explain: (explanation: LineExplanation) => void,
): LineWitness {
  return {
    message: (line, lines, { message, key }) =>
      explain({ line, lastLine: line + Math.max(0, lines - 1), text: `message ${message} of ${key}` }),
    noise: (line, text) => {
      const nearest = capture === undefined ? null : nearestLine(capture, [{ text, line }]);
      const reach =
        nearest === null || nearest.length === 0
          ? ''
          : `: an expression matches up to "${text.slice(0, nearest.length).slice(-MAX_QUOTED)}"`;
      explain({ line, lastLine: line, text: `noise${reach}` });
    },
    dropped: (line, lines, text) => explain({ line, lastLine: line + Math.max(0, lines - 1), text }),
  };
}
