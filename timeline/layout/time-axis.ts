import type { AxisBox, AxisBreak, AxisPart } from './boxes.js';
import * as m from './measures.js';
import type { TimeGap } from './time-scale.js';

/** How the axis comes into a band and leaves it. */
export interface AxisEnds {
  /** The arrow of the last event whose time is known, from the band's top, so negative; null where none is near. */
  readonly knownY: number | null;
  /** Whether a line comes in from above. */
  readonly enters: boolean;
  /** How the line goes on below; null where it ends. */
  readonly leaves: 'stated' | 'unstated' | null;
}

/** Collects the time axis of one band while its rows are set one under the other. */
export class AxisBuilder {
  private readonly parts: AxisPart[] = [];
  private readonly ticks: AxisBox['ticks'][number][] = [];
  private readonly breaks: AxisBreak[] = [];
  /** The arrow of the last event whose time is known. */
  private knownY: number | null;
  /** Where the next part begins; null where there is nothing before. */
  private from: number | null;
  private unstated = false;

  constructor(
    private readonly x: number,
    private readonly ends: AxisEnds,
  ) {
    this.knownY = ends.knownY;
    this.from = ends.enters ? 0 : null;
  }

  /**
   * Room to leave above a row, so that its distance tells the time.
   * @param y where its arrow would be without
   */
  roomAbove(gap: TimeGap, y: number): number {
    const least = gap.cut === null ? 0 : m.BREAK_HEIGHT;
    const wished = gap.kind === 'stated' && this.knownY !== null ? this.knownY + gap.pixels - y : 0;
    return Math.max(least, wished);
  }

  /** An event's arrow is at `y`, and its row begins at `top`. */
  arrive(gap: TimeGap, y: number, top: number): void {
    if (gap.kind === 'missing') return;
    if (this.from !== null) this.parts.push({ top: this.from, bottom: y, style: this.style(gap, y) });
    if (gap.cut !== null) {
      const middle = top - m.BREAK_HEIGHT / 2;
      this.breaks.push({ y: middle, label: { x: this.x - m.AXIS_LABEL_GAP, y: middle + 4, text: gap.cut } });
    }
    this.ticks.push({ y, known: gap.kind !== 'unstated' });
    this.from = y;
    this.unstated = gap.kind === 'unstated';
    if (gap.kind !== 'unstated') this.knownY = y;
  }

  /** The axis of the band. */
  finish(bottom: number): AxisBox {
    const { leaves } = this.ends;
    if (leaves !== null && this.from !== null) {
      const style = leaves === 'unstated' || this.unstated ? 'unstated' : 'stretched';
      this.parts.push({ top: this.from, bottom, style });
    }
    const knownY = this.knownY !== null && this.knownY > 0 ? this.knownY : null;
    return { x: this.x, parts: this.parts, ticks: this.ticks, breaks: this.breaks, knownY };
  }

  private style(gap: TimeGap, y: number): AxisPart['style'] {
    if (gap.kind === 'unstated' || this.unstated) return 'unstated';
    if (gap.cut !== null) return 'cut';
    const isTrue = this.knownY !== null && Math.abs(y - this.knownY - gap.pixels) <= 1;
    return isTrue ? 'scaled' : 'stretched';
  }
}
