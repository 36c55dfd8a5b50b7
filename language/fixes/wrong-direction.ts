import { ANYBODY } from '../analysis/obligations.js';
import * as ast from '../generated/ast.js';
import { differenceAt } from './difference-at.js';
import type { Fault } from './fault.js';
import type { OffsetEdit, Proposal } from './fix.js';
import { written } from './step-edits.js';

/** `wrong-direction`: writes the sender, the receiver or both as the model has them. */
export function wrongDirection(fault: Fault): Proposal[] {
  const located = differenceAt(fault);
  const node = fault.step?.node;
  const slot = located?.difference.slots[0];
  const copy = located?.difference.copy;
  if (located === undefined || slot === undefined || !copy || node === undefined || !ast.isArrowStep(node)) return [];
  const name = (index: number) => written(located.flow.analysis.flow.participants[index]?.name ?? '');
  const edits: OffsetEdit[] = [];
  const parts: string[] = [];
  const sender = node.sender?.$refNode;
  if (slot.sender !== ANYBODY && slot.sender !== copy.sender && sender !== undefined) {
    edits.push({ start: sender.offset, end: sender.end, text: name(slot.sender) });
    parts.push(`from ${located.flow.words.participant(slot.sender)}`);
  }
  const receiver = node.receivers[copy.receiverIndex]?.$cstNode;
  if (slot.receiver !== ANYBODY && slot.receiver !== copy.receiver && receiver !== undefined) {
    edits.push({ start: receiver.offset, end: receiver.end, text: name(slot.receiver) });
    parts.push(`to ${located.flow.words.participant(slot.receiver)}`);
  }
  return edits.length === 0 ? [] : [{ title: `Send it ${parts.join(' ')}`, ways: [edits], likely: true }];
}
