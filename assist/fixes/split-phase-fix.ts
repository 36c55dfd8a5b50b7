import { isContentRule } from '../../check/index.js';
import type { Proposal } from '../edits/fix.js';
import type { FixContext } from '../edits/fix-context.js';
import { splitEdits, splitTitle } from '../refactorings/split-phase.js';

/** For findings on a phase's messages that hold on some paths only: a phase of its own for those paths. */
export function splitPhaseFix(context: FixContext): Proposal[] {
  const { flow, phase, source } = context;
  if (flow === undefined || phase === undefined || !isContentRule(context.finding.code)) return [];
  const edits = splitEdits(source, flow, phase);
  return edits.length === 0
    ? []
    : [{ title: splitTitle(phase), alternatives: [edits], preferable: true, renames: true }];
}
