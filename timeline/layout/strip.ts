import { verdictText } from '../text/counts.js';
import { phaseFrequencyMark, phaseFrequencyText } from '../text/frequency-text.js';
import { modelPhaseText } from '../text/model-phase-text.js';
import { counted } from '../types/counted.js';
import type { TimelinePhase } from '../types/timeline.js';
import { guardMore, layOutGuard } from './alternatives.js';
import type { TextLine } from './box.js';
import type { StripBox } from './boxes.js';
import type { EventScene } from './event.js';
import { indentOf } from './form.js';
import type { OperandMark } from './frame-plan.js';
import * as m from './measures.js';
import { stripTitle, wrapTitle } from './strip-words.js';
import type { TextStyle } from './text-metrics.js';

/** The facts that the strip of a phase shows besides the phase itself. */
export interface StripFacts {
  readonly folded: boolean;
  readonly problems: number;
  readonly messages: number;
  /** How many of them the filter leaves, and how many are drawn faintly. */
  readonly shown: number;
  readonly faint: number;
  /** Which of several visits of the phase it is, `2 of 3`; null if there is one. */
  readonly round: string | null;
  /** The timer of a timeout in words; null for other phases. */
  readonly clock: string | null;
  /** Number of alternatives around it. */
  readonly depth: number;
  /** The alternative that it begins; null if it begins none. */
  readonly operand: OperandMark | null;
}

const MAX_LIST_TITLE_LINES = 6;
const MAX_LIST_MODEL_LINES = 3;

/**
 * The strip that a phase begins with: fold mark and title at the left, the model's phase and the verdict at the right.
 */
export function layOutStrip(scene: EventScene, phase: TimelinePhase, facts: StripFacts): StripBox {
  const verdict = layOutVerdict(scene, phase, facts.problems);
  return scene.form.kind === 'list'
    ? listStrip(scene, phase, facts, verdict)
    : diagramStrip(scene, phase, facts, verdict);
}

type VerdictBoxes = Pick<StripBox, 'verdictIcon' | 'verdict'> & { readonly left: number };

function diagramStrip(scene: EventScene, phase: TimelinePhase, facts: StripFacts, verdict: VerdictBoxes): StripBox {
  const { timeline, measure, form } = scene;
  const indent = indentOf(facts.depth);
  const x = m.AXIS_X + indent;
  const titleRight = (form.laneXs[0] ?? form.right) - m.BAR_WIDTH / 2 - m.CLEAR;
  const title = wrapTitle(stripTitle(timeline, phase, measure).text, titleRight - x, 2, measure).map(
    (text, index): TextLine => line(scene, text, m.TITLE_TEXT, x, m.STRIP_BASELINE + index * m.STRIP_LINE),
  );
  const below = m.STRIP_BASELINE + title.length * m.STRIP_LINE + 1;
  const guard =
    facts.operand === null
      ? null
      : layOutGuard(facts.operand, { x, y: below, right: titleRight, title: phase.title ?? phase.name }, measure);
  const least = facts.depth > 0 ? m.STRIP_OF_ALTERNATIVE : m.STRIP_HEIGHT;
  const height = Math.max(m.STRIP_HEIGHT + (title.length - 1 + (guard === null ? 0 : 1)) * m.STRIP_LINE, least);
  const lastBar = form.intervals.at(-1) ?? form.chips;
  // Right of the last bar, otherwise in the widest interval.
  const words = modelWords(phase);
  const rightOfBars = { left: lastBar.left, right: verdict.left - m.CLEAR };
  const content = contentText(phase, facts);
  const fitted = [rightOfBars, form.chips].map((room) =>
    fitFromRight(scene, words, content, { left: room.left, right: Math.min(room.right, verdict.left - m.CLEAR) }),
  );
  const [first, second] = fitted;
  const chosen = first !== undefined && (first.model.length > 0 || words.length === 0) ? first : (second ?? first);
  return {
    area: { x: indent === 0 ? 0 : indent, y: 0, width: form.width - indent, height },
    chevron: { x: m.CHEVRON_X + indent, y: 9, width: m.ICON, height: m.ICON },
    title,
    guard,
    verdictIcon: verdict.verdictIcon,
    verdict: verdict.verdict,
    model: chosen?.model ?? [],
    content: chosen?.content ?? null,
    summary: summaryOf(phase, facts),
  };
}

function listStrip(scene: EventScene, phase: TimelinePhase, facts: StripFacts, verdict: VerdictBoxes): StripBox {
  const { timeline, measure, form } = scene;
  const x = form.wordsX;
  const besideVerdict = verdict.left - m.CLEAR;
  const words = stripTitle(timeline, phase, measure).text;
  // The verdict is below a title that has a word too long for the room next to it.
  const isBelow = measure.widestPart(words, m.TITLE_TEXT) > besideVerdict - x;
  const titleRoom = (isBelow ? form.right : besideVerdict) - x;
  const lowerRight = isBelow ? besideVerdict : form.right;
  const lines = wrapTitle(words, titleRoom, MAX_LIST_TITLE_LINES, measure);
  const title = lines.map((text, index) => line(scene, text, m.TITLE_TEXT, x, m.STRIP_BASELINE + index * m.STRIP_LINE));
  const below = m.STRIP_BASELINE + title.length * m.STRIP_LINE;
  const guard =
    facts.operand === null
      ? null
      : layOutGuard(facts.operand, { x, y: below, right: lowerRight, title: phase.title ?? phase.name }, measure);
  const content = contentText(phase, facts);
  const fits = (text: string): boolean => measure.width(text, m.SMALL_TEXT) <= lowerRight - x;
  const linesOf = (model: string): string[] => {
    const parts = [model, content].filter((text) => text !== '');
    return fits(parts.join(' · ')) ? [parts.join(' · ')] : parts;
  };
  const whole = linesOf(modelWords(phase).at(-1)?.text ?? '');
  // The summary names the model too, if several are followed and there is no room for it.
  const short =
    phase.model === undefined || whole.every(fits) ? whole : linesOf(phase.modelPhaseTitle ?? phase.modelPhase ?? '');
  const second = guard === null ? short.filter((text) => text !== '') : [];
  const hasSecond = isBelow || guard !== null || second.length > 0;
  const model = second
    .flatMap((text) => measure.wrap(text, m.SMALL_TEXT, lowerRight - x, MAX_LIST_MODEL_LINES))
    .map((text, index) => ({ ...line(scene, text, m.SMALL_TEXT, x, below + index * m.STRIP_LINE), strong: false }));
  const secondLines = Math.max(hasSecond ? 1 : 0, model.length);
  const rails = Math.min(facts.depth, m.MAX_INDENTS) * m.LIST_ALTERNATIVE_INDENT;
  return {
    area: {
      x: rails,
      y: 0,
      width: form.width - rails,
      height: m.STRIP_HEIGHT + (title.length + secondLines - 1) * m.STRIP_LINE - (hasSecond ? 2 : 0) + guardMore(guard),
    },
    chevron: { x: form.timesX - 4, y: 9, width: m.ICON, height: m.ICON },
    title,
    guard,
    ...lowered(verdict, isBelow ? below - m.STRIP_BASELINE : 0),
    model,
    content: null,
    summary: summaryOf(phase, facts),
  };
}

/** At the right edge: a check mark, or the number of problems, or why the phase is not judged. */
function layOutVerdict({ timeline, form, measure }: EventScene, phase: TimelinePhase, problems: number): VerdictBoxes {
  const { right } = form;
  const last = form.intervals.at(-1) ?? form.chips;
  const room = right - last.left;
  // A flow without a model is not checked at all: its phases need not say so one by one.
  const judged = timeline.models.length > 0;
  const text =
    !judged && phase.verdict === 'unjudged'
      ? null
      : verdictWords(phase, problems, form.kind === 'list' || room < 84 ? 'short' : 'long');
  if (text === null) return { verdictIcon: iconAt(right - m.ICON), verdict: null, left: right - m.ICON };
  const style = phase.verdict === 'errors' || phase.verdict === 'warnings' ? m.SMALL_BOLD_TEXT : m.SMALL_TEXT;
  const shown = measure.shorten(text, style, Math.max(20, room - m.ICON - m.ICON_GAP));
  const width = Math.ceil(measure.width(shown, style));
  const left = right - width - m.ICON - m.ICON_GAP;
  return {
    verdictIcon: iconAt(left),
    verdict: { x: right - width, y: m.STRIP_BASELINE, text: shown, width },
    left,
  };
}

function lowered({ verdictIcon, verdict }: VerdictBoxes, by: number): Pick<StripBox, 'verdictIcon' | 'verdict'> {
  return {
    verdictIcon: { ...verdictIcon, y: verdictIcon.y + by },
    verdict: verdict === null ? null : { ...verdict, y: verdict.y + by },
  };
}

function iconAt(x: number): StripBox['verdictIcon'] {
  return { x, y: m.STRIP_BASELINE - 12, width: m.ICON, height: m.ICON };
}

function verdictWords(
  { verdict, unchecked }: TimelinePhase,
  problems: number,
  length: 'short' | 'long',
): string | null {
  if (verdict === 'conforms' || verdict === 'unjudged') return unchecked === undefined ? null : 'not fully checked';
  return length === 'short' ? String(Math.max(1, problems)) : counted(Math.max(1, problems), 'problem');
}

interface StripWord {
  readonly text: string;
  readonly strong: boolean;
}

/** `Invite is Invitation Issued`; equal words are shown once. */
function modelWords(phase: TimelinePhase): StripWord[] {
  const model = modelPhaseText(phase);
  const title = phase.title ?? phase.name;
  const name = phase.title === null ? [] : [{ text: phase.name, strong: true }];
  if (model === null || model === title) return name;
  if (name.length === 0 || phase.name === model) return [{ text: model, strong: false }];
  return [...name, { text: 'is', strong: false }, { text: model, strong: false }];
}

/** As many words as there is room for, the last ones first; and how much is folded or left out. */
function fitFromRight(
  scene: EventScene,
  words: readonly StripWord[],
  content: string,
  room: { readonly left: number; readonly right: number },
): Pick<StripBox, 'model' | 'content'> {
  let right = room.right;
  const place = (text: string, gap: number): TextLine | null => {
    const width = Math.ceil(scene.measure.width(text, m.SMALL_TEXT));
    if (text === '' || right - width < room.left) return null;
    const placed = { x: right - width, y: m.STRIP_BASELINE, text, width };
    right -= width + gap;
    return placed;
  };
  const contentLine = place(content, m.PADDING);
  const model: (TextLine & { readonly strong: boolean })[] = [];
  const name = words.slice(0, -1);
  const last = words.at(-1);
  const lastLine = last === undefined ? null : place(last.text, 4);
  if (last === undefined || lastLine === null) return { model, content: contentLine };
  model.unshift({ ...lastLine, strong: last.strong });
  const before = name.reduce((sum, { text }) => sum + scene.measure.width(text, m.SMALL_TEXT) + 4, 0);
  if (right - before < room.left) return { model, content: contentLine };
  for (const word of name.toReversed()) {
    const placed = place(word.text, 4);
    if (placed !== null) model.unshift({ ...placed, strong: word.strong });
  }
  return { model, content: contentLine };
}

function line({ measure }: EventScene, text: string, style: TextStyle, x: number, y: number): TextLine {
  return { x, y, text, width: Math.ceil(measure.width(text, style)) };
}

/** How often the phase was recorded, and how many messages it has if not all are shown: `412× · 4 messages`. */
function contentText({ frequency }: TimelinePhase, facts: StripFacts): string {
  const often = frequency === undefined ? '' : phaseFrequencyMark(frequency);
  return [often, messagesText(facts)].filter((text) => text !== '').join(' · ');
}

/** `4 messages` of a folded phase, `1 of 4 messages shown` if a filter hides some; empty if all is shown. */
function messagesText({ messages, shown, faint, folded }: StripFacts): string {
  const counts = counted(messages, 'message');
  if (faint > 0) return `${faint} of ${counts} dimmed`;
  if (shown < messages) return `${shown} of ${counts} shown`;
  return folded ? counts : '';
}

function summaryOf(phase: TimelinePhase, facts: StripFacts): string {
  const name = phase.title === null ? phase.name : `${phase.title} (${phase.name})`;
  const model = phase.modelPhase === null ? '' : ` is ${modelPhaseText(phase)}`;
  const verdict = verdictText(phase.verdict, facts.problems, phase.unchecked);
  const content = messagesText(facts) || counted(facts.messages, 'message');
  const often = phase.frequency === undefined ? '' : phaseFrequencyText(phase.frequency);
  return [`Phase ${name}${model}`, facts.round, facts.clock, verdict, content, often]
    .filter((text) => text !== null && text !== '')
    .join(', ');
}
