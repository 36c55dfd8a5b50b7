import type { VNode } from 'preact';
import { type Box, FrameWords, Lead, type LeadBox, PureComponent } from '../../../timeline/index.js';
import { SpotlightFrame } from './spotlight-frame.js';

export interface LeadSlotProps {
  readonly lead: LeadBox;
  /** Pixels that stay where lanes scroll sideways. */
  readonly columnWidth: number;
  readonly zoom: number;
  /** The words of the remark that was asked to be shown; null where none was. */
  readonly spotlit: string | null;
}

/** Clear of the words. */
function around({ x, y, width, height }: Box): Box {
  return { x: x - 5, y: y - 5, width: width + 10, height: height + 10 };
}

/** The drawing of what stands above the first band. */
export class LeadSlot extends PureComponent<LeadSlotProps> {
  override render({ lead, columnWidth, zoom, spotlit }: LeadSlotProps): VNode {
    const { width, height, remarks } = lead;
    const note = remarks?.notes.find(({ title }) => title === spotlit);
    const size = (wide: number) => ({
      width: wide * zoom,
      height: height * zoom,
      viewBox: `0 0 ${wide} ${height}`,
    });
    return (
      <div class="slot" style={{ height: `${height * zoom}px` }}>
        <svg {...size(width)} role="presentation">
          <Lead lead={lead} apart={true} />
          {note !== undefined && <SpotlightFrame box={around(note.box)} />}
        </svg>
        <svg class="column" {...size(columnWidth)} role="presentation">
          <FrameWords strips={lead.strips} interactive={true} />
        </svg>
      </div>
    );
  }
}
