import type { SVGAttributes, VNode } from 'preact';
import type { ArrowHead, EventBox, LabelBox } from '../layout/boxes.js';
import { HEAD_LENGTH } from '../layout/measures.js';
import { FixButton } from './fix-button.js';
import { Icon, severityIcon } from './icon.js';
import { Note } from './note.js';
import { PureComponent } from './pure-component.js';

const HALF_HEAD = 4.5;
const LINE_COLOURS = 6;
const LINE_DASHES = 6;

export interface EventRowProps {
  readonly event: EventBox;
  /** Whether people can act on it; a stand-alone picture is only looked at. */
  readonly interactive: boolean;
  /** The one event that the Tab key reaches. */
  readonly tabStop: boolean;
  /** The caret of the editor stands in its step. */
  readonly marked: boolean;
}

/** The row of one event: arrow, label, and the reason where something is wrong with it. */
export class EventRow extends PureComponent<EventRowProps> {
  override render({ event, interactive, tabStop, marked }: EventRowProps): VNode {
    const classes = ['event', `status-${event.status}`, protocolClass(event.protocol)];
    if (event.severity !== null) classes.push(`severity-${event.severity}`);
    if (event.dimmed) classes.push('dimmed');
    if (marked) classes.push('marked');
    const behaviour: SVGAttributes<SVGGElement> = interactive
      ? { role: 'button', tabindex: tabStop ? 0 : -1, 'aria-current': marked ? 'true' : undefined }
      : { role: 'img' };
    return (
      <g class={classes.join(' ')} data-event={event.id} data-status={event.status} {...behaviour}>
        <title>{event.fix === null ? event.told : `${event.told} Enter: ${event.fix.word}.`}</title>
        <rect class="row" {...event.row} />
        <Label label={event.label} event={event} interactive={interactive} />
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
        {event.origin?.broadcast === true && <circle class="origin" cx={event.origin.x} cy={event.origin.y} r={4} />}
        {event.lost.map((end) => (
          <circle key={end.x} class="lost" cx={end.x} cy={end.y} r={4} />
        ))}
        {event.changes.map((change) => (
          <g key={change.participant} class="change">
            <title>{change.title}</title>
            <text class="state-name" x={change.text.x} y={change.text.y}>
              {change.text.text}
            </text>
          </g>
        ))}
        {event.note !== null && <Note note={event.note} />}
        {event.fix !== null && <FixButton fix={event.fix} />}
      </g>
    );
  }
}

/** The classes that give a protocol its colour and its line style: 36 pairs, the first six of which share neither. */
export function protocolClass(protocol: number): string {
  if (protocol < 0) return 'protocol-unknown';
  const dash = (protocol + Math.floor(protocol / LINE_COLOURS)) % LINE_DASHES;
  return `line-${protocol % LINE_COLOURS} dash-${dash}`;
}

/** The three corners of an arrow's head. */
export function headPoints({ x, y, direction }: Pick<ArrowHead, 'x' | 'y' | 'direction'>): string {
  const back = x - HEAD_LENGTH * direction;
  return `${x},${y} ${back},${y - HALF_HEAD} ${back},${y + HALF_HEAD}`;
}

function Label({ label, event, interactive }: { label: LabelBox; event: EventBox; interactive: boolean }): VNode {
  return (
    <>
      {label.icon !== null && <Icon name={severityIcon(event.severity ?? 'error')} box={label.icon} />}
      <text class="label" x={label.text.x} y={label.text.y}>
        {label.text.text}
        {label.details !== null && <tspan class="details">{label.details}</tspan>}
      </text>
      {label.icon !== null && interactive && (
        <rect class="reach" data-action="details" {...label.icon}>
          <title>All about this (d)</title>
        </rect>
      )}
    </>
  );
}
