import type { Flow, Target } from '../model/flow.js';
import { isTimeoutPhase, timersOf } from '../model/model.js';

/**
 * The time until the phase of a target begins, in ms: the target's own `after`, otherwise the least time of the model's
 * timers if only timers start the phase; null if neither is stated.
 * @param isStart whether the target is one of `start`: before it, nothing has started a timer
 */
export function targetDelay({ phases }: Flow, target: Target | null | undefined, isStart: boolean): number | null {
  if (target?.kind !== 'phase') return null;
  const modelPhase = phases[target.phase]?.realizes?.phase;
  if (target.delayMs !== null || isStart || !modelPhase || !isTimeoutPhase(modelPhase)) return target.delayMs;
  const times = timersOf(modelPhase).flatMap(({ afterMs }) => afterMs ?? []);
  return times.length === 0 ? null : Math.min(...times);
}
