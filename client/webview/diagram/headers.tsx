import type { VNode } from 'preact';
import { LaneHeaders, type Layout } from '../../../timeline/index.js';

export interface HeadersProps {
  readonly boxes: Layout;
  readonly zoom: number;
}

/** The lanes' heads, which stay above the picture. */
export function Headers({ boxes, zoom }: HeadersProps): VNode {
  const { width, headerHeight } = boxes;
  return (
    <div class="headers">
      <svg
        width={width * zoom}
        height={headerHeight * zoom}
        viewBox={`0 0 ${width} ${headerHeight}`}
        role="presentation"
      >
        <LaneHeaders layout={boxes} />
      </svg>
    </div>
  );
}
