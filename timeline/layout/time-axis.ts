import type { TimelineEvent, TimelinePhase } from '../types/timeline.js';
import type { BandBox } from './boxes.js';
import type { EventScene } from './event.js';
import { isShown } from './event-filter.js';
import * as m from './measures.js';
import type { AxisBox, AxisBreak, AxisPart } from './time-boxes.js';
import type { TimeGap, TimeScale } from './time-scale.js';

/** How the axis comes into a band and leaves it. */
export interface AxisEnds {
  /** The arrow of the event before, from the band's top, so negative; null if none is near. */
  readonly beforeY: number | null;
  /** Whether a line comes in from above. */
  readonly enters: boolean;
  /** The gap that the line continues through below; null if it ends. */
  readonly leaves: TimeGap | null;
  /** Whether that gap ends in the next band, so that its ruler may begin in this one. */
  readonly arrives: boolean;
}

/** The band that follows, and is the next on the way. */
export interface BandBelow {
  readonly visit: number;
  /** Index of its first event. */
  readonly first: number;
  readonly folded: boolean;
}

/** How the time axis comes into a band and leaves it. */
export function axisEnds(
  { scale, timeline, filter }: EventScene,
  above: BandBox | undefined,
  phase: TimelinePhase,
  below: BandBelow | null,
): AxisEnds {
  if (scale === null) return noAxis;
  const enters = above !== undefined && above.visit === phase.parent;
  const lastY = enters ? (above.axis?.lastY ?? null) : null;
  const isNext = (event: TimelineEvent): boolean => event.status !== 'missing' && isShown(event, filter);
  let next = below?.first ?? scale.gaps.length;
  for (let event = timeline.events[next]; event !== undefined && !isNext(event); event = timeline.events[next])
    next += 1;
  return {
    beforeY: lastY === null || above === undefined ? null : lastY - above.slotHeight,
    enters,
    leaves: scale.gaps[next] ?? null,
    arrives: below !== null && !below.folded && timeline.events[next]?.visit === below.visit,
  };
}

const noAxis: AxisEnds = { beforeY: null, enters: false, leaves: null, arrives: false };

/** Collects the time axis of one band while its rows are set one under the other. */
export class AxisBuilder {
  private readonly parts: AxisPart[] = [];
  private readonly ticks: AxisBox['ticks'][number][] = [];
  private readonly marks: number[] = [];
  private readonly breaks: AxisBreak[] = [];
  /** The arrow of the event before. */
  private beforeY: number | null;
  /** Where the next part begins; null if there is nothing before. */
  private from: number | null;

  constructor(
    private readonly x: number,
    /** Above it the band's strip covers the axis. */
    private readonly stripBottom: number,
    private readonly ends: AxisEnds,
    private readonly scale: TimeScale | null,
  ) {
    this.beforeY = ends.beforeY;
    this.from = ends.enters ? 0 : null;
  }

  /**
   * Room to leave above a row, so that its distance is proportional to the time.
   * @param y where its arrow would be without
   */
  roomAbove(gap: TimeGap, y: number): number {
    return gap.kind === 'stated' && this.beforeY !== null ? Math.max(0, this.beforeY + gap.room + gap.pixels - y) : 0;
  }

  /** An event's arrow is at `y`. */
  arrive(gap: TimeGap, y: number): void {
    if (gap.kind === 'missing') return;
    if (this.from !== null) this.lead(gap, this.from, y);
    this.ticks.push({ y, isTimeStated: gap.kind !== 'unstated' });
    this.from = y;
    this.beforeY = y;
  }

  /** The axis of the band. */
  finish(bottom: number): AxisBox {
    const { leaves, arrives } = this.ends;
    if (leaves !== null && this.from !== null) {
      if (leaves.kind === 'stated' && arrives && this.beforeY !== null) {
        const end = this.beforeY + leaves.room + leaves.pixels;
        this.ruler(leaves, this.from, end, bottom, end - leaves.pixels / 2);
      } else this.part(this.from, bottom, leaves.kind === 'unstated' ? 'unstated' : 'row');
    }
    const lastY = this.beforeY !== null && this.beforeY > 0 ? this.beforeY : null;
    return { x: this.x, parts: this.parts, ticks: this.ticks, marks: this.marks, breaks: this.breaks, lastY };
  }

  /** The axis before an arrow: first the row's own room, then the time as a ruler that ends at the arrow. */
  private lead(gap: TimeGap, from: number, y: number): void {
    if (gap.kind === 'stated' && this.beforeY !== null) this.ruler(gap, from, y, y, y - gap.pixels / 2);
    else this.part(from, y, gap.kind === 'unstated' ? 'unstated' : 'row');
  }

  /**
   * The part between `from` and `bottom` of what leads to an arrow at `end`, which may be in the next band; so may the
   * middle of the ruler, where its break is marked.
   */
  private ruler(gap: TimeGap, from: number, end: number, bottom: number, middle: number): void {
    const begin = end - gap.pixels;
    const top = Math.max(from, Math.min(begin, bottom));
    this.part(from, top, 'row');
    this.part(top, bottom, gap.cut === null ? 'scaled' : 'cut');
    if (gap.cut === null) this.mark(begin, top, bottom);
    else if (middle > from && middle <= bottom) {
      const y = Math.max(middle, this.stripBottom === 0 ? 0 : this.stripBottom + m.AXIS_BELOW_STRIP);
      this.breaks.push({ y, text: gap.cut });
    }
  }

  private part(top: number, bottom: number, style: AxisPart['style']): void {
    if (bottom > top) this.parts.push({ top, bottom, style });
  }

  private mark(begin: number, top: number, bottom: number): void {
    const step = (this.scale?.markMs ?? 0) * (this.scale?.pixelsPerMs ?? 0);
    for (let y = begin + step; step > 0 && y < bottom - 1; y += step) if (y > top) this.marks.push(y);
  }
}
