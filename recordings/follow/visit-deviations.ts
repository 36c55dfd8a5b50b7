import { type DeviationCode, isArrowInferred, isInferred, type ModelPhase, type Slot } from '../../check/index.js';
import { roundedDurationText } from '../../timeline/types/duration.js';
import { joinWithAnd } from '../../timeline/types/join-words.js';
import type { DeviationMarks } from './deviation-marks.js';
import { ANYWHERE } from './explanation.js';
import { targetsAt } from './flow-places.js';
import { comingFirst, illegalReason, quotedState } from './illegal-reason.js';
import type { JudgedInteraction } from './judged-interaction.js';
import { outOfOrderCopies } from './out-of-order.js';
import { isOwnStep } from './own-steps.js';
import { type PhaseVisit, spanOf } from './visits.js';

/** Marks the deviations of single phases. */
export class VisitDeviations {
  /** @param tooLate messages that came later than their row allows: what came before them is not out of order */
  constructor(
    private readonly judged: JudgedInteraction,
    private readonly marks: DeviationMarks,
    private readonly tooLate: ReadonlySet<number>,
  ) {}

  /** Marks the deviations of one phase. */
  add(visit: PhaseVisit): void {
    const { entry } = visit;
    const { first, last } = spanOf(visit);
    const phase = entry.phase.phase.name;
    if (visit.code !== null) {
      const illegal = visit.code === 'illegal-phase';
      const { model } = this.judged.interpreter.subject;
      const party = this.movedParty(visit);
      this.marks.add({
        ...this.marks.at(visit, first),
        code: visit.code,
        text: illegal
          ? `"${phase}" cannot happen here: ${illegalReason(visit, model, (own) => this.judged.names.of(own))}`
          : `"${phase}" is not offered here${this.offered(visit)}.`,
        party: party === undefined ? null : this.judged.names.of(party),
        isInferred: illegal && this.isEntryInferred(entry.phase.modelPhase),
      });
    }
    for (const { message, slot, code, late } of visit.taken) {
      if (late) {
        const lateMs = this.marks.timeOf(message) - this.marks.timeOf(last);
        const since =
          visit.shownBy === undefined
            ? `the last message of "${phase}", which was settled by then`
            : `${this.shownBy(visit.shownBy)}, which can only follow "${phase}"`;
        this.marks.add({
          ...this.marks.at(visit, message),
          code: 'too-late',
          severity: 'warning',
          text: `Too late: "${slot.messageName}" comes ${roundedDurationText(lateMs)} after ${since}.`,
          expectedMs: visit.shownBy === undefined ? entry.settleMs : 0,
          actualMs: lateMs,
          isInferred: false,
        });
      }
      if (code !== null) this.addCopy(visit, message, slot, code, phase);
    }
    const missing = this.judged.final.missing.get(visit) ?? visit.missing;
    for (const slots of byRow(missing.flatMap((index) => entry.slots[index] ?? []))) {
      this.addMissing(visit, slots, last, phase);
    }
    const inTime = visit.taken.filter(({ message }) => !this.tooLate.has(message));
    for (const { early, later } of outOfOrderCopies({ taken: inTime })) {
      this.marks.add({
        ...this.marks.at(visit, early.message),
        code: 'order-violation',
        text: `Wrong order: "${early.slot.messageName}" must come after "${later.slot.messageName}" in "${phase}". Required by the model.`,
        isInferred: false,
      });
    }
  }

  private addCopy(visit: PhaseVisit, message: number, slot: Slot, code: DeviationCode, phase: string): void {
    const header = visit.entry.phase.modelPhase?.model;
    const direction = code === 'wrong-direction';
    const required = this.required(slot);
    const name = `"${slot.messageName}"`;
    const sentOn = this.marks.letterOf(message)?.protocol ?? '?';
    const texts: Partial<Record<DeviationCode, string>> = {
      'wrong-protocol': `Wrong protocol: ${name} must be sent on "${slot.protocol?.name ?? '?'}" in "${phase}", not "${sentOn}". ${required}`,
      'protocol-not-allowed': `${name} is never sent on "${sentOn}". ${required}`,
      'wrong-direction': `Wrong direction: ${name} ${this.wrongEnds(message, slot)} in "${phase}". ${required}`,
      'condition-not-met': `${name} must not be sent in "${phase}": its condition does not hold. The model has "${slot.row.text}".`,
      'unexpected-message': `Unexpected message: ${name} of "${phase}" ${this.unreached(slot)}`,
      'duplicate-message': `Duplicate message: ${name} is sent more often than ${isOwnStep(slot.row) ? 'the flow' : 'the model'} allows in "${phase}".`,
    };
    this.marks.add({
      ...this.marks.at(visit, message),
      code,
      text: texts[code] ?? code,
      severity: direction && header !== undefined && isArrowInferred(slot.row, header) ? 'warning' : undefined,
      isInferred: code.startsWith('wrong-') && !direction && isInferred(slot.row.ground),
    });
  }

  private addMissing(visit: PhaseVisit, slots: readonly Slot[], last: number, phase: string): void {
    const [slot] = slots;
    if (slot === undefined) return;
    const sent = visit.taken.some((copy) => copy.slot.row === slot.row && copy.slot.all);
    const isParty = (participant: number) => this.judged.interpreter.subject.isParty(participant);
    const code = slot.all && sent ? 'incomplete-broadcast' : 'missing-message';
    const to = slots.flatMap(({ receiver }) => this.judged.names.of(receiver) ?? []);
    const sender = isParty(slot.sender) ? this.judged.names.of(slot.sender) : null;
    const senders = sender === null ? '' : ` from ${sender}`;
    const receivers = to.length === 0 ? '' : ` to ${joinWithAnd(to)}`;
    const shown = visit.shownBy === undefined ? '' : `, without which ${this.shownBy(visit.shownBy)} cannot follow`;
    const fact =
      code === 'missing-message'
        ? `Missing message: "${slot.messageName}"${senders}${receivers} in "${phase}"${shown}.`
        : `"${slot.messageName}" does not reach ${to.length === 0 ? 'all receivers' : joinWithAnd(to)} in "${phase}".`;
    this.marks.add({
      ...this.marks.at(visit, last),
      code,
      text: `${fact} ${this.required(slot)}`,
      message: slot.messageName,
      protocol: slot.protocol?.name ?? null,
      from: this.judged.names.of(slot.sender),
      to: [...new Set(to)],
      slots,
      isInferred: isInferred(slot.row.ground),
    });
  }

  /** How the ends of a message differ from those that its slot has, as far as these are known. */
  private wrongEnds(message: number, { sender, receiver }: Slot): string {
    const { names } = this.judged;
    const letter = this.marks.letterOf(message);
    const is = [letter?.from, letter?.to].map((end) => (end === undefined ? null : names.address(end)));
    const should = [names.of(sender), names.of(receiver)];
    const [from = null, to = null] = is;
    const [sentBy = null, sentTo = null] = should;
    const isFrom = from !== null && sentBy !== null && from !== sentBy;
    const isTo = to !== null && sentTo !== null && to !== sentTo;
    if (isFrom && isTo) return `goes from ${from} to ${to} instead of from ${sentBy} to ${sentTo}`;
    if (isFrom) return `comes from ${from} instead of ${sentBy}`;
    return isTo ? `goes to ${to} instead of ${sentTo}` : 'has the wrong sender or receiver';
  }

  /** Whom a copy of a broadcast reaches that is not in the state for it. */
  private unreached({ row, arrow, receiver }: Slot): string {
    const { model } = this.judged.interpreter.subject;
    const end = row.arrows[arrow]?.receiver;
    const state = end?.kind === 'all' ? end.state : -1;
    const name = this.judged.names.of(receiver) ?? 'a party';
    return `reaches ${name}, but ${name} is not in ${quotedState(state, model)}.${comingFirst(state, model)} The model has "${row.text}".`;
  }

  /** The message that shows that a phase happened. */
  private shownBy(message: number): string {
    return `"${this.marks.letterOf(message)?.message ?? ''}"`;
  }

  /** The sentence on what requires a copy: a row of the model, or a step of the flow in a phase without a model. */
  private required({ row, protocol, sender, receiver, messageName }: Slot): string {
    const on = protocol === null || row.text.includes(` on ${protocol.name}`) ? '' : ` on ${protocol.name}`;
    if (!isOwnStep(row)) return `Required by the model: ${row.text}${on}.`;
    const [from, to] = [sender, receiver].map((participant) => this.judged.names.of(participant) ?? '?');
    return `Required by the flow: ${from} -> ${to} : ${messageName}${on}.`;
  }

  private movedParty({ entry }: PhaseVisit): number | undefined {
    const move = entry.phase.modelPhase?.moves.find((other) => other.kind === 'role');
    const role = move?.kind === 'role' ? move.role : entry.phase.singleRoles[0];
    return role === undefined ? undefined : entry.players[role]?.[0];
  }

  private offered({ place }: PhaseVisit): string {
    const { flow } = this.judged.interpreter.subject;
    if (flow === null || place === ANYWHERE) return '';
    const names = targetsAt(flow, place).map((target) => (target?.kind === 'phase' ? `"${target.name}"` : 'an end'));
    return names.length === 0 ? '' : `: the flow only offers ${joinWithAnd(names)}`;
  }

  private isEntryInferred(phase: ModelPhase | null): boolean {
    if (phase === null) return false;
    const grounds = [...phase.needs, ...phase.moves].map(({ ground }) => ground);
    return grounds.length > 0 && grounds.every(isInferred);
  }
}

function byRow(slots: readonly Slot[]): Slot[][] {
  const rows = new Map<unknown, Slot[]>();
  for (const slot of slots) {
    const list = rows.get(slot.row);
    if (list === undefined) rows.set(slot.row, [slot]);
    else list.push(slot);
  }
  return [...rows.values()];
}
