import type { TimelinePhase } from '../types/timeline.js';
import { counted, verdictText } from '../wording/counts.js';
import type { HeadBox, TextLine } from './boxes.js';
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
  /** The edges of the room it has. */
  readonly left: number;
  readonly right: number;
  /** What a timeout waits for, in words; null for what is no timeout. */
  readonly clock: string | null;
}

/** The first line of a band: fold mark, title, the model's phase, verdict. What does not fit is shortened, not clipped. */
export function layOutHead(phase: TimelinePhase, facts: HeadFacts, measure: TextMeasure): HeadBox {
  const verdict = verdictText(phase.verdict, facts.problems);
  const verdictWidth = Math.ceil(measure.width(verdict, m.SMALL_TEXT)) + m.ICON + 5;
  const left = facts.left + m.EDGE_WIDTH + m.PADDING;
  let x = left + m.ICON + 6;
  const roomForTitles = facts.right - x - verdictWidth - 2 * m.PADDING;
  const titleText = measure.shorten(phase.title ?? phase.name, m.TITLE_TEXT, Math.max(60, roomForTitles));
  const title: TextLine = { x, y: m.HEAD_BASELINE, text: titleText };
  x += Math.ceil(measure.width(titleText, m.TITLE_TEXT)) + m.PADDING;
  const subtitleText = phase.modelPhaseTitle ?? phase.modelPhase ?? '';
  const subtitle = fitted(subtitleText, facts.right - x - verdictWidth - 2 * m.PADDING, x, measure);
  if (subtitle !== null) x += Math.ceil(measure.width(subtitle.text, m.SMALL_TEXT)) + m.PADDING + 4;
  const verdictIcon = { x, y: m.HEAD_BASELINE - 11, width: m.ICON, height: m.ICON };
  const verdictLine: TextLine = { x: x + m.ICON + 5, y: m.HEAD_BASELINE, text: verdict };
  x += verdictWidth + m.PADDING;
  const counts = counted(facts.messages, 'message');
  const filtered = facts.shown < facts.messages || facts.faint > 0;
  const filteredText = facts.faint > 0 ? `${facts.faint} of ${counts} dimmed` : `${facts.shown} of ${counts} shown`;
  const contentText = filtered ? filteredText : counts;
  const content = facts.folded || filtered ? fitted(contentText, facts.right - x - m.PADDING, x, measure) : null;
  if (content !== null) x += Math.ceil(measure.width(content.text, m.SMALL_TEXT)) + m.PADDING;
  const name = phase.title === null ? phase.name : `${phase.title} (${phase.name})`;
  const asks = phase.modelPhase === null ? '' : ` is ${phase.modelPhaseTitle ?? phase.modelPhase}`;
  return {
    ground: { x: left - 4, y: m.HEAD_BASELINE - 16, width: x - left - 4, height: 23 },
    chevron: { x: left, y: m.HEAD_BASELINE - 11, width: m.ICON, height: m.ICON },
    title,
    subtitle,
    verdictIcon,
    verdict: verdictLine,
    content,
    tooltip: `${name}${asks}: ${verdict}${facts.clock === null ? '' : `\n${facts.clock}`}`,
    label: `Phase ${name}${asks}, ${facts.clock === null ? '' : `${facts.clock}, `}${verdict}, ${contentText}`,
  };
}

function fitted(text: string, room: number, x: number, measure: TextMeasure): TextLine | null {
  const short = text === '' || room < 30 ? '' : measure.shorten(text, m.SMALL_TEXT, room);
  return short.length < 2 ? null : { x, y: m.HEAD_BASELINE, text: short };
}
