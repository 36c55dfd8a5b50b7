import { Component, createRef, type VNode } from 'preact';
import type { IconName } from '../../../timeline/index.js';
import { keyOfCommand, type ViewCommand } from '../commands.js';
import { placeAlong } from '../keyboard.js';
import { hasStops } from '../steps.js';
import type { ViewPort } from '../view-port.js';
import type { ViewState } from '../view-state.js';
import type { AppActions } from './app.js';
import { Glyph } from './glyph.js';
import { type MoreItem, MoreMenu } from './more-menu.js';

export interface ViewBarProps {
  readonly state: ViewState;
  readonly outlineShown: boolean;
  readonly viewPort: ViewPort;
  readonly actions: AppActions;
}

interface ViewBarState {
  /** The one control that the Tab key reaches. */
  readonly stop: ViewCommand | 'more';
  /** Whether the picture is so long that the minimap is there by itself. */
  readonly long: boolean;
}

/** A control of the bar. */
interface Control {
  readonly command: ViewCommand;
  readonly label: string;
  readonly glyph: IconName | null;
  /** In place of a glyph. */
  readonly text?: string;
  /** Something that it shows and hides, and whether it is shown. */
  readonly expanded?: boolean;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
}

/** The tools for moving about: one stop of the Tab key, arrow keys go along it. */
export class ViewBar extends Component<ViewBarProps, ViewBarState> {
  override state: ViewBarState = { stop: 'search', long: false };
  readonly #bar = createRef<HTMLDivElement>();

  #leave: (() => void) | null = null;

  override componentDidMount(): void {
    const { viewPort } = this.props;
    this.#leave = viewPort.subscribe(() => {
      const { long } = viewPort;
      if (long !== this.state.long) this.setState({ long });
    });
  }

  override componentWillUnmount(): void {
    this.#leave?.();
  }

  override render({ state, outlineShown, actions }: ViewBarProps, { stop, long }: ViewBarState): VNode {
    return (
      <div class="view-bar" role="toolbar" aria-label="View" ref={this.#bar} onKeyDown={this.#onKeyDown}>
        {controls(state, outlineShown).map((group) => (
          <span class="tools" key={group[0]?.command}>
            {group.map((control) => (
              <Tool key={control.command} control={control} stop={control.command === stop} actions={actions} />
            ))}
          </span>
        ))}
        <MoreMenu groups={moreItems(state, state.options.minimap ?? long)} stop={stop === 'more'} actions={actions} />
      </div>
    );
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    const buttons = [...(this.#bar.current?.querySelectorAll<HTMLButtonElement>('button.tool') ?? [])];
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const place = at < 0 ? null : placeAlong(['ArrowLeft', 'ArrowRight'], event.key, at, buttons.length);
    const next = place === null ? undefined : buttons[place];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.setState({ stop: (next.dataset.command as ViewCommand | undefined) ?? 'more' });
    next.focus();
  };
}

function Tool({ control, stop, actions }: { control: Control; stop: boolean; actions: AppActions }): VNode {
  const { command, label, glyph, text, expanded, pressed, disabled } = control;
  const key = keyOfCommand(command);
  return (
    <button
      type="button"
      class={text === undefined ? 'tool' : 'tool with-text'}
      data-command={command}
      tabIndex={stop ? 0 : -1}
      title={`${label} (${key})`}
      aria-label={label}
      aria-keyshortcuts={key}
      aria-expanded={expanded}
      aria-pressed={pressed}
      aria-disabled={disabled === true ? 'true' : undefined}
      onClick={() => disabled !== true && actions.run(command)}
    >
      {glyph !== null && <Glyph name={glyph} />}
      {text !== undefined && <span>{text}</span>}
    </button>
  );
}

/** What is often needed. */
function controls({ options, filterOpen, playing, result, selection }: ViewState, outline: boolean): Control[][] {
  const { table, zoom, filter } = options;
  const hidden = filter.participants.size + filter.protocols.size;
  const timeline = result?.timeline ?? null;
  const still = timeline === null || !hasStops(timeline);
  const filterLabel = hidden === 0 ? 'Filter' : `Filter: ${hidden} hidden`;
  return [
    [
      { command: 'search', label: 'Search', glyph: 'search', expanded: options.search !== null },
      {
        command: 'filter',
        label: filterLabel,
        glyph: 'filter',
        expanded: filterOpen,
        ...(hidden === 0 ? {} : { text: String(hidden) }),
      },
      { command: 'outline', label: 'Outline of phases', glyph: 'list-tree', expanded: outline },
      { command: 'table', label: 'Show as table', glyph: 'table', pressed: table },
      { command: 'details', label: 'Details of the message', glyph: 'info', expanded: options.details },
    ],
    [
      { command: 'all-paths', label: 'All paths', glyph: 'repo-forked', pressed: selection?.all === true },
      { command: 'scale', label: 'Distances to scale', glyph: 'symbol-ruler', pressed: options.scale, disabled: table },
    ],
    [
      { command: 'previous', label: 'Previous event', glyph: 'arrow-up', disabled: still },
      playing
        ? { command: 'play', label: 'Pause', glyph: 'debug-pause' }
        : { command: 'play', label: 'Play the events', glyph: 'play', disabled: still },
      { command: 'next', label: 'Next event', glyph: 'arrow-down', disabled: still },
      { command: 'next-fault', label: 'Next fault', glyph: 'run-errors', disabled: still },
    ],
    [
      { command: 'zoom-out', label: 'Zoom out', glyph: 'zoom-out', disabled: table },
      ...(zoom === 1
        ? []
        : [
            {
              command: 'zoom-reset',
              label: `Zoom ${zoomText(zoom)}, reset`,
              glyph: null,
              text: zoomText(zoom),
            } as const,
          ]),
      { command: 'zoom-in', label: 'Zoom in', glyph: 'zoom-in', disabled: table },
    ],
  ];
}

function zoomText(zoom: number | 'fit'): string {
  return zoom === 'fit' ? 'fit' : `${Math.round(zoom * 100)} %`;
}

/** What is seldom needed. */
function moreItems({ options, result }: ViewState, minimap: boolean): MoreItem[][] {
  const { table, zoom, speed } = options;
  const timeline = result?.timeline ?? null;
  const still = timeline === null || !hasStops(timeline);
  return [
    [
      { command: 'fold-all', label: 'Fold all phases', disabled: table },
      { command: 'unfold-all', label: 'Unfold all phases', disabled: table },
    ],
    [
      { command: 'times', label: 'Times since the path began', checked: options.time === 'since' },
      { command: 'minimap', label: 'Minimap', checked: minimap && !table, disabled: table },
      {
        command: 'scroll-sync',
        label: 'Scroll together with the editor',
        checked: options.scrollSync,
        disabled: table,
      },
    ],
    [
      { command: 'zoom-fit', label: 'Fit to the width', checked: zoom === 'fit', disabled: table },
      { command: 'zoom-reset', label: 'Reset the zoom', disabled: table },
    ],
    [
      { command: 'previous-phase', label: 'Previous phase', disabled: still },
      { command: 'next-phase', label: 'Next phase', disabled: still },
      { command: 'previous-fault', label: 'Previous fault', disabled: still },
      { command: 'speed', label: `Speed of play: ${speed} times`, disabled: still },
    ],
  ];
}
