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
 */
export function layOutLanes(timeline: Timeline, measure: TextMeasure, gutter: number, width: number): Lanes {
  const participants = timeline.participants;
  const headers = participants.map((participant) => headerText(participant));
  const wished = headers.map((header) => wishedHeaderWidth(header, measure));
  const gaps = laneGaps(wished, labelWishes(timeline, measure), width - gutter);
  const boxes: LaneBox[] = [];
  let x = gutter + edgeRoom(wished[0], gaps[0]);
  for (const [index, participant] of participants.entries()) {
    const room = Math.min(gaps[index - 1] ?? Number.POSITIVE_INFINITY, gaps[index] ?? Number.POSITIVE_INFINITY);
    const boxWidth = Math.round(Math.min(wished[index] ?? m.HEADER_BOX_MIN, Math.max(m.HEADER_BOX_MIN, room - 10)));
    boxes.push(laneBox(participant, headers[index] ?? headerText(participant), Math.round(x), boxWidth, measure));
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
    Math.max(m.HEADER_BOX_MIN, Math.ceil(Math.max(title, subtitle)) + m.HEADER_ICON + 28),
  );
}

function laneBox(
  participant: TimelineParticipant,
  header: HeaderText,
  x: number,
  width: number,
  measure: TextMeasure,
): LaneBox {
  const room = width - m.HEADER_ICON - 26;
  const kind = participant.kind === 'party' ? 'a party' : 'a system';
  const roles = participant.roleTitles.length > 0 ? `, ${listed(participant.roleTitles)}` : '';
  const title = participant.title === null ? '' : ` “${participant.title}”`;
  return {
    name: participant.name,
    kind: participant.kind,
    x,
    box: { x: x - Math.round(width / 2), y: 8, width, height: m.HEADER_BOX_HEIGHT },
    title: measure.shorten(header.title, m.TITLE_TEXT, room),
    subtitle: measure.shorten(header.subtitle, m.SMALL_TEXT, room),
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
      const text = event.status === 'missing' ? `missing: ${event.message}` : event.message;
      const label = measure.width(text, m.LABEL_STRONG_TEXT) + m.ICON + 30;
      wishes[gap] = Math.max(wishes[gap] ?? 0, label);
    }
  }
  return wishes;
}

function laneGaps(headers: readonly number[], labels: readonly number[], width: number): number[] {
  const wished = labels.map((label, index) => {
    const headerRoom = ((headers[index] ?? 0) + (headers[index + 1] ?? 0)) / 2 + 12;
    return Math.min(m.LANE_GAP_MAX, Math.max(m.LANE_GAP_MIN, headerRoom, label));
  });
  const edges = edgeRoom(headers[0], undefined) + edgeRoom(headers[headers.length - 1], undefined);
  const available = width - edges;
  const total = wished.reduce((sum, gap) => sum + gap, 0);
  if (total <= available) {
    const spare = (available - total) / Math.max(1, wished.length);
    // Wide panels: spread, but not so far that an arrow is hard to follow; the rest is room for notes.
    return wished.map((gap) => Math.min(m.LANE_GAP_MAX, gap + spare * 0.7));
  }
  const least = wished.map(() => m.LANE_GAP_MIN);
  const leastTotal = m.LANE_GAP_MIN * wished.length;
  if (available <= leastTotal) return least;
  const share = (available - leastTotal) / (total - leastTotal);
  return wished.map((gap) => m.LANE_GAP_MIN + (gap - m.LANE_GAP_MIN) * share);
}

function edgeRoom(header: number | undefined, gap: number | undefined): number {
  const room = gap === undefined ? m.HEADER_BOX_MAX : Math.max(m.HEADER_BOX_MIN, gap - 10);
  return Math.min(header ?? m.HEADER_BOX_MIN, room) / 2 + m.PADDING;
}
