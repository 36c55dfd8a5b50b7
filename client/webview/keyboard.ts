/**
 * Where a key takes the mark among the events.
 * @param key as in `KeyboardEvent.key`
 * @param events ids of the events that are shown, in order
 * @param active the event the mark is on; null where it is on none
 * @returns the event to go to, null where the key does nothing
 */
export function eventAfterKey(key: string, events: readonly string[], active: string | null): string | null {
  const index = active === null ? -1 : events.indexOf(active);
  switch (key) {
    case 'ArrowDown':
      return events[Math.min(index + 1, events.length - 1)] ?? null;
    case 'ArrowUp':
      return events[Math.max(index - 1, 0)] ?? null;
    case 'Home':
      return events[0] ?? null;
    case 'End':
      return events[events.length - 1] ?? null;
    default:
      return null;
  }
}

/**
 * Where a key takes the mark among the lanes of one event.
 * @param lanes names of the participants that are shown, in order
 * @param lane the lane the mark is on; null for the event as a whole, which comes before the first
 * @returns the lane to go to, null for the event as a whole, undefined where the key does nothing
 */
export function laneAfterKey(key: string, lanes: readonly string[], lane: string | null): string | null | undefined {
  const index = lane === null ? -1 : lanes.indexOf(lane);
  if (key === 'ArrowRight') return lanes[Math.min(index + 1, lanes.length - 1)];
  if (key !== 'ArrowLeft') return undefined;
  return index <= 0 ? null : lanes[index - 1];
}
