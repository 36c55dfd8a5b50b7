import type { Form } from './form.js';
import type { FormFacts, FormInputs } from './form-facts.js';
import type { Interval } from './intervals.js';
import * as m from './measures.js';

/**
 * Sets out a list: narrow lanes, and the words right of them.
 * @param need the width that a diagram would need
 */
export function listForm(inputs: FormInputs, facts: FormFacts, need: number): Form {
  const count = Math.max(1, inputs.timeline.participants.length);
  const rails = facts.depth * m.LIST_ALTERNATIVE_INDENT;
  const leastTimes = m.LIST_AXIS_X + facts.times.list + m.CLEAR;
  // Names are whole next to their buttons before lanes are farther apart than they need.
  const words = Math.max(m.LIST_WORDS, Math.min(m.LIST_WORDS_MAX, facts.widestRow + m.LIST_WORDS_GAP + m.PADDING));
  // Space that words and lanes leave goes to the times first.
  const spare = inputs.width - rails - leastTimes - facts.gutter - words - count * m.LIST_PITCH_MIN;
  const times = Math.max(leastTimes, Math.min(m.LIST_TIMES, leastTimes + spare));
  const left = rails + times + facts.gutter;
  const least = Math.max(m.LIST_WORDS_MIN, Math.min(m.LIST_WORDS, facts.widestPart + m.LIST_WORDS_GAP + m.PADDING));
  const pitch = lanePitch(inputs, facts, { left, words, least });
  const laneXs = inputs.timeline.participants.map((_, index) => Math.round(left + pitch / 2 + index * pitch));
  const lastLane = laneXs.at(-1) ?? left;
  // Words that are still short of room begin nearer to the last lane.
  const gap = Math.max(
    m.LIST_WORDS_GAP_LEAST,
    Math.min(m.LIST_WORDS_GAP, inputs.width - lastLane - least + m.LIST_WORDS_GAP),
  );
  const wordsX = lastLane + gap;
  const width = Math.max(inputs.width, wordsX + m.LIST_WORDS_MIN - m.LIST_WORDS_GAP);
  const right = width - m.PADDING;
  const axisX = rails + times - 8;
  const lastBar = laneXs[facts.barLanes.at(-1) ?? -1];
  const afterBars = lastBar === undefined ? left : lastBar + m.BAR_WIDTH / 2 + m.CLEAR;
  return {
    kind: 'list',
    width,
    laneXs,
    icons: true,
    headWidths: laneXs.map(() => m.LIST_HEAD_BOX),
    timesX: m.LIST_AXIS_X + rails,
    timesWidth: facts.times.list,
    recordedX: facts.times.recordedX === null ? null : 0,
    axisX: axisX + (inputs.scaled ? 4 : 0),
    bracketX: axisX + (inputs.scaled ? m.AXIS_ROOM : m.PADDING),
    wordsX,
    intervals: [{ left: wordsX, right }],
    chips: chipsInterval(facts.widestChip, { afterBars, wordsX, right, width }),
    right,
    need,
  };
}

/** Widths in px that the distance between lanes depends on. */
interface PitchPlace {
  /** Where the lanes begin. */
  readonly left: number;
  /** The room that the words are given, and the least that they need. */
  readonly words: number;
  readonly least: number;
}

/** The distance between two lanes, in px. */
function lanePitch(inputs: FormInputs, facts: FormFacts, { left, words, least }: PitchPlace): number {
  const count = Math.max(1, inputs.timeline.participants.length);
  // The words begin half a pitch before the end of the last lane's room.
  const wished = (inputs.width - left - words) / (count - 0.5);
  // Many lanes in a narrow panel are closer together, so that their words can be read.
  const crowded = (inputs.width - left - least) / count;
  // So are lanes that would leave too little room for the widest chip right of the last bar. Room beyond that is shared
  // by all lanes: the words have no less of it in a wider panel.
  const barLanes = (facts.barLanes.at(-1) ?? -1) + 0.5;
  const chipsEnd = left + m.BAR_WIDTH / 2 + m.CLEAR + facts.widestChip + m.PADDING;
  const spareOfChips = Math.max(0, inputs.width - chipsEnd - barLanes * m.LIST_PITCH_LEAST);
  return Math.max(
    m.LIST_PITCH_LEAST,
    Math.min(
      m.LIST_PITCH_MAX,
      Math.max(wished, Math.min(m.LIST_PITCH_MIN, crowded)),
      barLanes < 0 ? m.LIST_PITCH_MAX : m.LIST_PITCH_LEAST + spareOfChips / count,
    ),
  );
}

/** Positions in px that the room of the chips depends on. */
interface ChipsBounds {
  readonly afterBars: number;
  readonly wordsX: number;
  readonly right: number;
  readonly width: number;
}

/** From where to where the chips of a phase are, in px. */
function chipsInterval(widestChip: number, { afterBars, wordsX, right, width }: ChipsBounds): Interval {
  // They begin where words do; if the widest has no room there, right of the last bar.
  const left = wordsX - 2 + widestChip <= right ? wordsX - 2 : Math.min(wordsX - 2, afterBars);
  // Rather than be cut, the widest chip ends closer to the edge than all else.
  return { left, right: Math.max(right, Math.min(left + widestChip, width - m.CHIPS_EDGE)) };
}
