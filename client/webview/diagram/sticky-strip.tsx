import { Component, type VNode } from 'preact';
import { type BandBox, CurrentStrip } from '../../../timeline/index.js';
import type { AppActions } from '../app-actions.js';
import type { PictureView, ViewPort } from './view-port.js';

export interface StickyStripProps {
  readonly viewPort: ViewPort;
  readonly zoom: number;
  readonly actions: AppActions;
}

interface StickyStripState {
  readonly shown: { readonly band: BandBox; readonly top: number } | null;
}

/** The strip of the phase at the top of the view, while its own has scrolled away. A click goes back to the phase. */
export class StickyStrip extends Component<StickyStripProps, StickyStripState> {
  override state: StickyStripState = { shown: null };
  private leave: (() => void) | null = null;

  override componentDidMount(): void {
    const { viewPort } = this.props;
    const look = (): void => {
      const shown = viewPort.view === null ? null : stickyBand(viewPort.view);
      const { shown: before } = this.state;
      if (shown?.band !== before?.band || shown?.top !== before?.top) this.setState({ shown });
    };
    this.leave = viewPort.subscribe(look);
    look();
  }

  override componentWillUnmount(): void {
    this.leave?.();
  }

  override render({ zoom, actions }: StickyStripProps, { shown }: StickyStripState): VNode | null {
    if (shown === null) return null;
    const { band, top } = shown;
    const { height } = band.strip.area;
    const goThere = (event: MouseEvent): void => {
      event.stopPropagation();
      actions.dispatch({ type: 'go-to-band', band: band.key });
    };
    return (
      // The phase's own strip has the same text and actions.
      <div class="sticky-strip" aria-hidden="true" onClick={goThere}>
        <svg
          width={band.width * zoom}
          height={height * zoom}
          viewBox={`0 ${top} ${band.width} ${height}`}
          role="presentation"
        >
          <CurrentStrip band={band} top={top} />
        </svg>
      </div>
    );
  }
}

/** The band whose strip has scrolled away, with enough of it left for a strip; null if there is none. */
function stickyBand({ boxes, top }: PictureView): StickyStripState['shown'] {
  const band = boxes.bands.findLast(({ y }) => y < top);
  if (band === undefined || band.folded) return null;
  const into = top - band.y;
  return band.slotHeight - into < band.strip.area.height ? null : { band, top: into };
}
