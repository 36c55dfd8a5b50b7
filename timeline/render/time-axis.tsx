import type { VNode } from 'preact';
import type { AxisBox, AxisStyle } from '../layout/boxes.js';

const BREAK_WIDTH = 9;
const BREAK_SLOPE = 4;

export interface TimeAxisProps {
  readonly axis: AxisBox;
  /** The middles of the lanes: what is cut is marked on each. */
  readonly laneXs: readonly number[];
}

/** The time axis of one band: thick where distances are true, broken where time is left out, dashed where nobody knows. */
export function TimeAxis({ axis, laneXs }: TimeAxisProps): VNode {
  return (
    <g class="axis">
      {axis.parts.map((part) => (
        <AxisLine key={part.top} style={part.style} x={axis.x} top={part.top} bottom={part.bottom} />
      ))}
      {axis.ticks.map((tick) =>
        tick.known ? (
          <path key={tick.y} class="axis-tick" d={`M${axis.x - 3} ${tick.y}h6`} />
        ) : (
          <circle key={tick.y} class="axis-unknown" cx={axis.x} cy={tick.y} r={2.5} />
        ),
      )}
      {axis.breaks.map(({ y, label }) => (
        <g key={y} class="axis-break">
          <title>{`${label.text} pass here: more than is drawn`}</title>
          {[axis.x, ...laneXs].map((x) => (
            <BreakMark key={x} x={x} y={y} />
          ))}
          <text class="time" x={label.x} y={label.y}>
            {label.text}
          </text>
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
