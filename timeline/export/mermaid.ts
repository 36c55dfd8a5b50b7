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
const BREAK = '<br/>';
const arrowSigns: Record<SequenceArrow['line'], string> = { solid: '->>', dashed: '-->>', missing: '--x' };

/** The timeline as a sequence diagram of Mermaid, ending in a line break: phases as frames, problems as notes. */
export function renderMermaid(timeline: Timeline, time: TimeReference = 'between'): string {
  const sequence = sequenceOf(timeline, time);
  const lines = [
    'sequenceDiagram',
    `title ${escaped(sequence.title)}`,
    ...sequence.lanes.map(laneLine),
    ...sequence.preamble.map(noteLine),
    ...sequence.items.flatMap((item) => (item.kind === 'phase' ? phaseLines(item) : frameLines(item))),
    ...sequence.remarks.map(noteLine),
  ];
  return `${lines.map((line, index) => (index === 0 ? line : `  ${line}`)).join('\n')}\n`;
}

function phaseLines(phase: SequencePhase): string[] {
  return [
    // A veil of grey: it can be seen on light and on dark ground.
    'rect rgba(128, 128, 128, 0.12)',
    noteLine(phase.heading),
    ...phase.steps.map((step) => (step.kind === 'arrow' ? arrowLine(step) : noteLine(step))),
    'end',
  ];
}

function frameLines({ kind, guard, continuation }: SequenceFrame): string[] {
  if (kind === 'close') return ['end'];
  return [
    `${kind === 'open' ? 'alt' : 'else'} ${escaped(guard)}`,
    ...(continuation === null ? [] : [noteLine(continuation)]),
  ];
}

function laneLine({ id, name, role, kind }: SequenceLane): string {
  // The name of an actor is under its figure and has room for one line only.
  if (kind === 'party') return `actor ${id} as ${escaped(role === '' ? name : `${name} (${role})`)}`;
  return `participant ${id} as ${escaped(name)}${role === '' ? '' : `${BREAK}${escaped(role)}`}`;
}

function arrowLine({ from, to, line, text }: SequenceArrow): string {
  return `${from}${arrowSigns[line]}${to}: ${wrapped(text)}`;
}

function noteLine({ over, text }: SequenceNote): string {
  return `Note over ${over.join(',')}: ${wrapped(text)}`;
}

function wrapped(text: string): string {
  return wrapColumns(oneLine(text), LINE_COLUMNS).map(escaped).join(BREAK);
}

/** Text that Mermaid takes as it is: letters, digits and a few signs; everything else by its number. */
function escaped(text: string): string {
  return oneLine(text).replace(/[^\p{Letter}\p{Mark}\p{Number} .,?!()+_'“”→✗·-]/gu, (character) => {
    return `#${character.codePointAt(0)};`;
  });
}
