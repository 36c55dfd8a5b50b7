import { fixLabel } from '../text/fix-label.js';
import { frequencyText, shareText } from '../text/frequency-text.js';
import { durationText } from '../types/duration.js';
import { plainFindingText } from '../types/finding-spans.js';
import { memoize } from '../types/memoize.js';
import { isProblem } from '../types/problems.js';
import type { Timeline, TimelineFinding, TimelineOutcome, TimelinePhase } from '../types/timeline.js';
import { showsAllPaths } from './all-paths.js';
import type { FormKind } from './box.js';
import { fixButtonWidth } from './fix-button.js';
import type { Interval } from './intervals.js';
import * as m from './measures.js';
import type { ChipBox, OutcomesBox } from './outcome-boxes.js';
import type { TextMeasure, TextStyle } from './text-metrics.js';

const LABEL = 'next';
const NO_TIME = 'no time';

/** The text of a chip, before it has a place. */
interface ChipWords {
  readonly index: number;
  readonly text: string;
  /** Without the delay, if there is no room for it. */
  readonly name: string;
  readonly taken: boolean;
  readonly possible: boolean;
  readonly flaw: (NonNullable<ChipBox['flaw']> & { readonly source: TimelineFinding }) | null;
  readonly title: string;
  readonly repeats: boolean;
  /** A recording never takes it. */
  readonly unrecorded: boolean;
}

/** The finding that an outcome of a phase shows: it has no time though it is a timeout; null if it shows none. */
function flawOf({ findings = [] }: TimelineOutcome, timeline: Timeline): ChipWords['flaw'] {
  const source = findings
    .flatMap((index) => timeline.findings[index] ?? [])
    .find((finding) => finding.code === 'missing-timeout' && isProblem(finding));
  if (source === undefined) return null;
  return { finding: source.id, kind: 'flawed', severity: source.severity, source };
}

function findingsOf(timeline: Timeline, phase: TimelinePhase): TimelineFinding[] {
  return phase.findings.flatMap((index) => timeline.findings[index] ?? []);
}

/** Keys of the findings of a phase that its chips show. */
export function findingsOfChips(timeline: Timeline, phase: TimelinePhase): ReadonlySet<string> {
  return new Set(chipWords(timeline, phase, new Set()).flatMap(({ flaw }) => flaw?.finding ?? []));
}

/** The visits that have their alternatives below them. */
const forksOf = memoize(
  ({ fragments }: Timeline): ReadonlySet<number | null> => new Set(fragments.map((f) => f.after)),
);

/** The chips of a phase in the order written, then outcomes that are missing. */
function chipWords(timeline: Timeline, phase: TimelinePhase, repeated: ReadonlySet<number>): ChipWords[] {
  const all = showsAllPaths(timeline);
  const forks = forksOf(timeline).has(phase.visit);
  // Where alternatives follow, they show the outcomes that can be taken.
  const own = phase.outcomes.flatMap((outcome, index): ChipWords[] => {
    const flaw = flawOf(outcome, timeline);
    if (forks && outcome.possible && flaw === null) return [];
    return [
      {
        index,
        text: chipText(outcome),
        name: outcome.phase ?? 'end',
        taken: outcome.taken && !all,
        possible: outcome.possible,
        flaw,
        title: flaw === null ? chipTitle(outcome) : plainFindingText(flaw.source.message),
        repeats: repeated.has(index),
        unrecorded: outcome.recorded?.times === 0,
      },
    ];
  });
  const missing = findingsOf(timeline, phase)
    .filter(isProblem)
    .flatMap((finding): ChipWords[] => {
      const { outcomes: names = [], severity, message } = finding;
      if (finding.code !== 'unhandled-outcome' || names.length === 0) return [];
      const flaw = { finding: finding.id, kind: 'ghost', severity, source: finding } as const;
      const text = names.length === 1 ? (names[0] ?? '') : `${names[0]} +${names.length - 1}`;
      return [
        {
          index: -1,
          text,
          name: text,
          taken: false,
          possible: true,
          flaw,
          title: plainFindingText(message),
          repeats: false,
          unrecorded: false,
        },
      ];
    });
  return [...own, ...missing];
}

/** The room for the chips of a phase. */
export interface ChipsPlace {
  readonly form: FormKind;
  readonly top: number;
  /** Where the word before them begins. */
  readonly labelX: number;
  readonly room: Interval;
  /** Whether the picture is interactive, and flawed chips have buttons. */
  readonly buttons: boolean;
  /** Indices of outcomes with a button that repeats a loop. */
  readonly repeated: ReadonlySet<number>;
}

/** The outcomes of a phase as rows of chips that begin at one x; null if there are none. */
export function layOutChips(
  timeline: Timeline,
  phase: TimelinePhase,
  place: ChipsPlace,
  measure: TextMeasure,
): OutcomesBox | null {
  const words = chipWords(timeline, phase, place.repeated);
  if (words.length === 0) return null;
  const { room, top, labelX, form } = place;
  const maxRows = form === 'list' ? m.MAX_LIST_CHIP_ROWS : m.MAX_CHIP_ROWS;
  const widthOf = (chip: ChipWords): number =>
    Math.min(room.right - room.left, chipWidth(chip, place.buttons, measure));
  // Those that are taken or flawed are never left out, nor is the button that repeats a loop.
  const rank = ({ taken, flaw, repeats }: ChipWords): number =>
    (taken ? 2 : 0) + (flaw === null ? 0 : 1) + (repeats ? 1 : 0);
  const order = [...words].sort((a, b) => rank(b) - rank(a));
  const least = Math.max(1, order.filter((chip) => rank(chip) > 0).length);
  let count = words.length;
  const rowsOf = (kept: number): number => {
    const set = new Set(order.slice(0, kept));
    const widths = words.filter((chip) => set.has(chip)).map(widthOf);
    if (kept < words.length) widths.push(moreWidth(words.length - kept, measure));
    return flow(widths, room).at(-1)?.row ?? 0;
  };
  while (count > least && rowsOf(count) >= maxRows) count -= 1;
  const shown = new Set(order.slice(0, count));
  const kept = words.filter((chip) => shown.has(chip));
  const hidden = words.filter((chip) => !shown.has(chip));
  const widths = kept.map(widthOf);
  if (hidden.length > 0) widths.push(moreWidth(hidden.length, measure));
  const places = flow(widths, room);
  const at = (index: number): { readonly x: number; readonly y: number } => {
    const { x, row } = places[index] ?? { x: room.left, row: 0 };
    return { x, y: top + row * m.CHIP_PITCH };
  };
  const chips = kept.map((chip, index) => layOutChip(chip, at(index), widths[index] ?? 0, place.buttons, measure));
  const labelWidth = Math.ceil(measure.width(LABEL, m.SMALL_TEXT));
  return {
    label: { x: labelX, y: top + 16, text: LABEL, width: labelWidth },
    chips,
    more: hidden.length === 0 ? null : layOutMore(hidden, at(kept.length), measure),
  };
}

function flow(widths: readonly number[], room: Interval): { readonly x: number; readonly row: number }[] {
  let x = room.left;
  let row = 0;
  return widths.map((width) => {
    if (x > room.left && x + width > room.right) {
      x = room.left;
      row += 1;
    }
    const place = { x, row };
    x += width + m.CHIP_GAP;
    return place;
  });
}

function layOutMore(
  hidden: readonly ChipWords[],
  { x, y }: { readonly x: number; readonly y: number },
  measure: TextMeasure,
): NonNullable<OutcomesBox['more']> {
  const text = `+${hidden.length}`;
  const width = moreWidth(hidden.length, measure);
  return {
    box: { x, y, width, height: m.CHIP_HEIGHT },
    text: { x: x + m.CHIP_PADDING, y: y + 16, text, width: width - 2 * m.CHIP_PADDING },
    title: `Further outcomes: ${hidden.map((chip) => chip.text).join(', ')}`,
  };
}

function moreWidth(count: number, measure: TextMeasure): number {
  return Math.ceil(measure.width(`+${count}`, m.SMALL_TEXT)) + 2 * m.CHIP_PADDING;
}

function styleOf({ taken }: ChipWords): TextStyle {
  return taken ? m.SMALL_BOLD_TEXT : m.SMALL_TEXT;
}

function hasIcon({ taken, possible, flaw }: ChipWords): boolean {
  return taken || flaw !== null || !possible;
}

function actionWidth({ flaw }: ChipWords, buttons: boolean, measure: TextMeasure): number {
  return flaw === null || !buttons || !flaw.source.fixable ? 0 : fixButtonWidth(fixLabel(flaw.source), measure);
}

function remarkWidth({ flaw }: ChipWords, measure: TextMeasure): number {
  return flaw?.kind === 'flawed' ? Math.ceil(measure.width(NO_TIME, m.SMALL_TEXT)) + m.DETAILS_GAP : 0;
}

function chipWidth(chip: ChipWords, buttons: boolean, measure: TextMeasure): number {
  const text = Math.ceil(measure.width(chip.text, styleOf(chip)));
  const icon = hasIcon(chip) ? m.ICON + 2 : 0;
  const repeat = chip.repeats ? m.REPEAT_GAP + m.REPEAT_WIDTH : 0;
  const own = text + icon + 2 * m.CHIP_PADDING + remarkWidth(chip, measure);
  return own + actionWidth(chip, buttons, measure) + repeat;
}

/** The widest chip of a timeline, as wide as it is once it is taken. */
export function widestChip(timeline: Timeline, measure: TextMeasure, buttons: boolean): number {
  let most = 0;
  for (const phase of timeline.phases) {
    for (const chip of chipWords(timeline, phase, new Set())) {
      most = Math.max(most, chipWidth({ ...chip, taken: true }, buttons, measure));
    }
  }
  return most;
}

function layOutChip(
  chip: ChipWords,
  { x, y }: { readonly x: number; readonly y: number },
  width: number,
  buttons: boolean,
  measure: TextMeasure,
): ChipBox {
  const style = styleOf(chip);
  const repeat = chip.repeats ? m.REPEAT_GAP + m.REPEAT_WIDTH : 0;
  const action = actionWidth(chip, buttons, measure);
  const own = width - repeat;
  const icon = hasIcon(chip);
  const padding = icon ? m.CHIP_PADDING + m.ICON + 2 : m.CHIP_PADDING;
  const forTexts = own - padding - m.CHIP_PADDING - action;
  // The name counts more than its mistake, which the sign and the tooltip show too.
  const wished = remarkWidth(chip, measure);
  const remark = measure.width(chip.name, style) <= forTexts - wished ? wished : 0;
  const room = forTexts - remark;
  const whole = measure.width(chip.text, style) <= room;
  const text = whole ? chip.text : measure.shorten(chip.name, style, room);
  const textWidth = Math.ceil(measure.width(text, style));
  const textX = x + padding;
  const { flaw } = chip;
  const word = flaw === null ? 'Fix' : fixLabel(flaw.source);
  const actionX = x + own - action;
  return {
    box: { x, y, width: own, height: m.CHIP_HEIGHT },
    index: chip.index,
    taken: chip.taken,
    possible: chip.possible,
    unrecorded: chip.unrecorded,
    flaw: flaw === null ? null : { finding: flaw.finding, kind: flaw.kind, severity: flaw.severity },
    icon: icon ? { x: x + 9, y: y + 5, width: m.ICON, height: m.ICON } : null,
    text: { x: textX, y: y + 16, text, width: textWidth },
    remark:
      remark === 0
        ? null
        : { x: textX + textWidth + m.DETAILS_GAP, y: y + 16, text: NO_TIME, width: remark - m.DETAILS_GAP },
    fix:
      action === 0
        ? null
        : {
            word,
            box: { x: actionX, y, width: action, height: m.CHIP_HEIGHT },
            text: { x: actionX + action / 2 - 1, y: y + 16, text: word, width: action - 2 * m.BUTTON_PADDING },
          },
    title: chip.title,
    repeat: repeat === 0 ? null : { x: x + own + m.REPEAT_GAP, y, width: m.REPEAT_WIDTH, height: m.CHIP_HEIGHT },
  };
}

function chipText(outcome: TimelineOutcome): string {
  const name = outcome.phase ?? 'end';
  const parts = [name];
  if (outcome.delayMs !== null) parts.push(durationText(outcome.delayMs));
  if (outcome.recorded !== undefined) parts.push(shareText(outcome.recorded));
  return parts.join(' · ');
}

function chipTitle(outcome: TimelineOutcome): string {
  const what = outcome.phase ?? 'the end of the flow';
  const when = outcome.delayMs === null ? '' : `, after ${durationText(outcome.delayMs)}`;
  const often = outcome.recorded === undefined ? '' : `. ${frequencyText(outcome.recorded)}`;
  if (outcome.taken) return `This path continues with ${what}${when}${often}`;
  if (!outcome.possible) return `${what} cannot be taken here: what it needs does not hold${often}`;
  return `Show the path that continues with ${what}${when}${often}`;
}
