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
    case 'ArrowRight':
      return events[Math.min(index + 1, events.length - 1)] ?? null;
    case 'ArrowUp':
    case 'ArrowLeft':
      return events[Math.max(index - 1, 0)] ?? null;
    case 'Home':
      return events[0] ?? null;
    case 'End':
      return events[events.length - 1] ?? null;
    default:
      return null;
  }
}
