import type { VNode } from 'preact';
import type { BracketBox } from '../layout/time-boxes.js';

const ARM = 7;

/**
 * A timeout's bracket, or the part of it that one band shows: from the message that starts the clock to the timeout.
 */
export function TimeoutBracket({ bracket }: { bracket: BracketBox }): VNode {
  const { x, top, bottom, starts, ends, isTimeStated, label, title } = bracket;
  const start = starts ? `M${x + ARM} ${top}H${x}` : `M${x} ${top}`;
  return (
    <g class={isTimeStated ? 'bracket' : 'bracket unstated'} data-timeout={bracket.key}>
      <title>{title}</title>
      <path class="bracket-line" d={`${start}V${bottom}${ends ? `H${x + ARM - 3}` : ''}`} />
      {starts && <circle class="bracket-start" cx={x + ARM} cy={top} r={2} />}
      {ends && <path class="bracket-end" d={`M${x + ARM + 3} ${bottom}l-6 -3.5v7z`} />}
      {label !== null && (
        <text class="bracket-text" x={label.x} y={label.y}>
          {label.text}
        </text>
      )}
    </g>
  );
}
