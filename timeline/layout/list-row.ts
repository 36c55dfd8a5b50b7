import type { LabelBox, StateNameBox } from './boxes.js';
import type { EventParts, EventScene, EventWords } from './event.js';
import { fixButtonWidth, layOutFixButton } from './fix-button.js';
import { layOutListLabel } from './label.js';
import * as m from './measures.js';
import { layOutEventNote } from './note.js';

/** The words of one event in the list form: label, then a line for each state that it begins, then what is wrong. */
export function layOutListRow(scene: EventScene, parts: EventParts, index: number): EventWords {
  const { timeline, measure, form } = scene;
  const { event, top, word, arrow } = parts;
  const x = form.wordsX;
  const labelUntil = (right: number): LabelBox =>
    layOutListLabel(timeline, event, { x, y: top + m.LIST_ARROW_Y + 4, right }, measure);
  const whole = labelUntil(form.right);
  const beside = word === null ? whole : labelUntil(form.right - fixButtonWidth(word, measure) - m.CLEAR);
  // The button is on the arrow's row if the name is whole next to it, otherwise below the name.
  const isBeside = isWhole(beside) || !isWhole(whole);
  const label = isBeside ? beside : whole;
  let baseline = (label.more ?? label.text).y;
  const fixTop = isBeside ? top + m.LIST_ARROW_Y - m.BUTTON_HEIGHT / 2 : baseline + 8;
  const fix = word === null ? null : layOutFixButton(word, form.right, fixTop, measure);
  if (!isBeside) baseline += 26;
  const states = scene.spans.begunBy(index).map(({ state, variant }): StateNameBox => {
    baseline += m.NOTE_LINE;
    const text = measure.shorten(`${state.participant} ${state.state}`, m.SMALL_TEXT, form.right - x - 18);
    const width = Math.ceil(measure.width(text, m.SMALL_TEXT));
    return {
      participant: state.participant,
      box: { x, y: baseline - 10, width: width + 18, height: 12 },
      text: { x: x + 18, y: baseline, text, width },
      pending: state.pending,
      variant: state.resting ? null : variant,
      swatch: { x, y: baseline - 10, width: m.BAR_WIDTH, height: 11 },
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

function isWhole({ text, more }: LabelBox): boolean {
  return !(more ?? text).text.endsWith('…') && !text.text.endsWith('…');
}
