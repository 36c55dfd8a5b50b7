import { quoted } from '../../check/index.js';
import { ast } from '../../language/index.js';
import type { Proposal } from '../edits/fix.js';
import type { FixContext } from '../edits/fix-context.js';
import { removeFromList } from '../edits/list-edits.js';
import { written } from '../edits/step-edits.js';

/**
 * `self-message`: leaves it to the other receivers, or names another; only the author knows which, unless there is but
 * one.
 */
export function selfMessage(context: FixContext): Proposal[] {
  const { flow, step } = context;
  const sender = step?.step.arrow?.sender;
  if (flow === undefined || sender === undefined) return [];
  const receivers = step?.step.arrow?.receivers ?? [];
  const own = receivers.findIndex((end) => end.kind === 'participant' && end.participant === sender);
  if (step !== undefined && ast.isArrowStep(step.node) && receivers.length > 1) {
    const name = flow.words.participant(sender);
    const alternatives = [removeFromList(step.node.receivers, new Set([own]))];
    return [{ title: `Remove ${name} from the receivers`, alternatives, preferable: true }];
  }
  const others = flow.analysis.flow.participants.filter(({ index }) => index !== sender);
  return others.slice(0, 3).map(({ name }) => ({
    title: `Send it to ${quoted(name)}`,
    alternatives: [context.replaced(written(name))],
    preferable: others.length === 1,
  }));
}
