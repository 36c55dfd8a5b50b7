import { Component, createRef, type VNode } from 'preact';
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
  /** Number of signs without room in the row. */
  readonly folded: number;
}

function signTexts(table: boolean, legend: LegendBox | null): string {
  return table ? '' : (legend?.entries ?? []).map(({ text }) => text.text).join('\n');
}

/** Room in the row for the button of hidden signs, with the gap before it, in CSS px. */
const MORE_ROOM = 40;
const SIGN_GAP = 16;

/**
 * One row below the picture: the signs that it does not name itself, the zoom, and a button for the legend and shortcuts.
 * Signs without room are counted by a button that opens the list.
 */
export class LegendBar extends Component<LegendBarProps, LegendBarState> {
  override state: LegendBarState = { legend: null, folded: 0 };
  private leave: (() => void) | null = null;
  private readonly samples = createRef<HTMLUListElement>();
  private readonly resize = new ResizeObserver(() => this.fold());

  override componentDidMount(): void {
    if (this.samples.current !== null) this.resize.observe(this.samples.current);
    const { viewPort } = this.props;
    const look = (): void => {
      const legend = viewPort.view?.boxes.legend ?? null;
      if (legend !== this.state.legend) this.setState({ legend });
    };
    this.leave = viewPort.subscribe(look);
    look();
  }

  override componentDidUpdate(before: LegendBarProps, { legend }: LegendBarState): void {
    // Only other signs are measured again: that makes the browser lay out the page.
    if (signTexts(before.table, legend) !== signTexts(this.props.table, this.state.legend)) this.fold();
  }

  override componentWillUnmount(): void {
    this.resize.disconnect();
    this.leave?.();
  }

  /** Counts the signs that do not fit; the first ones stay. */
  private fold(): void {
    const row = this.samples.current;
    if (row === null) return;
    const widths = [...row.children].map((sign) => sign.getBoundingClientRect().width + SIGN_GAP);
    const room = row.clientWidth + SIGN_GAP + (this.state.folded > 0 ? MORE_ROOM : 0);
    const fitting = (within: number): number => {
      let end = 0;
      return widths.filter((width) => {
        end += width;
        return end <= within;
      }).length;
    };
    const shown = fitting(room) === widths.length ? widths.length : fitting(room - MORE_ROOM);
    const folded = widths.length - shown;
    if (folded !== this.state.folded) this.setState({ folded });
  }

  override render({ zoom, table, helpOpen, actions }: LegendBarProps, { legend, folded }: LegendBarState): VNode {
    const signs = table ? [] : (legend?.entries ?? []);
    return (
      <footer class="legend">
        <ul class="samples" aria-label="Legend" ref={this.samples}>
          {signs.map(({ sample, box, text }, index) => (
            <li key={text.text} class={index < signs.length - folded ? undefined : 'folded'}>
              <svg width={text.x - box.x - 6} height={28} aria-hidden="true">
                <Sample sample={sample} box={{ ...box, x: 0 }} />
              </svg>
              {text.text}
            </li>
          ))}
        </ul>
        {folded > 0 && <MoreSigns hidden={signs.slice(-folded).map(({ text }) => text.text)} actions={actions} />}
        {!table && <ZoomButtons zoom={zoom} actions={actions} />}
        <button
          type="button"
          class="help"
          data-command="help"
          aria-label="Legend and shortcuts"
          title={`Legend and shortcuts (${keyOfCommand('help')})`}
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

/** Counts the signs without room; opens the list of all. */
function MoreSigns({ hidden, actions }: { readonly hidden: readonly string[]; readonly actions: AppActions }): VNode {
  return (
    <button
      type="button"
      class="more-signs"
      aria-label={`${hidden.length} more in the legend`}
      title={hidden.join(', ')}
      onClick={() => actions.run('help')}
    >
      +{hidden.length}
    </button>
  );
}

function ZoomButtons({ zoom, actions }: Pick<LegendBarProps, 'zoom' | 'actions'>): VNode {
  const percent = zoom === 'fit' ? 'Fit' : `${Math.round(zoom * 100)}%`;
  return (
    <span class="zoom">
      <ZoomStep command="zoom-out" label="Zoom out" actions={actions} />
      <button
        type="button"
        data-command="zoom-reset"
        aria-label={`Zoom ${percent}, reset`}
        title={`Reset zoom (${keyOfCommand('zoom-reset')})`}
        onClick={() => actions.run('zoom-reset')}
      >
        {percent}
      </button>
      <ZoomStep command="zoom-in" label="Zoom in" actions={actions} />
    </span>
  );
}

interface ZoomStepProps {
  readonly command: 'zoom-in' | 'zoom-out';
  readonly label: string;
  readonly actions: AppActions;
}

function ZoomStep({ command, label, actions }: ZoomStepProps): VNode {
  return (
    <button
      type="button"
      class="zoom-step"
      aria-label={label}
      title={`${label} (${keyOfCommand(command)})`}
      onClick={() => actions.run(command)}
    >
      <Glyph name={command} />
    </button>
  );
}
