import type { VNode } from 'preact';
import { Lead, type LeadBox, PureComponent } from '../../../timeline/index.js';

export interface LeadSlotProps {
  readonly lead: LeadBox;
  readonly zoom: number;
}

/** The drawing of what is above the first band. */
export class LeadSlot extends PureComponent<LeadSlotProps> {
  override render({ lead, zoom }: LeadSlotProps): VNode {
    const { width, height } = lead;
    return (
      <div class="slot" style={{ height: `${height * zoom}px` }}>
        <svg width={width * zoom} height={height * zoom} viewBox={`0 0 ${width} ${height}`} role="presentation">
          <Lead lead={lead} interactive={true} />
        </svg>
      </div>
    );
  }
}
