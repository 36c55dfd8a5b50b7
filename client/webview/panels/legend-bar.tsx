import { Component, type VNode } from 'preact';
import { type LegendBox, Sample } from '../../../timeline/index.js';
import type { AppActions } from '../app-actions.js';
import { keyOfCommand } from '../commands.js';
import { Glyph } from '../components/glyph.js';
import type { ViewPort } from '../diagram/view-port.js';

export interface LegendBarProps {
  readonly viewPort: ViewPort;
  readonly zoom: number | 'fit';
  readonly table: boolean;
  readonly helpOpen: boolean;
  readonly actions: AppActions;
}

interface LegendBarState {
  /** Null while there is no picture. */
  readonly legend: LegendBox | null;
}

/** One row below the picture: the signs that it does not name itself, the zoom, and the list of all signs and keys. */
export class LegendBar extends Component<LegendBarProps, LegendBarState> {
  override state: LegendBarState = { legend: null };
  private leave: (() => void) | null = null;

  override componentDidMount(): void {
    const { viewPort } = this.props;
    const look = (): void => {
      const legend = viewPort.view?.boxes.legend ?? null;
      if (legend !== this.state.legend) this.setState({ legend });
    };
    this.leave = viewPort.subscribe(look);
    look();
  }

  override componentWillUnmount(): void {
    this.leave?.();
  }

  override render({ zoom, table, helpOpen, actions }: LegendBarProps, { legend }: LegendBarState): VNode {
    const percent = zoom === 'fit' ? 'Fit' : `${Math.round(zoom * 100)} %`;
    return (
      <footer class="legend">
        <ul class="samples" aria-label="Legend">
          {!table &&
            legend?.entries.map(({ sample, box, text }) => (
              <li key={text.text}>
                <svg width={text.x - box.x - 6} height={28} aria-hidden="true">
                  <Sample sample={sample} box={{ ...box, x: 0 }} />
                </svg>
                {text.text}
              </li>
            ))}
        </ul>
        {!table && (
          <span class="zoom">
            <button
              type="button"
              class="zoom-step"
              aria-label="Zoom out"
              title={`Zoom out (${keyOfCommand('zoom-out')})`}
              onClick={() => actions.run('zoom-out')}
            >
              <Glyph name="zoom-out" />
            </button>
            <button
              type="button"
              data-command="zoom-reset"
              aria-label={`Zoom ${percent}, reset`}
              title={`Reset zoom (${keyOfCommand('zoom-reset')})`}
              onClick={() => actions.run('zoom-reset')}
            >
              {percent}
            </button>
            <button
              type="button"
              class="zoom-step"
              aria-label="Zoom in"
              title={`Zoom in (${keyOfCommand('zoom-in')})`}
              onClick={() => actions.run('zoom-in')}
            >
              <Glyph name="zoom-in" />
            </button>
          </span>
        )}
        <button
          type="button"
          class="help"
          data-command="help"
          aria-label="Signs and keys"
          title={`Signs and keys (${keyOfCommand('help')})`}
          aria-keyshortcuts={keyOfCommand('help')}
          aria-expanded={helpOpen}
          onClick={() => actions.run('help')}
        >
          ?
        </button>
      </footer>
    );
  }
}
