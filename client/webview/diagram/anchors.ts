import type { Layout } from '../../../timeline/index.js';
import type { ScrollTarget } from './scroll-target.js';

/** A stretch of the picture in its own pixels, from the top of the first band. */
export interface Stretch {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Where an event is drawn; null if it is not, being folded away or hidden. */
export function eventStretch(boxes: Layout, id: string): Stretch | null {
  for (const band of boxes.bands) {
    const event = band.events.find((candidate) => candidate.id === id);
    if (event === undefined) continue;
    const top = band.y + event.row.y;
    const { x, width } = event.label.box;
    return { top, bottom: top + event.row.height, left: x, right: x + width };
  }
  return null;
}

/** Where the element to scroll into view is drawn; null if it is not. */
export function stretchOf(boxes: Layout, { kind, id }: ScrollTarget): Stretch | null {
  switch (kind) {
    case 'event':
      return eventStretch(boxes, id);
    case 'band':
      return bandStretch(boxes, id);
    case 'remark':
      return null;
  }
}

/** Where the head of a band is drawn. */
function bandStretch(boxes: Layout, key: string): Stretch | null {
  const band = boxes.bands.find((candidate) => candidate.key === key);
  if (band === undefined) return null;
  // Flow-level remarks are above the first one, and are shown with it.
  const top = band === boxes.bands[0] ? 0 : band.y;
  return { top, bottom: band.y + band.strip.area.height, left: 0, right: 0 };
}

/** Where the band of one of these visits is drawn: the one nearest to a height. */
export function nearestBand(boxes: Layout, visits: readonly number[], y: number): Stretch | null {
  const bands = boxes.bands.filter(({ visit }) => visits.includes(visit));
  const distance = (band: { readonly y: number }): number => Math.abs(band.y - y);
  const [first, ...rest] = bands;
  if (first === undefined) return null;
  const nearest = rest.reduce((best, band) => (distance(band) < distance(best) ? band : best), first);
  return bandStretch(boxes, nearest.key);
}

/** A place that can be found again after the picture was laid out again. */
export interface DiagramAnchor {
  readonly band: string;
  /** Null for the band's head, or if there is no event. */
  readonly event: string | null;
  /** Pixels below the top of that. */
  readonly below: number;
}

/** The element at a height; null above and below the bands. */
export function anchorAt(boxes: Layout, y: number): DiagramAnchor | null {
  const band = boxes.bands.find((candidate) => y >= candidate.y && y < candidate.y + candidate.slotHeight);
  if (band === undefined) return null;
  const event = band.events.findLast((candidate) => band.y + candidate.row.y <= y);
  return { band: band.key, event: event?.id ?? null, below: y - band.y - (event?.row.y ?? 0) };
}

/** The height at which a place is drawn now; that of its band if the event is gone. */
export function heightOf(boxes: Layout, place: DiagramAnchor): number | null {
  const band = boxes.bands.find((candidate) => candidate.key === place.band);
  if (band === undefined) return null;
  const event = band.events.find((candidate) => candidate.id === place.event);
  if (event === undefined && place.event !== null) return band.y;
  return band.y + (event?.row.y ?? 0) + place.below;
}
