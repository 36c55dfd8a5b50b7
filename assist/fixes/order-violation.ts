import type { CstNode } from 'langium';
import { type DifferenceAt, differenceAt } from '../edits/finding-origin.js';
import type { Proposal } from '../edits/fix.js';
import type { FixContext } from '../edits/fix-context.js';
import { stepsOf } from '../edits/step-edits.js';

/** `order-violation`: puts the steps of the block into the model's order, in the places they have. */
export function orderViolation(context: FixContext): Proposal[] {
  const located = differenceAt(context);
  const block = located?.difference.copy?.slot?.order?.block;
  if (located === undefined || block === undefined) return [];
  const ranks = ranksIn(located, block);
  const nodes = stepsOf(located.at.node);
  const places = [...ranks.keys()].sort((a, b) => a - b);
  const sorted = [...places].sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
  const csts = places.map((index) => nodes[index]?.$cstNode);
  if (!csts.every((cst) => cst !== undefined)) return [];
  const whole = csts.every((cst) => context.source.ownsLines(cst));
  // Comments above a step and at its end move with it.
  const part = (cst: CstNode) => (whole ? context.source.chunk(cst) : { start: cst.offset, end: cst.end });
  const parts = new Map(places.map((index, at) => [index, part(csts[at] as CstNode)]));
  const edits = places.flatMap((index, at) => {
    const own = parts.get(index);
    const other = parts.get(sorted[at] ?? index);
    if (own === undefined || other === undefined || own === other) return [];
    return [{ ...own, text: context.source.text.slice(other.start, other.end) }];
  });
  return [{ title: 'Put the steps in the order of the model', alternatives: [edits], preferable: true }];
}

/** By step, the position of its earliest row in the block. */
function ranksIn({ comparison }: DifferenceAt, block: number): Map<number, number> {
  const ranks = new Map<number, number>();
  for (const { slot, step } of comparison.copies) {
    if (slot?.order?.block !== block || step < 0) continue;
    ranks.set(step, Math.min(slot.order.position, ranks.get(step) ?? Number.POSITIVE_INFINITY));
  }
  return ranks;
}
