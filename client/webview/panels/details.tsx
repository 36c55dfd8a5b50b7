import { Component, createRef, type VNode } from 'preact';
import {
  durationText,
  eventFacts,
  eventTimes,
  FindingText,
  Icon,
  type PartyState,
  partiesAt,
  recordedHeading,
  Sample,
  sentencesWithoutFindings,
  severityIcon,
  stateName,
} from '../../../timeline/index.js';
import type { Timeline, TimelineEvent, TimelineFinding } from '../../../timeline/types/timeline.js';
import type { TimelineRow } from '../../../timeline/types/timeline-row.js';
import type { AppActions } from '../app-actions.js';
import { breakableName } from '../components/breakable-name.js';
import { FixButton } from '../components/fix-button.js';
import { Glyph } from '../components/glyph.js';
import { focusCurrentEvent } from '../state/focus-restore.js';

const ICON_BOX = { x: 0, y: 0, width: 14, height: 14 };
const SWATCH_BOX = { x: 0, y: 0, width: 9, height: 12 };

export interface DetailsProps {
  readonly timeline: Timeline;
  /** The focused event; null before the first. */
  readonly active: string | null;
  /** Whether the states are drawn next to it: not while the table is shown. */
  readonly drawn: boolean;
  readonly actions: AppActions;
}

/** Details of the focused event: in words, with the model's row and the states of the parties. */
export class Details extends Component<DetailsProps> {
  private readonly panel = createRef<HTMLElement>();

  override componentWillUnmount(): void {
    // The keyboard goes back to the event that was read about.
    if (this.panel.current?.contains(document.activeElement) === true) focusCurrentEvent();
  }

  override render({ timeline, active, drawn, actions }: DetailsProps): VNode {
    const index = timeline.events.findIndex(({ id }) => id === active);
    const event = timeline.events[index];
    return (
      <aside class="details-panel" aria-label="Details" tabIndex={-1} ref={this.panel}>
        <button
          type="button"
          class="tool close"
          title="Close (Escape)"
          aria-label="Close details"
          onClick={close(actions)}
        >
          <Glyph name="close" />
        </button>
        {event === undefined ? (
          <p class="hint">Select a message to see its details: click it, or use the arrow keys.</p>
        ) : (
          <EventDetails timeline={timeline} event={event} index={index} drawn={drawn} actions={actions} />
        )}
      </aside>
    );
  }
}

function close(actions: AppActions): () => void {
  return () => actions.dispatch({ type: 'option', change: { details: false } });
}

interface EventDetailsProps {
  readonly timeline: Timeline;
  readonly event: TimelineEvent;
  readonly index: number;
  readonly drawn: boolean;
  readonly actions: AppActions;
}

function EventDetails({ timeline, event, index, drawn, actions }: EventDetailsProps): VNode {
  const findings = event.findings.flatMap((finding) => timeline.findings[finding] ?? []);
  const time = eventTimes(timeline)[index];
  // Findings have a list of their own below.
  const sentence = sentencesWithoutFindings(timeline, event, time).join(' ');
  return (
    <>
      <h2>{breakableName(event.message)}</h2>
      <p>{sentence}</p>
      {findings.length > 0 && <Findings findings={findings} actions={actions} />}
      <div class="columns">
        <Facts timeline={timeline} index={index} />
        <ModelRow row={event.row === null ? null : (timeline.rows[event.row] ?? null)} actions={actions} />
        <Parties timeline={timeline} event={event} drawn={drawn} />
      </div>
    </>
  );
}

function Facts({ timeline, index }: { timeline: Timeline; index: number }): VNode | null {
  const facts = eventFacts(timeline)[index];
  if (facts === undefined) return null;
  const { event, phase } = facts;
  const missing = event.status === 'missing';
  const entries = [
    ['Phase', phase?.title ?? phase?.name ?? ''],
    ['From', facts.from],
    ['To', facts.to],
    ['Protocol', facts.protocol === '?' ? 'not known' : facts.protocol],
    ['At', missing ? 'not sent' : facts.at === '' ? 'not known: a delay before it is not stated' : facts.at],
    ['After', missing ? '' : event.timeMs === null ? 'no delay is stated' : facts.after.replace(/^\+/, '')],
    [recordedHeading(timeline) ?? '', facts.recorded ?? ''],
    ['Attributes', event.details ?? ''],
  ] as const;
  return (
    <dl>
      {entries
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{breakableName(value)}</dd>
          </div>
        ))}
    </dl>
  );
}

function Findings({ findings, actions }: { findings: readonly TimelineFinding[]; actions: AppActions }): VNode {
  return (
    <ul aria-label="Problems">
      {findings.map((finding) => (
        <li key={finding.id} class={`remark severity-${finding.severity}`}>
          <svg width={14} height={14} role="img" aria-label={finding.severity}>
            <Icon name={severityIcon(finding.severity)} box={ICON_BOX} />
          </svg>
          <span>
            <FindingText text={finding.message} /> <span class="code">{finding.code}</span>
          </span>
          <FixButton finding={finding} actions={actions} />
        </li>
      ))}
    </ul>
  );
}

function ModelRow({ row, actions }: { row: TimelineRow | null; actions: AppActions }): VNode {
  const ground = row === null ? '' : groundOf(row);
  return (
    <section>
      <h3>Model row</h3>
      {row === null ? (
        <p class="hint">No row of the model applies to this message here.</p>
      ) : (
        <>
          <pre>
            <code>{row.text}</code>
          </pre>
          <p class="hint">
            {`${row.model} · ${row.phase ?? 'at any time'}`}
            {row.source !== null && <cite>{sourceOf(row.source, row)}</cite>}
          </p>
          {ground !== '' && <p class="hint">{ground}</p>}
          {row.withinMs !== undefined && (
            <p class="hint">{`Within ${durationText(row.withinMs)} after the phase began`}</p>
          )}
          <button type="button" class="plain" onClick={() => actions.open(row)}>
            Open in the model
          </button>
        </>
      )}
    </section>
  );
}

function Parties({ timeline, event, drawn }: Pick<EventDetailsProps, 'timeline' | 'event' | 'drawn'>): VNode | null {
  const parties = partiesAt(timeline, event.id);
  if (parties.length === 0) return null;
  return (
    <section>
      <h3>{event.status === 'missing' ? 'States at this point' : 'States afterwards'}</h3>
      <dl>
        {parties.map((party) => (
          <div key={party.participant} class={party.resting ? 'resting' : undefined}>
            <dt>{breakableName(party.participant)}</dt>
            <dd>
              {drawn && <Swatch {...party} />}
              {stateName(party)}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** A sample of the state's bar; of the lane if a party has no bar. */
function Swatch({ resting, pending, variant }: Pick<PartyState, 'resting' | 'pending' | 'variant'>): VNode {
  return (
    <svg class="swatch" width={SWATCH_BOX.width} height={SWATCH_BOX.height} aria-hidden="true">
      {resting ? (
        <line class="lane system" x1={4.5} x2={4.5} y1={0} y2={SWATCH_BOX.height} />
      ) : (
        <Sample sample={{ kind: 'state', pending, variant }} box={SWATCH_BOX} />
      )}
    </svg>
  );
}

/** The place in the source document, and the document. */
function sourceOf(place: string, { document }: TimelineRow): string {
  return document === undefined ? place : `${place} (${document})`;
}

/** The row's ground beyond its source, in words; empty if the source has all of it. */
function groundOf({ ground, arrowInferred }: TimelineRow): string {
  if (ground !== undefined) return `${ground.kind === 'given' ? 'Given' : 'Inferred'}: ${ground.text}`;
  return arrowInferred === true ? 'Who sends to whom is inferred' : '';
}
