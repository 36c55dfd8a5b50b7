import { stateName } from '../text/state-name.js';
import type { Box, ChangeBox } from './boxes.js';
import type { LifeSpan } from './life-spans.js';
import * as m from './measures.js';
import type { TextMeasure } from './text-metrics.js';

/** Where the names of states may stand. */
export interface ChangePlace {
  readonly laneX: ReadonlyMap<string, number>;
  readonly left: number;
  readonly right: number;
  /** The height of the arrow that changes them. */
  readonly y: number;
  /** What stands there already. */
  readonly taken: readonly Box[];
}

/**
 * The names of the states that an event begins, each under its arrow beside the lane. Where there is no room a name is
 * left out: the bar's tooltip has it.
 */
export function layOutChanges(begun: readonly LifeSpan[], place: ChangePlace, measure: TextMeasure): ChangeBox[] {
  const boxes: ChangeBox[] = [];
  for (const { state } of begun) {
    const x = place.laneX.get(state.participant);
    if (x === undefined) continue;
    const width = Math.ceil(measure.width(state.state, m.SMALL_TEXT)) + 4;
    const gap = m.BAR_WIDTH / 2 + 3;
    const sides = [x + gap, x - gap - width].filter((left) => left >= place.left && left + width <= place.right);
    const wanted = sides.map((left): Box => ({ x: left, y: place.y + 5, width, height: m.CHANGE_HEIGHT }));
    const all = [...place.taken, ...boxes.map(({ box }) => box)];
    const box = wanted.find((candidate) => !all.some((other) => overlaps(candidate, other)));
    if (box === undefined) continue;
    const text = { x: box.x + 2, y: box.y + 8, text: state.state };
    boxes.push({ participant: state.participant, box, text, title: `${state.participant} is now ${stateName(state)}` });
  }
  return boxes;
}

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
