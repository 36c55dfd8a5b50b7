import type { Layout } from '../../../timeline/index.js';
import { memoize } from '../../../timeline/types/memoize.js';

/** The ids of the events that a picture shows, in order, each with the key of its band. */
export const shownEvents = memoize(
  ({ bands }: Layout): ReadonlyMap<string, string> =>
    new Map(bands.flatMap(({ key, events }) => events.map(({ id }) => [id, key]))),
);
