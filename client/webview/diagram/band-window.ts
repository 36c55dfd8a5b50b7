import type { BandBox } from '../../../timeline/index.js';
import type { Timeline } from '../../../timeline/types/timeline.js';

/** Number of events up to which all are drawn, so that programs that read the page find them. */
const ALL_DRAWN = 400;
/** The window moves in strides, in CSS px, so that it seldom moves while scrolling. */
const STRIDE = 120;
/** How far the window reaches beyond the view, in CSS px. */
const MARGINS = { 'at rest': 360, hurried: 120 } as const;

/** Whether a view moves too fast to draw more than it shows. */
export type Pace = keyof typeof MARGINS;

/** The stretch of the picture that is drawn, in the picture's own pixels from the top of the first band. */
export interface BandWindow {
  readonly top: number;
  readonly bottom: number;
}

/** Draws everything. */
export const wholePicture: BandWindow = { top: Number.NEGATIVE_INFINITY, bottom: Number.POSITIVE_INFINITY };

/** Whether only the bands near the view are drawn. Never with a screen reader, which reads all of them. */
export function isWindowed(timeline: Timeline): boolean {
  return timeline.events.length > ALL_DRAWN && !document.body.classList.contains('vscode-using-screen-reader');
}

/**
 * The window around a view; the same numbers while the view moves within a stride.
 * @param pace while the view is `hurried`, there is time for little more than it shows
 */
export function windowAround(top: number, height: number, pace: Pace = 'at rest'): BandWindow {
  const margin = MARGINS[pace];
  return {
    top: Math.floor((top - margin) / STRIDE) * STRIDE,
    bottom: Math.ceil((top + height + margin) / STRIDE) * STRIDE,
  };
}

/** Whether a part of a band is in the window. */
export function isInWindow(band: BandBox, { top, bottom }: BandWindow): boolean {
  return band.y < bottom && band.y + band.slotHeight > top;
}

const sliced = new WeakMap<BandBox, { readonly window: BandWindow; readonly keep: string | null; band: BandBox }>();

/**
 * A band with those of its events that are in the window; a small one has all. Asked again for the same, it gives the
 * same value.
 * @param keep an event that stays wherever it is
 */
export function bandInWindow(band: BandBox, window: BandWindow, keep: string | null): BandBox {
  if (window === wholePicture || (band.y >= window.top && band.y + band.slotHeight <= window.bottom)) return band;
  const lastSlice = sliced.get(band);
  if (lastSlice?.window === window && lastSlice.keep === keep) return lastSlice.band;
  const events = band.events.filter(({ id, row }) => {
    const y = band.y + row.y;
    return id === keep || (y < window.bottom && y + row.height > window.top);
  });
  const result = { ...band, events };
  sliced.set(band, { window, keep, band: result });
  return result;
}
