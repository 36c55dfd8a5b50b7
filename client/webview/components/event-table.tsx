import { Component, createRef, type VNode } from 'preact';
import { type EventFacts, eventFacts } from '../../../timeline/export/event-facts.js';
import { phaseFacts } from '../../../timeline/export/phase-facts.js';
import { type FrameMark, framePlan } from '../../../timeline/fragments/frame-plan.js';
import { bandKey } from '../../../timeline/layout/band.js';
import { type EventFilter, everything, isShown } from '../../../timeline/layout/event-filter.js';
import { Icon, severityIcon } from '../../../timeline/render/icon.js';
import { PureComponent } from '../../../timeline/render/pure-component.js';
import type { Timeline, TimelineEvent, TimelineFinding } from '../../../timeline/types/timeline.js';
import { eventTimes } from '../../../timeline/wording/event-times.js';
import { wayText } from '../../../timeline/wording/way-text.js';
import { eventAtCaret, sourceOf } from '../event-lookup.js';
import { eventAfterKey } from '../keyboard.js';
import type { ViewState } from '../view-state.js';
import type { AppActions } from './app.js';
import { MendButton } from './mend-button.js';

const ICON_BOX = { x: 0, y: 0, width: 14, height: 14 };
const columns = ['#', 'At', 'After', 'From', 'To', 'Message', 'Protocol', 'Verdict'] as const;

export interface EventTableProps {
  readonly timeline: Timeline;
  readonly state: ViewState;
  readonly hits: ReadonlySet<string> | null;
  readonly actions: AppActions;
}

/** What the picture shows, as a table: a row for every event, in the same order and with the same facts. */
export class EventTable extends Component<EventTableProps> {
  private readonly scroller = createRef<HTMLElement>();

  override componentDidMount(): void {
    this.show(this.props.state.active);
  }

  override componentDidUpdate(before: EventTableProps): void {
    const { pursuit } = this.props.state;
    if (pursuit === before.state.pursuit || pursuit === null) return;
    if (pursuit.kind === 'event') this.show(pursuit.id);
    else this.showBand(pursuit.id);
  }

  override render({ timeline, state, hits, actions }: EventTableProps): VNode {
    const { marks } = framePlan(timeline);
    const filter = leftOut(state);
    const marked = state.caret === null ? null : (eventAtCaret(timeline, state.caret)?.id ?? null);
    const facts = eventFacts(timeline);
    const shown = this.shown();
    const stop = (shown.find(({ id }) => id === state.active) ?? shown[0])?.id ?? null;
    const times = eventTimes(timeline, { counts: (event) => isShown(event, filter) });
    return (
      <main
        class="event-table"
        ref={this.scroller}
        onClick={this.onClick}
        onDblClick={this.onDoubleClick}
        onKeyDown={this.onKeyDown}
      >
        <table>
          <caption>{`Events of ${timeline.title ?? timeline.flow}`}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          {marks[0] !== undefined && marks[0].length > 0 && (
            <tbody>
              <Ways timeline={timeline} marks={marks[0]} />
            </tbody>
          )}
          {phaseFacts(timeline).map(({ phase, name, realizes, verdict, clock, ownFindings }, place) => (
            <tbody key={bandKey(phase)} data-band={bandKey(phase)}>
              <tr class="phase">
                <th scope="rowgroup" colSpan={columns.length}>
                  <span class="name">{name}</span>
                  {realizes !== null && <span class="realizes">{realizes}</span>}
                  {clock !== null && <span class="realizes">{clock}</span>}
                  <span class={`says verdict-${phase.verdict}`}>{verdict}</span>
                  {ownFindings.map((index) => (
                    <Remark key={index} finding={timeline.findings[index]} actions={actions} stop={true} />
                  ))}
                </th>
              </tr>
              {facts.map((row, index) =>
                row.event.visit !== phase.visit || !isShown(row.event, filter) ? null : (
                  <Row
                    key={row.event.id}
                    number={index + 1}
                    facts={row}
                    after={row.event.status === 'missing' ? 'not sent' : (times[index]?.text ?? '')}
                    findings={timeline.findings}
                    stop={row.event.id === stop}
                    actions={actions}
                    current={row.event.id === state.active}
                    marked={row.event.id === marked}
                    spotlit={row.event.id === state.spotlight?.id}
                    hit={hits?.has(row.event.id) === true}
                  />
                ),
              )}
              <Ways timeline={timeline} marks={marks[place + 1] ?? []} />
            </tbody>
          ))}
        </table>
      </main>
    );
  }

  private row(id: string | null): HTMLElement | null {
    return id === null ? null : (this.scroller.current?.querySelector(`[data-event="${CSS.escape(id)}"]`) ?? null);
  }

  private show(id: string | null): void {
    this.row(id)?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }

  private showBand(key: string): void {
    const head = this.scroller.current?.querySelector(`[data-band="${CSS.escape(key)}"]`);
    head?.scrollIntoView({ block: 'start', behavior: 'instant' });
  }

  private readonly onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const at = (event.target as Element).closest('[data-event]')?.getAttribute('data-event') ?? null;
    const next =
      at === null
        ? null
        : eventAfterKey(
            event.key,
            this.shown().map(({ id }) => id),
            at,
          );
    if (next === null) return;
    event.preventDefault();
    this.props.actions.dispatch({ type: 'activate', event: next, lane: null });
    this.row(next)?.querySelector('button')?.focus();
  };

  private shown(): TimelineEvent[] {
    const { timeline, state } = this.props;
    const filter = leftOut(state);
    return timeline.events.filter((event) => isShown(event, filter));
  }

  private readonly onClick = (event: MouseEvent): void => this.reveal(event.target as Element, false);

  private readonly onDoubleClick = (event: MouseEvent): void => this.reveal(event.target as Element, true);

  private reveal(target: Element, focus: boolean): void {
    if (target.closest('.mend') !== null) return;
    const id = target.closest('[data-event]')?.getAttribute('data-event') ?? null;
    const range = id === null ? null : sourceOf(this.props.timeline, id);
    if (id === null || range === null) return;
    this.props.actions.dispatch({ type: 'activate', event: id, lane: null });
    this.props.actions.reveal(range, focus);
  }
}

/** What the table leaves out: nothing where the picture draws it faintly. */
function leftOut({ options }: ViewState): EventFilter {
  return options.dim ? everything : options.filter;
}

/** Of all paths: what leads into the ways on from here, and where ways end. */
function Ways({ timeline, marks }: { timeline: Timeline; marks: readonly FrameMark[] }): VNode {
  return (
    <>
      {marks.map((mark) => (
        <tr key={`${mark.kind} ${mark.fragment} ${mark.kind === 'close' ? '' : mark.index}`} class="way">
          <th scope="rowgroup" colSpan={columns.length}>
            {wayText(timeline, mark)}
          </th>
        </tr>
      ))}
    </>
  );
}

interface RowProps {
  readonly number: number;
  readonly facts: EventFacts;
  readonly after: string;
  readonly findings: readonly TimelineFinding[];
  /** The one row that the Tab key reaches. */
  readonly stop: boolean;
  readonly actions: AppActions;
  readonly current: boolean;
  readonly marked: boolean;
  /** It was asked to be shown. */
  readonly spotlit: boolean;
  readonly hit: boolean;
}

class Row extends PureComponent<RowProps> {
  override render({ number, facts, after, findings, stop, actions, current, marked, spotlit, hit }: RowProps): VNode {
    const classes = [
      current ? 'current' : '',
      marked ? 'marked' : '',
      spotlit ? 'spotlit' : '',
      hit ? 'hit' : '',
    ].filter((name) => name !== '');
    return (
      <tr
        class={classes.join(' ')}
        data-event={facts.event.id}
        data-status={facts.event.status}
        aria-current={current ? 'true' : undefined}
      >
        <td class="number">{number}</td>
        <td class="number">{facts.at}</td>
        <td class="number">{after}</td>
        <td>{facts.from}</td>
        <td>{facts.to}</td>
        <th scope="row">
          <button type="button" class="plain" title="Show in the source" tabIndex={stop ? 0 : -1}>
            {facts.message}
          </button>
        </th>
        <td>{facts.protocol}</td>
        <td>
          {facts.verdict.faulty ? <strong>{facts.verdict.text}</strong> : facts.verdict.text}
          {facts.findings.map((finding) => (
            <Remark key={finding} finding={findings[finding - 1]} actions={actions} stop={stop} />
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
      <span>{finding.message}</span>
      <MendButton finding={finding} actions={actions} stop={stop} />
    </span>
  );
}
