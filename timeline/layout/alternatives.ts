import { guardText, restText } from '../text/operand-text.js';
import { durationText } from '../types/duration.js';
import type { Timeline, TimelineOperand } from '../types/timeline.js';
import type { TextLine } from './box.js';
import type { ContinuationBox, GuardBox, RailBox } from './boxes.js';
import type { EventScene } from './event.js';
import type { FrameMark, FramePlan, OperandMark } from './frame-plan.js';
import * as m from './measures.js';
import { alternativeTag, leadingOperand, restOperands } from './strip-words.js';
import type { TextMeasure } from './text-metrics.js';

/** The positions of the alternatives around a band in its slot. */
export interface AlternativePlace {
  /** Number of brackets around the band; 0 above the first one. */
  readonly depth: number;
  /** The marks before the band, and after it. */
  readonly before: readonly FrameMark[];
  readonly after: readonly FrameMark[];
}

/** The content below a band, and the brackets next to both. */
export interface AlternativeBoxes {
  readonly continuations: readonly ContinuationBox[];
  readonly rails: readonly RailBox[];
  /** Where the next band can begin. */
  readonly bottom: number;
}

interface OpenRail {
  readonly top: number;
  readonly startKnee: number;
  readonly dividers: number[];
}

/**
 * The open brackets around alternatives, and those alternatives below a band in which nothing new is drawn.
 * @param height the height of the band itself
 */
export function layOutAlternatives(scene: EventScene, place: AlternativePlace, height: number): AlternativeBoxes {
  const { form } = scene;
  const continuations: ContinuationBox[] = [];
  const rails: RailBox[] = [];
  const knee = railStep(scene) - m.ALTERNATIVE_GAP;
  const open = new Map<number, OpenRail>();
  const own = leadingOperand(place.before);
  for (let depth = 0; depth < place.depth; depth++) {
    const begins = own?.depth === depth;
    const opens = begins && own.kind === 'open';
    open.set(depth, { top: 0, startKnee: opens ? knee : 0, dividers: begins && own.kind === 'next' ? [0] : [] });
  }
  const close = (depth: number, bottom: number, ends: boolean): void => {
    const rail = open.get(depth);
    open.delete(depth);
    if (rail === undefined || bottom <= rail.top) return;
    const { top, startKnee, dividers } = rail;
    const right = form.width;
    rails.push({
      key: String(depth),
      x: railX(scene, depth),
      top,
      bottom,
      startKnee,
      endKnee: ends ? knee : 0,
      dividers,
      right,
    });
  };
  let y = height;
  for (const mark of place.after) {
    if (mark.kind === 'close') {
      close(mark.depth, y - m.ALTERNATIVE_GAP, true);
      continue;
    }
    if (mark.operand.visits !== null) continue;
    if (mark.kind === 'open') open.set(mark.depth, { top: y, startKnee: knee, dividers: [] });
    else open.get(mark.depth)?.dividers.push(y);
    const continuation = layOutContinuation(scene, mark, y);
    continuations.push(continuation);
    y += form.kind === 'list' ? m.LIST_REST_HEIGHT + guardMore(continuation.guard) : m.REST_HEIGHT;
  }
  if (continuations.length > 0) y += m.ALTERNATIVE_GAP;
  for (const depth of [...open.keys()]) close(depth, y, false);
  return { continuations, rails, bottom: y };
}

function railStep({ form }: EventScene): number {
  return form.kind === 'list' ? m.LIST_ALTERNATIVE_INDENT : m.ALTERNATIVE_INDENT;
}

function railX(scene: EventScene, depth: number): number {
  const first = scene.form.kind === 'list' ? 4.5 : 6.5;
  return Math.min(depth, m.MAX_INDENTS - 1) * railStep(scene) + first;
}

/** The position of the line that says what leads into an alternative. */
export interface GuardPlace {
  readonly x: number;
  readonly y: number;
  readonly right: number;
  /** The title above it, which may already name the phase; null if there is none. */
  readonly title: string | null;
}

/** The line that says what leads into an alternative. */
export function layOutGuard(mark: OperandMark, place: GuardPlace, measure: TextMeasure): GuardBox {
  const { x, y, right } = place;
  const tag = alternativeTag(mark);
  const tagWidth = Math.ceil(measure.width(tag, m.SMALL_BOLD_TEXT));
  const textX = x + tagWidth + m.DETAILS_GAP;
  const whole = guardText(mark.operand, place.title);
  const fits = measure.width(whole, m.SMALL_TEXT) <= right - textX;
  const name = mark.operand.phase ?? 'end';
  const wrapped = fits ? [whole] : measure.wrap(name === place.title ? whole : name, m.SMALL_TEXT, right - textX, 2);
  const [text = { x: textX, y, text: '', width: 0 }, more = null] = wrapped.map(
    (line, index): TextLine => ({
      x: textX,
      y: y + index * m.STRIP_LINE,
      text: line,
      width: Math.ceil(measure.width(line, m.SMALL_TEXT)),
    }),
  );
  const width = Math.max(text.width, more?.width ?? 0);
  return {
    fragment: mark.fragment,
    index: mark.index,
    box: { x: x - 4, y: y - 12, width: textX + width - x + 8, height: 16 + guardMore({ more }) },
    tag: { x, y, text: tag, width: tagWidth },
    text,
    more,
    title: guardTitle(mark.operand),
  };
}

/** What the second line of a guard adds to its height. */
export function guardMore(guard: Pick<GuardBox, 'more'> | null): number {
  return guard?.more == null ? 0 : m.STRIP_LINE;
}

function layOutContinuation(scene: EventScene, mark: OperandMark, top: number): ContinuationBox {
  const { timeline, measure, form } = scene;
  const list = form.kind === 'list';
  const { continuesAtVisit, phase } = mark.operand;
  const depth = Math.min(mark.depth, m.MAX_INDENTS - 1);
  const guardX = list ? form.wordsX : m.AXIS_X + depth * m.ALTERNATIVE_INDENT + 8 - m.ALTERNATIVE_INDENT;
  const guardRight = list ? form.right : (form.laneXs[0] ?? form.right) - m.CLEAR - m.BAR_WIDTH / 2;
  const whole = restText(timeline, mark.fragment, mark.operand);
  const guardPlace = { x: Math.max(guardX, m.PADDING), y: top + 18, right: guardRight, title: null };
  const guard = layOutGuard(mark, guardPlace, measure);
  const x = form.chips.left;
  const y = top + (list ? 26 + guardMore(guard) : 2);
  const link = continuesAtVisit !== null;
  const before = m.CHIP_PADDING + (link ? m.ICON + 2 : 0);
  const room = form.chips.right - x - before - m.CHIP_PADDING;
  const text = measure.shorten(list && link ? (phase ?? whole) : whole, m.SMALL_TEXT, room);
  const width = Math.ceil(measure.width(text, m.SMALL_TEXT));
  const isSelf = continuesAtVisit === (timeline.fragments[mark.fragment]?.after ?? null);
  return {
    guard,
    continuesAtVisit,
    box: { x, y, width: width + before + m.CHIP_PADDING, height: m.CHIP_HEIGHT },
    icon: link
      ? { name: isSelf ? 'refresh' : 'arrow-up', box: { x: x + 9, y: y + 5, width: m.ICON, height: m.ICON } }
      : null,
    text: { x: x + before, y: y + 16, text, width },
    title: link ? `${whole.charAt(0).toUpperCase()}${whole.slice(1)}: go there` : whole,
  };
}

/** The widest text of an alternative in which nothing new is drawn, with its chip. */
export function widestRest(timeline: Timeline, { marks }: FramePlan, measure: TextMeasure): number {
  const texts = marks.flatMap(restOperands).map(({ fragment, operand }) => restText(timeline, fragment, operand));
  const width = texts.reduce((most, text) => Math.max(most, measure.width(text, m.SMALL_TEXT)), 0);
  return width === 0 ? 0 : Math.ceil(width) + 2 * m.CHIP_PADDING + m.ICON + 2;
}

function guardTitle({ phase, delayMs }: TimelineOperand): string {
  const after = delayMs === null ? '' : `, after ${durationText(delayMs)}`;
  return phase === null ? 'Show the path that ends here' : `Show the path that continues with ${phase}${after}`;
}
