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
const BREAK = '\\n';
const arrowSigns: Record<SequenceArrow['line'], string> = { solid: '->', dashed: '-->', missing: '-->x' };

/** The timeline as a sequence diagram of PlantUML, ending in a line break: phases under dividers, problems as notes. */
export function renderPlantuml(timeline: Timeline, time: TimeReference = 'between'): string {
  const sequence = sequenceOf(timeline, time);
  const lines = [
    '@startuml',
    `title ${escaped(sequence.title)}`,
    ...sequence.lanes.map(laneLine),
    ...sequence.preamble.map(noteLine),
    ...sequence.items.flatMap((item) => (item.kind === 'phase' ? phaseLines(item) : frameLines(item))),
    '',
    ...sequence.remarks.map(noteLine),
    '@enduml',
  ];
  return `${lines.join('\n')}\n`;
}

function phaseLines(phase: SequencePhase): string[] {
  return [
    '',
    `== ${escaped(phase.heading.text)} ==`,
    ...phase.steps.map((step) => (step.kind === 'arrow' ? arrowLine(step) : noteLine(step))),
  ];
}

function frameLines({ kind, guard, continuation }: SequenceFrame): string[] {
  if (kind === 'close') return ['end'];
  return [
    '',
    `${kind === 'open' ? 'alt' : 'else'} ${escaped(guard)}`,
    ...(continuation === null ? [] : [noteLine(continuation)]),
  ];
}

function laneLine({ id, name, role, kind }: SequenceLane): string {
  const shown = role === '' ? escaped(name) : `${escaped(name)}${BREAK}${escaped(role)}`;
  return `${kind === 'party' ? 'actor' : 'participant'} "${shown}" as ${id}`;
}

function arrowLine({ from, to, line, text }: SequenceArrow): string {
  return `${from} ${arrowSigns[line]} ${to} : ${wrapped(text)}`;
}

function noteLine({ over, text }: SequenceNote): string {
  return `note over ${over.join(', ')} : ${wrapped(text)}`;
}

function wrapped(text: string): string {
  return wrapColumns(oneLine(text), LINE_COLUMNS).map(escaped).join(BREAK);
}

/**
 * Text that PlantUML takes as it is: letters, digits and a few signs; everything else by its number, so that neither
 * its preprocessor nor its mark-up sees it. Of a run of one sign only the first stays: doubled ones are mark-up. A
 * colon at the beginning would be read as the one that PlantUML expects before a text. A text needs a letter, and those
 * beyond the first 65,536 characters are none to PlantUML.
 */
function escaped(text: string): string {
  return oneLine(text).replace(
    /[^\p{Letter}\p{Mark}\p{Number} .,?():+_/“”→✗·-]|[\u{10000}-\u{10FFFF}]|(?<=([-._/]))\1|^:/gu,
    (character) => `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`,
  );
}
