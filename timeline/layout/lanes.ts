import { listed } from '../text/event-sentence.js';
import { worstSeverity } from '../text/event-verdict.js';
import { participantPart } from '../text/participant-part.js';
import type { Timeline, TimelineFinding, TimelineParticipant } from '../types/timeline.js';
import type { LaneBox } from './boxes.js';
import * as m from './measures.js';
import type { TextMeasure } from './text-metrics.js';

/** The lanes, in the order declared, with the width that the picture needs for them (at least `width`). */
export interface Lanes {
  readonly boxes: readonly LaneBox[];
  readonly width: number;
}

/** The room that lanes have. */
export interface LanesPlace {
  /** Where it begins. */
  readonly gutter: number;
  readonly width: number;
  /** How wide the picture may become so that headers and labels have what they wish. */
  readonly widest: number;
  /** Room right of the last lane, beside what its header takes. */
  readonly margin: number;
  /** Names of participants that are drawn faintly. */
  readonly dimmed: ReadonlySet<string>;
}

/**
 * Spreads the lanes over the width: as far apart as the labels between neighbours like it, closer where there is no
 * room, never so close that headers touch; then the picture is wider than asked for and scrolls.
 */
export function layOutLanes(
  timeline: Timeline,
  measure: TextMeasure,
  { gutter, width: asked, widest, margin, dimmed }: LanesPlace,
): Lanes {
  const participants = timeline.participants;
  const headers = participants.map((participant) => headerText(participant));
  const headerMost = widest > asked ? m.HEADER_BOX_WIDEST : m.HEADER_BOX_MAX;
  const wished = headers.map((header) => wishedHeaderWidth(header, headerMost, measure));
  const labels = labelWishes(timeline, measure);
  const width = Math.max(asked, Math.min(widest, gutter + wishedWidth(wished, labels)));
  const { gaps, edgeMost } = laneGaps(wished, labels, width - gutter - margin, headerMost);
  const places: Place[] = [];
  let x = gutter + Math.min(wished[0] ?? m.HEADER_BOX_MIN, edgeMost) / 2 + m.PADDING;
  for (const [index, participant] of participants.entries()) {
    const room = Math.min(headerRoom(gaps, wished, index - 1), headerRoom(gaps, wished, index));
    const atEdge = index === 0 || index === participants.length - 1;
    const most = Math.max(m.HEADER_BOX_MIN, Math.min(atEdge ? edgeMost : headerMost, room));
    const boxWidth = Math.floor(Math.min(wished[index] ?? m.HEADER_BOX_MIN, most));
    const header = headers[index] ?? headerText(participant);
    places.push({ participant, header, x: Math.round(x), width: boxWidth });
    x += gaps[index] ?? 0;
  }
  // The outline tells the kind as well: where an icon would shorten the texts of one lane, none has one.
  const icons = places.every((place) => hasRoomForIcon(place, measure));
  const boxes = places.map((place): LaneBox => {
    const told = place.participant.findings.flatMap((finding) => timeline.findings[finding] ?? []);
    const box = laneBox(place, icons, measure);
    return { ...marked(box, told), dimmed: dimmed.has(box.name) };
  });
  const last = boxes[boxes.length - 1];
  const needed = last === undefined ? width : last.box.x + last.box.width + m.PADDING + margin;
  return { boxes, width: Math.max(width, needed) };
}

/** How wide headers beside a gap may be: where both have what they wish without touching, as wide as they wish. */
function headerRoom(gaps: readonly number[], wished: readonly number[], gap: number): number {
  const width = gaps[gap];
  if (width === undefined) return Number.POSITIVE_INFINITY;
  const both = ((wished[gap] ?? 0) + (wished[gap + 1] ?? 0)) / 2 + m.HEADER_GAP;
  return both <= width ? Number.POSITIVE_INFINITY : width - m.HEADER_GAP;
}

/** With a sign at its corner where something is said of the participant's declaration. */
function marked(box: Unmarked, told: readonly TimelineFinding[]): Omit<LaneBox, 'dimmed'> {
  const severity = worstSeverity(told);
  if (severity === null) return { ...box, mark: null };
  const { x, y, width } = box.box;
  const sign = { x: x + width - m.ICON, y: y - m.ICON / 2, width: m.ICON, height: m.ICON };
  return {
    ...box,
    mark: { severity, box: sign },
    tooltip: [box.tooltip, ...told.map(({ message }) => message)].join('\n'),
  };
}

type Unmarked = Omit<LaneBox, 'dimmed' | 'mark'>;

interface HeaderText {
  readonly title: string;
  readonly subtitle: string;
}

function headerText(participant: TimelineParticipant): HeaderText {
  return { title: participant.name, subtitle: participantPart(participant) };
}

function wishedHeaderWidth(header: HeaderText, most: number, measure: TextMeasure): number {
  const title = measure.width(header.title, m.TITLE_TEXT);
  const subtitle = measure.width(header.subtitle, m.SMALL_TEXT);
  return Math.min(most, Math.max(m.HEADER_BOX_MIN, Math.ceil(Math.max(title, subtitle)) + m.HEADER_ICON + 32));
}

/** Where a header stands: its middle and its width. */
interface Place {
  readonly participant: TimelineParticipant;
  readonly header: HeaderText;
  readonly x: number;
  readonly width: number;
}

/** The room of the texts of a header, without an icon and with one. */
function textRooms({ participant, width }: Place): readonly [alone: number, besideIcon: number] {
  return [width - (participant.kind === 'party' ? 16 : 4), width - m.HEADER_ICON - 30];
}

/** Whether an icon shortens no texts that are whole without it. */
function hasRoomForIcon(place: Place, measure: TextMeasure): boolean {
  const { header, width } = place;
  const [alone, besideIcon] = textRooms(place);
  const texts = Math.max(measure.width(header.title, m.TITLE_TEXT), measure.width(header.subtitle, m.SMALL_TEXT));
  return texts <= besideIcon || (texts > alone && width > 120);
}

function laneBox(place: Place, icon: boolean, measure: TextMeasure): Unmarked {
  const { participant, header, x, width } = place;
  const kind = participant.kind === 'party' ? 'a party' : 'a system';
  const roles = participant.roleTitles.length > 0 ? `, ${listed(participant.roleTitles)}` : '';
  const title = participant.title === null ? '' : ` “${participant.title}”`;
  const box = { x: x - Math.round(width / 2), y: 8, width, height: m.HEADER_BOX_HEIGHT };
  const most = textRooms(place)[icon ? 1 : 0];
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
  /** How wide the first and the last header may be at most. */
  readonly edgeMost: number;
}

/** What lies between neighbours where there is room enough. */
function wishedGaps(headers: readonly number[], labels: readonly number[]): number[] {
  return labels.map((label, index) => {
    const headerRoom = ((headers[index] ?? 0) + (headers[index + 1] ?? 0)) / 2 + m.HEADER_GAP;
    return Math.max(m.LANE_GAP_MIN, headerRoom, Math.min(m.LANE_GAP_MAX, label));
  });
}

function edgesWidth(headers: readonly number[]): number {
  return ((headers[0] ?? 0) + (headers[headers.length - 1] ?? 0)) / 2 + 2 * m.PADDING;
}

function wishedWidth(headers: readonly number[], labels: readonly number[]): number {
  return wishedGaps(headers, labels).reduce((sum, gap) => sum + gap, edgesWidth(headers));
}

function laneGaps(headers: readonly number[], labels: readonly number[], width: number, headerMost: number): LaneGaps {
  const wished = wishedGaps(headers, labels);
  const edges = edgesWidth(headers);
  const total = wished.reduce((sum, gap) => sum + gap, 0);
  if (total + edges <= width) {
    const spare = (width - edges - total) / Math.max(1, wished.length);
    // Wide panels: spread, but not so far that an arrow is hard to follow; the rest is room for notes.
    const gaps = wished.map((gap) => Math.max(gap, Math.min(m.LANE_GAP_MAX, gap + spare * 0.7)));
    return { gaps, edgeMost: headerMost };
  }
  const even = (width - 2 * m.PADDING) / Math.max(1, headers.length) - m.HEADER_GAP;
  const edgeMost = Math.min(headerMost, Math.max(m.HEADER_BOX_MIN, even));
  const available = width - edgeMost - 2 * m.PADDING;
  const leastTotal = m.LANE_GAP_MIN * wished.length;
  const share = Math.max(0, Math.min(1, (available - leastTotal) / Math.max(1, total - leastTotal)));
  return { gaps: wished.map((gap) => m.LANE_GAP_MIN + (gap - m.LANE_GAP_MIN) * share), edgeMost };
}
