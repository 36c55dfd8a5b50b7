import { differenceKey, quoted, type Slot } from '../../check/index.js';
import { joinWithAnd } from '../../timeline/types/join-words.js';
import { comparisonsOf, differenceAt, stepBefore } from '../edits/finding-origin.js';
import type { OffsetEdit, Proposal } from '../edits/fix.js';
import type { FixContext } from '../edits/fix-context.js';
import { addLines } from '../edits/step-edits.js';

/** `missing-message`: adds the step, in its place among those that are there; or all that the phase misses. */
export function missingMessage(context: FixContext): Proposal[] {
  const located = differenceAt(context);
  const expected = context.finding.data.expected ?? [];
  const [slot] = located?.difference.slots ?? [];
  if (located === undefined || slot === undefined || expected.length === 0) return [];
  const { flow, at, comparison } = located;
  const add = (slots: readonly Slot[]) => {
    const [first] = slots;
    return first === undefined
      ? []
      : addLines(context.source, at.node, stepBefore(comparison, first), flow.words.steps(slots));
  };
  const { alternatives } = context.finding.data;
  if (alternatives !== undefined) {
    const before = stepBefore(comparison, slot);
    return alternatives.map((steps) => added(addLines(context.source, at.node, before, steps), steps, false));
  }
  const proposals = [added(add(located.difference.slots), expected, true)];
  const all = missingIn(context);
  const more = all.filter(({ slots }) => slots[0]?.row !== slot.row);
  if (more.length > 0) {
    const byPlace = new Map<number, string[]>();
    for (const { slots, before } of all) {
      byPlace.set(before, [...(byPlace.get(before) ?? []), ...flow.words.steps(slots)]);
    }
    const edits = [...byPlace].flatMap(([before, lines]): OffsetEdit[] =>
      addLines(context.source, at.node, before, lines),
    );
    proposals.push({
      title: `Add all ${all.length} missing messages of "${at.phase.name}"`,
      alternatives: [edits],
      preferable: false,
      fixesWholePhase: true,
    });
  }
  return proposals;
}

function added(edits: OffsetEdit[], steps: readonly string[], preferable: boolean): Proposal {
  return { title: `Add ${joinWithAnd(steps.map(quoted))}`, alternatives: [edits], preferable };
}

/** The missing rows of a phase in any configuration, without those of a `one of`, each once, in the model's order. */
function missingIn(context: FixContext): { slots: readonly Slot[]; before: number }[] {
  const { flow, phase } = context;
  if (flow === undefined || phase === undefined) return [];
  const chosen = new Set(
    context.analysis.findings.flatMap(({ data, origin }) =>
      data.alternatives !== undefined && origin?.kind === 'difference' ? origin.key : [],
    ),
  );
  const found = new Map<number, { slots: readonly Slot[]; before: number }>();
  for (const { comparison } of comparisonsOf(flow, phase.phase)) {
    for (const difference of comparison.differences) {
      const { code, slots } = difference;
      const [slot] = slots;
      if (code !== 'missing-message' || slot === undefined || found.has(slot.row.index)) continue;
      const steps = flow.words.steps(slots);
      if (steps.length === 0 || chosen.has(differenceKey(difference, phase.phase))) continue;
      found.set(slot.row.index, { slots, before: stepBefore(comparison, slot) });
    }
  }
  return [...found].sort(([a], [b]) => a - b).map(([, missing]) => missing);
}
