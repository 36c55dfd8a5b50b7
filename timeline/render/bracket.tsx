import type { VNode } from 'preact';
import type { BracketBox } from '../layout/boxes.js';

const ARM = 7;

/** A timeout's bracket, or the part of it that one band shows: from the message that starts the clock to the timeout. */
export function BracketLine({ bracket }: { bracket: BracketBox }): VNode {
  const { x, top, bottom, starts, ends, known, title } = bracket;
  const start = starts ? `M${x + ARM} ${top}H${x}` : `M${x} ${top}`;
  const end = ends ? `H${x + ARM}` : '';
  return (
    <g class={known ? 'bracket' : 'bracket unstated'} data-timeout={bracket.key}>
      <title>{title}</title>
      <path class="bracket-line" d={`${start}V${bottom}${end}`} />
      {starts && <circle class="bracket-start" cx={x + ARM} cy={top} r={2.5} />}
      {ends && <path class="bracket-end" d={`M${x + ARM + 4} ${bottom}l-6 -3.5v7z`} />}
    </g>
  );
}

/** Its length; drawn after all lines and the ground of the head, so that nothing cuts it. */
export function BracketLabel({ bracket: { label, title } }: { bracket: BracketBox }): VNode | null {
  if (label === null) return null;
  return (
    <g class="bracket-label">
      <title>{title}</title>
      <rect class="bracket-ground" rx={label.box.height / 2} {...label.box} />
      <text class="bracket-text centred" x={label.text.x} y={label.text.y}>
        {label.text.text}
      </text>
    </g>
  );
}
