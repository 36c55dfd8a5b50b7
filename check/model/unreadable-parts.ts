import { memoize } from '../../timeline/types/memoize.js';
import { conditionsIn } from './items.js';
import { type Condition, type ModelPhase, type Move, UNKNOWN } from './model.js';

/** Whether a part of a phase has an error of its own: nothing is asked because of it, so that the rest alone is checked. */
export const hasUnreadablePart = memoize((phase: ModelPhase): boolean => {
  return (
    phase.rows.some(({ faulty }) => faulty) ||
    conditionsIn(phase.items).some(isUnknownCondition) ||
    phase.needs.some(isUnknownCondition) ||
    phase.moves.some(isUnknownMove) ||
    phase.triggers.some((trigger) => (trigger.kind === 'message' ? trigger.row.faulty : trigger.hasSkippedText))
  );
});

/** Whether a name in a condition does not resolve, so that nothing is known of whether it holds. */
export function isUnknownCondition(condition: Condition): boolean {
  switch (condition.kind) {
    case 'fact':
      return condition.fact === UNKNOWN || condition.value === UNKNOWN;
    case 'role':
      return condition.role === UNKNOWN || condition.state === UNKNOWN;
    case 'count':
      return condition.state === UNKNOWN || condition.except.includes(UNKNOWN);
  }
}

function isUnknownMove(move: Move): boolean {
  if (move.target === UNKNOWN) return true;
  if (move.kind === 'all') return move.source === UNKNOWN || move.except.includes(UNKNOWN);
  return move.role === UNKNOWN || move.sources.includes(UNKNOWN);
}
