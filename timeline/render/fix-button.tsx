import type { SVGAttributes, VNode } from 'preact';
import type { FixBox } from '../layout/boxes.js';

/** Pixels around the button that belong to it too: a fingertip needs more room than a word. */
const REACH = 3;

export interface FixButtonProps {
  readonly fix: FixBox;
  /** Id of the finding that it fixes; null or left out where the row it lies in takes the key and knows what to fix. */
  readonly finding?: string | null;
  /** The finding's message. */
  readonly message?: string;
}

/** A button in the picture that fixes a finding; the keyboard reaches it where it names one. */
export function FixButton({ fix, finding = null, message = '' }: FixButtonProps): VNode {
  const { x, y, width, height } = fix.box;
  const behaviour: SVGAttributes<SVGGElement> = finding === null ? {} : { role: 'button', tabindex: 0 };
  return (
    <g class="fix-button" data-action="fix" data-finding={finding ?? undefined} {...behaviour}>
      <title>{finding === null ? `${fix.word} this (Enter)` : `${fix.word}: ${message}`}</title>
      <rect class="reach" x={x - REACH} y={y - REACH} width={width + 2 * REACH} height={height + 2 * REACH} />
      <rect class="fix-ground" rx={3} {...fix.box} />
      <text class="fix-text centred" x={fix.text.x} y={fix.text.y}>
        {fix.text.text}
      </text>
    </g>
  );
}
