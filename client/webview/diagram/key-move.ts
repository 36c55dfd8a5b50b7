import type { Layout } from '../../../timeline/index.js';
import { afterKeyBeside, eventAfterKey, laneAfterKey } from '../keyboard.js';
import type { ViewState } from '../state/view-state.js';
import { eventOf } from './actions.js';
import { shownEvents } from './shown-events.js';

/** An event, and the lane of it that the mark goes to; null for the event as a whole. */
interface EventMove {
  readonly event: string;
  readonly lane: string | null;
}

/**
 * Where a key leads from an element of the picture.
 * @param key as in `KeyboardEvent.key`
 * @returns an event, or an element that belongs to none; null if the key does nothing
 */
export function keyMove(
  key: string,
  target: Element,
  boxes: Layout,
  state: Pick<ViewState, 'active' | 'lane'>,
): EventMove | SVGElement | null {
  const active = eventOf(target, state);
  if (active === null) {
    const to = afterKeyBeside(key, target, boxes);
    return typeof to === 'string' ? { event: to, lane: null } : to;
  }
  const next = eventAfterKey(key, [...shownEvents(boxes).keys()], active);
  if (next !== null) return { event: next, lane: state.lane };
  const lane = laneAfterKey(
    key,
    boxes.lanes.map(({ name }) => name),
    state.lane,
  );
  return lane === undefined ? null : { event: active, lane };
}
