import type { AxisBox, AxisBreak, AxisPart } from './boxes.js';
import * as m from './measures.js';
import type { TimeGap, TimeScale } from './time-scale.js';

/** How the axis comes into a band and leaves it. */
export interface AxisEnds {
  /** The arrow of the event before, from the band's top, so negative; null where none is near. */
  readonly beforeY: number | null;
  /** Whether a line comes in from above. */
  readonly enters: boolean;
  /** How the line goes on below; null where it ends. */
  readonly leaves: 'stated' | 'unstated' | null;
}

/** Collects the time axis of one band while its rows are set one under the other. */
export class AxisBuilder {
  private readonly parts: AxisPart[] = [];
  private readonly ticks: AxisBox['ticks'][number][] = [];
  private readonly marks: number[] = [];
  private readonly breaks: AxisBreak[] = [];
  /** The arrow of the event before. */
  private beforeY: number | null;
  /** Where the next part begins; null where there is nothing before. */
  private from: number | null;

  constructor(
    private readonly x: number,
    private readonly ends: AxisEnds,
    private readonly scale: TimeScale | null,
  ) {
    this.beforeY = ends.beforeY;
    this.from = ends.enters ? 0 : null;
  }

  /**
   * Room to leave above a row, so that its distance tells the time.
   * @param y where its arrow would be without
   */
  roomAbove(gap: TimeGap, y: number): number {
    return gap.kind === 'stated' && this.beforeY !== null ? Math.max(0, this.beforeY + gap.room + gap.pixels - y) : 0;
  }

  /** An event's arrow is at `y`. */
  arrive(gap: TimeGap, y: number): void {
    if (gap.kind === 'missing') return;
    if (this.from !== null) this.lead(gap, this.from, y);
    this.ticks.push({ y, known: gap.kind !== 'unstated' });
    this.from = y;
    this.beforeY = y;
  }

  /** The axis of the band. */
  finish(bottom: number): AxisBox {
    const { leaves } = this.ends;
    if (leaves !== null && this.from !== null) {
      this.parts.push({ top: this.from, bottom, style: leaves === 'unstated' ? 'unstated' : 'row' });
    }
    const { x, parts, ticks, marks, breaks } = this;
    const lastY = this.beforeY !== null && this.beforeY > 0 ? this.beforeY : null;
    return { x, parts, ticks, marks, breaks, lastY };
  }

  /** What leads to an arrow: first the row's own room, then the time as a ruler that ends at the arrow. */
  private lead(gap: TimeGap, from: number, y: number): void {
    const told = gap.kind === 'stated' && this.beforeY !== null;
    if (!told) {
      this.parts.push({ top: from, bottom: y, style: gap.kind === 'unstated' ? 'unstated' : 'row' });
      return;
    }
    const top = Math.max(from, y - gap.pixels);
    this.parts.push({ top: from, bottom: top, style: 'row' });
    if (gap.pixels === 0) return;
    this.parts.push({ top, bottom: y, style: gap.cut === null ? 'scaled' : 'cut' });
    if (gap.cut === null) this.mark(top, y);
    else {
      const middle = (top + y) / 2;
      this.breaks.push({ y: middle, label: { x: this.x - m.AXIS_LABEL_GAP, y: middle + 4, text: gap.cut } });
    }
  }

  private mark(top: number, bottom: number): void {
    const step = (this.scale?.markMs ?? 0) * (this.scale?.pixelsPerMs ?? 0);
    for (let y = top + step; step > 0 && y < bottom - 1; y += step) this.marks.push(y);
  }
}
