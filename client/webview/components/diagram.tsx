import { Component, createRef, type VNode } from 'preact';
import type { BandBox, Layout } from '../../../timeline/layout/boxes.js';
import { layout } from '../../../timeline/layout/layout.js';
import { Band } from '../../../timeline/render/band.js';
import { LaneHeaders } from '../../../timeline/render/lane-headers.js';
import { Legend } from '../../../timeline/render/legend.js';
import { PureComponent } from '../../../timeline/render/pure-component.js';
import { Patterns } from '../../../timeline/render/state-bar.js';
import type { Range, Timeline } from '../../../timeline/types/timeline.js';
import { eventAtCaret, pathThroughOutcome, sourceOf } from '../event-lookup.js';
import { keepUnchanged } from '../keep-unchanged.js';
import { eventAfterKey } from '../keyboard.js';
import { pageTextScale } from '../text-scale.js';
import type { AppActions } from './app.js';

export interface DiagramProps {
  readonly timeline: Timeline;
  readonly stale: boolean;
  readonly folded: ReadonlySet<string>;
  readonly active: string | null;
  readonly caret: Range | null;
  readonly initialScroll: number;
  readonly actions: AppActions;
}

interface DiagramState {
  /** Pixels that the panel offers; 0 until it has been measured. */
  readonly width: number;
}

/** The picture that scrolls: sticky lane headers, one drawing per band, the legend. Listens once for all its events. */
export class Diagram extends Component<DiagramProps, DiagramState> {
  override state: DiagramState = { width: 0 };
  private readonly scroller = createRef<HTMLElement>();
  private readonly resize = new ResizeObserver(() => this.measure());
  private boxes: Layout | null = null;
  /** What `boxes` were made from. */
  private laidOut: readonly unknown[] | null = null;

  override componentDidMount(): void {
    const scroller = this.scroller.current;
    if (scroller === null) return;
    this.resize.observe(scroller);
    this.setState({ width: scroller.clientWidth }, () => {
      scroller.scrollTop = this.props.initialScroll * (scroller.scrollHeight - scroller.clientHeight);
    });
  }

  override componentWillUnmount(): void {
    this.resize.disconnect();
  }

  override componentDidUpdate(before: DiagramProps): void {
    const { caret, timeline } = this.props;
    if (caret === before.caret || caret === null) return;
    const event = eventAtCaret(timeline, caret);
    if (event === null) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.element(event.id)?.scrollIntoView({
      block: 'nearest',
      inline: 'nearest',
      behavior: still ? 'instant' : 'smooth',
    });
  }

  private measure(): void {
    const width = this.scroller.current?.clientWidth ?? 0;
    if (width > 0 && width !== this.state.width) this.setState({ width });
  }

  override render(): VNode {
    const { timeline, stale } = this.props;
    const boxes = this.state.width === 0 ? null : this.layOut();
    return (
      <main
        class={stale ? 'diagram stale' : 'diagram'}
        ref={this.scroller}
        onClick={this.onClick}
        onDblClick={this.onDoubleClick}
        onKeyDown={this.onKeyDown}
        onFocusIn={this.onFocusIn}
        onScroll={this.onScroll}
      >
        {boxes !== null && (
          <div class="sheet" style={{ width: `${boxes.width}px` }}>
            <svg class="patterns" aria-hidden="true">
              <Patterns />
            </svg>
            <div class="headers">
              <svg width={boxes.width} height={boxes.headerHeight} role="presentation">
                <LaneHeaders layout={boxes} />
              </svg>
            </div>
            <section aria-label={`Messages of ${timeline.flow}. Arrow keys walk them, Enter shows one in the source.`}>
              {this.slots(boxes)}
            </section>
            <svg class="legend-picture" width={boxes.legend.width} height={boxes.legend.height} role="presentation">
              <Legend legend={boxes.legend} />
            </svg>
          </div>
        )}
      </main>
    );
  }

  private layOut(): Layout {
    const inputs = [this.props.timeline, this.props.folded, this.state.width, pageTextScale()] as const;
    if (this.boxes !== null && this.laidOut?.every((input, index) => input === inputs[index])) return this.boxes;
    const [timeline, folded, width, textScale] = inputs;
    const next = layout(timeline, { width, folded, textScale });
    this.laidOut = inputs;
    this.boxes = this.boxes === null ? next : keepUnchanged(this.boxes, next);
    return this.boxes;
  }

  private slots(boxes: Layout): VNode[] {
    const { timeline, caret, active } = this.props;
    const marked = caret === null ? null : eventAtCaret(timeline, caret);
    const shown = shownEvents(boxes);
    const tabStop = active !== null && shown.includes(active) ? active : (shown[0] ?? null);
    return boxes.bands.map((band) => {
      const has = (id: string | null): string | null =>
        id !== null && band.events.some((event) => event.id === id) ? id : null;
      return (
        <Slot
          key={band.key}
          band={band}
          tabStop={has(tabStop)}
          marked={has(marked?.id ?? null)}
          holdsMarked={band.folded && marked?.visit === band.visit}
        />
      );
    });
  }

  private readonly onClick = (event: MouseEvent): void => {
    const target = event.target as Element;
    if (!this.act(target)) this.reveal(target, false);
  };

  private readonly onDoubleClick = (event: MouseEvent): void => this.reveal(event.target as Element, true);

  private readonly onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const target = event.target as Element;
    if (event.key === 'Enter' || event.key === ' ') {
      if (!this.act(target)) this.reveal(target, false);
      event.preventDefault();
      return;
    }
    const active = target.closest('[data-event]')?.getAttribute('data-event') ?? null;
    if (active === null || this.boxes === null) return;
    const next = eventAfterKey(event.key, shownEvents(this.boxes), active);
    if (next === null) return;
    event.preventDefault();
    this.element(next)?.focus();
  };

  private readonly onFocusIn = (event: FocusEvent): void => {
    const id = (event.target as Element).closest('[data-event]')?.getAttribute('data-event');
    if (id != null) this.props.actions.dispatch({ type: 'activate', event: id });
  };

  private readonly onScroll = (): void => {
    const scroller = this.scroller.current;
    if (scroller === null) return;
    const height = scroller.scrollHeight - scroller.clientHeight;
    this.props.actions.scrolled(height > 0 ? scroller.scrollTop / height : 0);
  };

  /** Does what a button in the picture is for; false where the target is none. */
  private act(target: Element): boolean {
    const { actions, timeline } = this.props;
    const band = target.closest('[data-phase]');
    const visit = Number(band?.getAttribute('data-visit'));
    if (target.closest('[data-action="fold"]') !== null) {
      actions.dispatch({ type: 'fold', band: `${visit} ${band?.getAttribute('data-phase')}` });
      return true;
    }
    const outcome = target.closest('[data-outcome]');
    if (outcome === null) return false;
    const path = pathThroughOutcome(timeline, visit, Number(outcome.getAttribute('data-outcome')));
    if (path !== null) actions.select({ flow: timeline.flow, scenario: null, path });
    return true;
  }

  private reveal(target: Element, focus: boolean): void {
    const id = target.closest('[data-event]')?.getAttribute('data-event');
    const range = id == null ? null : sourceOf(this.props.timeline, id);
    if (range !== null) this.props.actions.reveal(range, focus);
  }

  private element(event: string): SVGElement | null {
    return this.scroller.current?.querySelector<SVGElement>(`[data-event="${CSS.escape(event)}"]`) ?? null;
  }
}

function shownEvents(boxes: Layout): string[] {
  return boxes.bands.flatMap((band) => band.events.map((event) => event.id));
}

interface SlotProps {
  readonly band: BandBox;
  readonly tabStop: string | null;
  readonly marked: string | null;
  readonly holdsMarked: boolean;
}

/** A band's own drawing: the browser skips those that are out of sight. */
class Slot extends PureComponent<SlotProps> {
  override render({ band, tabStop, marked, holdsMarked }: SlotProps): VNode {
    const size = { height: `${band.slotHeight}px` };
    return (
      <div class="slot" style={size}>
        <svg width={band.width} height={band.slotHeight} role="presentation">
          <Band band={band} interactive={true} tabStop={tabStop} marked={marked} holdsMarked={holdsMarked} />
        </svg>
      </div>
    );
  }
}
