import type { Timeline } from '../timeline/types/timeline.js';
import { UsageError } from './exit-codes.js';

/** Most phases, and most participants, of a picture; of each participant, every phase shows its state. */
const MAX_PHASES = 5_000;
const MAX_PARTICIPANTS = 5_000;
const MAX_CELLS = 500_000;

/**
 * Refuses a picture that would take minutes to draw and that no program shows.
 * @param hidden names of participants that are left out of the picture
 * @throws UsageError if the timeline is too large
 */
export function refuseHugePicture({ phases, participants }: Timeline, hidden: ReadonlySet<string>): void {
  const shown = participants.filter(({ name }) => !hidden.has(name)).length;
  if (phases.length <= MAX_PHASES && shown <= MAX_PARTICIPANTS && phases.length * shown <= MAX_CELLS) return;
  const limit = `at most ${count(MAX_PHASES)} of each and ${count(MAX_CELLS)} multiplied`;
  throw new UsageError(
    `The timeline is too large for a picture: phases: ${count(phases.length)}, participants: ${count(shown)} (${limit}). ` +
      'Choose a shorter path with --path, leave participants out with --hide, or use --format text or json.',
  );
}

/** A number with its thousands apart. */
function count(value: number): string {
  return value.toLocaleString('en-US');
}
