import type { VNode } from 'preact';
import type { NoteBox } from '../layout/boxes.js';
import { FixButton } from './fix-button.js';
import { Icon, severityIcon } from './icon.js';

/** What is wrong and why, in a few lines; the tooltip has all of it. */
export function Note({ note }: { note: NoteBox }): VNode {
  return (
    <g class={`note severity-${note.severity}`}>
      <title>{note.title}</title>
      <Icon name={severityIcon(note.severity)} box={note.icon} />
      {note.lines.map((line) => (
        <text key={line.y} class="note-text" x={line.x} y={line.y}>
          {line.text}
        </text>
      ))}
      {note.fix !== null && <FixButton fix={note.fix} finding={note.finding} message={note.title} />}
    </g>
  );
}
