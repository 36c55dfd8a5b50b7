import type { VNode } from 'preact';
import {
  branchText,
  FindingText,
  Icon,
  PureComponent,
  recordedHeading,
  severityIcon,
} from '../../../timeline/index.js';
import type { Timeline, TimelineFinding } from '../../../timeline/types/timeline.js';
import type { AppActions } from '../app-actions.js';
import { breakableName } from '../components/breakable-name.js';
import { FixButton } from '../components/fix-button.js';
import type { TableLine } from './table-lines.js';

/** The heads of the columns. */
export function columnsOf(timeline: Timeline): string[] {
  const own = recordedHeading(timeline);
  return ['#', 'At', 'After', ...(own === null ? [] : [own]), 'From', 'To', 'Message', 'Protocol', 'Verdict'];
}

/** For room that holds nothing. */
const ariaHidden = { 'aria-hidden': true };
const ICON_BOX = { x: 0, y: 0, width: 14, height: 14 };

/** The marks of rows; events by id. */
export interface RowLooks {
  /** The one row that the Tab key reaches. */
  readonly stop: string | null;
  readonly current: string | null;
  readonly marked: string | null;
  readonly markedVisits: readonly number[];
  /** Id of the requested element (see `ScrollTarget.id`). */
  readonly highlighted: string | null;
  readonly hits: ReadonlySet<string> | null;
}

export interface LineProps {
  readonly line: TableLine;
  /** Pixels left free above it, for rows that are not drawn. */
  readonly room: number;
  /** The row's number in the whole table, if not all of it is drawn. */
  readonly row: number | undefined;
  readonly timeline: Timeline;
  readonly looks: RowLooks;
  readonly actions: AppActions;
}

/** A row of the table, and above it the room of those that are not drawn. */
export function Line({ line, room, row, timeline, looks, actions }: LineProps): VNode {
  return (
    <>
      {room > 0 && <Room height={room} timeline={timeline} />}
      {line.kind === 'remarks' && <RemarksRow {...{ line, row, timeline, looks, actions }} />}
      {line.kind === 'phase' && <PhaseRow {...{ line, row, timeline, looks, actions }} />}
      {line.kind === 'way' && (
        <tr class="way" data-line={line.key} aria-rowindex={row}>
          <th scope="rowgroup" colSpan={columnsOf(timeline).length}>
            {branchText(timeline, line.mark)}
          </th>
        </tr>
      )}
      {line.kind === 'event' && (
        <TableEventRow
          {...{ line, row, timeline, actions }}
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
export function Room({ height, timeline }: { height: number; timeline: Timeline }): VNode {
  return (
    <tr class="room" {...ariaHidden}>
      <td colSpan={columnsOf(timeline).length} style={{ height: `${height}px` }} />
    </tr>
  );
}

interface RemarksRowProps extends Omit<LineProps, 'room' | 'line'> {
  readonly line: Extract<TableLine, { readonly kind: 'remarks' }>;
}

function RemarksRow({ line, row, timeline, looks, actions }: RemarksRowProps): VNode {
  const findings = line.findings.flatMap((index) => timeline.findings[index] ?? []);
  const highlighted = findings.some(({ id }) => id === looks.highlighted);
  return (
    <tr class={highlighted ? 'phase highlighted' : 'phase'} data-line={line.key} aria-rowindex={row}>
      <th scope="rowgroup" colSpan={columnsOf(timeline).length}>
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

function PhaseRow({ line, row, timeline, looks, actions }: PhaseRowProps): VNode {
  const { phase, name, realizes, verdict, clock, ownFindings } = line.facts;
  const classes = ['phase'];
  if (looks.markedVisits.includes(phase.visit)) classes.push('marked');
  if (looks.highlighted === line.key) classes.push('highlighted');
  return (
    <tr class={classes.join(' ')} data-line={line.key} aria-rowindex={row}>
      <th scope="rowgroup" colSpan={columnsOf(timeline).length}>
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
    timeline,
    actions,
    stop,
    current,
    marked,
    highlighted,
    hit,
  }: TableEventRowProps): VNode {
    const { facts, number, time, key } = line;
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
        <td class="number">{number}</td>
        <td class="number">{facts.at}</td>
        <td class="number">{facts.event.status === 'missing' ? 'not sent' : (time?.text ?? '')}</td>
        {facts.recorded !== null && <td class="number">{facts.recorded}</td>}
        <td class="party">{breakableName(facts.from)}</td>
        <td class="party">{breakableName(facts.to)}</td>
        <th scope="row">
          <button type="button" class="plain" title="Show in the text" tabIndex={stop ? 0 : -1}>
            {breakableName(facts.event.message)}
            {facts.message.slice(facts.event.message.length)}
          </button>
        </th>
        <td class="protocol">{facts.protocol}</td>
        <td class="verdict-cell">
          {facts.verdict.faulty ? <strong>{facts.verdict.text}</strong> : facts.verdict.text}
          {facts.findings.map((finding) => (
            <Remark key={finding} finding={timeline.findings[finding - 1]} actions={actions} stop={stop} />
          ))}
        </td>
      </tr>
    );
  }
}

interface RemarkProps {
  readonly finding: TimelineFinding | undefined;
  readonly actions: AppActions;
  /** Whether the Tab key reaches its button. */
  readonly stop: boolean;
}

function Remark({ finding, actions, stop }: RemarkProps): VNode | null {
  if (finding === undefined) return null;
  return (
    <span class={`remark severity-${finding.severity}`}>
      <svg width={14} height={14} role="img" aria-label={finding.severity}>
        <Icon name={severityIcon(finding.severity)} box={ICON_BOX} />
      </svg>
      <span>
        <FindingText text={finding.message} />
      </span>
      <FixButton finding={finding} actions={actions} stop={stop} />
    </span>
  );
}
