import { Component, createRef, type VNode } from 'preact';
import { type Layout, PureComponent } from '../../../timeline/index.js';
import type { ViewPort } from '../diagram/view-port.js';
import { type MapMarks, mapMarks } from './minimap-marks.js';

export interface MinimapProps {
  readonly viewPort: ViewPort;
  /** Null: shown if the picture is long. */
  readonly wanted: boolean | null;
  /** Whether there is room for a map of bars and arrows, rather than of problems and phases alone. */
  readonly wide: boolean;
}

interface MinimapState {
  /** Pixels of the strip; 0 until it has been measured. */
  readonly height: number;
}

const NARROW = 12;
const WIDE = 64;
const MIN_THUMB = 12;

/**
 * The whole picture in a column of its own: its phases, its problems, and a thumb for the part in view, to be dragged.
 * For the pointer alone: the outline leads to the phases by key.
 */
export class Minimap extends Component<MinimapProps, MinimapState> {
  override state: MinimapState = { height: 0 };
  private readonly strip = createRef<HTMLDivElement>();
  private readonly resize = new ResizeObserver(() => this.measure());
  private cache: { readonly boxes: Layout; readonly key: string; readonly marks: MapMarks } | null = null;
  private leave: (() => void) | null = null;
  /** How far below the window's top it is held; null while it is not. */
  private grip: number | null = null;
  private observed: HTMLDivElement | null = null;

  override componentDidMount(): void {
    this.leave = this.props.viewPort.subscribe(() => this.forceUpdate());
    this.observe();
  }

  override componentDidUpdate(): void {
    this.observe();
  }

  override componentWillUnmount(): void {
    this.leave?.();
    this.resize.disconnect();
  }

  override render({ viewPort, wanted, wide }: MinimapProps, { height }: MinimapState): VNode | null {
    const { view } = viewPort;
    if (view === null || !(wanted ?? viewPort.long)) return null;
    const { y, size } = this.window();
    const width = wide ? WIDE : NARROW;
    return (
      <div
        class="minimap"
        style={{ width: `${width}px` }}
        aria-hidden="true"
        ref={this.strip}
        onPointerDown={this.onPointerDown}
        onPointerMove={this.onPointerMove}
        onPointerUp={this.onPointerUp}
        onPointerCancel={this.onPointerUp}
      >
        <svg width={width} height={height} aria-hidden="true">
          <Marks marks={this.marksOf(view.boxes, height, wide)} wide={wide} />
          <rect class="window" x={0.5} y={y + 0.5} width={width - 2} height={Math.max(0, size - 1)} rx={2} />
        </svg>
      </div>
    );
  }

  private marksOf(boxes: Layout, height: number, wide: boolean): MapMarks {
    const key = `${height} ${wide}`;
    if (this.cache?.boxes !== boxes || this.cache.key !== key) {
      this.cache = { boxes, key, marks: mapMarks(boxes, height, wide ? WIDE : null) };
    }
    return this.cache.marks;
  }

  /** Where the view is on the strip. */
  private window(): { readonly y: number; readonly size: number } {
    const { view } = this.props.viewPort;
    const { height } = this.state;
    if (view === null || view.boxes.height === 0) return { y: 0, size: 0 };
    const scale = Math.min(1, height / view.boxes.height);
    const size = Math.min(height, Math.max(MIN_THUMB, view.height * scale));
    return { y: Math.max(0, Math.min(height - size, view.top * scale)), size };
  }

  private observe(): void {
    const strip = this.strip.current;
    if (strip === this.observed) return;
    this.resize.disconnect();
    this.observed = strip;
    if (strip !== null) this.resize.observe(strip);
  }

  private measure(): void {
    const height = this.strip.current?.clientHeight ?? 0;
    if (height !== this.state.height) this.setState({ height });
  }

  private readonly onPointerDown = (event: PointerEvent): void => {
    const strip = this.strip.current;
    if (strip === null || event.button !== 0) return;
    event.preventDefault();
    strip.setPointerCapture(event.pointerId);
    const { y, size } = this.window();
    const at = this.heightOf(event);
    // A click next to the window brings its middle there.
    this.grip = at >= y && at <= y + size ? at - y : size / 2;
    this.drag(at);
  };

  private readonly onPointerMove = (event: PointerEvent): void => {
    if (this.grip !== null) this.drag(this.heightOf(event));
  };

  private readonly onPointerUp = (): void => {
    this.grip = null;
  };

  private heightOf(event: PointerEvent): number {
    return event.clientY - (this.strip.current?.getBoundingClientRect().top ?? 0);
  }

  private drag(at: number): void {
    const { viewPort } = this.props;
    const total = viewPort.view?.boxes.height ?? 0;
    viewPort.led = true;
    const scale = total === 0 ? 1 : Math.min(1, this.state.height / total);
    if (this.state.height > 0) viewPort.scrollTo((at - (this.grip ?? 0)) / scale);
  }
}

interface MarksProps {
  readonly marks: MapMarks;
  readonly wide: boolean;
}

/** Drawn once for a picture: what moves is the thumb. */
class Marks extends PureComponent<MarksProps> {
  override render({ marks: { phases, problems, lines }, wide }: MarksProps): VNode {
    return (
      <g>
        {phases.map(({ y, height }) =>
          wide ? (
            <rect key={y} class="map-phase" x={6} y={y} width={WIDE - 12} height={height} />
          ) : (
            <path key={y} class="map-phase-line" d={`M2 ${y + 0.5}h8`} />
          ),
        )}
        {lines.map(({ kind, path }) => (
          <path key={kind} class={`map-line ${kind}`} d={path} />
        ))}
        {problems.map(({ y, severity }) => (
          <path
            key={y}
            class={`map-problem severity-${severity}`}
            d={
              severity === 'error'
                ? `M${wide ? WIDE - 8 : 2} ${y - 2}h${wide ? 6 : 8}v4h-${wide ? 6 : 8}z`
                : `M${wide ? WIDE - 5 : 6} ${y - 3}l4 6h-8z`
            }
          />
        ))}
      </g>
    );
  }
}
