import type { Layout } from '../../../timeline/index.js';

const known = new WeakMap<Layout, ReadonlyMap<string, string>>();

/** The ids of the events that a picture shows, in order, each with the key of its band. Worked out once. */
export function shownEvents(boxes: Layout): ReadonlyMap<string, string> {
  const shown =
    known.get(boxes) ?? new Map(boxes.bands.flatMap(({ key, events }) => events.map(({ id }) => [id, key])));
  known.set(boxes, shown);
  return shown;
}
