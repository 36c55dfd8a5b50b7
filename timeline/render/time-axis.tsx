import type { VNode } from 'preact';
import type { AxisBox, AxisStyle } from '../layout/time-boxes.js';

const BREAK_WIDTH = 7;
const BREAK_SLOPE = 4;

export interface TimeAxisProps {
  readonly axis: AxisBox;
}

/**
 * The time axis of one band: a ruler if it is to scale, broken if it is compressed, dashed if the time is not
 * stated.
 */
export function TimeAxis({ axis }: TimeAxisProps): VNode {
  return (
    <g class="axis">
      {axis.parts.map((part) => (
        <AxisLine key={`${part.top} ${part.style}`} style={part.style} x={axis.x} top={part.top} bottom={part.bottom} />
      ))}
      {axis.marks.length > 0 && <path class="axis-mark" d={axis.marks.map((y) => `M${axis.x - 4} ${y}h4`).join('')} />}
      {axis.ticks.map((tick) =>
        tick.isTimeStated ? (
          <path key={tick.y} class="axis-tick" d={`M${axis.x - 3} ${tick.y}h6`} />
        ) : (
          <circle key={tick.y} class="axis-unknown" cx={axis.x} cy={tick.y} r={2.5} />
        ),
      )}
      {axis.breaks.map(({ y, text }) => (
        <g key={y} class="axis-break">
          <title>{`${text} pass here, more than is drawn`}</title>
          <BreakMark x={axis.x} y={y} />
        </g>
      ))}
    </g>
  );
}

/** A stretch of the axis. */
export function AxisLine(props: { style: AxisStyle; x: number; top: number; bottom: number }): VNode {
  const { style, x, top, bottom } = props;
  return <line class={`axis-line axis-${style}`} x1={x} x2={x} y1={top} y2={bottom} />;
}

/** Two slanting strokes with nothing between them. */
export function BreakMark({ x, y }: { x: number; y: number }): VNode {
  const left = x - BREAK_WIDTH;
  const right = x + BREAK_WIDTH;
  return (
    <>
      <polygon
        class="break-ground"
        points={`${left},${y + BREAK_SLOPE - 3} ${right},${y - BREAK_SLOPE - 3} ${right},${y - BREAK_SLOPE + 3} ${left},${y + BREAK_SLOPE + 3}`}
      />
      <path
        class="break-edge"
        d={`M${left} ${y + BREAK_SLOPE - 3}L${right} ${y - BREAK_SLOPE - 3}M${left} ${y + BREAK_SLOPE + 3}L${right} ${y - BREAK_SLOPE + 3}`}
      />
    </>
  );
}
