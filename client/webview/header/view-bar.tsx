import { Component, createRef, type VNode } from 'preact';
import type { IconName } from '../../../timeline/index.js';
import type { AppActions } from '../app-actions.js';
import { keyOfCommand, type ViewCommand } from '../commands.js';
import { Glyph } from '../components/glyph.js';
import type { ViewPort } from '../diagram/view-port.js';
import { ExportMenu } from '../export/export-menu.js';
import { placeAlong } from '../keyboard.js';
import { hasStops } from '../state/navigation.js';
import { isCustomized, type ViewState } from '../state/view-state.js';
import { type MoreItem, MoreMenu } from './more-menu.js';

export interface ViewBarProps {
  readonly state: ViewState;
  readonly outlineShown: boolean;
  /** Whether there is room for the search alone. */
  readonly narrow: boolean;
  readonly viewPort: ViewPort;
  readonly actions: AppActions;
}

interface ViewBarState {
  /** The one control that the Tab key reaches. */
  readonly stop: ViewCommand | 'more';
  /** Whether the picture is long enough for the minimap to be shown by default. */
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
  private readonly bar = createRef<HTMLDivElement>();

  private leave: (() => void) | null = null;

  override componentDidMount(): void {
    const { viewPort } = this.props;
    this.leave = viewPort.subscribe(() => {
      const { long } = viewPort;
      if (long !== this.state.long) this.setState({ long });
    });
  }

  override componentWillUnmount(): void {
    this.leave?.();
  }

  override render({ state, outlineShown, narrow, actions }: ViewBarProps, { stop, long }: ViewBarState): VNode {
    const groups = controls(state).map((group) => (narrow ? group.filter(isAlwaysShown) : group));
    const hidden = narrow
      ? controls(state)
          .flat()
          .filter((control) => !isAlwaysShown(control))
      : [];
    return (
      <div class="view-bar" role="toolbar" aria-label="View" ref={this.bar} onKeyDown={this.onKeyDown}>
        {groups
          .filter((group) => group.length > 0)
          .map((group) => (
            <span class="tools" key={group[0]?.command}>
              {group.map((control) => (
                <Tool key={control.command} control={control} stop={control.command === stop} actions={actions} />
              ))}
            </span>
          ))}
        <span class="tools">
          <MoreMenu
            groups={[...asItems(hidden), ...moreItems(state, state.options.minimap ?? long, outlineShown)]}
            stop={stop === 'more'}
            actions={actions}
          />
          <ExportMenu differs={isCustomized(state)} runExport={actions.runExport} />
        </span>
      </div>
    );
  }

  private readonly onKeyDown = (event: KeyboardEvent): void => {
    const buttons = [...(this.bar.current?.querySelectorAll<HTMLButtonElement>('button.tool') ?? [])];
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

/** The tools that are often needed, in groups. */
function controls({ options, filterOpen, playing, result }: ViewState): Control[][] {
  const { table, filter } = options;
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
    ],
    [
      playing
        ? { command: 'play', label: 'Pause', glyph: 'debug-pause' }
        : { command: 'play', label: 'Play the messages', glyph: 'play', disabled: still },
      { command: 'table', label: 'Table', glyph: 'table', pressed: table },
      { command: 'details', label: 'Details of the message', glyph: 'info', expanded: options.details },
    ],
  ];
}

function isAlwaysShown({ command, text }: Control): boolean {
  return command === 'search' || text !== undefined;
}

/** Tools without room of their own, as a group of the menu. */
function asItems(hidden: readonly Control[]): MoreItem[][] {
  if (hidden.length === 0) return [];
  return [
    hidden.map(({ command, label, expanded, pressed, disabled = false }): MoreItem => {
      const checked = expanded ?? pressed;
      return { command, label, disabled, ...(checked === undefined ? {} : { checked }) };
    }),
  ];
}

/** The tools that are seldom needed, in groups. */
function moreItems({ options }: ViewState, minimap: boolean, outline: boolean): MoreItem[][] {
  const { table, zoom, speed } = options;
  return [
    [
      { command: 'outline', label: 'Outline', checked: outline },
      { command: 'times', label: 'Times since the start', checked: options.time === 'since' },
      { command: 'scale', label: 'Distances to scale', checked: options.scale, disabled: table },
      { command: 'minimap', label: 'Minimap', checked: minimap && !table, disabled: table },
      {
        command: 'scroll-sync',
        label: 'Scroll together with the editor',
        checked: options.scrollSync,
        disabled: table,
      },
    ],
    [
      { command: 'fold-all', label: 'Fold all phases', disabled: table },
      { command: 'unfold-all', label: 'Unfold all phases', disabled: table },
    ],
    [
      { command: 'previous', label: 'Previous message' },
      { command: 'next', label: 'Next message' },
      { command: 'previous-phase', label: 'Previous phase' },
      { command: 'next-phase', label: 'Next phase' },
      { command: 'previous-problem', label: 'Previous problem' },
      { command: 'next-problem', label: 'Next problem' },
      { command: 'speed', label: `Playback speed: ${speed}×` },
    ],
    [
      { command: 'zoom-in', label: 'Zoom in', disabled: table },
      { command: 'zoom-out', label: 'Zoom out', disabled: table },
      { command: 'zoom-reset', label: 'Reset zoom', disabled: table },
      { command: 'zoom-fit', label: 'Fit to width', checked: zoom === 'fit', disabled: table },
    ],
    [{ command: 'help', label: 'Legend and shortcuts' }],
  ];
}
