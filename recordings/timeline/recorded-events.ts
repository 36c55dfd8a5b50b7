import {
  blankEvent,
  type DeviationCode,
  insertByRow,
  type ModelRows,
  missingArrows,
  type Slot,
} from '../../check/index.js';
import type { EventStatus, Range, TimelineEvent } from '../../timeline/types/timeline.js';
import type { TimelineDue } from '../../timeline/types/timeline-recording.js';
import type { DeviationMark } from '../follow/deviation-marks.js';
import type { FollowedMessage } from '../follow/followed-messages.js';
import type { Interaction } from '../follow/interaction.js';
import type { ExplainedOutcome } from '../follow/outcome.js';
import { type PhaseVisit, spanOf, type TakenCopy } from '../follow/visits.js';
import { dueTimes } from './due-times.js';
import { stepOf } from './flow-step.js';
import type { RecordedLanes } from './recorded-lanes.js';

/** The status that a deviation gives its event; null if the event itself is correct. */
const statusOfCode: Record<DeviationCode, EventStatus | null> = {
  'protocol-not-allowed': 'wrong-protocol',
  'wrong-protocol': 'wrong-protocol',
  'wrong-direction': 'wrong-direction',
  'incomplete-broadcast': 'incomplete',
  'condition-not-met': 'condition',
  'duplicate-message': 'duplicate',
  'illegal-phase': null,
  'off-flow': 'off-flow',
  'missing-message': null,
  'unexpected-message': 'unexpected',
  'ends-while-pending': null,
  'order-violation': 'order',
  'too-early': 'early',
  'too-late': 'late',
};

/** An event, and its row's number in the model phase; -1 if it has none. */
interface PlacedEvent {
  readonly event: TimelineEvent;
  readonly position: number;
}

/** Makes the events of an interaction, by visit: a visit's messages by time, and ghosts of those that are missing. */
export class RecordedEvents {
  private readonly owners = new Map<number, { readonly visit: number; readonly copy: TakenCopy | null }>();
  private readonly startMs: number;
  private readonly due: ReadonlyMap<number, TimelineDue>;

  constructor(
    private readonly interaction: Interaction,
    private readonly outcome: ExplainedOutcome,
    private readonly lanes: RecordedLanes,
    private readonly rows: ModelRows,
    private readonly fileNames: readonly string[],
  ) {
    this.startMs = interaction.messages.timeOf(0);
    this.due = dueTimes(interaction, outcome);
    for (const [visit, { taken }] of outcome.visits.entries()) {
      for (const copy of taken) if (!this.owners.has(copy.message)) this.owners.set(copy.message, { visit, copy });
    }
    const firsts = outcome.visits.map((visit) => spanOf(visit).first);
    for (let message = 0; message < interaction.messages.length; message++) {
      if (this.owners.has(message)) continue;
      const visit = firsts.findLastIndex((first) => first <= message);
      this.owners.set(message, { visit: Math.max(0, visit), copy: null });
    }
  }

  build(): TimelineEvent[] {
    const marks = this.marksByMessage();
    const judged = new Set(this.outcome.left.flatMap(({ message, code }) => (code === null ? [message] : [])));
    const byVisit = new Map<number, PlacedEvent[]>();
    let before: FollowedMessage | undefined;
    for (const [index, message] of [...this.interaction.messages].entries()) {
      const { visit, copy } = this.owners.get(index) ?? { visit: 0, copy: null };
      const placed = byVisit.get(visit) ?? [];
      byVisit.set(visit, placed);
      const own = this.ofMessage(index, message, visit, copy, marks.get(index) ?? [], judged.has(index));
      const last = placed.at(-1);
      if (
        before !== undefined &&
        last !== undefined &&
        isOneLine(before, message) &&
        isOneArrow(last.event, own.event)
      ) {
        placed[placed.length - 1] = { ...last, event: joined(last.event, own.event) };
      } else placed.push(own);
      before = message;
    }
    for (const [finding, mark] of this.outcome.marks.entries()) {
      if (mark.deviation.code !== 'missing-message') continue;
      const visit = mark.deviation.visit ?? 0;
      const placed = byVisit.get(visit) ?? [];
      byVisit.set(visit, placed);
      for (const ghost of this.ghosts(mark, finding, visit)) insertByRow(placed, ghost);
    }
    return [...byVisit].sort(([a], [b]) => a - b).flatMap(([, placed]) => placed.map(({ event }) => event));
  }

  /** Numbers of the deviations that are drawn at a message. */
  private marksByMessage(): Map<number, number[]> {
    const marks = new Map<number, number[]>();
    for (const [index, mark] of this.outcome.marks.entries()) {
      const { code } = mark.deviation;
      if (code === 'missing-message' || code === 'ends-while-pending') continue;
      const at = code === 'incomplete-broadcast' ? this.lastCopy(mark) : mark.message;
      marks.set(at, [...(marks.get(at) ?? []), index]);
    }
    return marks;
  }

  /** The last copy of a broadcast that does not reach all. */
  private lastCopy({ deviation, missing, message }: DeviationMark): number {
    const takenCopies = this.outcome.visits[deviation.visit ?? -1]?.taken ?? [];
    const copy = takenCopies.findLast(({ slot, late }) => !late && slot.row === missing[0]?.row);
    return copy?.message ?? message;
  }

  private ofMessage(
    index: number,
    message: FollowedMessage,
    visit: number,
    copy: TakenCopy | null,
    findings: readonly number[],
    isLeftAlone: boolean,
  ): PlacedEvent {
    const { letter, timeMs, file, line, offset } = message;
    const reported = findings.flatMap((finding) => this.outcome.marks[finding] ?? []);
    const status = reported.map(({ deviation }) => statusOfCode[deviation.code]).find((own) => own !== null);
    const missing = reported.flatMap((mark) => mark.missing);
    const receiver = this.lanes.ofReference(letter.to) ?? this.nameOf(copy?.slot.receiver);
    const phase = this.outcome.visits[visit];
    const due = this.due.get(index);
    const event: TimelineEvent = {
      ...this.blank(`${index}`, visit, letter.message),
      timeMs: Math.round((timeMs - this.startMs) * 1000) / 1000,
      protocol: letter.protocol ?? copy?.slot.protocol?.name ?? null,
      sender: this.lanes.ofReference(letter.from) ?? this.nameOf(copy?.slot.sender),
      receivers: receiver === null ? [] : [receiver],
      missingReceivers: this.receivers(missing),
      status: status ?? (isLeftAlone ? 'unjudged' : 'ok'),
      findings,
      range: phase === undefined ? null : stepRange(phase, copy?.slot, letter.message),
      row: this.rowNumber(phase, copy?.slot),
      recorded: { timeMs, file: this.fileNames[file] ?? null, line, offset },
      ...(due === undefined ? {} : { due }),
    };
    return { event, position: copy?.slot.row.index ?? -1 };
  }

  private ghosts({ missing }: DeviationMark, finding: number, visit: number): PlacedEvent[] {
    return missingArrows(missing).flatMap((slots, index): PlacedEvent[] => {
      const [slot] = slots;
      if (slot === undefined) return [];
      const event: TimelineEvent = {
        ...this.blank(`missing-${finding}-${index}`, visit, slot.messageName),
        protocol: slot.protocol?.name ?? null,
        sender: this.nameOf(slot.sender),
        receivers: this.receivers(slots),
        status: 'missing',
        findings: [finding],
        row: this.rowNumber(this.outcome.visits[visit], slot),
      };
      return [{ event, position: slot.row.index }];
    });
  }

  private blank(number: string, visit: number, message: string): TimelineEvent {
    const title = this.outcome.interpreter.subject.messages.get(message)?.title ?? null;
    const phase = this.outcome.visits[visit]?.entry.phase.phase.name ?? '';
    return { ...blankEvent(visit, phase, number), message, ...(title === null ? {} : { title }) };
  }

  private rowNumber(visit: PhaseVisit | undefined, slot: Slot | undefined): number | null {
    const modelPhase = visit?.entry.phase.modelPhase ?? null;
    return slot === undefined || modelPhase === null ? null : this.rows.indexOf(slot.row, modelPhase);
  }

  private nameOf(participant: number | undefined): string | null {
    return participant === undefined ? null : this.lanes.nameOf(participant);
  }

  private receivers(slots: readonly Slot[]): string[] {
    return [...new Set(slots.flatMap(({ receiver }) => this.nameOf(receiver) ?? []))];
  }
}

/** Where the flow has a recorded message: its step, otherwise the phase's name. */
function stepRange({ entry }: PhaseVisit, slot: Slot | undefined, message: string): Range {
  const { phase } = entry.phase;
  return stepOf(phase, slot, message)?.place.range ?? phase.namePlace.range;
}

/** Whether two messages are copies from one line. */
function isOneLine(a: FollowedMessage, b: FollowedMessage): boolean {
  return a.file === b.file && a.line === b.line && a.offset === b.offset;
}

function isOneArrow(a: TimelineEvent, b: TimelineEvent): boolean {
  return a.message === b.message && a.protocol === b.protocol && a.sender === b.sender && a.row === b.row;
}

function joined(a: TimelineEvent, b: TimelineEvent): TimelineEvent {
  return {
    ...a,
    receivers: [...new Set([...a.receivers, ...b.receivers])],
    missingReceivers: [...new Set([...a.missingReceivers, ...b.missingReceivers])],
    status: a.status === 'ok' ? b.status : a.status,
    findings: [...new Set([...a.findings, ...b.findings])],
  };
}
