import type { VNode } from 'preact';
import { LaneHeaders, type Layout } from '../../../timeline/index.js';
import type { AppActions } from '../app-actions.js';
import { StickyStrip } from './sticky-strip.js';
import type { ViewPort } from './view-port.js';

export interface HeadersProps {
  readonly boxes: Layout;
  readonly zoom: number;
  readonly viewPort: ViewPort;
  readonly actions: AppActions;
}

/** The lanes' heads and the strip of the current phase, which stay above the picture. */
export function Headers({ boxes, zoom, viewPort, actions }: HeadersProps): VNode {
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
      <StickyStrip viewPort={viewPort} zoom={zoom} actions={actions} />
    </div>
  );
}
