import type { VNode } from 'preact';
import type { NoteBox } from '../layout/event-boxes.js';
import { Icon, severityIcon } from './icon.js';
import { PictureFixButton } from './picture-fix-button.js';

/** A finding's brief in one line; the tooltip has the whole finding. */
export function Note({ note }: { note: NoteBox }): VNode {
  return (
    <g class={`note severity-${note.severity}`} data-finding={note.finding ?? undefined}>
      <title>{note.title}</title>
      {note.icon !== null && <Icon name={severityIcon(note.severity)} box={note.icon} />}
      {note.lines.map((line) => (
        <text key={line.y} class="note-text" x={line.x} y={line.y}>
          {line.text}
        </text>
      ))}
      {note.fix !== null && <PictureFixButton fix={note.fix} finding={note.finding ?? ''} title={note.title} />}
    </g>
  );
}
