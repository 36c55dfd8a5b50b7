import type { LostPhase } from '../../../server/protocol/timeline-messages.js';

/** Why the path that was chosen is not drawn to its end any more. */
export function divergenceText({ phase, after, reason }: LostPhase): string {
  const where = after === null ? 'at the start' : `after "${after}"`;
  const why = reason === 'no-way' && after === null ? 'the flow does not start with it' : reasons[reason](where);
  return `"${phase}" can no longer follow: ${why}. Showing the default path from there.`;
}

const reasons: Readonly<Record<LostPhase['reason'], (where: string) => string>> = {
  gone: () => 'the flow no longer has this phase',
  'no-way': (where) => `nothing leads to it ${where}`,
  refused: (where) => `what it needs does not hold ${where}`,
};
