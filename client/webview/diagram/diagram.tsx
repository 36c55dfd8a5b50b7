import { Component, createRef, type VNode } from 'preact';
import { type Layout, Patterns } from '../../../timeline/index.js';
import type { Range, Timeline } from '../../../timeline/types/timeline.js';
import type { AppActions } from '../app-actions.js';
import { markAtCaret } from '../state/event-lookup.js';
import type { ViewState } from '../state/view-state.js';
import { act, fixAt, type PictureScene, reveal } from './actions.js';
import { type DiagramAnchor, eventStretch, nearestBand, type Stretch, stretchOf } from './anchors.js';
import { type BandWindow, isWindowed, wholePicture } from './band-window.js';
import { Bands } from './bands.js';
import { DrawnWindow, REST_MS } from './drawn-window.js';
import { eventSelector, focusBand, focusEvent, focusRemark, isOnEvent } from './focus.js';
import { Headers } from './headers.js';
import { keyMove } from './key-move.js';
import { PictureLayout } from './layout.js';
import { panByDragging } from './pan.js';
import { PreambleView } from './preamble-view.js';
import { PictureScroll } from './scroll.js';
import type { ScrollTarget } from './scroll-target.js';
import type { ViewPort } from './view-port.js';
import { zoomOnWheel } from './wheel.js';
import { wheeledZoom } from './zoom.js';

export interface DiagramProps {
  readonly timeline: Timeline;
  readonly stale: boolean;
  readonly state: ViewState;
  /** Ids of events that a search has found; null while nothing is searched for. */
  readonly hits: ReadonlySet<string> | null;
  readonly initialScroll: number;
  readonly viewPort: ViewPort;
  readonly actions: AppActions;
}

const HELP = [
  'Up and Down move between messages, Left and Right between the lanes of a message.',
  'Space shows a message in the text. Enter does too, or applies its fix if there is one.',
  'd shows the details of a message, t shows a table.',
].join(' ');

interface DiagramState {
  /** Pixels that the panel offers; 0 until it has been measured. */
  readonly width: number;
  readonly window: BandWindow;
}

/** A place, and its height in the view. */
interface ZoomAnchor {
  readonly place: DiagramAnchor;
  readonly y: number;
}

/** The picture that scrolls: sticky lane headers, one drawing per band, the legend. Listens once for all its events. */
export class Diagram extends Component<DiagramProps, DiagramState> {
  override state: DiagramState = { width: 0, window: wholePicture };
  private readonly scroller = createRef<HTMLElement>();
  private readonly resize = new ResizeObserver(() => this.measure());
  private boxes: Layout | null = null;
  private readonly picture = new PictureLayout();
  private readonly drawing = new DrawnWindow(() => this.moveWindow());
  /** The place that keeps its height in the view while the zoom changes. */
  private zoomAnchor: ZoomAnchor | null = null;
  /** The height in the view that the last zoom kept in its place. */
  private zoomAnchorY = 0;

  override componentDidMount(): void {
    const scroller = this.scroller.current;
    if (scroller === null) return;
    this.resize.observe(scroller);
    zoomOnWheel(scroller, (turn, y) => this.zoomByWheel(turn, y));
    const { viewPort } = this.props;
    this.endPan = panByDragging(scroller, () => {
      viewPort.led = true;
    });
    viewPort.provide((top) => {
      scroller.scrollTop = top * this.picture.zoom;
    });
    this.setState({ width: scroller.clientWidth }, () => {
      scroller.scrollTop = this.props.initialScroll * (scroller.scrollHeight - scroller.clientHeight);
      // A page that was opened to show something shows it at once.
      const { highlight } = this.props.state;
      if (highlight !== null) this.scrollToTarget(highlight, 'instant');
      this.moveWindow();
    });
  }

  override componentWillUnmount(): void {
    this.resize.disconnect();
    clearTimeout(this.settling);
    this.drawing.stop();
    this.endPan?.();
    this.props.viewPort.provide(null);
    this.props.viewPort.report(null);
  }

  private endPan: (() => void) | null = null;

  override getSnapshotBeforeUpdate(before: DiagramProps): null {
    this.hadFocus = this.scroller.current?.contains(document.activeElement) === true;
    const { zoom, filter, scale } = before.state.options;
    const now = this.props.state.options;
    if (zoom === now.zoom && filter === now.filter && scale === now.scale) return null;
    // At the very top, the view stays at the beginning.
    const { scrollTop = 0, clientHeight = 0 } = this.scroller.current ?? {};
    if (scrollTop === 0) return null;
    if (this.zoomAnchor === null) this.zoomAnchorY = clientHeight / 2;
    this.zoomAnchor ??= this.zoomAnchorAt(this.viewed, this.zoomAnchorY);
    return null;
  }

  override componentDidUpdate(before: DiagramProps): void {
    const scroll = this.scroll();
    if (scroll === null || this.boxes === null) return;
    this.viewed = scroll;
    if (this.zoomAnchor !== null) {
      this.props.viewPort.led = false;
      scroll.putAt(this.zoomAnchor.place, this.zoomAnchor.y);
    }
    this.zoomAnchor = null;
    const { state, timeline } = this.props;
    // An edit that removes the focused element moves the focus to the focused event.
    const lostFocus = this.hadFocus && document.activeElement === document.body;
    if (timeline !== before.timeline && (lostFocus || isOnEvent())) this.keepFocus();
    const { scrollTarget, caret } = state;
    if (scrollTarget !== null && scrollTarget !== before.state.scrollTarget) {
      this.scrollToTarget(scrollTarget, state.playing ? 'instant' : 'smooth');
      // A key that went to an event continues from there: Enter fixes it. A button that is pressed keeps the focus.
      const free = document.activeElement === document.body;
      if (scrollTarget.keyboard === true || this.hadFocus || free) this.takeKeyboard(scrollTarget);
    } else if (caret !== null && caret !== before.state.caret) {
      const stretch = this.caretStretch(timeline, caret);
      if (stretch !== null) this.bringIntoView(stretch, { toTop: false, behavior: 'smooth' });
    }
    // Details under the picture take room from it.
    if (state.options.details && !before.state.options.details && state.active !== null) {
      this.scrollToTarget({ kind: 'event', id: state.active }, 'instant');
    }
    this.moveWindow();
    clearTimeout(this.settling);
    if (this.picture.unsettled) this.settling = setTimeout(() => this.settle(), REST_MS);
  }

  private settling: ReturnType<typeof setTimeout> | undefined;

  /** Lays the picture out for the zoom that it is drawn at. */
  private settle(): void {
    this.zoomAnchor = this.zoomAnchorAt(this.scroll(), this.zoomAnchorY);
    this.picture.settle();
    this.forceUpdate();
  }

  private scrollToTarget(scrollTarget: ScrollTarget, behavior: 'smooth' | 'instant'): void {
    const stretch = this.boxes === null ? null : stretchOf(this.boxes, scrollTarget);
    if (stretch !== null) this.bringIntoView(stretch, { toTop: scrollTarget.kind === 'band', behavior });
  }

  /** Scrolls by program, not by the user: nothing else has to follow. */
  private bringIntoView(...[stretch, options]: Parameters<PictureScroll['bringIntoView']>): void {
    this.props.viewPort.led = false;
    this.scroll()?.bringIntoView(stretch, options);
  }

  /** Where the caret's event is drawn, or the nearest visit of its phase; null if no part of the path is. */
  private caretStretch(timeline: Timeline, caret: Range): Stretch | null {
    const mark = markAtCaret(timeline, caret);
    if (mark === null || this.boxes === null) return null;
    if (mark.kind === 'event') return eventStretch(this.boxes, mark.id);
    return nearestBand(this.boxes, mark.visits, this.scroll()?.top ?? 0);
  }

  /** Focuses the target that was scrolled to. */
  private takeKeyboard({ kind, id }: ScrollTarget): void {
    if (kind === 'event') this.keepFocus();
    else if (kind === 'remark') focusRemark(id);
    else focusBand(this.scroller.current, this.boxes?.bands.find(({ key }) => key === id)?.visit);
  }

  /** Whether the keyboard was in the picture before the update under way. */
  private hadFocus = false;
  /** The picture as it was last seen on the screen. */
  private viewed: PictureScroll | null = null;

  /** Focuses the current event if it has moved, or if an edit has taken the focus away. */
  private keepFocus(): void {
    focusEvent(this.scroller.current, this.props.state.active);
  }

  private zoomAnchorAt(scroll: PictureScroll | null, y: number): ZoomAnchor | null {
    const place = scroll?.anchorAt(y) ?? null;
    return place === null ? null : { place, y };
  }

  private scroll(): PictureScroll | null {
    const scroller = this.scroller.current;
    return scroller === null || this.boxes === null ? null : new PictureScroll(scroller, this.boxes, this.picture.zoom);
  }

  private measure(): void {
    const width = this.scroller.current?.clientWidth ?? 0;
    if (width > 0 && width !== this.state.width) this.setState({ width });
    else this.moveWindow();
  }

  /** Draws bands near the view; while the view moves fast, only those inside it. */
  private moveWindow(): void {
    const scroll = this.scroll();
    if (scroll === null) return;
    this.scroller.current?.classList.toggle('low', scroll.isLow);
    const { top, height } = scroll;
    if (this.boxes !== null) this.props.viewPort.report({ boxes: this.boxes, top, height });
    if (!isWindowed(this.props.timeline)) {
      this.drawing.stop();
      this.setWindow(wholePicture);
      return;
    }
    const window = this.drawing.next(scroll, this.state.window, this.picture.unsettled ? 'hurried' : 'at rest');
    if (window !== null) this.setWindow(window);
  }

  private setWindow(window: BandWindow): void {
    const same = window.top === this.state.window.top && window.bottom === this.state.window.bottom;
    if (!same) this.setState({ window });
  }

  override render(): VNode {
    const { timeline, stale, state, hits } = this.props;
    const boxes = this.state.width === 0 ? null : this.layOut();
    const { zoom } = this.picture;
    return (
      <main
        class={stale ? 'diagram stale' : 'diagram'}
        ref={this.scroller}
        onMouseDown={this.onMouseDown}
        onClick={this.onClick}
        onDblClick={this.onDoubleClick}
        onKeyDown={this.onKeyDown}
        onFocusIn={this.onFocusIn}
        onScroll={this.onScroll}
      >
        {boxes !== null && (
          <div class="sheet" style={{ width: `${boxes.width * zoom}px` }}>
            <svg class="patterns" aria-hidden="true">
              <Patterns legend={boxes.legend} />
            </svg>
            <Headers boxes={boxes} zoom={zoom} viewPort={this.props.viewPort} actions={this.props.actions} />
            <section aria-label={`Messages of ${timeline.flow}. ${HELP}`}>
              {boxes.preamble !== null && <PreambleView preamble={boxes.preamble} zoom={zoom} />}
              <Bands
                boxes={boxes}
                zoom={zoom}
                // A picture that has become small again is drawn whole at once.
                window={isWindowed(timeline) ? this.state.window : wholePicture}
                {...{ timeline, state, hits }}
              />
            </section>
          </div>
        )}
      </main>
    );
  }

  private layOut(): Layout {
    const { timeline, state, actions } = this.props;
    const { folded, options } = state;
    const boxes = this.picture.read({
      timeline,
      folded,
      width: this.state.width,
      options,
      patient: isWindowed(timeline),
    });
    actions.zoomShown(this.picture.zoom);
    this.boxes = boxes;
    return boxes;
  }

  /** Focus without scrolling: a picture that moves under the pointer would lose the click. */
  private readonly onMouseDown = (event: MouseEvent): void => {
    const target = (event.target as Element).closest<SVGElement>('[tabindex]');
    if (event.button !== 0 || target === null || target === event.currentTarget) return;
    event.preventDefault();
    target.focus({ preventScroll: true });
  };

  private readonly onClick = (event: MouseEvent): void => {
    const target = event.target as Element;
    if (!act(target, this.scene)) reveal(target, this.scene, false);
  };

  private readonly onDoubleClick = (event: MouseEvent): void => reveal(event.target as Element, this.scene, true);

  private readonly onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const target = event.target as Element;
    if (event.key === 'Enter' || event.key === ' ') {
      const isHandled = act(target, this.scene) || (event.key === 'Enter' && fixAt(target, this.scene));
      if (!isHandled) reveal(target, this.scene, false);
      event.preventDefault();
      return;
    }
    const move = this.boxes === null ? null : keyMove(event.key, target, this.boxes, this.props.state);
    if (move === null) return;
    event.preventDefault();
    if (move instanceof Element) move.focus();
    else this.walk(move.event, move.lane);
  };

  /** Moves the mark and the focus to an event, or to one lane of it. */
  private walk(event: string, lane: string | null): void {
    this.props.actions.dispatch({ type: 'activate', event, lane });
    const stretch = this.boxes === null ? null : eventStretch(this.boxes, event);
    if (stretch !== null) this.bringIntoView(stretch, { toTop: false, behavior: 'instant' });
    const selector = lane === null ? eventSelector(event) : '[data-cell]';
    this.scroller.current?.querySelector<SVGElement>(selector)?.focus({ preventScroll: lane === null });
  }

  private readonly onFocusIn = (event: FocusEvent): void => {
    const id = (event.target as Element).closest('[data-event]')?.getAttribute('data-event');
    if (id != null) this.props.actions.dispatch({ type: 'activate', event: id, lane: null });
  };

  private readonly onScroll = (): void => {
    const scroller = this.scroller.current;
    if (scroller === null) return;
    const height = scroller.scrollHeight - scroller.clientHeight;
    this.props.actions.scrolled(height > 0 ? scroller.scrollTop / height : 0);
    this.moveWindow();
  };

  private zoomByWheel(turn: number, y: number): void {
    this.zoomAnchorY = y;
    this.zoomAnchor = this.zoomAnchorAt(this.scroll(), y);
    this.props.actions.dispatch({ type: 'option', change: { zoom: wheeledZoom(this.picture.zoom, turn) } });
  }

  private get scene(): PictureScene {
    const { timeline, state, actions } = this.props;
    return { timeline, active: state.active, actions, continueWith: (visit) => this.continueWith(visit) };
  }

  /** Goes to the band of a visit that is drawn elsewhere. */
  private continueWith(visit: number): boolean {
    const band = this.boxes?.bands.find((candidate) => candidate.visit === visit);
    if (band === undefined) return false;
    this.props.actions.dispatch({ type: 'go-to-band', band: band.key });
    const head = this.scroller.current?.querySelector<SVGElement>(`[data-visit="${visit}"] .band-head`);
    head?.focus({ preventScroll: true });
    return true;
  }
}
