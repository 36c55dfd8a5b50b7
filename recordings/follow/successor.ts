import type { DeviationCode } from '../../check/index.js';
import { addKinds, type Effect, type Explanation, NOW } from './explanation.js';
import { replaceAt } from './replace-at.js';

/** An explanation with what led to it. */
export interface Successor {
  readonly explanation: Explanation;
  readonly effects: readonly Effect[];
  /** It enters a phase whose trigger is recorded by something else. */
  readonly lacksStart?: boolean;
}

/** The successor in which a slot of an open phase takes the message. */
export function takeSlot(
  explanation: Explanation,
  at: number,
  index: number,
  addresses: readonly number[],
  code: DeviationCode | null,
): Successor {
  const phase = explanation.open[at];
  const slot = phase?.entry.slots[index];
  if (phase === undefined || slot === undefined) return leave(explanation, 'unexpected-message');
  const isStart = phase.entry.starts[index] === true;
  const open = replaceAt(explanation.open, at, {
    ...phase,
    progress: phase.progress.meet(index),
    lastTime: NOW,
    startTime: isStart ? NOW : phase.startTime,
  });
  const next = { ...explanation, addresses, open };
  return {
    explanation: code === null ? next : addDeviation(next, code),
    effects: [{ kind: 'take', at, slot, index, code }],
  };
}

/** The successor in which no phase takes the message. */
export function leave(explanation: Explanation, code: DeviationCode | null): Successor {
  return {
    explanation: code === null ? explanation : addDeviation(explanation, code),
    effects: [{ kind: 'leave', code }],
  };
}

/** An explanation with one deviation more. */
export function addDeviation(explanation: Explanation, code: DeviationCode): Explanation {
  return { ...explanation, cost: explanation.cost + 1, kinds: addKinds(explanation.kinds, [code]) };
}

/** An explanation one of whose open phases takes the message without filling a slot. */
export function touch(explanation: Explanation, at: number): Explanation {
  const phase = explanation.open[at];
  return phase === undefined
    ? explanation
    : { ...explanation, open: replaceAt(explanation.open, at, { ...phase, lastTime: NOW }) };
}
