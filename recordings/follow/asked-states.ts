import { type Condition, conditionsIn, type Model } from '../../check/index.js';

/** Whether a model asks who is in a state: whom a broadcast reaches, a count counts, or a move of all takes along. */
export function asksWhoIsIn(state: number, { phases, anytime }: Model): boolean {
  const counts = (condition: Condition) => condition.kind === 'count' && condition.state === state;
  const rows = [...anytime, ...phases.flatMap((phase) => phase.rows)];
  return (
    rows.some(({ sender, arrows }) =>
      [sender, ...arrows.map(({ receiver }) => receiver)].some((end) => end.kind === 'all' && end.state === state),
    ) ||
    phases.some(
      ({ needs, moves, items }) =>
        [...needs, ...conditionsIn(items)].some(counts) ||
        moves.some((move) => move.kind === 'all' && move.source === state),
    )
  );
}
