import type { SVGAttributes, VNode } from 'preact';
import type { FixBox } from '../layout/event-boxes.js';

/** Pixels around the button that belong to it too: a fingertip needs more room than a word. */
const REACH = 2;

export interface PictureFixButtonProps {
  readonly fix: FixBox;
  /** Key of the finding that it fixes, if the keyboard reaches it; left out in an event, which takes the key. */
  readonly finding?: string;
  /** The finding in full. */
  readonly title?: string;
}

/** A button in the picture that fixes what is wrong there. */
export function PictureFixButton({ fix, finding, title }: PictureFixButtonProps): VNode {
  const { x, y, width, height } = fix.box;
  const behavior: SVGAttributes<SVGGElement> = finding === undefined ? {} : { role: 'button', tabindex: 0 };
  return (
    <g class="fix-button" data-action="fix" data-finding={finding} {...behavior}>
      <title>{title === undefined ? `${fix.word} this (Enter)` : `${fix.word}: ${title}`}</title>
      <rect class="reach" x={x - REACH} y={y - REACH} width={width + 2 * REACH} height={height + 2 * REACH} />
      <rect class="fix-ground" rx={3} {...fix.box} />
      <text class="fix-text centred" x={fix.text.x} y={fix.text.y}>
        {fix.text.text}
      </text>
    </g>
  );
}
