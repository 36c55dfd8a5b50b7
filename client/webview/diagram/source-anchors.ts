import { bandKey, type Layout } from '../../../timeline/index.js';
import type { Range, Timeline } from '../../../timeline/types/timeline.js';
import { sourceOf } from '../state/event-lookup.js';
import { anchorAt } from './anchors.js';

/** The place in the source of the element at a height of the picture; null if there is none. */
export function sourceAt(timeline: Timeline, boxes: Layout, height: number): Range | null {
  const place = anchorAt(boxes, height);
  const visit = boxes.bands.find(({ key }) => key === place?.band)?.visit;
  const phase = timeline.phases.find((candidate) => candidate.visit === visit);
  if (place === null || phase === undefined) return null;
  return (place.event === null ? null : sourceOf(timeline, place.event)) ?? phase.nameRange;
}

/**
 * The height in the picture of what an editor shows at its top: the first phase or message that
 * begins in these lines, otherwise the phase around them. Of a phase that is visited more than once, the visit nearest
 * to where the picture is. Null if the path has nothing of it.
 */
export function heightOfLines(timeline: Timeline, boxes: Layout, { start, end }: Range, near: number): number | null {
  const events = new Map(timeline.events.map(({ id, range }) => [id, range]));
  const phases = new Map(timeline.phases.map((phase) => [bandKey(phase), phase.range]));
  const begun: { readonly line: number; readonly y: number }[] = [];
  const around: number[] = [];
  const begins = (range: Range | null | undefined, y: number): void => {
    const line = range?.start.line ?? -1;
    if (line >= start.line && line <= end.line) begun.push({ line, y });
  };
  for (const band of boxes.bands) {
    const range = phases.get(band.key);
    if (range !== undefined && range.start.line <= start.line && range.end.line >= start.line) around.push(band.y);
    begins(range, band.y);
    for (const { id, row } of band.events) begins(events.get(id), band.y + row.y);
  }
  const first = begun.reduce((least, { line }) => Math.min(least, line), Number.POSITIVE_INFINITY);
  const heights = begun.length === 0 ? around : begun.filter(({ line }) => line === first).map(({ y }) => y);
  const distance = (y: number): number => Math.abs(y - near);
  return heights.reduce<number | null>((best, y) => (best === null || distance(y) < distance(best) ? y : best), null);
}
