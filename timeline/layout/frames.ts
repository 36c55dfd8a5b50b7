import { durationText } from '../text/duration.js';
import { operandRest, operandSign } from '../text/operand-text.js';
import type { Timeline, TimelineOperand } from '../types/timeline.js';
import type { FrameSide, StripBox } from './boxes.js';
import type { FrameMark, OperandMark } from './frame-plan.js';
import * as m from './measures.js';
import type { TextMeasure } from './text-metrics.js';

const TAG = 'alt';

/** How far the content of so many frames is drawn in from the edges of the picture. */
export function frameInset(depth: number): { readonly left: number; readonly right: number } {
  const steps = Math.min(depth, m.FRAME_STEPS);
  return { left: steps * m.FRAME_INDENT_LEFT, right: steps * m.FRAME_INDENT_RIGHT };
}

/** What stands under a band, or above the first one. */
export interface FrameGap {
  readonly strips: readonly StripBox[];
  readonly sides: readonly FrameSide[];
  /** Where the next band can begin. */
  readonly bottom: number;
}

/** What frames need to know of the picture. */
export interface FrameScene {
  readonly timeline: Timeline;
  readonly measure: TextMeasure;
  readonly width: number;
  /** What can be seen at once; the picture may be wider. */
  readonly viewWidth: number;
}

/**
 * The strips between two bands: where frames end, go on with the next operand, or begin.
 * @param depth how many frames stand around the band above
 * @param top where the band above ends; 0 where there is none
 */
export function layOutFrames(scene: FrameScene, marks: readonly FrameMark[], depth: number, top: number): FrameGap {
  const strips: StripBox[] = [];
  const sides: FrameSide[] = [];
  /** By depth: where the side of a frame that is open begins. */
  const open = new Map(Array.from({ length: depth }, (_, at) => [at, 0]));
  const close = (at: number, y: number): void => {
    const from = open.get(at);
    if (from !== undefined && y > from) sides.push({ ...edges(scene, at), top: from, bottom: y });
    open.delete(at);
  };
  let y = marks.length === 0 ? top : top + m.FRAME_GAP;
  for (const mark of marks) {
    const { left, right } = edges(scene, mark.depth);
    if (mark.kind === 'close') {
      strips.push({ kind: 'close', key: `${mark.fragment}`, left, right, y, tag: null, operand: null });
      close(mark.depth, y);
      y += m.FRAME_GAP;
      continue;
    }
    if (mark.kind === 'open') open.set(mark.depth, y);
    const box = tagBox(left, y, scene.measure);
    const tag = mark.kind === 'open' ? box : null;
    const operand = layOutOperand(scene, mark, left + box.box.width + 8, y);
    strips.push({ kind: mark.kind, key: `${mark.fragment} ${mark.index}`, left, right, y, tag, operand });
    y += m.STRIP_HEIGHT;
  }
  const bottom = marks.length === 0 ? top + m.BAND_GAP : y + m.FRAME_GAP;
  for (const at of [...open.keys()]) close(at, bottom);
  return { strips, sides, bottom };
}

function edges({ width }: FrameScene, depth: number): { readonly left: number; readonly right: number } {
  const inset = frameInset(depth);
  return { left: inset.left + m.FRAME_LINE, right: width - inset.right - m.FRAME_LINE };
}

function tagBox(left: number, y: number, measure: TextMeasure): NonNullable<StripBox['tag']> {
  const width = Math.ceil(measure.width(TAG, m.SMALL_BOLD_TEXT)) + 20;
  return { box: { x: left, y, width, height: m.TAG_HEIGHT }, text: { x: left + 7, y: y + 13, text: TAG } };
}

function layOutOperand(scene: FrameScene, mark: OperandMark, x: number, y: number): StripBox['operand'] {
  const { timeline, measure } = scene;
  const { operand, fragment, index } = mark;
  const rest = operandRest(timeline, operand);
  const right = scene.viewWidth - m.PADDING;
  const text = measure.shorten(operandSign(operand), m.SMALL_BOLD_TEXT, Math.max(40, right - x - 12));
  const width = Math.ceil(measure.width(text, m.SMALL_BOLD_TEXT)) + 12;
  const boxY = y + 3;
  const baseline = boxY + 14;
  const restX = x + width + 6;
  const restText = rest === null ? '' : measure.shorten(rest, m.SMALL_TEXT, Math.max(0, right - restX - m.ICON - 20));
  const restWidth = Math.ceil(measure.width(restText, m.SMALL_TEXT));
  const fits = rest !== null && restText.length > 1;
  const link = operand.again !== null;
  const before = link ? m.ICON + 10 : 4;
  return {
    fragment,
    index,
    guard: { box: { x, y: boxY, width, height: m.GUARD_HEIGHT }, text: { x: x + 6, y: baseline, text } },
    title: guardTitle(operand),
    again: operand.again,
    rest: fits
      ? {
          box: { x: restX, y: boxY, width: restWidth + before + 10, height: m.GUARD_HEIGHT },
          icon: link ? { x: restX + 7, y: boxY + 3, width: m.ICON, height: m.ICON } : null,
          text: { x: restX + before, y: baseline, text: restText },
          title: link ? `${rest.charAt(0).toUpperCase()}${rest.slice(1)}: go there` : rest,
        }
      : null,
  };
}

function guardTitle({ phase, delayMs }: TimelineOperand): string {
  const after = delayMs === null ? '' : `, after ${durationText(delayMs)}`;
  return phase === null ? 'Show the path that ends here' : `Show the path that goes on with ${phase}${after}`;
}
