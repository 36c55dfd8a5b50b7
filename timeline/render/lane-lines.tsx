import type { VNode } from 'preact';
import type { LaneLine } from '../layout/box.js';

/** The thin lines of lanes through a stretch of the picture: solid for systems, dotted for parties. */
export function LaneLines({ lanes, height }: { lanes: readonly LaneLine[]; height: number }): VNode {
  return (
    <>
      {lanes.map(({ x, kind }) => (
        <line key={x} class={`lane ${kind}`} x1={x} x2={x} y1={0} y2={height} />
      ))}
    </>
  );
}
