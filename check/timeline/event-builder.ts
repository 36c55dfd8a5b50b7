import { groupBy } from '../../timeline/types/group-by.js';
import type { EventStatus, TimelineEvent } from '../../timeline/types/timeline.js';
import type { Difference, MatchedCopy } from '../conformance/comparison.js';
import { copiesOf } from '../conformance/copies.js';
import { ANY_PARTICIPANT } from '../conformance/obligations.js';
import type { FlowAnalysis } from '../flow-analysis.js';
import type { Step } from '../model/flow.js';
import { type Row, type RowValue, UNKNOWN } from '../model/model.js';
import type { Message } from '../model/vocabulary.js';
import type { ReplayedVisit } from '../paths/replay.js';
import { blankEvent } from './blank-event.js';
import { insertByRow, missingArrows } from './missing-arrows.js';
import type { ModelRows } from './model-rows.js';
import type { PhaseFindings } from './phase-findings.js';
import { stepProtocols } from './step-protocols.js';

/** An event, and what its time and its place in the phase depend on. */
export interface DraftEvent {
  /** The time is null until it is computed; then this is another event. */
  event: TimelineEvent;
  /** Delay to the step before it; null if none is stated. */
  readonly delayMs: number | null;
  /** Number of its row in the model's phase; -1 if there is none. */
  readonly position: number;
}

const statusOfCode: Record<Difference['code'], EventStatus> = {
  'condition-not-met': 'condition',
  'duplicate-message': 'duplicate',
  'incomplete-broadcast': 'incomplete',
  'missing-message': 'missing',
  'order-violation': 'order',
  'unexpected-message': 'unexpected',
  'wrong-direction': 'wrong-direction',
  'wrong-protocol': 'wrong-protocol',
  'wrong-value': 'wrong-value',
  'too-late': 'late',
};

/**
 * The events of one visit: what its steps send, and what is missing, in its place.
 * @param rows collects the model's rows that the events show
 */
export function eventsOf(
  visit: ReplayedVisit,
  analysis: FlowAnalysis,
  findings: PhaseFindings,
  rows: ModelRows,
): DraftEvent[] {
  return new EventBuilder(visit, analysis, findings, rows).build();
}

class EventBuilder {
  private readonly differences: readonly Difference[];

  constructor(
    private readonly visit: ReplayedVisit,
    private readonly analysis: FlowAnalysis,
    private readonly findings: PhaseFindings,
    private readonly rows: ModelRows,
  ) {
    this.differences = visit.comparison?.differences ?? [];
  }

  build(): DraftEvent[] {
    const { phase } = this.visit;
    const copies = this.visit.comparison?.copies ?? this.unjudgedCopies();
    const placed: DraftEvent[] = [];
    if (phase.braces) {
      // Copies come in the order of their steps.
      let from = 0;
      for (const step of phase.steps) {
        let end = from;
        while (copies[end]?.step === step.index) end++;
        placed.push(...this.ofStep(step, copies.slice(from, end)));
        from = end;
      }
    } else {
      placed.push(...this.ofModel(copies));
    }
    for (const difference of this.differences) {
      if (difference.code !== 'missing-message') continue;
      const finding = this.findingOf(difference);
      // A suppressed finding leaves no ghost.
      if (finding === undefined) continue;
      for (const missing of this.missing(difference, finding)) insertByRow(placed, missing);
    }
    return placed;
  }

  private unjudgedCopies(): readonly MatchedCopy[] {
    const { phase, entered } = this.visit;
    const nothing = { slots: [], unmet: [], unchosen: [], idle: [], blocks: 0 };
    const context = this.analysis.simulation.context(entered.configuration.states, entered.players);
    return copiesOf(phase, nothing, context).map((copy) => ({ ...copy, slot: null, status: 'alone' }));
  }

  /** One event per sender and protocol: usually one; a step in the short form can have several. */
  private ofStep(step: Step, copies: readonly MatchedCopy[]): DraftEvent[] {
    const groups = groupCopies(copies);
    const differences = this.differences.filter((difference) => difference.step === step.index);
    if (groups.length === 0) return [this.withoutReceiver(step, differences)];
    return groups.map((group, index) => {
      const [first] = group;
      const own = differences.filter((difference) => difference.copy === null || group.includes(difference.copy));
      const protocol = first?.protocol?.name ?? first?.slot?.protocol?.name ?? null;
      const receivers = group.map((copy) => copy.receiver);
      return this.draft(step, index, first?.sender ?? ANY_PARTICIPANT, protocol, receivers, group, own);
    });
  }

  /**
   * A step without a copy here: one to `all` in a state that no party is in, or the short form for a row of that kind.
   */
  private withoutReceiver(step: Step, differences: readonly Difference[]): DraftEvent {
    const { realized, players, configuration } = this.visit.entered;
    const row = step.arrow === null ? realized?.rows.find(({ message }) => message === step.message) : undefined;
    const sender =
      step.arrow?.sender ?? (row?.sender.kind === 'role' ? players[row.sender.role]?.[0] : ANY_PARTICIPANT);
    const protocol = stepProtocols(step)[0] ?? row?.arrows[0]?.protocol;
    const draft = this.draft(step, 0, sender ?? ANY_PARTICIPANT, protocol?.name ?? null, [], [], differences);
    const ends = step.arrow?.receivers ?? row?.arrows.map(({ receiver }) => receiver) ?? [];
    const [state = UNKNOWN] = ends.flatMap((end) => (end.kind === 'all' ? end.state : []));
    const name = this.analysis.model.states[state]?.name;
    if (name === undefined) return draft;
    const others = configuration.states.includes(state) ? 'else ' : '';
    return { ...draft, event: { ...draft.event, noReceiverReason: `no one ${others}is ${name}` } };
  }

  private draft(
    step: Step,
    index: number,
    sender: number,
    protocol: string | null,
    receivers: readonly number[],
    copies: readonly MatchedCopy[],
    differences: readonly Difference[],
  ): DraftEvent {
    const own: number[] = [];
    // A suppressed finding leaves no mark.
    const reported = differences.filter((difference) => {
      const finding = this.findingOf(difference);
      return finding !== undefined && own.push(finding);
    });
    const incomplete = reported.find((difference) => difference.code === 'incomplete-broadcast');
    const standing = this.findings.ofStep(this.visit.phase, step.index);
    const event = this.event(`${step.index}${numbered(index)}`, {
      message: step.messageName,
      ...titleOf(step.message),
      protocol,
      sender: this.name(sender),
      receivers: this.names(receivers),
      missingReceivers: incomplete === undefined ? [] : this.names(incomplete.slots.map((slot) => slot.receiver)),
      status: this.statusOf(copies, reported),
      findings: own.length === 0 ? standing : [...new Set([...own, ...standing])].sort((a, b) => a - b),
      range: step.place.range,
      details: step.details,
      row: this.rowNumber(reported[0]?.slots[0]?.row ?? rowOf(copies)),
    });
    return { event, delayMs: index === 0 ? step.delayMs : null, position: positionOf(copies) };
  }

  private statusOf(copies: readonly MatchedCopy[], reported: readonly Difference[]): EventStatus {
    const [difference] = reported;
    if (difference !== undefined) return statusOfCode[difference.code];
    if (this.visit.comparison === null) return 'unjudged';
    if (copies.some((copy) => copy.status === 'disallowed')) return 'wrong-protocol';
    if (copies.some((copy) => copy.message === null)) return 'unexpected';
    return copies.every((copy) => copy.status === 'ok') ? 'ok' : 'unjudged';
  }

  /** A phase without braces: the model's rows in order, each at the phase's name. */
  private ofModel(copies: readonly MatchedCopy[]): DraftEvent[] {
    return groupCopies(copies).map((group, index) => {
      const [first] = group;
      const event = this.event(`${index}`, {
        message: first?.messageName ?? '',
        ...titleOf(first?.message),
        details: detailsOf(first?.values),
        protocol: first?.protocol?.name ?? null,
        sender: this.name(first?.sender ?? ANY_PARTICIPANT),
        receivers: this.names(group.map((copy) => copy.receiver)),
        range: this.visit.phase.place.range,
        row: this.rowNumber(rowOf(group)),
      });
      return { event, delayMs: null, position: positionOf(group) };
    });
  }

  private missing(difference: Difference, finding: number): DraftEvent[] {
    return missingArrows(difference.slots).map((slots, index) => {
      const row = slots[0]?.row;
      const position = row?.index ?? -1;
      const event = this.event(`missing-${position}${numbered(index)}`, {
        message: slots[0]?.messageName ?? '',
        ...titleOf(slots[0]?.message),
        details: detailsOf(slots[0]?.values),
        protocol: slots[0]?.protocol?.name ?? null,
        sender: this.name(slots[0]?.sender ?? ANY_PARTICIPANT),
        receivers: this.names(slots.map((slot) => slot.receiver)),
        status: 'missing',
        findings: [finding],
        row: this.rowNumber(row),
      });
      return { event, delayMs: null, position };
    });
  }

  private event(number: string, facts: Partial<TimelineEvent>): DraftEvent['event'] {
    const { index, phase } = this.visit;
    return { ...blankEvent(index, phase.name, number), ...facts };
  }

  private findingOf(difference: Difference): number | undefined {
    return this.findings.findingOf(this.visit.phase, difference);
  }

  private rowNumber(row: Row | undefined): number | null {
    return row === undefined ? null : this.rows.indexOf(row, this.visit.entered.realized);
  }

  private name(participant: number): string | null {
    return this.analysis.flow.participants[participant]?.name ?? null;
  }

  private names(participants: readonly number[]): string[] {
    // Usually there is one; this must be fast, as it runs for every event on every key press.
    const only = participants.length === 1 ? this.name(participants[0] ?? ANY_PARTICIPANT) : null;
    if (only !== null) return [only];
    return [...new Set(participants)].flatMap((participant) => this.name(participant) ?? []);
  }
}

function titleOf(message: Message | null | undefined): { title?: string } {
  const title = message?.title ?? null;
  return title === null ? {} : { title };
}

/** Values of a row as a step gives them. */
function detailsOf(values: readonly RowValue[] | undefined): string | null {
  if (values === undefined || values.length === 0) return null;
  return values.map(({ attribute, text }) => `${attribute}: ${text}`).join(', ');
}

/** Distinguishes several events of one step. */
function numbered(index: number): string {
  return index === 0 ? '' : `.${index}`;
}

/** Copies of one step that are one arrow with several heads. */
function groupCopies(copies: readonly MatchedCopy[]): (readonly MatchedCopy[])[] {
  if (copies.length === 1) return [copies];
  const arrows = groupBy(copies, ({ step, messageName, sender, protocol, slot }) => {
    return `${step}/${messageName}/${sender}/${(protocol ?? slot?.protocol)?.name ?? ''}`;
  });
  return [...arrows.values()];
}

/** The row that the copies meet, or took the place of. */
function rowOf(copies: readonly MatchedCopy[]): Row | undefined {
  return copies.find((copy) => copy.slot !== null)?.slot?.row;
}

/** Number of that row in its phase; -1 if there is none. */
function positionOf(copies: readonly MatchedCopy[]): number {
  return rowOf(copies)?.index ?? -1;
}
