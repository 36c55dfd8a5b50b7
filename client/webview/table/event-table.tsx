import { Component, createRef, type VNode } from 'preact';
import { type EventFilter, FLOW_REMARKS_HEADING, NO_FILTER } from '../../../timeline/index.js';
import type { Timeline } from '../../../timeline/types/timeline.js';
import type { AppActions } from '../app-actions.js';
import { type BandWindow, isWindowed, windowAround } from '../diagram/band-window.js';
import type { ScrollTarget } from '../diagram/scroll-target.js';
import { eventAfterKey } from '../keyboard.js';
import { markAtCaret, recordedAt, sourceOf } from '../state/event-lookup.js';
import type { ViewState } from '../state/view-state.js';
import { columnsOf, FormChooser, type TableForm } from './table-form.js';
import { rowsIn, TableHeights, type TableLine, tableLines } from './table-lines.js';
import { Line, Room, type RowLooks } from './table-row.js';

export interface EventTableProps {
  readonly timeline: Timeline;
  readonly state: ViewState;
  readonly hits: ReadonlySet<string> | null;
  readonly actions: AppActions;
}

interface EventTableState {
  /** The stretch of a long table that is drawn. */
  readonly window: BandWindow;
  readonly form: TableForm;
}

/**
 * The content of the picture as a table: a row for every event, in the same order and with the same facts. In a panel
 * too narrow for its columns, they are stacked: the table never scrolls sideways. Of a long one only the rows near the
 * view are drawn, except while a screen reader is on.
 */
export class EventTable extends Component<EventTableProps, EventTableState> {
  override state: EventTableState = { window: windowAround(0, 2000), form: 'columns' };
  private readonly scroller = createRef<HTMLElement>();
  private heights = new TableHeights('columns');
  private readonly chooser = new FormChooser();
  private readonly resize = new ResizeObserver(() => this.chooseForm());

  override componentDidMount(): void {
    if (this.scroller.current !== null) this.resize.observe(this.scroller.current);
    this.chooseForm();
    this.measure();
    this.showCurrent();
  }

  override componentWillUnmount(): void {
    this.resize.disconnect();
  }

  override componentDidUpdate(before: EventTableProps, { form }: EventTableState): void {
    this.chooseForm();
    this.measure();
    const { scrollTarget } = this.props.state;
    if (form !== this.state.form) this.showCurrent();
    if (scrollTarget !== null && scrollTarget !== before.state.scrollTarget) this.scrollToTarget(scrollTarget);
  }

  private showCurrent(): void {
    const { active, highlight } = this.props.state;
    if (highlight !== null) this.scrollToTarget(highlight);
    else if (active !== null) this.show(active);
  }

  private scrollToTarget({ kind, id, keyboard }: ScrollTarget): void {
    const key = kind === 'remark' ? FLOW_REMARKS_HEADING : id;
    this.show(key, kind === 'band');
    if (keyboard === true) this.takeKeyboard(key);
  }

  override render({ timeline, state, hits, actions }: EventTableProps, { window, form }: EventTableState): VNode {
    const lines = this.lines();
    const windowed = isWindowed(timeline);
    const mark = state.caret === null ? null : markAtCaret(timeline, state.caret);
    const stop = this.stop(lines);
    const looks: RowLooks = {
      stop: lines[stop]?.key ?? null,
      current: state.active,
      marked: mark?.kind === 'event' ? mark.id : null,
      markedVisits: mark?.kind === 'band' ? mark.visits : [],
      highlighted: state.highlight?.id ?? null,
      hits,
    };
    return (
      <main
        class="event-table"
        ref={this.scroller}
        onClick={this.onClick}
        onDblClick={this.onDoubleClick}
        onKeyDown={this.onKeyDown}
        onScroll={this.onScroll}
      >
        <table aria-rowcount={windowed ? lines.length + 1 : undefined}>
          <caption>{`Messages of ${timeline.title ?? timeline.flow}`}</caption>
          <thead>
            <tr aria-rowindex={windowed ? 1 : undefined}>
              {columnsOf(timeline, form).map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          {this.bodies(lines, windowed ? this.drawn(lines, window, stop) : null).map(({ body, rows }) => (
            <tbody key={body} data-band={body}>
              {rows.map(({ line, index, room }) => (
                <Line
                  key={line.key}
                  {...{ line, room, form, timeline, looks, actions }}
                  row={windowed ? index + 2 : undefined}
                />
              ))}
            </tbody>
          ))}
          {windowed && this.roomBelow(lines, window, stop)}
        </table>
      </main>
    );
  }

  private lines(): readonly TableLine[] {
    return tableLines(this.props.timeline, eventFilterOf(this.props.state));
  }

  /** Index of the one row that the Tab key reaches. */
  private stop(lines: readonly TableLine[]): number {
    const { active } = this.props.state;
    const at = active === null ? -1 : lines.findIndex(({ kind, key }) => kind === 'event' && key === active);
    return at >= 0 ? at : lines.findIndex(({ kind }) => kind === 'event');
  }

  /** Indices of the rows that are drawn: those near the view, and the one that has the keyboard. */
  private drawn(lines: readonly TableLine[], window: BandWindow, stop: number): number[] {
    const [first, last] = rowsIn(this.heights.of(lines), window.top, window.bottom);
    const near = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
    if (stop < 0 || (stop >= first && stop <= last)) return near;
    return stop < first ? [stop, ...near] : [...near, stop];
  }

  /** The rows that are drawn by the phase they belong to, each with the room left for those before it. */
  private bodies(lines: readonly TableLine[], drawn: readonly number[] | null): TableBody[] {
    const tops = drawn === null ? [] : this.heights.of(lines);
    const bodies: TableBody[] = [];
    let end = 0;
    for (const index of drawn ?? lines.keys()) {
      const line = lines[index];
      if (line === undefined) continue;
      const row = { line, index, room: drawn === null ? 0 : (tops[index] ?? 0) - end };
      end = tops[index + 1] ?? 0;
      const body = bodies.at(-1);
      if (body?.body === line.body) body.rows.push(row);
      else bodies.push({ body: line.body, rows: [row] });
    }
    return bodies;
  }

  private roomBelow(lines: readonly TableLine[], window: BandWindow, stop: number): VNode {
    const tops = this.heights.of(lines);
    const end = tops[(this.drawn(lines, window, stop).at(-1) ?? -1) + 1] ?? 0;
    return (
      <tbody key="below" aria-hidden="true">
        <Room height={(tops.at(-1) ?? 0) - end} columns={columnsOf(this.props.timeline, this.state.form).length} />
      </tbody>
    );
  }

  /** Stacks the columns if they are wider than the panel. */
  private chooseForm(): void {
    const scroller = this.scroller.current;
    if (scroller === null) return;
    const form = this.chooser.choose(this.state.form, scroller.scrollWidth, scroller.clientWidth);
    if (form === this.state.form) return;
    this.heights = new TableHeights(form);
    const focused = document.activeElement?.closest('[data-event]')?.getAttribute('data-event') ?? null;
    // The focused button is drawn anew.
    this.setState({ form }, () => focused !== null && this.takeKeyboard(focused));
  }

  /** Learns how high rows are, and which are near the view. */
  private measure(): void {
    if (!isWindowed(this.props.timeline) || this.heights.form !== this.state.form) return;
    for (const row of this.scroller.current?.querySelectorAll<HTMLElement>('tr[data-line]') ?? []) {
      this.heights.note(row.dataset.line ?? '', row.offsetHeight);
    }
    this.onScroll();
  }

  private readonly onScroll = (): void => {
    const scroller = this.scroller.current;
    if (scroller === null || !isWindowed(this.props.timeline)) return;
    const { top, bottom } = windowAround(scroller.scrollTop - this.headHeight, scroller.clientHeight);
    const { window } = this.state;
    if (top !== window.top || bottom !== window.bottom) this.setState({ window: { top, bottom } });
  };

  /** The content above the first row. */
  private get headHeight(): number {
    const table = this.scroller.current?.querySelector('table');
    return (table?.caption?.offsetHeight ?? 0) + (table?.tHead?.offsetHeight ?? 0);
  }

  private row(id: string): HTMLElement | null {
    return this.scroller.current?.querySelector(`[data-line="${CSS.escape(id)}"]`) ?? null;
  }

  /** Brings a row into view, also one that is not drawn yet. */
  private show(key: string, toTop = false): void {
    const row = this.row(key);
    if (row !== null) {
      row.scrollIntoView({ block: toTop ? 'start' : 'nearest', behavior: 'instant' });
      return;
    }
    const lines = this.lines();
    const top = this.heights.of(lines)[lines.findIndex((line) => line.key === key)];
    if (top !== undefined) this.scroller.current?.scrollTo({ top: top + this.headHeight, behavior: 'instant' });
  }

  /** Moves the focus to the target row (its fix button for a phase row). */
  private takeKeyboard(key: string): void {
    if (document.hasFocus()) this.row(key)?.querySelector('button')?.focus({ preventScroll: true });
  }

  private readonly onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const at = (event.target as Element).closest('[data-event]')?.getAttribute('data-event') ?? null;
    const shown = this.lines().flatMap(({ kind, key }) => (kind === 'event' ? [key] : []));
    const next = at === null ? null : eventAfterKey(event.key, shown, at);
    if (next === null) return;
    event.preventDefault();
    // The focused row is always drawn.
    this.props.actions.dispatch({ type: 'activate', event: next, lane: null });
    this.show(next);
    this.row(next)?.querySelector('button')?.focus({ preventScroll: true });
  };

  private readonly onClick = (event: MouseEvent): void => this.reveal(event.target as Element, false);

  private readonly onDoubleClick = (event: MouseEvent): void => this.reveal(event.target as Element, true);

  private reveal(target: Element, focus: boolean): void {
    if (target.closest('.fix') !== null) return;
    const id = target.closest('[data-event]')?.getAttribute('data-event') ?? null;
    const range = id === null ? null : sourceOf(this.props.timeline, id);
    if (id === null || range === null) return;
    this.props.actions.dispatch({ type: 'activate', event: id, lane: null });
    this.props.actions.reveal(range, focus, recordedAt(this.props.timeline, id));
  }
}

/** Rows of one phase that are drawn. */
interface TableBody {
  readonly body: string;
  readonly rows: { readonly line: TableLine; readonly index: number; readonly room: number }[];
}

/** The events that the table hides: none if the picture draws them faintly. */
function eventFilterOf({ options }: ViewState): EventFilter {
  return options.dim ? NO_FILTER : options.filter;
}
