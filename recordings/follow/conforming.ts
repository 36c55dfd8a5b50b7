import type { Effect, OpenPhase } from './explanation.js';
import type { Successor } from './successor.js';

/**
 * A successor as it is followed while nothing deviates: null if it deviates or leaves out a trigger. What only matters for
 * deviations is left out, so that more explanations continue in the same way: phases that can take no further message,
 * and when triggers came.
 */
export function conforming({ explanation, effects, lacksStart }: Successor): Successor | null {
  if (explanation.cost > 0 || lacksStart === true) return null;
  const open: OpenPhase[] = [];
  const closed: Effect[] = [];
  for (const phase of explanation.open) {
    // Before the recording there may have been more receivers of what a phase sends to all.
    if (!explanation.before && phase.progress.isFinished) closed.push({ kind: 'close', at: open.length });
    else open.push(phase.startTime < 0 ? phase : { ...phase, startTime: -1 });
  }
  if (closed.length === 0 && open.every((phase, at) => phase === explanation.open[at])) return { explanation, effects };
  return { explanation: { ...explanation, open }, effects: effects.concat(closed) };
}
