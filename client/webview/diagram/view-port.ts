import type { Layout } from '../../../timeline/index.js';

/** The visible part of the picture, in the picture's own pixels. */
export interface PictureView {
  readonly boxes: Layout;
  /** The height at which the view begins, from the top of the first band. */
  readonly top: number;
  readonly height: number;
}

/** Where the picture is scrolled to, for all that shows it or follows it. It changes far more often than the page. */
export class ViewPort {
  private readonly listeners = new Set<() => void>();
  private scroll: ((top: number) => void) | null = null;
  /** Null while there is no picture. */
  view: PictureView | null = null;
  /**
   * Whether the picture is so long that a small one of all of it helps: three screens. Then it stays so for two: the
   * small one takes room, and the picture may become shorter by that.
   */
  long = false;
  /** Whether a person has scrolled it there, not the page itself, and not the editor. */
  led = false;

  /** Says what is seen now. */
  report(view: PictureView | null): void {
    const { boxes, top, height } = this.view ?? {};
    if (view !== null && boxes === view.boxes && top === view.top && height === view.height) return;
    this.view = view;
    this.long = view !== null && view.boxes.height > (this.long ? 2 : 3) * view.height;
    for (const listener of this.listeners) listener();
  }

  /** Publishes the scroll position of the picture; null if there is no picture any more. */
  provide(scroll: ((top: number) => void) | null): void {
    this.scroll = scroll;
  }

  /** Scrolls so that the view begins at a height. */
  scrollTo(top: number): void {
    this.scroll?.(top);
  }

  /** Listens to every change of the view; what it returns ends that. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

/** The key of the band in view; at the very end, of the last one. */
export function bandInView({ boxes: { bands, height: total }, top, height }: PictureView): string | null {
  if (top > 0 && top + height >= total - 1) return bands.at(-1)?.key ?? null;
  const line = top + Math.min(80, height / 4);
  return bands.findLast((band) => band.y <= line)?.key ?? bands[0]?.key ?? null;
}
