import { worstSeverity } from '../text/event-verdict.js';
import { headPart } from '../text/participant-part.js';
import { joinWithAnd } from '../types/join-words.js';
import type { Timeline, TimelineFinding, TimelineParticipant } from '../types/timeline.js';
import type { TextLine } from './box.js';
import type { LaneBox } from './boxes.js';
import type { Form } from './form.js';
import { placeLaneNames } from './lane-names.js';
import * as m from './measures.js';
import type { TextMeasure } from './text-metrics.js';

/** The heads of all lanes, and their common height. */
export interface LaneHeads {
  readonly lanes: readonly LaneBox[];
  readonly height: number;
}

const MAX_NAME = 240;
/** Between a name and the edges of the picture. */
const NAME_MARGIN = 4;

/** The heads of the lanes: boxes with name and role in the diagram; in the list an icon with the name above it. */
export function layOutHeads(
  timeline: Timeline,
  form: Form,
  dimmed: ReadonlySet<string>,
  measure: TextMeasure,
): LaneHeads {
  const list = form.kind === 'list' ? listNames(timeline, form, measure) : null;
  // The heads of two time columns are below the names, one below the other.
  const more = form.recordedX === null ? 0 : m.TIMES_LINE;
  const height = list === null ? m.HEADER_HEIGHT : list.height + more;
  const lanes = timeline.participants.map((participant, index): LaneBox => {
    const findings = participant.findings.flatMap((finding) => timeline.findings[finding] ?? []);
    const x = form.laneXs[index] ?? 0;
    const name = list?.names[index];
    const head = name === undefined ? boxedHead(participant, x, form, index, measure) : iconHead(x, name, height);
    return {
      ...head,
      name: participant.name,
      kind: participant.kind,
      dimmed: dimmed.has(participant.name),
      x,
      mark: markOf(head.box, findings),
      tooltip: [tooltipOf(participant), ...findings.map(({ message }) => message)].join('\n'),
    };
  });
  return { lanes, height };
}

type HeadParts = Pick<LaneBox, 'box' | 'icon' | 'title' | 'subtitle' | 'stem'>;

function boxedHead(
  participant: TimelineParticipant,
  x: number,
  { headWidths, icons }: Form,
  index: number,
  measure: TextMeasure,
): HeadParts {
  const width = headWidths[index] ?? 0;
  const box = { x: x - width / 2, y: m.HEADER_TOP, width, height: m.HEADER_BOX_HEIGHT };
  const subtitle = headPart(participant);
  const textX = box.x + m.PADDING + (icons ? m.HEADER_ICON + 4 : 0);
  const text = (value: string, style: typeof m.SMALL_TEXT, y: number): TextLine => ({
    x: textX,
    y,
    text: value,
    width: Math.ceil(measure.width(value, style)),
  });
  return {
    box,
    icon: icons
      ? { x: box.x + m.PADDING - 2, y: box.y + m.PADDING, width: m.HEADER_ICON, height: m.HEADER_ICON }
      : null,
    title: text(participant.name, m.TITLE_TEXT, box.y + (subtitle === '' ? 25 : 17)),
    subtitle: subtitle === '' ? null : text(subtitle, m.SMALL_TEXT, box.y + 32),
    stem: null,
  };
}

function iconHead(x: number, name: TextLine, height: number): HeadParts {
  const box = {
    x: x - m.LIST_HEAD_BOX / 2,
    y: height - 2 - m.LIST_HEAD_BOX,
    width: m.LIST_HEAD_BOX,
    height: m.LIST_HEAD_BOX,
  };
  return {
    box,
    icon: { x: x - 6, y: box.y + 3, width: 12, height: 12 },
    title: name,
    subtitle: null,
    stem: { top: name.y + 4, bottom: box.y },
  };
}

/** The names of the list form, on as many levels as it takes that none meets another. */
function listNames(
  timeline: Timeline,
  form: Form,
  measure: TextMeasure,
): { readonly names: readonly TextLine[]; readonly height: number } {
  const most = Math.min(MAX_NAME, form.width - 2 * m.PADDING);
  const texts = timeline.participants.map(({ name }) => {
    const text = measure.shorten(name, m.SMALL_BOLD_TEXT, most);
    return { text, width: Math.ceil(measure.width(text, m.SMALL_BOLD_TEXT)) };
  });
  const lanes = texts.map(({ width }, index) => ({ lane: form.laneXs[index] ?? 0, width }));
  const places = placeLaneNames(lanes, NAME_MARGIN, form.width - NAME_MARGIN);
  const levels = Math.max(1, ...places.map(({ level }) => level + 1));
  return {
    names: texts.map((text, index) => {
      const { x, level } = places[index] ?? { x: 0, level: 0 };
      return { ...text, x, y: 14 + (levels - 1 - level) * m.LIST_NAME_LINE };
    }),
    height: levels * m.LIST_NAME_LINE + m.LIST_HEAD_BOX + 6,
  };
}

function markOf(box: LaneBox['box'], findings: readonly TimelineFinding[]): LaneBox['mark'] {
  const severity = worstSeverity(findings);
  if (severity === null) return null;
  const { x, y, width } = box;
  return { severity, box: { x: x + width - m.ICON + 2, y: y - 4, width: m.ICON, height: m.ICON } };
}

function tooltipOf({ name, title, kind, roleTitles }: TimelineParticipant): string {
  const roles = roleTitles.length > 0 ? `, ${joinWithAnd(roleTitles)}` : '';
  return `${name}${title === null ? '' : ` “${title}”`}: ${kind === 'party' ? 'a party' : 'a system'}${roles}`;
}
