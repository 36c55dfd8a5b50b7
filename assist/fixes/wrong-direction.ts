import type { CstNode } from 'langium';
import { ANY_PARTICIPANT, type Slot } from '../../check/index.js';
import { ast } from '../../language/index.js';
import { type DifferenceAt, differenceAt } from '../edits/finding-origin.js';
import type { OffsetEdit, Proposal } from '../edits/fix.js';
import type { FixContext } from '../edits/fix-context.js';
import { written } from '../edits/step-edits.js';
import { allText } from './incomplete-broadcast.js';

/** `wrong-direction`: writes the sender, the receiver or both as the model has them. */
export function wrongDirection(context: FixContext): Proposal[] {
  const located = differenceAt(context);
  const node = context.step?.node;
  const slot = located?.difference.slots[0];
  const copy = located?.difference.copy;
  if (located === undefined || slot === undefined || !copy || node === undefined || !ast.isArrowStep(node)) return [];
  const name = (index: number) => written(located.flow.analysis.flow.participants[index]?.name ?? '');
  const edits: OffsetEdit[] = [];
  const parts: string[] = [];
  const sender = node.sender?.$refNode;
  if (slot.sender !== ANY_PARTICIPANT && slot.sender !== copy.sender && sender !== undefined) {
    edits.push({ start: sender.offset, end: sender.end, text: name(slot.sender) });
    parts.push(`from ${located.flow.words.participant(slot.sender)}`);
  }
  const receiver = node.receivers[copy.receiverIndex]?.$cstNode;
  if (slot.receiver !== ANY_PARTICIPANT && slot.receiver !== copy.receiver && receiver !== undefined) {
    edits.push({ start: receiver.offset, end: receiver.end, text: name(slot.receiver) });
    parts.push(`to ${located.flow.words.participant(slot.receiver)}`);
  }
  const one =
    edits.length === 0 ? [] : [{ title: `Send it ${parts.join(' ')}`, alternatives: [edits], preferable: true }];
  return [...one, ...toEverybody(located, slot, edits, receiver)];
}

/** The row has several receivers: one that is not reached yet takes the wrong receiver's place, or all do. */
function toEverybody(
  { flow, comparison, visit }: DifferenceAt,
  slot: Slot,
  edits: readonly OffsetEdit[],
  receiver: CstNode | undefined,
): Proposal[] {
  const end = slot.row.arrows[slot.arrow]?.receiver;
  if (end?.kind !== 'all' || receiver === undefined) return [];
  const left = comparison.differences.flatMap(({ code, slots }) =>
    code === 'missing-message' || code === 'incomplete-broadcast' ? slots.filter(({ row }) => row === slot.row) : [],
  );
  const receivers = [...new Set([slot, ...left].map((other) => other.receiver))].sort((a, b) => a - b);
  if (receivers.length < 2) return [];
  const names = receivers.map((index) => written(flow.analysis.flow.participants[index]?.name ?? '')).join(', ');
  const others = edits.filter(({ start }) => start !== receiver.offset);
  const to = (text: string) => [...others, { start: receiver.offset, end: receiver.end, text }];
  const all = allText(flow, end, visit);
  return [
    { title: `Send it to ${flow.words.participants(receivers)}`, alternatives: [to(names)], preferable: true },
    ...(all === undefined ? [] : [{ title: `Change to "${all}"`, alternatives: [to(all)], preferable: true }]),
  ];
}
