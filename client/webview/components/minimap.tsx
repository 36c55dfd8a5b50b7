import { Component, createRef, type VNode } from 'preact';
import { type Layout, PureComponent } from '../../../timeline/index.js';
import { type MinimapMarks, minimapMarks } from '../minimap-marks.js';
import type { ViewPort } from '../view-port.js';

export interface MinimapProps {
  readonly viewPort: ViewPort;
  /** Null: shown where the picture is long. */
  readonly wanted: boolean | null;
}

interface MinimapState {
  /** Pixels of the strip; 0 until it has been measured. */
  readonly height: number;
}

const WIDTH = 36;
const LEAST_WINDOW = 12;

/**
 * The whole picture as a strip: its phases with their verdicts, its faults, and what one sees of it, to be dragged. For
 * the pointer alone: the outline leads to the phases by key.
 */
export class Minimap extends Component<MinimapProps, MinimapState> {
  override state: MinimapState = { height: 0 };
  readonly #strip = createRef<HTMLDivElement>();
  readonly #resize = new ResizeObserver(() => this.#measure());
  #marks: { readonly boxes: Layout; readonly height: number; readonly marks: MinimapMarks } | null = null;
  #leave: (() => void) | null = null;
  /** How far below the window's top it is held; null while it is not. */
  #grip: number | null = null;
  #observed: HTMLDivElement | null = null;

  override componentDidMount(): void {
    this.#leave = this.props.viewPort.subscribe(() => this.forceUpdate());
    this.#observe();
  }

  override componentDidUpdate(): void {
    this.#observe();
  }

  override componentWillUnmount(): void {
    this.#leave?.();
    this.#resize.disconnect();
  }

  override render({ viewPort, wanted }: MinimapProps, { height }: MinimapState): VNode | null {
    const { view } = viewPort;
    if (view === null || !(wanted ?? viewPort.long)) return null;
    const { y, size } = this.#window();
    return (
      <div
        class="minimap"
        aria-hidden="true"
        ref={this.#strip}
        onPointerDown={this.#onPointerDown}
        onPointerMove={this.#onPointerMove}
        onPointerUp={this.#onPointerUp}
        onPointerCancel={this.#onPointerUp}
      >
        <svg width={WIDTH} height={height} aria-hidden="true">
          <Marks marks={this.#marksOf(view.boxes, height)} />
          <rect class="window" x={0.5} y={y + 0.5} width={WIDTH - 1} height={Math.max(0, size - 1)} rx={2} />
        </svg>
      </div>
    );
  }

  #marksOf(boxes: Layout, height: number): MinimapMarks {
    if (this.#marks?.boxes !== boxes || this.#marks.height !== height) {
      this.#marks = { boxes, height, marks: minimapMarks(boxes, height) };
    }
    return this.#marks.marks;
  }

  /** Where the view is on the strip. */
  #window(): { readonly y: number; readonly size: number } {
    const { view } = this.props.viewPort;
    const { height } = this.state;
    if (view === null || view.boxes.height === 0) return { y: 0, size: 0 };
    const scale = height / view.boxes.height;
    const size = Math.min(height, Math.max(LEAST_WINDOW, view.height * scale));
    return { y: Math.max(0, Math.min(height - size, view.top * scale)), size };
  }

  #observe(): void {
    const strip = this.#strip.current;
    if (strip === this.#observed) return;
    this.#resize.disconnect();
    this.#observed = strip;
    if (strip !== null) this.#resize.observe(strip);
  }

  #measure(): void {
    const height = this.#strip.current?.clientHeight ?? 0;
    if (height !== this.state.height) this.setState({ height });
  }

  readonly #onPointerDown = (event: PointerEvent): void => {
    const strip = this.#strip.current;
    if (strip === null || event.button !== 0) return;
    event.preventDefault();
    strip.setPointerCapture(event.pointerId);
    const { y, size } = this.#window();
    const at = this.#heightOf(event);
    // A click beside the window brings its middle there.
    this.#grip = at >= y && at <= y + size ? at - y : size / 2;
    this.#drag(at);
  };

  readonly #onPointerMove = (event: PointerEvent): void => {
    if (this.#grip !== null) this.#drag(this.#heightOf(event));
  };

  readonly #onPointerUp = (): void => {
    this.#grip = null;
  };

  #heightOf(event: PointerEvent): number {
    return event.clientY - (this.#strip.current?.getBoundingClientRect().top ?? 0);
  }

  #drag(at: number): void {
    const { viewPort } = this.props;
    const total = viewPort.view?.boxes.height ?? 0;
    viewPort.led = true;
    if (this.state.height > 0) viewPort.scrollTo(((at - (this.#grip ?? 0)) * total) / this.state.height);
  }
}

/** Drawn once for a picture: what moves is the window. */
class Marks extends PureComponent<{ readonly marks: MinimapMarks }> {
  override render({ marks: { bands, faults } }: { readonly marks: MinimapMarks }): VNode {
    return (
      <g>
        {bands.map((band) => (
          <g key={band.y} class={`verdict-${band.verdict}`}>
            <rect class="stretch" x={5} y={band.y} width={WIDTH - 14} height={Math.max(1, band.height - 1)} rx={1} />
            <rect
              class="edge"
              x={2}
              y={band.y}
              width={edgeWidths[band.verdict]}
              height={Math.max(1, band.height - 1)}
            />
          </g>
        ))}
        {faults.map((fault) => (
          <path key={fault.y} class={`fault severity-${fault.severity}`} d={faultShape(fault.y, fault.severity)} />
        ))}
      </g>
    );
  }
}

/** Widths tell the verdicts apart as colours do. */
const edgeWidths = { conforms: 1, unjudged: 1, warnings: 3, errors: 5 } as const;

/** A cross for an error, a triangle for a warning, at the right of the strip. */
function faultShape(y: number, severity: string): string {
  const x = WIDTH - 5;
  return severity === 'error' ? `M${x - 2.5} ${y - 2.5}l5 5m0 -5l-5 5` : `M${x} ${y - 2.5}l2.8 5h-5.6z`;
}
