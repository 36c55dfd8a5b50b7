import { quoted, type Slot, type Visit } from '../../check/index.js';
import { ast } from '../../language/index.js';
import { joinWithAnd } from '../../timeline/types/join-words.js';
import { type DifferenceAt, differenceAt, stepBefore } from '../edits/finding-origin.js';
import type { Proposal } from '../edits/fix.js';
import type { FixContext, FlowAt } from '../edits/fix-context.js';
import { removeFromList } from '../edits/list-edits.js';
import { addLines, written } from '../edits/step-edits.js';

/** `incomplete-broadcast`: adds the missing receivers, or writes `all` with the state. */
export function incompleteBroadcast(context: FixContext): Proposal[] {
  const located = differenceAt(context);
  const node = context.step?.node;
  if (located === undefined || node === undefined) return [];
  const missing = located.difference.slots;
  const toAll = missing.every((slot) => slot.row.arrows[slot.arrow]?.receiver.kind === 'all');
  if (!toAll || !ast.isArrowStep(node)) return [inStepsOfTheirOwn(context, located)];
  return [inSameStep(located, node, missing), ...withAll(located, node, missing)];
}

function inSameStep({ flow }: DifferenceAt, node: ast.ArrowStep, missing: readonly Slot[]): Proposal {
  const end = node.receivers.at(-1)?.$cstNode?.end ?? 0;
  const receivers = [...new Set(missing.map((slot) => slot.receiver))];
  const names = receivers.map((index) => written(flow.analysis.flow.participants[index]?.name ?? ''));
  return {
    title: `Add ${flow.words.participants(receivers)} to the receivers`,
    alternatives: [[{ start: end, end, text: names.map((name) => `, ${name}`).join('') }]],
    preferable: true,
  };
}

/** Each sender of a copy of an `all …` row sends it in a step of its own. */
function inStepsOfTheirOwn(context: FixContext, { flow, at, comparison, difference }: DifferenceAt): Proposal {
  const steps = flow.words.steps(difference.slots);
  const [slot] = difference.slots;
  const before = slot === undefined ? -1 : Math.max(difference.step, stepBefore(comparison, slot));
  return {
    title: `Add ${joinWithAnd(steps.map(quoted))}`,
    alternatives: [addLines(context.source, at.node, before, steps)],
    preferable: true,
  };
}

/** One receiver `all STATE` in place of those that it means. */
function withAll(located: DifferenceAt, node: ast.ArrowStep, missing: readonly Slot[]): Proposal[] {
  const { flow, visit, comparison, difference } = located;
  const [slot] = missing;
  const end = slot?.row.arrows[slot.arrow]?.receiver;
  if (slot === undefined || end?.kind !== 'all') return [];
  const replaced = comparison.copies
    .filter((copy) => copy.step === difference.step && copy.slot?.row === slot.row && copy.slot.arrow === slot.arrow)
    .map((copy) => copy.receiverIndex)
    .sort((a, b) => a - b);
  const [first, ...others] = [...new Set(replaced)];
  const cst = first === undefined ? undefined : node.receivers[first]?.$cstNode;
  const text = allText(flow, end, visit);
  if (text === undefined || cst === undefined) return [];
  // In an `all`, the first receiver's place is taken; the others go.
  const edits = [{ start: cst.offset, end: cst.end, text }, ...removeFromList(node.receivers, new Set(others))];
  return [{ title: `Change to "${text}"`, alternatives: [edits], preferable: true }];
}

/** `all joined except Bob`, as a step says what a row does. */
export function allText(
  { analysis: { flow, model } }: FlowAt,
  end: { readonly state: number; readonly except: readonly number[] },
  { entered }: Visit,
): string | undefined {
  const state = model.states[end.state]?.name;
  const excepted = [...new Set(end.except.flatMap((role) => entered.players[role] ?? []))];
  const names = excepted.flatMap((participant) => flow.participants[participant]?.name ?? []);
  if (state === undefined) return undefined;
  return `all ${written(state)}${names.length === 0 ? '' : ` except ${names.map(written).join(', ')}`}`;
}
