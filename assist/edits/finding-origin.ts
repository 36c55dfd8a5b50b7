import type { Comparison, Difference, FlowPhase, Slot, Visit } from '../../check/index.js';
import type { FixContext, FlowAt, PhaseAt } from './fix-context.js';

/** The visit and comparison that a finding about a phase's messages was made from. */
export interface DifferenceAt {
  readonly flow: FlowAt;
  readonly at: PhaseAt;
  readonly visit: Visit;
  readonly comparison: Comparison;
  readonly difference: Difference;
}

/** The origin of a finding in the first visit that shows it; undefined if it comes from no comparison. */
export function differenceAt({ flow, phase: at, finding }: FixContext): DifferenceAt | undefined {
  const { origin } = finding;
  if (flow === undefined || at === undefined || origin?.kind !== 'difference') return undefined;
  const visit = flow.analysis.exploration.visits[origin.visit];
  const comparison = flow.analysis.comparisons[origin.visit];
  if (visit === undefined || !comparison) return undefined;
  return { flow, at, visit, comparison, difference: origin.difference };
}

/** A phase compared in each configuration it is entered in. */
export function* comparisonsOf(
  { analysis }: FlowAt,
  phase: FlowPhase,
): Generator<{ visit: Visit; comparison: Comparison }> {
  for (const index of analysis.exploration.byPhase[phase.index] ?? []) {
    const visit = analysis.exploration.visits[index];
    const comparison = analysis.comparisons[index];
    if (visit !== undefined && comparison) yield { visit, comparison };
  }
}

/**
 * After which step a new one for a slot belongs: the last that comes before it in the model; -1 for the first place.
 */
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
