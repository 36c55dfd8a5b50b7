import { lacksName } from '../ast/name-node.js';
import { isPhaseWithoutWord } from '../ast/phase-without-word.js';
import type { SkippedText } from '../ast/skipped-text.js';
import * as ast from '../generated/ast.js';
import { isMisplaced } from '../recovery/confer-parser.js';

type Members = readonly ast.FlowMember[];

/** Whether a participant is declared in the wrong block that may be meant for the flow of these members. */
export function mayLackParticipant(members: Members, skipped: SkippedText): boolean {
  const isStray = ['party', 'system'].some((word) => skipped.lacks(word, 'Flow'));
  return isStray && !members.some((member) => ast.isParticipant(member) && isMisplaced(member));
}

/** Whether an undeclared name may be a participant whose declaration was skipped. */
export function participantsIncomplete(members: Members, skipped: SkippedText): boolean {
  return (
    mayLackParticipant(members, skipped) ||
    members.some(
      (member) =>
        (ast.isParticipant(member) && lacksName(member)) ||
        // A phase in the wrong block may name what another flow has.
        (ast.isFlowPhase(member) && isMisplaced(member)),
    )
  );
}

/** Whether a step may be any message, or have any receiver, because the part of its line that says so was skipped. */
export function isUncertainStep(step: ast.Step, skipped: SkippedText): boolean {
  const { message } = step;
  if (ast.isArrowStep(step) && (skipped.skipsBefore(step, ':') || lacksReceiver(step))) return true;
  if (message === undefined || message.ref !== undefined) return false;
  return skipped.in(step) || /[^\p{L}\p{N}_^]/u.test(message.$refText);
}

/** Whether a receiver of a message is not written: it may reach any number of parties. */
function lacksReceiver({ message, receivers }: ast.ArrowStep): boolean {
  const isNamed = (receiver: ast.Receiver) => ast.isAllReceiver(receiver) || receiver.participant !== undefined;
  return message?.ref !== undefined && (receivers.length === 0 || !receivers.every(isNamed));
}

/** Whether an undeclared name may be a phase whose declaration was skipped. */
export function phasesIncomplete(members: Members, skipped: SkippedText): boolean {
  return (
    skipped.lacks('phase', 'Flow') ||
    skipped.lacksHead('FlowPhase') ||
    members.some((member) =>
      ast.isFlowPhase(member) ? lacksName(member) : ast.isFactStatement(member) && isPhaseWithoutWord(member),
    )
  );
}
