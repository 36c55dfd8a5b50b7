import type { VNode } from 'preact';
import type { Box } from '../../../timeline/index.js';

/** For a mark whose meaning is announced elsewhere. */
const ariaHidden = { 'aria-hidden': true };

/** A frame around what was asked to be shown. */
export function HighlightFrame({ box: { x, y, width, height } }: { box: Box }): VNode {
  return <rect class="highlight" x={x + 2} y={y + 1} width={width - 4} height={height - 2} rx={3} {...ariaHidden} />;
}
