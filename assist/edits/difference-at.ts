import { type Comparison, type Difference, type FlowPhase, placeOf, type Slot, type Visit } from '../../check/index.js';
import { type Fault, type FlowAt, type PhaseAt, sameRange } from './fault.js';

/** What a finding about a phase's messages was made of. */
export interface DifferenceAt {
  readonly flow: FlowAt;
  readonly at: PhaseAt;
  readonly visit: Visit;
  readonly comparison: Comparison;
  readonly difference: Difference;
}

/** The difference that a finding tells, in the first visit that shows it; the comparisons are remembered ones. */
export function differenceAt(fault: Fault): DifferenceAt | undefined {
  const { flow, phase: at, finding } = fault;
  if (flow === undefined || at === undefined) return undefined;
  const expected = finding.data.expected?.join('\n');
  for (const { visit, comparison } of comparisonsOf(flow, at.phase)) {
    for (const difference of comparison.differences) {
      if (difference.code !== finding.code) continue;
      const place = placeOf(difference, at.phase, at.phase.steps[difference.step]);
      if (!sameRange(place.range, finding.range)) continue;
      if (difference.code === 'missing-message' && flow.words.steps(difference.slots).join('\n') !== expected) continue;
      return { flow, at, visit, comparison, difference };
    }
  }
  return undefined;
}

/** A phase compared in each configuration it is entered in. */
export function* comparisonsOf(
  { analysis }: FlowAt,
  phase: FlowPhase,
): Generator<{ visit: Visit; comparison: Comparison }> {
  for (const index of analysis.exploration.byPhase[phase.index] ?? []) {
    const visit = analysis.exploration.visits[index];
    const comparison = visit === undefined ? null : analysis.judge.compare(phase, visit.entered);
    if (visit !== undefined && comparison !== null) yield { visit, comparison };
  }
}

/** Behind which step a new one for a slot belongs: the last that comes before it in the model; -1 for the first place. */
export function stepBefore(comparison: Comparison, slot: Slot): number {
  const position = comparison.slots.indexOf(slot);
  let before = -1;
  for (const copy of comparison.copies) {
    if (copy.slot === null || copy.step < 0) continue;
    const own = comparison.slots.indexOf(copy.slot);
    const isBefore = copy.slot.source === 'trigger' || (own >= 0 && own < position);
    if (isBefore) before = Math.max(before, copy.step);
  }
  return before;
}
