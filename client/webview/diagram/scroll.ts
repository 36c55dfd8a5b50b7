import type { Layout } from '../../../timeline/index.js';
import { anchorAt, type DiagramAnchor, heightOf, type Stretch } from './anchors.js';

/** Free room that is kept around what is brought into view. */
const AIR = 12;
/** Room for the strip of a phase and for a message with its state and its problem, in CSS px. */
const MIN_ROOM = 132;

/** Moves the view over the picture. Knows the picture from its boxes, so also what is not drawn at the moment. */
export class PictureScroll {
  constructor(
    private readonly scroller: HTMLElement,
    private readonly boxes: Layout,
    private readonly zoom: number,
  ) {}

  /** Whether the panel is so low that the heads would leave no room for a phase and a message: they scroll away then. */
  get isLow(): boolean {
    return this.scroller.clientHeight < this.boxes.headerHeight * this.zoom + MIN_ROOM;
  }

  /** The visible range of the bands, in the picture's own pixels. */
  get top(): number {
    return this.scroller.scrollTop / this.zoom;
  }

  get height(): number {
    return this.scroller.clientHeight / this.zoom - this.boxes.headerHeight;
  }

  /** Scrolls as little as it takes to show a stretch; nothing if it is in sight. */
  bringIntoView(stretch: Stretch, options: { readonly toTop: boolean; readonly behavior: 'smooth' | 'instant' }): void {
    const { scroller, zoom } = this;
    const above = this.isLow ? -this.boxes.headerHeight : options.toTop ? 0 : this.stripAbove(stretch);
    const top = (stretch.top - above) * zoom - AIR;
    const bottom = (stretch.bottom - this.height) * zoom + AIR;
    const left = stretch.left * zoom - AIR;
    const right = stretch.right * zoom - scroller.clientWidth + AIR;
    const y = options.toTop ? top : Math.min(Math.max(scroller.scrollTop, bottom), top);
    const x = Math.min(Math.max(scroller.scrollLeft, right), left);
    scroller.scrollTo({ top: y, left: x, behavior: isStill() ? 'instant' : options.behavior });
  }

  /** The height that the strip of its phase covers at the top of the view, if a stretch is below that strip. */
  private stripAbove({ top }: Stretch): number {
    const band = this.boxes.bands.findLast(({ y }) => y <= top);
    const height = band?.strip.area.height ?? 0;
    return band !== undefined && top >= band.y + height ? height : 0;
  }

  /** The element at a height of the view, in CSS px from its top. */
  anchorAt(y: number): DiagramAnchor | null {
    return anchorAt(this.boxes, (this.scroller.scrollTop + y) / this.zoom - this.boxes.headerHeight);
  }

  /** Scrolls so that a place is at that height. */
  putAt(place: DiagramAnchor, y: number): void {
    const height = heightOf(this.boxes, place);
    if (height !== null) this.scroller.scrollTop = (height + this.boxes.headerHeight) * this.zoom - y;
  }
}

/** Whether the user wants reduced motion; the editor has a setting of its own for it. */
function isStill(): boolean {
  const prefersReducedMotion = matchMedia('(prefers-reduced-motion: reduce)').matches;
  return prefersReducedMotion || document.body.classList.contains('vscode-reduce-motion');
}
