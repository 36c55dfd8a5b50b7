import type { VNode } from 'preact';
import { LaneHeaders, type Layout, Legend } from '../../../timeline/index.js';

export interface SheetEdgeProps {
  readonly boxes: Layout;
  readonly zoom: number;
}

/** The lanes' headers, which stay above the picture. */
export function Headers({ boxes, zoom }: SheetEdgeProps): VNode {
  const { width, headerHeight } = boxes;
  return (
    <div class="headers">
      {boxes.scrolls && <div class="corner" style={{ width: `${boxes.columnWidth * zoom}px` }} />}
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

/** What the picture's signs mean, below it. */
export function LegendPicture({ boxes: { legend }, zoom }: SheetEdgeProps): VNode {
  // As large at any zoom: it is for reading, and takes room from the picture.
  const scale = Math.min(1, zoom);
  return (
    <svg
      class="legend-picture"
      width={legend.width * scale}
      height={legend.height * scale}
      viewBox={`0 0 ${legend.width} ${legend.height}`}
      role="presentation"
    >
      <Legend legend={legend} />
    </svg>
  );
}
