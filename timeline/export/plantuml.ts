import type { TimeReference } from '../text/event-times.js';
import type { Timeline } from '../types/timeline.js';
import { oneLine } from './plain-text.js';
import type { SequenceArrow, SequenceLane } from './sequence.js';
import { type SequenceNotation, sequenceLines } from './sequence-lines.js';

const BREAK = '\\n';
const arrowSigns: Record<SequenceArrow['line'], string> = { solid: '->', dashed: '-->', missing: '-->x' };

const plantuml: SequenceNotation = {
  lineBreak: BREAK,
  gap: [''],
  escape: escaped,
  lane: laneLine,
  arrow: ({ from, to, line }, text) => `${from} ${arrowSigns[line]} ${to} : ${text}`,
  note: ({ over }, text) => `note over ${over.join(', ')} : ${text}`,
  phase: (heading, _, steps) => [`== ${escaped(heading.text)} ==`, ...steps],
};

/** The timeline as a sequence diagram of PlantUML, ending in a line break: phases under dividers, problems as notes. */
export function renderPlantuml(timeline: Timeline, time: TimeReference = 'between'): string {
  return `${['@startuml', ...sequenceLines(timeline, time, plantuml), '@enduml'].join('\n')}\n`;
}

function laneLine({ id, name, role, kind }: SequenceLane): string {
  const shown = role === '' ? escaped(name) : `${escaped(name)}${BREAK}${escaped(role)}`;
  return `${kind === 'party' ? 'actor' : 'participant'} "${shown}" as ${id}`;
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
