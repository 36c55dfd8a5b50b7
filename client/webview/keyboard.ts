import type { Layout } from '../../timeline/index.js';

/**
 * Where a key takes the mark among the events.
 * @param key as in `KeyboardEvent.key`
 * @param events ids of the events that are shown, in order
 * @param active the event the mark is on; null if it is on none
 * @returns the event to go to, null if the key does nothing
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
 * @returns the lane to go to, null for the event as a whole, undefined if the key does nothing
 */
export function laneAfterKey(key: string, lanes: readonly string[], lane: string | null): string | null | undefined {
  const index = lane === null ? -1 : lanes.indexOf(lane);
  if (key === 'ArrowRight') return lanes[Math.min(index + 1, lanes.length - 1)];
  if (key !== 'ArrowLeft') return undefined;
  return index <= 0 ? null : lanes[index - 1];
}

/**
 * Where an arrow key leads from something in the picture that belongs to no event: a band's head, a chip, a button.
 * Up and down go to the events before and after it, left and right along the chips.
 * @returns the event's id, or what gets the keyboard; null if the key does nothing
 */
export function afterKeyBeside(key: string, target: Element, boxes: Layout): string | SVGElement | null {
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const row = [...(target.closest('.slot')?.querySelectorAll<SVGElement>('.outcomes [role="button"]') ?? [])];
    const at = row.indexOf(target as SVGElement);
    return at < 0 ? null : (row[at + (key === 'ArrowRight' ? 1 : -1)] ?? null);
  }
  const slot = target.closest('.slot');
  const visit = slot?.querySelector('.band')?.getAttribute('data-visit');
  // Chips and what leads on are below the events of their band, its head and notes above them, what is reported on
  // the flow above all.
  const below = visit != null && target.closest('.outcomes, .frames') !== null;
  const at = visit == null ? 0 : boxes.bands.findIndex((band) => String(band.visit) === visit);
  if (at < 0) return null;
  const before = boxes.bands.slice(0, below ? at + 1 : at).flatMap(({ events }) => events);
  const after = boxes.bands.slice(below ? at + 1 : at).flatMap(({ events }) => events);
  const to = {
    ArrowUp: before.at(-1),
    ArrowDown: after[0],
    Home: before[0] ?? after[0],
    End: after.at(-1) ?? before.at(-1),
  };
  return key in to ? (to[key as keyof typeof to]?.id ?? null) : null;
}

/**
 * The control that a key leads to among controls in a row or a column; null if none.
 * @param keys the key to the one before, and the key to the next; after the last comes the first
 */
export function placeAlong(keys: readonly [string, string], key: string, at: number, count: number): number | null {
  if (key === keys[0]) return (at + count - 1) % count;
  if (key === keys[1]) return (at + 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}
