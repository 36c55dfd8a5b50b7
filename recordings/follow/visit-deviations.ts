import { type DeviationCode, isArrowInferred, isInferred, type ModelPhase, type Slot } from '../../check/index.js';
import type { DeviationMarks } from './deviation-marks.js';
import { ANYWHERE } from './explanation.js';
import { targetsAt } from './flow-places.js';
import type { JudgedInteraction } from './judged-interaction.js';
import { judgeOrder } from './order.js';
import { isOwnStep } from './own-steps.js';
import { type PhaseVisit, spanOf } from './visits.js';

/** Marks the deviations of single phases. */
export class VisitDeviations {
  constructor(
    private readonly judged: JudgedInteraction,
    private readonly marks: DeviationMarks,
  ) {}

  /** Marks the deviations of one phase. */
  add(visit: PhaseVisit): void {
    const { entry } = visit;
    const { first, last } = spanOf(visit);
    const phase = entry.phase.phase.name;
    if (visit.code !== null) {
      const illegal = visit.code === 'illegal-phase';
      const party = this.movedParty(visit);
      this.marks.add({
        ...this.marks.at(visit, first),
        code: visit.code,
        text: illegal
          ? `"${phase}" cannot happen here: ${this.whyIllegal(visit, party)}`
          : `The flow does not offer "${phase}" here.${this.offered(visit)}`,
        party: party === undefined ? null : this.judged.names.of(party),
        isInferred: illegal && this.isEntryInferred(entry.phase.modelPhase),
      });
    }
    for (const { message, slot, code, late } of visit.taken) {
      if (late) {
        const lateMs = this.marks.timeOf(message) - this.marks.timeOf(last);
        this.marks.add({
          ...this.marks.at(visit, message),
          code: 'too-late',
          severity: 'warning',
          text: `"${slot.messageName}" comes after "${phase}" was settled: ${seconds(lateMs)} after its last message.`,
          expectedMs: entry.settleMs,
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
    const turned = judgeOrder(visit);
    for (const { message, slot } of turned) {
      this.marks.add({
        ...this.marks.at(visit, message),
        code: 'order-violation',
        text: `"${slot.messageName}" comes too early: the model has the messages of "${phase}" in another order.`,
        isInferred: false,
      });
    }
  }

  private addCopy(visit: PhaseVisit, message: number, slot: Slot, code: DeviationCode, phase: string): void {
    const header = visit.entry.phase.modelPhase?.model;
    const direction = code === 'wrong-direction';
    const asked = this.asked(slot);
    const on = slot.protocol === null || asked.includes(` on ${slot.protocol.name}`) ? '' : ` on ${slot.protocol.name}`;
    const texts: Partial<Record<DeviationCode, string>> = {
      'wrong-protocol': `"${slot.messageName}" of "${phase}" travels on another protocol: ${asked}${on}.`,
      'protocol-not-allowed': `"${slot.messageName}" is never sent on "${this.marks.letterOf(message)?.protocol ?? ''}": ${asked}${on}.`,
      'wrong-direction': `"${slot.messageName}" of "${phase}" has another sender or receiver: ${asked}.`,
      'condition-not-met': `"${slot.messageName}" is sent although its condition does not hold in "${phase}": ${slot.row.text}.`,
      'duplicate-message': `"${slot.messageName}" of "${phase}" is sent again: ${isOwnStep(slot.row) ? 'the flow' : 'the model'} has it once.`,
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
    const code = slot.all && sent ? 'incomplete-broadcast' : 'missing-message';
    const to = slots.flatMap(({ receiver }) => this.judged.names.of(receiver) ?? []);
    const towards = to.length === 0 ? '' : ` to ${to.join(', ')}`;
    this.marks.add({
      ...this.marks.at(visit, last),
      code,
      text: `"${slot.messageName}"${towards} is missing in "${phase}": ${this.asked(slot)}.`,
      message: slot.messageName,
      protocol: slot.protocol?.name ?? null,
      from: this.judged.names.of(slot.sender),
      to: [...new Set(to)],
      slots,
      isInferred: isInferred(slot.row.ground),
    });
  }

  /** What asks for a copy: a row of the model, or a step that the flow draws itself. */
  private asked({ row, sender, receiver, messageName }: Slot): string {
    if (!isOwnStep(row)) return `the model has ${row.text}`;
    const [from, to] = [sender, receiver].map((participant) => this.judged.names.of(participant) ?? '?');
    return `the flow has ${from} -> ${to} : ${messageName}`;
  }

  private movedParty({ entry }: PhaseVisit): number | undefined {
    const move = entry.phase.modelPhase?.moves.find((other) => other.kind === 'role');
    const role = move?.kind === 'role' ? move.role : entry.phase.singleRoles[0];
    return role === undefined ? undefined : entry.players[role]?.[0];
  }

  private whyIllegal(visit: PhaseVisit, party: number | undefined): string {
    const { model } = this.judged.transitions.subject;
    const move = visit.entry.phase.modelPhase?.moves.find((other) => other.kind === 'role');
    const name = (party === undefined ? null : this.judged.names.of(party)) ?? 'the party';
    if (move?.kind !== 'role') return 'what it needs does not hold.';
    const states = move.sources.map((state) => model.states[state]?.name ?? '').join(' or ');
    const makers = model.phases.filter((phase) =>
      phase.moves.some(
        (other) => other.kind === 'role' && other.role === move.role && move.sources.includes(other.target),
      ),
    );
    const before =
      makers.length === 0 ? '' : ` "${makers.map((phase) => phase.name).join('" or "')}" would make it so.`;
    return `${name} is not ${states}.${before}`;
  }

  private offered({ place }: PhaseVisit): string {
    const { flow } = this.judged.transitions.subject;
    if (flow === null || place === ANYWHERE) return '';
    const names = targetsAt(flow, place).map((target) => (target?.kind === 'phase' ? `"${target.name}"` : 'an end'));
    return ` It offers ${names.join(', ')}.`;
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

/** A time for people. */
function seconds(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 100) / 10} s`;
}
