import { bandKey } from '../layout/band.js';
import { type EventFilter, isShown, NO_FILTER } from '../layout/event-filter.js';
import type { Timeline } from '../types/timeline.js';
import { PictureTooLarge } from './picture-scale.js';
import type { VisiblePart } from './visible-timeline.js';

/** Most phases, participants and messages of a picture; of each participant, every phase shows its state. */
const MAX_PHASES = 5_000;
const MAX_PARTICIPANTS = 5_000;
const MAX_CELLS = 500_000;
const MAX_MESSAGES = 50_000;

/**
 * Refuses a picture that would take minutes to draw and that no program shows.
 * @param wanted what of the timeline is drawn; what is dimmed is drawn too
 * @throws PictureTooLarge
 */
export function refuseHugePicture(timeline: Timeline, wanted: VisiblePart): void {
  const refusal = pictureRefusal(timeline, wanted);
  if (refusal !== null) throw new PictureTooLarge(refusal);
}

/** Why a picture is too large to be drawn, and what to do instead; null for one that is not. */
export function pictureRefusal(timeline: Timeline, { filter: chosen, folded, dim }: VisiblePart = {}): string | null {
  const { participants, phases, events } = timeline;
  const filter = dim === true || chosen === undefined ? NO_FILTER : chosen;
  const lanes = participants.filter(({ name }) => !filter.participants.has(name)).length;
  const messages = events.length <= MAX_MESSAGES ? 0 : messagesOf(timeline, filter, folded);
  const isDrawn = phases.length <= MAX_PHASES && lanes <= MAX_PARTICIPANTS && phases.length * lanes <= MAX_CELLS;
  if (isDrawn && messages <= MAX_MESSAGES) return null;
  const [found, limit] = isDrawn
    ? [`messages: ${count(messages)}`, `at most ${count(MAX_MESSAGES)}`]
    : [
        `phases: ${count(phases.length)}, participants: ${count(lanes)}`,
        `at most ${count(MAX_PHASES)} of each, and ${count(MAX_CELLS)} multiplied`,
      ];
  const remedy = 'Choose a shorter path, hide participants, or write it as text or JSON';
  return `The timeline is too large for an image: ${found} (${limit}). ${remedy}.`;
}

function messagesOf({ phases, events }: Timeline, filter: EventFilter, folded?: ReadonlySet<string>): number {
  const shut = new Set(phases.filter((phase) => folded?.has(bandKey(phase)) === true).map(({ visit }) => visit));
  return events.filter((event) => !shut.has(event.visit) && isShown(event, filter)).length;
}

/** A number with its thousands apart. */
function count(value: number): string {
  return value.toLocaleString('en-US');
}
