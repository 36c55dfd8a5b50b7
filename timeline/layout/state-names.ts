import { stateName } from '../text/state-name.js';
import type { Box } from './box.js';
import type { StateNameBox } from './event-boxes.js';
import type { LifeSpan } from './life-spans.js';
import * as m from './measures.js';
import type { TextMeasure } from './text-metrics.js';

/** The boxes that names of states must not cover. */
export interface StateNamePlace {
  readonly laneX: ReadonlyMap<string, number>;
  readonly left: number;
  readonly right: number;
  /** Texts and buttons of the row. */
  readonly taken: readonly Box[];
  /** Middles of the lanes that bear a bar in the row. */
  readonly barXs: ReadonlySet<number>;
  /** The arrow of the row. */
  readonly arrow: { readonly left: number; readonly right: number; readonly y: number } | null;
}

/** Free space at either side of a name, besides that of its box. */
const NAME_SPACE = 4;

/** Baselines to try, best first; and on which side of a lane. */
interface Wish {
  readonly baselines: readonly number[];
  readonly leftFirst: (x: number) => boolean;
}

/**
 * The names of the states that an event begins, next to their bars at the arrow's height, on the side that the arrow
 * does not come from. One without room is left out: the bar's tooltip has it.
 */
export function layOutStateNames(
  begun: readonly LifeSpan[],
  place: StateNamePlace,
  y: number,
  measure: TextMeasure,
): StateNameBox[] {
  const { arrow } = place;
  const leftFirst = (x: number): boolean => arrow === null || (arrow.left + arrow.right) / 2 > x;
  return placed(begun, place, { baselines: [y + 4, y - m.ARROW_Y + m.LABEL_Y, y + 15], leftFirst }, measure);
}

/** The names of the states that a visit is entered in, in its first row. */
export function layOutEntryStates(
  entered: readonly LifeSpan[],
  place: StateNamePlace,
  top: number,
  measure: TextMeasure,
): StateNameBox[] {
  const { arrow } = place;
  const leftFirst = (x: number): boolean => arrow === null || arrow.right > x + 1;
  return placed(entered, place, { baselines: [top + m.LABEL_Y, top + m.LABEL_Y - 5], leftFirst }, measure);
}

function placed(
  spans: readonly LifeSpan[],
  place: StateNamePlace,
  { baselines, leftFirst }: Wish,
  measure: TextMeasure,
): StateNameBox[] {
  const names: StateNameBox[] = [];
  for (const { state, variant } of spans) {
    const x = place.laneX.get(state.participant);
    if (x === undefined) continue;
    const width = Math.ceil(measure.width(state.state, m.SMALL_TEXT));
    const offset = m.BAR_WIDTH / 2 + m.STATE_NAME_GAP;
    const sides = [x - offset - width, x + offset];
    const ordered = leftFirst(x) ? sides : sides.toReversed();
    const wishes = baselines.flatMap((y) => ordered.map((left) => ({ x: left, y })));
    const usedBoxes = [...place.taken, ...names.map(({ box }) => box)];
    const wish = wishes.find((candidate) => isFree(boxAt(candidate, width), { ...place, taken: usedBoxes }));
    if (wish === undefined) continue;
    names.push({
      participant: state.participant,
      box: boxAt(wish, width),
      text: { ...wish, text: state.state, width },
      pending: state.pending,
      variant: state.resting ? null : variant,
      more: [],
      swatch: null,
      title: `${state.participant} is now ${stateName(state)}`,
    });
  }
  return names;
}

function boxAt({ x, y }: { readonly x: number; readonly y: number }, width: number): Box {
  return { x: x - 2, y: y - 9, width: width + 4, height: 11 };
}

function isFree(box: Box, { left, right, taken, barXs, arrow }: StateNamePlace): boolean {
  if (box.x < left || box.x + box.width > right) return false;
  const half = m.BAR_WIDTH / 2;
  for (const x of barXs) if (x + half > box.x && x - half < box.x + box.width) return false;
  if (arrow !== null && arrow.y > box.y && arrow.y < box.y + box.height) {
    if (arrow.left < box.x + box.width && box.x < arrow.right) return false;
  }
  // The boxes of texts are a little wider than these; so the two are as far apart as a text and a bar.
  const spaced = { ...box, x: box.x - NAME_SPACE, width: box.width + 2 * NAME_SPACE };
  return !taken.some((other) => overlaps(spaced, other));
}

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
