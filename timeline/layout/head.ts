import { counted, verdictText } from '../text/counts.js';
import type { TimelinePhase } from '../types/timeline.js';
import type { Box, HeadBox, TextLine } from './boxes.js';
import { freePlace } from './free-place.js';
import * as m from './measures.js';
import type { TextMeasure } from './text-metrics.js';

/** What the head of a band tells besides the phase itself. */
export interface HeadFacts {
  readonly folded: boolean;
  readonly problems: number;
  readonly messages: number;
  /** How many of them the filter leaves. */
  readonly shown: number;
  /** How many of them are drawn faintly. */
  readonly faint: number;
  /** Which of several visits of the phase it is, `2 of 3`; null where there is one. */
  readonly round: string | null;
  /** What a timeout waits for, in words; null for what is no timeout. */
  readonly clock: string | null;
  /** The same in short where the bracket does not show it; else null. */
  readonly from: string | null;
}

/** The room of a head. */
export interface HeadPlace {
  readonly left: number;
  readonly right: number;
  /** Whether it has a column of its own, and stands in it line under line. */
  readonly column: boolean;
  /** Middles of the bars, brackets and the axis that run down through it; of none where it has a column of its own. */
  readonly obstacles: readonly number[];
}

const GROUND_TOP = m.HEAD_BASELINE - 16;
const GROUND_HEIGHT = 23;

type Words = Pick<HeadBox, 'told'> & {
  readonly title: string;
  /** The model's phase, and what a timeout's bracket does not show. */
  readonly subtitle: string;
  readonly subtitleLines: number;
  readonly verdict: string;
  /** How much a folded band holds, or how much of it the filter leaves; empty where all is shown. */
  readonly content: string;
  /** The same where there is little room. */
  readonly brief: string;
};

/** What a band begins with: fold mark, title, the model's phase, verdict. What does not fit is shortened, not clipped. */
export function layOutHead(phase: TimelinePhase, facts: HeadFacts, place: HeadPlace, measure: TextMeasure): HeadBox {
  const words = wordsOf(phase, facts);
  return place.column ? stacked(words, facts.folded, place, measure) : inLine(words, place, measure);
}

function wordsOf(phase: TimelinePhase, facts: HeadFacts): Words {
  const verdict = verdictText(phase.verdict, facts.problems);
  const counts = counted(facts.messages, 'message');
  const filtered = facts.shown < facts.messages || facts.faint > 0;
  const filteredText = facts.faint > 0 ? `${facts.faint} of ${counts} dimmed` : `${facts.shown} of ${counts} shown`;
  const content = filtered ? filteredText : counts;
  const name = phase.title === null ? phase.name : `${phase.title} (${phase.name})`;
  const asks = phase.modelPhase === null ? '' : ` is ${phase.modelPhaseTitle ?? phase.modelPhase}`;
  const realized = phase.modelPhaseTitle ?? phase.modelPhase ?? '';
  return {
    title: phase.title ?? phase.name,
    subtitle: facts.from === null ? realized : `${realized}, ${facts.from}`,
    subtitleLines: facts.from === null ? 2 : 4,
    verdict,
    content: joined(facts.round, facts.folded || filtered ? content : ''),
    brief: joined(facts.round, filtered ? content.replace(/ messages? /, ' ') : facts.folded ? content : ''),
    told: `Phase ${name}${asks}, ${facts.round === null ? '' : `${facts.round}, `}${facts.clock === null ? '' : `${facts.clock}, `}${verdict}, ${content}`,
  };
}

function joined(round: string | null, content: string): string {
  return [round ?? '', content].filter((text) => text !== '').join(' · ');
}

/** One line across the lanes, its parts between what runs down there. */
function inLine(words: Words, { left: edge, right, obstacles }: HeadPlace, measure: TextMeasure): HeadBox {
  const small = (text: string): number => Math.ceil(measure.width(text, m.SMALL_TEXT));
  const verdictWidth = small(words.verdict) + m.ICON + 5;
  const contentRoom = words.content === '' ? 0 : small(words.content) + m.PADDING;
  const left = edge + m.EDGE_WIDTH + m.PADDING;
  const covers: Box[] = [];
  /** Where a part stands that would like to begin at `x`, and has to leave so much room behind it. */
  const stand = (x: number, width: number, behind: number): number => {
    const free = freePlace(x, width, right - m.PADDING - behind, obstacles);
    if (free === null && obstacles.some((at) => at > x - m.OBSTACLE && at < x + width + m.OBSTACLE)) {
      covers.push({ x: x - 4, y: GROUND_TOP, width: width + 8, height: GROUND_HEIGHT });
    }
    return free ?? x;
  };
  let x = left + m.ICON + 6;
  const titleText = measure.shorten(words.title, m.TITLE_TEXT, Math.max(60, right - x - verdictWidth - 2 * m.PADDING));
  const title: TextLine = { x, y: m.HEAD_BASELINE, text: titleText };
  const titleWidth = Math.ceil(measure.width(titleText, m.TITLE_TEXT));
  // Beside its mark, whatever runs down there.
  stand(x, titleWidth, Number.POSITIVE_INFINITY);
  x += titleWidth + m.PADDING;
  const subtitle = fitted(words.subtitle, right - x - verdictWidth - 2 * m.PADDING, x, measure);
  let subtitleX = x;
  if (subtitle !== null) {
    const width = small(subtitle.text);
    subtitleX = stand(x, width, verdictWidth + m.PADDING + 4 + contentRoom);
    x = subtitleX + width + m.PADDING + 4;
  }
  x = stand(x, verdictWidth, contentRoom);
  const verdictIcon = { x, y: m.HEAD_BASELINE - 11, width: m.ICON, height: m.ICON };
  const verdict: TextLine = { x: x + m.ICON + 5, y: m.HEAD_BASELINE, text: words.verdict };
  x += verdictWidth + m.PADDING;
  const content = fitted(words.content, right - x - m.PADDING, x, measure);
  let contentX = x;
  if (content !== null) {
    const width = small(content.text);
    contentX = stand(x, width, 0);
    x = contentX + width + m.PADDING;
  }
  return {
    area: { x: edge + m.EDGE_WIDTH, y: 1, width: right - edge - m.EDGE_WIDTH - 1, height: m.HEAD_HEIGHT - 4 },
    ground: { x: left - 4, y: GROUND_TOP, width: x - left - 4, height: GROUND_HEIGHT },
    covers,
    chevron: { x: left, y: m.HEAD_BASELINE - 11, width: m.ICON, height: m.ICON },
    title: [title],
    subtitle: subtitle === null ? [] : [{ ...subtitle, x: subtitleX }],
    verdictIcon,
    verdict,
    content: content === null ? null : { ...content, x: contentX },
    told: words.told,
  };
}

/** Line under line in a column left of the times; a folded one is kept to two. */
function stacked(words: Words, folded: boolean, { left: edge, right }: HeadPlace, measure: TextMeasure): HeadBox {
  const left = edge + m.EDGE_WIDTH + m.COLUMN_PADDING;
  const x = left + m.ICON + 4;
  const room = Math.max(40, right - x);
  const title = measure
    .wrap(words.title, m.TITLE_TEXT, room, folded ? 1 : 2)
    .map((text, index): TextLine => ({ x, y: m.HEAD_BASELINE + index * 16, text }));
  let y = m.HEAD_BASELINE + (title.length - 1) * 16;
  const subtitle = (
    folded || words.subtitle === '' ? [] : measure.wrap(words.subtitle, m.SMALL_TEXT, room, words.subtitleLines)
  ).map((text, index): TextLine => {
    y += index === 0 ? 17 : 14;
    return { x, y, text };
  });
  y += 18;
  const verdictIcon = { x: x - 1, y: y - 11, width: m.ICON, height: m.ICON };
  const verdictX = x + m.ICON + 3;
  const verdict: TextLine = { x: verdictX, y, text: measure.shorten(words.verdict, m.SMALL_TEXT, right - verdictX) };
  let content: TextLine | null = null;
  if (words.brief !== '') {
    const behind = verdictX + Math.ceil(measure.width(verdict.text, m.SMALL_TEXT)) + 8;
    const fits = behind + measure.width(words.brief, m.SMALL_TEXT) <= right;
    if (!fits) y += 15;
    content = { x: fits ? behind : x, y, text: measure.shorten(words.brief, m.SMALL_TEXT, room) };
  }
  const bottom = y + 8;
  const area = { x: edge + m.EDGE_WIDTH, y: 1, width: right + 4 - edge - m.EDGE_WIDTH, height: bottom - 2 };
  return {
    area,
    ground: { ...area, y: 4, height: bottom - 4 },
    covers: [],
    chevron: { x: left, y: m.HEAD_BASELINE - 11, width: m.ICON, height: m.ICON },
    title,
    subtitle,
    verdictIcon,
    verdict,
    content,
    told: words.told,
  };
}

function fitted(text: string, room: number, x: number, measure: TextMeasure): TextLine | null {
  const short = text === '' || room < 30 ? '' : measure.shorten(text, m.SMALL_TEXT, room);
  return short.length < 2 ? null : { x, y: m.HEAD_BASELINE, text: short };
}
