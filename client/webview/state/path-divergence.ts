import type { LostPhase } from '../../../server/protocol/messages.js';

/** Why the path that was chosen is not drawn to its end any more. */
export function divergenceText({ phase, after, reason }: LostPhase): string {
  const where = after === null ? 'at the start' : `after “${after}”`;
  return `“${phase}” cannot follow any more: ${reasons[reason](where)}. The path goes on as the flow does.`;
}

const reasons: Readonly<Record<LostPhase['reason'], (where: string) => string>> = {
  gone: () => 'the flow has no such phase now',
  'no-way': (where) => `nothing leads to it ${where}`,
  refused: (where) => `what it needs does not hold ${where}`,
};
