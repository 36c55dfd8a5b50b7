import type { VNode } from 'preact';
import { Preamble, type PreambleBox, PureComponent } from '../../../timeline/index.js';

export interface PreambleViewProps {
  readonly preamble: PreambleBox;
  readonly zoom: number;
}

/** The drawing of what is above the first band. */
export class PreambleView extends PureComponent<PreambleViewProps> {
  override render({ preamble, zoom }: PreambleViewProps): VNode {
    const { width, height } = preamble;
    return (
      <div class="slot" style={{ height: `${height * zoom}px` }}>
        <svg width={width * zoom} height={height * zoom} viewBox={`0 0 ${width} ${height}`} role="presentation">
          <Preamble preamble={preamble} interactive={true} />
        </svg>
      </div>
    );
  }
}
