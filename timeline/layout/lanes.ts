import type { Timeline, TimelineParticipant } from '../types/timeline.js';
import { listed } from '../wording/event-sentence.js';
import type { LaneBox } from './boxes.js';
import * as m from './measures.js';
import type { TextMeasure } from './text-metrics.js';

/** The lanes, in the order declared, with the width that the picture needs for them (at least `width`). */
export interface Lanes {
  readonly boxes: readonly LaneBox[];
  readonly width: number;
}

/**
 * Spreads the lanes over the width: as far apart as the labels between neighbours like it, closer where there is no
 * room, never so close that headers touch; then the picture is wider than asked for and scrolls.
 * @param dimmed names of participants that are drawn faintly
 */
export function layOutLanes(
  timeline: Timeline,
  measure: TextMeasure,
  gutter: number,
  width: number,
  dimmed: ReadonlySet<string> = new Set(),
): Lanes {
  const participants = timeline.participants;
  const headers = participants.map((participant) => headerText(participant));
  const wished = headers.map((header) => wishedHeaderWidth(header, measure));
  const { gaps, headerMax } = laneGaps(wished, labelWishes(timeline, measure), width - gutter);
  const boxes: LaneBox[] = [];
  let x = gutter + Math.min(wished[0] ?? m.HEADER_BOX_MIN, headerMax) / 2 + m.PADDING;
  for (const [index, participant] of participants.entries()) {
    const room = Math.min(gaps[index - 1] ?? Number.POSITIVE_INFINITY, gaps[index] ?? Number.POSITIVE_INFINITY);
    const most = Math.max(m.HEADER_BOX_MIN, Math.min(headerMax, room - m.HEADER_GAP));
    const boxWidth = Math.floor(Math.min(wished[index] ?? m.HEADER_BOX_MIN, most));
    const box = laneBox(participant, headers[index] ?? headerText(participant), Math.round(x), boxWidth, measure);
    boxes.push({ ...box, dimmed: dimmed.has(participant.name) });
    x += gaps[index] ?? 0;
  }
  const last = boxes[boxes.length - 1];
  const needed = last === undefined ? width : last.box.x + last.box.width + m.PADDING;
  return { boxes, width: Math.max(width, needed) };
}

interface HeaderText {
  readonly title: string;
  readonly subtitle: string;
}

function headerText(participant: TimelineParticipant): HeaderText {
  const roles = participant.roleTitles.length > 0 ? participant.roleTitles : participant.roles;
  const parts = participant.title === null ? [...roles] : [participant.title, ...roles];
  return { title: participant.name, subtitle: parts.join(' · ') };
}

function wishedHeaderWidth(header: HeaderText, measure: TextMeasure): number {
  const title = measure.width(header.title, m.TITLE_TEXT);
  const subtitle = measure.width(header.subtitle, m.SMALL_TEXT);
  return Math.min(
    m.HEADER_BOX_MAX,
    Math.max(m.HEADER_BOX_MIN, Math.ceil(Math.max(title, subtitle)) + m.HEADER_ICON + 32),
  );
}

function laneBox(
  participant: TimelineParticipant,
  header: HeaderText,
  x: number,
  width: number,
  measure: TextMeasure,
): Omit<LaneBox, 'dimmed'> {
  const kind = participant.kind === 'party' ? 'a party' : 'a system';
  const roles = participant.roleTitles.length > 0 ? `, ${listed(participant.roleTitles)}` : '';
  const title = participant.title === null ? '' : ` “${participant.title}”`;
  const box = { x: x - Math.round(width / 2), y: 8, width, height: m.HEADER_BOX_HEIGHT };
  const round = participant.kind === 'party' ? 12 : 0;
  const room = width - 4 - round;
  const roomBesideIcon = width - m.HEADER_ICON - 30;
  const texts = Math.max(measure.width(header.title, m.TITLE_TEXT), measure.width(header.subtitle, m.SMALL_TEXT));
  // The outline tells the kind as well: where the icon alone would shorten the texts, it goes.
  const icon = texts <= roomBesideIcon || (texts > room && width > 120);
  const most = icon ? roomBesideIcon : room;
  return {
    name: participant.name,
    kind: participant.kind,
    x,
    box,
    icon: icon
      ? { x: box.x + 10, y: box.y + (box.height - m.HEADER_ICON) / 2, width: m.HEADER_ICON, height: m.HEADER_ICON }
      : null,
    textX: icon ? x + (m.HEADER_ICON + 4) / 2 : x,
    title: measure.shorten(header.title, m.TITLE_TEXT, most),
    subtitle: measure.shorten(header.subtitle, m.SMALL_TEXT, most),
    tooltip: `${participant.name}${title}: ${kind}${roles}`,
  };
}

/** How wide the labels of messages between neighbouring lanes are, per gap. */
function labelWishes(timeline: Timeline, measure: TextMeasure): number[] {
  const indexOf = new Map(timeline.participants.map((participant, index) => [participant.name, index]));
  const wishes = timeline.participants.slice(1).map(() => 0);
  for (const event of timeline.events) {
    const from = indexOf.get(event.sender ?? '');
    if (from === undefined) continue;
    for (const receiver of [...event.receivers, ...event.missingReceivers]) {
      const to = indexOf.get(receiver);
      if (to === undefined || Math.abs(to - from) !== 1) continue;
      const gap = Math.min(from, to);
      // The same whether the message is there, faulty or missing: the lanes stay where they are while one edits.
      const label = measure.width(event.message, m.LABEL_STRONG_TEXT) + m.ICON + 30;
      wishes[gap] = Math.max(wishes[gap] ?? 0, label);
    }
  }
  return wishes;
}

interface LaneGaps {
  readonly gaps: readonly number[];
  /** How wide a header may be at most. */
  readonly headerMax: number;
}

function laneGaps(headers: readonly number[], labels: readonly number[], width: number): LaneGaps {
  const wished = labels.map((label, index) => {
    const headerRoom = ((headers[index] ?? 0) + (headers[index + 1] ?? 0)) / 2 + m.HEADER_GAP;
    return Math.min(m.LANE_GAP_MAX, Math.max(m.LANE_GAP_MIN, headerRoom, label));
  });
  const edges = ((headers[0] ?? 0) + (headers[headers.length - 1] ?? 0)) / 2 + 2 * m.PADDING;
  const total = wished.reduce((sum, gap) => sum + gap, 0);
  if (total + edges <= width) {
    const spare = (width - edges - total) / Math.max(1, wished.length);
    // Wide panels: spread, but not so far that an arrow is hard to follow; the rest is room for notes.
    const gaps = wished.map((gap) => Math.min(m.LANE_GAP_MAX, gap + spare * 0.7));
    return { gaps, headerMax: m.HEADER_BOX_MAX };
  }
  const even = (width - 2 * m.PADDING) / Math.max(1, headers.length) - m.HEADER_GAP;
  const headerMax = Math.min(m.HEADER_BOX_MAX, Math.max(m.HEADER_BOX_MIN, even));
  const available = width - headerMax - 2 * m.PADDING;
  const leastTotal = m.LANE_GAP_MIN * wished.length;
  const share = Math.max(0, Math.min(1, (available - leastTotal) / Math.max(1, total - leastTotal)));
  return { gaps: wished.map((gap) => m.LANE_GAP_MIN + (gap - m.LANE_GAP_MIN) * share), headerMax };
}
