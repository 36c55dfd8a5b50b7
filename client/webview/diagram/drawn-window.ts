import { type BandWindow, type Pace, windowAround } from './band-window.js';
import type { PictureView } from './view-port.js';

/** Idle time after scrolling or zooming before deferred bands are drawn, in ms. */
export const REST_MS = 150;
/** A view that has moved farther than this since it was last looked at moves too fast for more than what it shows. */
const FAST = 300;

/** Chooses the window that is drawn while the view moves: bands near it, or only those in it while it moves fast. */
export class DrawnWindow {
  private seenTop = 0;
  private resting: ReturnType<typeof setTimeout> | undefined;

  /** @param onRest called when the view has come to rest after it moved fast */
  constructor(private readonly onRest: () => void) {}

  /**
   * The window for a view.
   * @param pace `hurried` if there is time for little anyway
   * @returns null if the present window is enough for now
   */
  next({ top, height }: Pick<PictureView, 'top' | 'height'>, present: BandWindow, pace: Pace): BandWindow | null {
    this.stop();
    const isHurried = pace === 'hurried' || Math.abs(top - this.seenTop) > FAST;
    this.seenTop = top;
    if (!isHurried) return windowAround(top, height);
    this.resting = setTimeout(this.onRest, REST_MS);
    const isCovered = top >= present.top && top + height <= present.bottom;
    return isCovered ? null : windowAround(top, height, 'hurried');
  }

  /** Ends waiting for the view to come to rest. */
  stop(): void {
    clearTimeout(this.resting);
  }
}
