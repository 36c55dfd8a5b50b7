import type { Range, Timeline } from '../../../timeline/types/timeline.js';
import { heightOfLines, sourceAt } from './source-anchors.js';
import type { ViewPort } from './view-port.js';

/** The two ends between which scrolling is synchronized. */
export interface ScrollSyncEnds {
  /** The timeline that is shown; null if nothing is to be kept in step. */
  timeline(): Timeline | null;
  /** Sends the editor what is at the top of the picture. */
  tell(range: Range): void;
}

const pageKeys: ReadonlySet<string> = new Set(['PageUp', 'PageDown']);

/**
 * Keeps the editor and the picture at the same place. Only the user's own scrolling leads: what follows is not sent
 * back, so that the two never pull at each other.
 */
export class PageScrollSync {
  private sentRange: Range | null = null;

  constructor(
    private readonly viewPort: ViewPort,
    private readonly ends: ScrollSyncEnds,
  ) {
    viewPort.subscribe(() => this.tell());
  }

  /** Listens for what a person scrolls the picture with. */
  listen(page: Document): void {
    const lead = (): void => {
      this.viewPort.led = true;
    };
    const isPicture = (target: EventTarget | null): boolean =>
      target instanceof Element && target.closest('.diagram') !== null;
    page.addEventListener(
      'wheel',
      (event) => {
        if (!event.ctrlKey && !event.metaKey && isPicture(event.target)) lead();
      },
      { passive: true },
    );
    page.addEventListener('touchmove', (event) => isPicture(event.target) && lead(), { passive: true });
    page.addEventListener('keydown', (event) => pageKeys.has(event.key) && isPicture(event.target) && lead());
    page.addEventListener('pointerdown', (event) => {
      // The picture itself is hit by a pointer only at its scroll bars.
      if (event.target instanceof Element && event.target.matches('.diagram')) lead();
    });
  }

  /** The editor shows this part of the source now: goes there too. */
  follow(range: Range): void {
    const { view } = this.viewPort;
    const timeline = this.ends.timeline();
    if (view === null || timeline === null) return;
    this.viewPort.led = false;
    const height = heightOfLines(timeline, view.boxes, range, view.top);
    if (height !== null) this.viewPort.scrollTo(height);
  }

  private tell(): void {
    const { view, led } = this.viewPort;
    const timeline = this.ends.timeline();
    if (!led || view === null || timeline === null) return;
    const range = sourceAt(timeline, view.boxes, view.top);
    if (range === null || range.start.line === this.sentRange?.start.line) return;
    this.sentRange = range;
    this.ends.tell(range);
  }
}
