import { joinWithAnd, joinWithOr } from '../../timeline/types/join-words.js';
import { ANY_PARTICIPANT, type Slot } from '../conformance/obligations.js';
import type { Flow } from '../model/flow.js';
import { type Ground, type Model, type ModelPhase, phaseReference, type RowValue } from '../model/model.js';

/** Words for the indices of a model and a flow, for messages. Names are in double quotes. */
export class MessageText {
  constructor(
    readonly flow: Flow,
    readonly model: Model,
  ) {}

  /** A participant's name without quotes. */
  name(index: number): string {
    return this.flow.participants[index]?.name ?? '?';
  }

  participant(index: number): string {
    return quoted(this.name(index));
  }

  participants(indices: readonly number[]): string {
    return joinWithAnd(indices.map((index) => this.participant(index)));
  }

  phase(index: number): string {
    return quoted(this.flow.phases[index]?.name ?? '?');
  }

  /** A state's name without quotes. */
  stateName(index: number): string {
    return this.model.states[index]?.name ?? '?';
  }

  state(index: number): string {
    return quoted(this.stateName(index));
  }

  states(indices: readonly number[]): string {
    return joinWithOr(indices.map((index) => this.state(index)));
  }

  /** A role's name without quotes. */
  roleName(index: number): string {
    return this.model.roles[index]?.name ?? '?';
  }

  role(index: number): string {
    return quoted(this.roleName(index));
  }

  /** `Conference.InvitationIssued`. */
  modelPhase(phase: ModelPhase): string {
    return `${phase.model.name}.${phase.name}`;
  }

  /** A phase of the model as the flow names it, in quotes: with its model if another one has a phase of the name. */
  outcome(phase: ModelPhase): string {
    return quoted(phaseReference(phase, this.model));
  }

  /** `"EventAck" on "Reporting"`. */
  letter(slot: Slot): string {
    const protocol = slot.protocol === null ? '' : ` on ${quoted(slot.protocol.name)}`;
    return `${quoted(slot.messageName)}${valuesText(slot.values)}${protocol}`;
  }

  /** ` from "A" to "B" and "C"`; unknown ends are omitted. */
  arrow(slots: readonly Slot[]): string {
    const senders = knownParticipants(slots.map((slot) => slot.sender));
    const receivers = knownParticipants(slots.map((slot) => slot.receiver));
    const from = senders.length === 0 ? '' : ` from ${this.participants(senders)}`;
    const to = receivers.length === 0 ? '' : ` to ${this.participants(receivers)}`;
    return from + to;
  }

  /**
   * Steps that meet the slots, as an author writes them: one per sender and protocol, unless one goes to a receiver twice
   * or the model states where each comes.
   */
  steps(slots: readonly Slot[]): string[] {
    const steps = new Map<string, { slot: Slot; receivers: string[] }>();
    const copies = new Map<string, number>();
    for (const slot of slots) {
      if (slot.sender === ANY_PARTICIPANT || slot.receiver === ANY_PARTICIPANT) continue;
      const ordered = slot.order === null ? '' : slot.row.index;
      const key = `${slot.messageName}${valuesText(slot.values)}/${slot.sender}/${slot.protocol?.name ?? ''}/${ordered}`;
      const receiver = this.flow.participants[slot.receiver]?.name ?? '?';
      // The second copy to a receiver is part of a second step.
      const copyKey = `${key}/${slot.receiver}`;
      const copy = copies.get(copyKey) ?? 0;
      copies.set(copyKey, copy + 1);
      const step = steps.get(`${key}/${copy}`);
      if (step === undefined) steps.set(`${key}/${copy}`, { slot, receivers: [receiver] });
      else step.receivers.push(receiver);
    }
    return [...steps.values()].map(({ slot, receivers }) => {
      const sender = this.flow.participants[slot.sender]?.name ?? '?';
      const several = (slot.message?.protocols.length ?? 0) > 1 && slot.protocol !== null;
      const on = several ? ` on ${slot.protocol?.name}` : '';
      return `${sender} -> ${receivers.join(', ')} : ${slot.messageName}${valuesText(slot.values)}${on}`;
    });
  }
}

function knownParticipants(indices: readonly number[]): number[] {
  return [...new Set(indices.filter((index) => index !== ANY_PARTICIPANT))];
}

/** `(State: done)`, as a row gives its values; empty if it gives none. */
export function valuesText(values: readonly RowValue[]): string {
  return values.length === 0 ? '' : `(${values.map(({ attribute, text }) => `${attribute}: ${text}`).join(', ')})`;
}

/** A duration as it is written, in the largest unit that has it whole. */
export function durationLiteral(ms: number): string {
  for (const [unit, size] of [
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1000],
  ] as const) {
    if (ms >= size && ms % size === 0) return `${ms / size}${unit}`;
  }
  return ms > 1000 ? `${ms / 1000}s` : `${ms}ms`;
}

/** The note on a finding if everything that requires it is inferred, with the reason. */
export function inferenceNote(grounds: readonly (Ground | null)[]): string {
  const reasons = [...new Set(grounds.flatMap((ground) => ground?.text ?? []))];
  return ` (This is inferred, not given by the source: ${reasons.join('; ')}.)`;
}

/** A name as messages show it. */
export function quoted(name: string): string {
  return `"${name}"`;
}

/** A text without the quotes around its names, for briefs. */
export function unquoted(text: string): string {
  return text.replaceAll('"', '');
}

/** A text as a sentence begins with it. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Phases of a path that are named; of a longer one its beginning and its end. */
const MAX_PATH_PHASES = 8;

/** ` (when reached by Invite, Accepts)`; nothing for an empty path. */
export function whenReachedBy(path: readonly string[]): string {
  if (path.length === 0) return '';
  const left = path.length - MAX_PATH_PHASES;
  const shown =
    left <= 1 ? path : [...path.slice(0, MAX_PATH_PHASES / 2), `… ${left} more …`, ...path.slice(-MAX_PATH_PHASES / 2)];
  return ` (when reached by ${shown.join(', ')})`;
}
