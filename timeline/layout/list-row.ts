import type { EventParts, EventScene, EventWords } from './event.js';
import type { StateNameBox } from './event-boxes.js';
import { fixButtonWidth, layOutFixButton } from './fix-button.js';
import { labelFits, labelPartWidth, layOutListLabel } from './label.js';
import * as m from './measures.js';
import { layOutEventNote } from './note.js';

/** From the sample of a state's bar to its name, with the sample. */
const SWATCH = 18;

/** The words of one event in the list form: label, then a line for each state that it begins, then what is wrong. */
export function layOutListRow(scene: EventScene, parts: EventParts, index: number): EventWords {
  const { timeline, measure, form } = scene;
  const { event, top, word, arrow } = parts;
  const x = form.wordsX;
  const besideButton = word === null ? form.right : form.right - fixButtonWidth(word, measure) - m.CLEAR;
  // The button is on the arrow's row if the name is whole next to it, otherwise below the name.
  const isBeside = word !== null && labelFits(timeline, event, besideButton - x, 2, measure);
  // Rather than be broken, the widest part of a name ends closer to the edge than all else.
  const edge = Math.min(form.width - m.CHIPS_EDGE, x + labelPartWidth(timeline, event, measure));
  const right = isBeside ? besideButton : Math.max(form.right, edge);
  const label = layOutListLabel(timeline, event, { x, y: top + m.LIST_ARROW_Y + 4, right }, measure);
  let baseline = (label.more.at(-1) ?? label.text).y;
  const fixTop = isBeside ? top + m.LIST_ARROW_Y - m.BUTTON_HEIGHT / 2 : baseline + 8;
  const fix = word === null ? null : layOutFixButton(word, form.right, fixTop, measure);
  if (word !== null && !isBeside) baseline += 26;
  const states = scene.spans.begunBy(index).map(({ state, variant }): StateNameBox => {
    const name = `${state.participant} ${state.state}`;
    const lines = measure.wrap(name, m.SMALL_TEXT, form.right - x - SWATCH, 2).map((text) => {
      baseline += m.NOTE_LINE;
      return { x: x + SWATCH, y: baseline, text, width: Math.ceil(measure.width(text, m.SMALL_TEXT)) };
    });
    const [first = { x: x + SWATCH, y: baseline, text: '', width: 0 }, ...more] = lines;
    const width = Math.max(...lines.map((line) => line.width));
    return {
      participant: state.participant,
      box: { x, y: first.y - 10, width: width + SWATCH, height: 12 + more.length * m.NOTE_LINE },
      text: first,
      more,
      pending: state.pending,
      variant: state.resting ? null : variant,
      swatch: { x, y: first.y - 10, width: m.BAR_WIDTH, height: 11 },
      title: `${state.participant} is now ${state.state}`,
    };
  });
  const note = layOutEventNote(
    scene.notes ? parts.findings : [],
    { x, y: baseline + m.NOTE_LINE, middle: x, intervals: form.intervals, button: 0, right: form.right },
    measure,
  );
  if (note !== null) baseline += note.box.height;
  const loop = arrow.loop ? m.SELF_HEIGHT - 4 : 0;
  const least = m.LIST_ROW_HEIGHT + (form.recordedX === null ? 0 : m.LIST_TIMES_MORE);
  return { label, note, fix, states, height: Math.max(least + loop, baseline - top + 10) };
}
