import type { VNode } from 'preact';
import type { RemarksBox } from '../layout/boxes.js';
import { EDGE_WIDTH, STRIP_HEIGHT } from '../layout/measures.js';
import { labeledGroup } from './labeled-group.js';
import { Note } from './note.js';

/** A block of findings that belong to no phase that is drawn: of the flow as a whole, or of other paths. */
export function Remarks({ remarks }: { remarks: RemarksBox }): VNode {
  const { box, severity, title, notes } = remarks;
  const isProblem = severity === 'error' || severity === 'warning';
  return (
    <g
      class={`remarks verdict-${severity === 'error' ? 'errors' : isProblem ? 'warnings' : 'unjudged'}`}
      {...labeledGroup(title.text)}
    >
      <rect class="page" {...box} />
      <rect class="band-ground" x={box.x} y={box.y} width={box.width} height={STRIP_HEIGHT} />
      {isProblem && <rect class="band-edge" x={box.x} y={box.y} width={EDGE_WIDTH} height={box.height} />}
      <text class="title" x={title.x} y={title.y}>
        {title.text}
      </text>
      {notes.map((note) => (
        <Note key={`${note.box.y} ${note.title}`} note={note} />
      ))}
    </g>
  );
}
