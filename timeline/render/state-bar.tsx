import type { VNode } from 'preact';
import type { BarBox } from '../layout/boxes.js';

/** The pattern that fills a state's bar: hatched while pending, else by the state's place in the model. */
export function barFill(pending: boolean, variant: number): string {
  if (pending) return 'url(#confer-pending)';
  return `url(#confer-state-${variant % 3})`;
}

/** The part of a state's bar that one band shows. */
export function StateBar({ bar }: { bar: BarBox }): VNode {
  return (
    <g class={`bar${bar.pending ? ' pending' : ''}${bar.dimmed ? ' dimmed' : ''}`} data-participant={bar.participant}>
      <title>{bar.title}</title>
      <rect x={bar.x} y={bar.y} width={bar.width} height={bar.height} fill={barFill(bar.pending, bar.variant)} />
      <path class="bar-edge" d={edges(bar)} />
    </g>
  );
}

/** The outline, open where the bar goes on in the next band. */
function edges(bar: BarBox): string {
  const right = bar.x + bar.width;
  const bottom = bar.y + bar.height;
  const sides = `M${bar.x} ${bar.y}V${bottom}M${right} ${bar.y}V${bottom}`;
  const top = bar.starts ? `M${bar.x} ${bar.y}H${right}` : '';
  return `${sides}${top}${bar.ends ? `M${bar.x} ${bottom}H${right}` : ''}`;
}

/** The patterns of the bars; once per page or picture. */
export function Patterns(): VNode {
  return (
    <defs>
      <pattern id="confer-pending" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="pattern-ground pending" width="6" height="6" />
        <rect class="pattern-mark pending" width="2.4" height="6" />
      </pattern>
      <pattern id="confer-state-0" width="8" height="8" patternUnits="userSpaceOnUse">
        <rect class="pattern-ground" width="8" height="8" />
      </pattern>
      <pattern id="confer-state-1" width="8" height="6" patternUnits="userSpaceOnUse">
        <rect class="pattern-ground" width="8" height="6" />
        <rect class="pattern-mark" width="8" height="1.5" />
      </pattern>
      <pattern id="confer-state-2" width="5" height="5" patternUnits="userSpaceOnUse">
        <rect class="pattern-ground" width="5" height="5" />
        <circle class="pattern-mark" cx="2.5" cy="2.5" r="1.2" />
      </pattern>
    </defs>
  );
}
