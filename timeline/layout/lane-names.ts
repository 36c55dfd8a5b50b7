/** A name over its lane, before it is placed. */
export interface LaneName {
  /** The middle of the lane. */
  readonly lane: number;
  readonly width: number;
}

/** Where a name begins, and its level counted from the bottom. */
export interface NamePlace {
  readonly x: number;
  readonly level: number;
}

/** Between two names on one level. */
const NAME_GAP = 6;
/** Between a name and the line that leads down from a name above it. */
const STEM_CLEAR = 3;
/** How far a lane stays within its name, and how far a name that shares one level with all others is moved. */
const EDGE = 4;
const SLIGHT = 8;
/** Ways to place the names so far that are followed; the best are kept. */
const MAX_WAYS = 24;
/** Levels that are tried before lines may pass behind names. */
const MAX_LEVELS = 6;

/** One way to place the names so far. */
interface Way {
  readonly places: readonly NamePlace[];
  /** By level: where the last name ends, and where the next one may begin. */
  readonly ends: readonly number[];
  readonly free: readonly number[];
  /** How far names are moved from the middles of their lanes, together. */
  readonly moved: number;
}

/**
 * Places names over narrow lanes, on the fewest levels on which neither a name nor the line down from one meets another
 * name. A name is moved sideways before a level is added, but stays over its lane.
 * @param room from the left to the right edge, in pixels
 */
export function placeLaneNames(names: readonly LaneName[], left: number, right: number): NamePlace[] {
  for (let levels = 1; levels <= Math.min(MAX_LEVELS, names.length); levels++) {
    const onEach = (value: number): number[] => Array.from({ length: levels }, () => value);
    let ways: Way[] = [{ places: [], ends: onEach(Number.NEGATIVE_INFINITY), free: onEach(left), moved: 0 }];
    for (const [index, name] of names.entries()) {
      const next = names[index + 1]?.lane ?? null;
      ways = ways
        .flatMap((way) => furtherWays(way, name, next, right))
        .sort((a, b) => a.moved - b.moved)
        .slice(0, MAX_WAYS);
    }
    const [best] = ways;
    if (best !== undefined) return [...best.places];
  }
  return withoutStems(names, left, right);
}

/** A way with one more name: on each level, in the middle of its lane or so that the next name's line passes. */
function furtherWays(way: Way, name: LaneName, next: number | null, right: number): Way[] {
  const { lane, width } = name;
  const levels = way.free.length;
  const most = levels === 1 ? SLIGHT : width;
  const edge = Math.min(EDGE, width / 2);
  const centred = lane - width / 2;
  return way.free.flatMap((free, level) => {
    // The line down from this name must not run through those below it.
    if (way.ends.some((end, below) => below < level && end + STEM_CLEAR > lane)) return [];
    const least = Math.max(free, lane - width + edge, centred - most);
    const last = Math.min(right - width, lane - edge, centred + most);
    if (least > last) return [];
    const within = (x: number): number => Math.max(least, Math.min(last, x));
    const xs = new Set([within(centred), ...(next === null ? [] : [within(next - STEM_CLEAR - width)])]);
    return [...xs].map((x) => ({
      places: [...way.places, { x, level }],
      ends: way.ends.map((end, at) => (at === level ? x + width : end)),
      free: way.free.map((from, at) =>
        at === level ? x + width + NAME_GAP : at < level ? Math.max(from, lane + STEM_CLEAR) : from,
      ),
      moved: way.moved + Math.abs(x - centred),
    }));
  });
}

/** Names too long for all that: on as many levels as it takes that none meets another, lines pass behind them. */
function withoutStems(names: readonly LaneName[], left: number, right: number): NamePlace[] {
  const ends: number[] = [];
  return names.map(({ lane, width }) => {
    const x = Math.max(left, Math.min(right - width, lane - width / 2));
    const free = ends.findIndex((end) => end + NAME_GAP <= x);
    const level = free < 0 ? ends.length : free;
    ends[level] = x + width;
    return { x, level };
  });
}
