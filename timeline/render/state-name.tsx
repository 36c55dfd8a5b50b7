import type { VNode } from 'preact';
import type { StateNameBox } from '../layout/event-boxes.js';
import { barClass, barFill, hueOf } from './state-bar.js';

/** The name of a state next to the beginning of its bar; in the list form after a sample of it. */
export function StateName({ name }: { name: StateNameBox }): VNode {
  const { text, more, swatch, pending, variant, title } = name;
  const kind = variant === null ? 'resting' : `${pending ? 'pending ' : ''}hue-${hueOf(variant)}`;
  return (
    <g class={`state ${kind}`}>
      <title>{title}</title>
      {swatch !== null && variant !== null && (
        <g class={barClass(pending, variant)}>
          <rect {...swatch} fill={barFill(pending, variant)} />
          <rect
            class="bar-edge"
            x={swatch.x + 0.5}
            y={swatch.y + 0.5}
            width={swatch.width - 1}
            height={swatch.height - 1}
          />
        </g>
      )}
      {swatch !== null && variant === null && (
        <line class="lane system" x1={swatch.x + 4} x2={swatch.x + 4} y1={swatch.y} y2={swatch.y + swatch.height} />
      )}
      <text class={swatch === null ? 'state-name' : 'subtitle'} x={text.x} y={text.y}>
        {text.text}
      </text>
      {more.map((line) => (
        <text key={line.y} class="subtitle" x={line.x} y={line.y}>
          {line.text}
        </text>
      ))}
    </g>
  );
}
