import type { TimeReference } from '../text/event-times.js';
import type { Timeline } from '../types/timeline.js';
import { oneLine } from './plain-text.js';
import {
  type SequenceArrow,
  type SequenceFrame,
  type SequenceLane,
  type SequenceNote,
  type SequencePhase,
  sequenceOf,
} from './sequence.js';
import { wrapColumns } from './text-canvas.js';

const LINE_COLUMNS = 60;

/** How a notation for sequence diagrams writes their parts. A `text` parameter is escaped and wrapped already. */
export interface SequenceNotation {
  /** Starts a new line inside a text. */
  readonly lineBreak: string;
  /** Lines between the parts of a diagram. */
  readonly gap: readonly string[];
  /** Escapes every character that the notation would read as its own. */
  escape(text: string): string;
  lane(lane: SequenceLane): string;
  arrow(arrow: SequenceArrow, text: string): string;
  note(note: SequenceNote, text: string): string;
  /** A phase: its heading, with the heading's text on lines, and the lines of its steps. */
  phase(heading: SequenceNote, text: string, steps: readonly string[]): string[];
}

/** The lines of a timeline's sequence diagram, between those that open and close it. */
export function sequenceLines(timeline: Timeline, time: TimeReference, notation: SequenceNotation): string[] {
  const { gap, escape: escaped } = notation;
  const wrapped = (text: string) => wrapColumns(oneLine(text), LINE_COLUMNS).map(escaped).join(notation.lineBreak);
  const note = (each: SequenceNote) => notation.note(each, wrapped(each.text));
  const step = (each: SequenceArrow | SequenceNote) =>
    each.kind === 'arrow' ? notation.arrow(each, wrapped(each.text)) : note(each);
  const frame = ({ kind, guard, continuation }: SequenceFrame) => {
    if (kind === 'close') return ['end'];
    return [
      ...gap,
      `${kind === 'open' ? 'alt' : 'else'} ${escaped(guard)}`,
      ...(continuation ? [note(continuation)] : []),
    ];
  };
  const phase = ({ heading, steps }: SequencePhase) => [
    ...gap,
    ...notation.phase(heading, wrapped(heading.text), steps.map(step)),
  ];
  const sequence = sequenceOf(timeline, time);
  return [
    `title ${escaped(sequence.title)}`,
    ...sequence.lanes.map((lane) => notation.lane(lane)),
    ...sequence.preamble.map(note),
    ...sequence.items.flatMap((item) => (item.kind === 'phase' ? phase(item) : frame(item))),
    ...gap,
    ...sequence.remarks.map(note),
  ];
}
