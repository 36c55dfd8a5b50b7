import type { VNode } from 'preact';
import { branchText, PureComponent } from '../../../timeline/index.js';
import type { Timeline } from '../../../timeline/types/timeline.js';
import type { AppActions } from '../app-actions.js';
import { EventCells } from './event-cells.js';
import { Remark } from './remark.js';
import { columnsOf, type TableForm } from './table-form.js';
import type { TableLine } from './table-lines.js';

/** Attributes of an element that a screen reader skips. */
const ariaHidden = { 'aria-hidden': true };

/** Which rows look different, by the key of their line; the key of an event's row is the event's id. */
export interface RowLooks {
  /** The one row that the Tab key reaches. */
  readonly stop: string | null;
  /** The focused event. */
  readonly current: string | null;
  /** The event at the caret of the editor. */
  readonly marked: string | null;
  /** The visits of the phase at the caret. */
  readonly markedVisits: readonly number[];
  /** Id of the requested element (see `ScrollTarget.id`). */
  readonly highlighted: string | null;
  /** The events that the search finds; null while nothing is searched. */
  readonly hits: ReadonlySet<string> | null;
}

/** The properties of a row. */
export interface LineProps {
  readonly line: TableLine;
  /** Pixels left free above it, for rows that are not drawn. */
  readonly room: number;
  /** The row's number in the whole table, if not all of it is drawn. */
  readonly row: number | undefined;
  readonly form: TableForm;
  readonly timeline: Timeline;
  readonly looks: RowLooks;
  readonly actions: AppActions;
}

/** A row of the table, and above it the room of those that are not drawn. */
export function Line({ line, room, row, form, timeline, looks, actions }: LineProps): VNode {
  return (
    <>
      {room > 0 && <Room height={room} columns={columnsOf(timeline, form).length} />}
      {line.kind === 'remarks' && <RemarksRow {...{ line, row, form, timeline, looks, actions }} />}
      {line.kind === 'phase' && <PhaseRow {...{ line, row, form, timeline, looks, actions }} />}
      {line.kind === 'way' && (
        <tr class="way" data-line={line.key} aria-rowindex={row}>
          <th scope="rowgroup" colSpan={columnsOf(timeline, form).length}>
            {branchText(timeline, line.mark)}
          </th>
        </tr>
      )}
      {line.kind === 'event' && (
        <TableEventRow
          {...{ line, row, form, timeline, actions }}
          stop={line.key === looks.stop}
          current={line.key === looks.current}
          marked={line.key === looks.marked}
          highlighted={line.key === looks.highlighted}
          hit={looks.hits?.has(line.key) === true}
        />
      )}
    </>
  );
}

/** Placeholder for rows that are not drawn. */
export function Room({ height, columns }: { height: number; columns: number }): VNode {
  return (
    <tr class="room" {...ariaHidden}>
      <td colSpan={columns} style={{ height: `${height}px` }} />
    </tr>
  );
}

interface RemarksRowProps extends Omit<LineProps, 'room' | 'line'> {
  readonly line: Extract<TableLine, { readonly kind: 'remarks' }>;
}

function RemarksRow({ line, row, form, timeline, looks, actions }: RemarksRowProps): VNode {
  const findings = line.findings.flatMap((index) => timeline.findings[index] ?? []);
  const highlighted = findings.some(({ id }) => id === looks.highlighted);
  return (
    <tr class={highlighted ? 'phase highlighted' : 'phase'} data-line={line.key} aria-rowindex={row}>
      <th scope="rowgroup" colSpan={columnsOf(timeline, form).length}>
        <span class="name">{line.title}</span>
        {findings.map((finding) => (
          <Remark key={finding.id} finding={finding} actions={actions} stop={true} />
        ))}
      </th>
    </tr>
  );
}

interface PhaseRowProps extends Omit<LineProps, 'room' | 'line'> {
  readonly line: Extract<TableLine, { readonly kind: 'phase' }>;
}

function PhaseRow({ line, row, form, timeline, looks, actions }: PhaseRowProps): VNode {
  const { phase, name, realizes, verdict, clock, ownFindings } = line.facts;
  const classes = ['phase'];
  if (looks.markedVisits.includes(phase.visit)) classes.push('marked');
  if (looks.highlighted === line.key) classes.push('highlighted');
  return (
    <tr class={classes.join(' ')} data-line={line.key} aria-rowindex={row}>
      <th scope="rowgroup" colSpan={columnsOf(timeline, form).length}>
        <span class="name">{name}</span>
        {realizes !== null && <span class="realizes">{realizes}</span>}
        {clock !== null && <span class="realizes">{clock}</span>}
        <span class={`says verdict-${phase.verdict}`}>{verdict}</span>
        {ownFindings.map((index) => (
          <Remark key={index} finding={timeline.findings[index]} actions={actions} stop={true} />
        ))}
      </th>
    </tr>
  );
}

interface TableEventRowProps extends Omit<LineProps, 'room' | 'line' | 'looks'> {
  readonly line: Extract<TableLine, { readonly kind: 'event' }>;
  readonly stop: boolean;
  readonly current: boolean;
  readonly marked: boolean;
  readonly highlighted: boolean;
  readonly hit: boolean;
}

class TableEventRow extends PureComponent<TableEventRowProps> {
  override render({
    line,
    row,
    form,
    timeline,
    actions,
    stop,
    current,
    marked,
    highlighted,
    hit,
  }: TableEventRowProps): VNode {
    const { facts, key } = line;
    const classes = [
      current ? 'current' : '',
      marked ? 'marked' : '',
      highlighted ? 'highlighted' : '',
      hit ? 'hit' : '',
    ].filter((name) => name !== '');
    return (
      <tr
        class={classes.join(' ')}
        data-line={key}
        data-event={key}
        data-status={facts.event.status}
        aria-rowindex={row}
        aria-current={current ? 'true' : undefined}
      >
        <EventCells {...{ line, form, timeline, stop, actions }} />
      </tr>
    );
  }
}
