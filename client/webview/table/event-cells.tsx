import type { ComponentChildren, VNode } from 'preact';
import { type EventVerdict, recordedHeading } from '../../../timeline/index.js';
import type { Timeline } from '../../../timeline/types/timeline.js';
import type { AppActions } from '../app-actions.js';
import { breakableName } from '../components/breakable-name.js';
import { Remark } from './remark.js';
import type { TableForm } from './table-form.js';
import type { TableLine } from './table-lines.js';

export interface EventCellsProps {
  readonly line: Extract<TableLine, { readonly kind: 'event' }>;
  readonly form: TableForm;
  readonly timeline: Timeline;
  /** Whether the Tab key reaches the row. */
  readonly stop: boolean;
  readonly actions: AppActions;
}

/** The cells of an event: the same facts in each form. */
export function EventCells(props: EventCellsProps): VNode {
  return props.form === 'stacked' ? <StackedCells {...props} /> : <ColumnCells {...props} />;
}

function ColumnCells(props: EventCellsProps): VNode {
  const { facts, number } = props.line;
  return (
    <>
      <td class="number">{number}</td>
      <td class="number">{facts.at}</td>
      <td class="number">{afterText(props)}</td>
      {facts.recorded !== null && <td class="number">{facts.recorded}</td>}
      <td class="party">{breakableName(facts.from)}</td>
      <td class="party">{breakableName(facts.to)}</td>
      <th scope="row">
        <MessageButton {...props} />
      </th>
      <td class="protocol">{facts.protocol}</td>
      <td class="verdict-cell">
        {verdictOf(facts.verdict)}
        <Remarks {...props} />
      </td>
    </>
  );
}

function StackedCells(props: EventCellsProps): VNode {
  const { facts, number } = props.line;
  const after = afterText(props);
  // "Conforms" at every message would be noise here: the row of the phase says it.
  const quiet = facts.event.status === 'ok' && !facts.verdict.faulty;
  return (
    <>
      <td class="number">{number}</td>
      <td class="number">
        <div>{facts.at}</div>
        {after !== facts.at && <div>{after}</div>}
        {facts.recorded !== null && facts.recorded !== '' && (
          <div>{`${recordedHeading(props.timeline)} ${facts.recorded}`}</div>
        )}
      </td>
      <td class="stacked">
        <MessageButton {...props} />
        <div class="route">
          <span>
            {breakableName(facts.from)}
            <span aria-hidden="true"> → </span>
            <span class="sr-only"> to </span>
            {breakableName(facts.to)}
          </span>
          <span>{facts.protocol}</span>
        </div>
        <div class={quiet ? 'sr-only' : undefined}>{verdictOf(facts.verdict)}</div>
        <Remarks {...props} />
      </td>
    </>
  );
}

function afterText({ line: { facts, time } }: EventCellsProps): string {
  return facts.event.status === 'missing' ? 'not sent' : (time?.text ?? '');
}

function MessageButton({ line: { facts }, stop }: EventCellsProps): VNode {
  return (
    <button type="button" class="plain" title="Show in the text" tabIndex={stop ? 0 : -1}>
      {breakableName(facts.event.message)}
      {facts.message.slice(facts.event.message.length)}
    </button>
  );
}

function verdictOf({ faulty, text }: EventVerdict): ComponentChildren {
  return faulty ? <strong>{text}</strong> : text;
}

function Remarks({ line: { facts }, timeline, stop, actions }: EventCellsProps): VNode {
  return (
    <>
      {facts.findings.map((finding) => (
        <Remark key={finding} finding={timeline.findings[finding - 1]} actions={actions} stop={stop} />
      ))}
    </>
  );
}
