import type { FrameMark } from '../layout/frame-plan.js';
import type { Timeline } from '../types/timeline.js';
import { operandContinuation, operandGuard } from './operand-text.js';
import { phaseName } from './visit-name.js';

/** A mark of a frame as a sentence: `After Invite, branch 2 of 3: Declines after 9 s.`, `End of the branches …` */
export function branchText(timeline: Timeline, mark: FrameMark): string {
  const fragment = timeline.fragments[mark.fragment];
  const after = fragment === undefined || fragment.after === null ? null : phaseName(timeline, fragment.after);
  if (mark.kind === 'close') {
    return after === null ? 'End of the branches at the start.' : `End of the branches after ${after}.`;
  }
  const continuation = operandContinuation(timeline, mark.operand);
  const number = `branch ${mark.index + 1} of ${fragment?.operands.length ?? 1}`;
  const place = after === null ? `At the start, ${number}` : `After ${after}, ${number}`;
  return `${place}: ${operandGuard(mark.operand)}${continuation === null ? '' : `, ${continuation}`}.`;
}
