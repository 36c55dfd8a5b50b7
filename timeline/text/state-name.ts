import type { TimelineState } from '../types/timeline.js';

/** `joined`, `invited (pending)`. */
export function stateName({ state, pending }: Pick<TimelineState, 'state' | 'pending'>): string {
  return pending ? `${state} (pending)` : state;
}
