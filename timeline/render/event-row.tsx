import type { SVGAttributes, VNode } from 'preact';
import type { ArrowHead, EventBox, LabelBox } from '../layout/event-boxes.js';
import { HEAD_HALF, HEAD_LENGTH } from '../layout/measures.js';
import { Icon, severityIcon } from './icon.js';
import { Note } from './note.js';
import { PictureFixButton } from './picture-fix-button.js';
import { PureComponent } from './pure-component.js';
import { StateName } from './state-name.js';

const LINE_COLOURS = 6;
const LINE_DASHES = 6;

export interface EventRowProps {
  readonly event: EventBox;
  /** Whether it can be clicked and focused; false in a stand-alone picture. */
  readonly interactive: boolean;
  /** The one event that the Tab key reaches. */
  readonly tabStop: boolean;
  /** Whether the editor's caret is in its step. */
  readonly marked: boolean;
}

/** The row of one event: time, arrow, label, and what is wrong with it. */
export class EventRow extends PureComponent<EventRowProps> {
  override render({ event, interactive, tabStop, marked }: EventRowProps): VNode {
    const behavior: SVGAttributes<SVGGElement> = interactive
      ? { role: 'button', tabindex: tabStop ? 0 : -1, 'aria-current': marked ? 'true' : undefined }
      : { role: 'img' };
    const { row } = event;
    return (
      <g class={rowClass(event, marked)} data-event={event.id} data-status={event.status} {...behavior}>
        <title>{event.fix === null ? event.summary : `${event.summary} Enter: ${event.fix.word}.`}</title>
        <rect class="row" {...row} />
        {marked && (
          <path
            class="row-edges"
            d={`M${row.x} ${row.y + 0.5}h${row.width}M${row.x} ${row.y + row.height - 0.5}h${row.width}`}
          />
        )}
        <Times event={event} />
        <Arrow event={event} />
        <Label label={event.label} event={event} interactive={interactive} />
        {event.states.map((name) => (
          <StateName key={name.participant} name={name} />
        ))}
        {event.note !== null && <Note note={event.note} />}
        {event.fix !== null && <PictureFixButton fix={event.fix} />}
      </g>
    );
  }
}

function rowClass(event: EventBox, marked: boolean): string {
  const classes = ['event', `status-${event.status}`, protocolClass(event.protocol)];
  if (event.severity !== null) classes.push(`severity-${event.severity}`);
  if (event.dimmed) classes.push('dimmed');
  if (event.inferred) classes.push('inferred');
  if (event.unrecorded) classes.push('unrecorded');
  if (marked) classes.push('marked');
  return classes.join(' ');
}

/** The planned and the recorded time, and the icon of a deviation. */
function Times({ event }: { readonly event: EventBox }): VNode {
  return (
    <>
      {event.time.text !== '' && (
        <text class={timeClass(event)} data-time-of={event.id} x={event.time.x} y={event.time.y}>
          <title>{event.timeTitle}</title>
          {event.time.text}
        </text>
      )}
      {event.recorded !== null && event.recorded.text !== '' && (
        <text class={recordedClass(event)} x={event.recorded.x} y={event.recorded.y}>
          <title>{event.recorded.title}</title>
          {event.recorded.text}
        </text>
      )}
      {event.timeMark !== null && (
        <g class={`severity-${event.timeMark.severity}`}>
          <Icon name={severityIcon(event.timeMark.severity)} box={event.timeMark.box} />
        </g>
      )}
    </>
  );
}

/** The lines of the arrow with their heads, origin and lost ends. */
function Arrow({ event }: { readonly event: EventBox }): VNode {
  return (
    <>
      {event.lines.map((line, index) => (
        <polyline
          key={index}
          class={line.ghost ? 'arrow ghost' : 'arrow'}
          points={line.points.map((point) => point.join(',')).join(' ')}
        />
      ))}
      {event.heads.map((head, index) => (
        <polygon key={index} class={head.ghost ? 'head ghost' : 'head'} points={headPoints(head)} />
      ))}
      {event.origin?.broadcast === true && <circle class="origin" cx={event.origin.x} cy={event.origin.y} r={3.5} />}
      {event.lost.map((end) => (
        <circle key={end.x} class="lost" cx={end.x} cy={end.y} r={4} />
      ))}
    </>
  );
}

/** With two columns the planned time; otherwise the only one, which may deviate. */
function timeClass({ recorded, timeMark }: EventBox): string {
  return recorded === null && timeMark !== null ? `time deviating severity-${timeMark.severity}` : 'time';
}

function recordedClass({ timeMark }: EventBox): string {
  return timeMark === null ? 'time recorded' : `time recorded deviating severity-${timeMark.severity}`;
}

/** The classes that give a protocol its color and its line style: 36 pairs, the first six of which share neither. */
export function protocolClass(protocol: number): string {
  if (protocol < 0) return 'protocol-unknown';
  const dash = (protocol + Math.floor(protocol / LINE_COLOURS)) % LINE_DASHES;
  return `line-${protocol % LINE_COLOURS} dash-${dash}`;
}

/** The three corners of an arrow's head. */
export function headPoints({ x, y, direction }: Pick<ArrowHead, 'x' | 'y' | 'direction'>): string {
  const back = x - HEAD_LENGTH * direction;
  return `${x},${y} ${back},${y - HEAD_HALF} ${back},${y + HEAD_HALF}`;
}

function Label({ label, event, interactive }: { label: LabelBox; event: EventBox; interactive: boolean }): VNode {
  const { icon, text, more, details } = label;
  return (
    <>
      {icon !== null && <Icon name={severityIcon(event.severity ?? 'error')} box={icon} />}
      <text class="label" x={text.x} y={text.y}>
        {text.text}
      </text>
      {more.map((line) => (
        <text key={line.y} class="label" x={line.x} y={line.y}>
          {line.text}
        </text>
      ))}
      {details !== null && (
        <text class="details" x={details.x} y={details.y}>
          {details.text}
        </text>
      )}
      {icon !== null && interactive && (
        <rect class="reach" data-action="details" {...icon}>
          <title>Details (d)</title>
        </rect>
      )}
    </>
  );
}
