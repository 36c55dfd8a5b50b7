import type { VNode } from 'preact';
import type { RemarksBox } from '../layout/boxes.js';
import { EDGE_WIDTH } from '../layout/measures.js';
import { labelledGroup } from './labelled-group.js';
import { Note } from './note.js';

/** A block of what is said of no phase that is drawn: of the flow as a whole, or of what is elsewhere. */
export function Remarks({ remarks }: { remarks: RemarksBox }): VNode {
  const { box, severity, title, notes } = remarks;
  return (
    <g class={`remarks verdict-${severity === 'error' ? 'errors' : 'warnings'}`} {...labelledGroup(title.text)}>
      <rect class="band-ground" x={box.x + 0.5} y={box.y + 0.5} width={box.width - 1} height={box.height - 1} rx={3} />
      <rect class={`band-edge severity-${severity}`} x={box.x} y={box.y} width={EDGE_WIDTH} height={box.height} />
      <text class="title" x={title.x} y={title.y}>
        {title.text}
      </text>
      {notes.map((note) => (
        <Note key={`${note.box.y} ${note.title}`} note={note} />
      ))}
    </g>
  );
}
