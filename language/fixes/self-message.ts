import { quoted } from '../analysis/wording.js';
import type { Fault } from './fault.js';
import type { Proposal } from './fix.js';
import { written } from './step-edits.js';

/** `self-message`: names another receiver; only the author knows which, unless there is but one. */
export function selfMessage(fault: Fault): Proposal[] {
  const { flow, step } = fault;
  const sender = step?.step.arrow?.sender;
  if (flow === undefined || sender === undefined) return [];
  const others = flow.analysis.flow.participants.filter(({ index }) => index !== sender);
  return others.slice(0, 3).map(({ name }) => ({
    title: `Send it to ${quoted(name)}`,
    ways: [fault.replaced(written(name))],
    likely: others.length === 1,
  }));
}
