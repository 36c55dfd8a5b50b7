import type { SVGAttributes, VNode } from 'preact';
import type { FixBox } from '../layout/boxes.js';

/** Pixels around the button that belong to it too: a fingertip needs more room than a word. */
const REACH = 3;

export interface FixButtonProps {
  readonly fix: FixBox;
  /** What it mends, where the keyboard reaches it; left out where what it lies in takes the key. */
  readonly mends?: string;
}

/** A button in the picture that mends what is wrong there. */
export function FixButton({ fix, mends }: FixButtonProps): VNode {
  const { x, y, width, height } = fix.box;
  const behaviour: SVGAttributes<SVGGElement> = mends === undefined ? {} : { role: 'button', tabindex: 0 };
  return (
    <g class="fix-button" data-action="fix" data-mends={mends} {...behaviour}>
      <title>{mends === undefined ? `${fix.word} this (Enter)` : `${fix.word}: ${mends}`}</title>
      <rect class="reach" x={x - REACH} y={y - REACH} width={width + 2 * REACH} height={height + 2 * REACH} />
      <rect class="fix-ground" rx={3} {...fix.box} />
      <text class="fix-text centred" x={fix.text.x} y={fix.text.y}>
        {fix.text.text}
      </text>
    </g>
  );
}
