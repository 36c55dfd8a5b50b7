import type { TimeReference } from '../text/event-times.js';
import type { Timeline } from '../types/timeline.js';
import { oneLine } from './plain-text.js';
import type { SequenceArrow, SequenceLane, SequenceNote } from './sequence.js';
import { type SequenceNotation, sequenceLines } from './sequence-lines.js';

const BREAK = '<br/>';
const arrowSigns: Record<SequenceArrow['line'], string> = { solid: '->>', dashed: '-->>', missing: '--x' };

const mermaid: SequenceNotation = {
  lineBreak: BREAK,
  gap: [],
  escape: escaped,
  lane: laneLine,
  arrow: ({ from, to, line }, text) => `${from}${arrowSigns[line]}${to}: ${text}`,
  note: noteLine,
  // A veil of gray: it can be seen on light and on dark ground.
  phase: (heading, text, steps) => ['rect rgba(128, 128, 128, 0.12)', noteLine(heading, text), ...steps, 'end'],
};

/** The timeline as a sequence diagram of Mermaid, ending in a line break: phases as frames, problems as notes. */
export function renderMermaid(timeline: Timeline, time: TimeReference = 'between'): string {
  const lines = sequenceLines(timeline, time, mermaid);
  return `sequenceDiagram\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function laneLine({ id, name, role, kind }: SequenceLane): string {
  // The name of an actor is under its figure and has room for one line only.
  if (kind === 'party') return `actor ${id} as ${escaped(role === '' ? name : `${name} (${role})`)}`;
  return `participant ${id} as ${escaped(name)}${role === '' ? '' : `${BREAK}${escaped(role)}`}`;
}

function noteLine({ over }: SequenceNote, text: string): string {
  return `Note over ${over.join(',')}: ${text}`;
}

/** Text that Mermaid takes as it is: letters, digits and a few signs; everything else by its number. */
function escaped(text: string): string {
  return oneLine(text).replace(/[^\p{Letter}\p{Mark}\p{Number} .,?!()+_'“”→✗·-]/gu, (character) => {
    return `#${character.codePointAt(0)};`;
  });
}
