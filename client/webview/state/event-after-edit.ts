import { bandKey } from '../../../timeline/index.js';
import type { Timeline, TimelineEvent } from '../../../timeline/types/timeline.js';

/**
 * The event to focus after an edit, for the one that was focused before: the same message, even if its number has
 * changed; the step that was added for a missing message; otherwise the event now in its place.
 * @param id the event in the timeline before
 * @returns the event in the timeline after, null if its phase is gone
 */
export function eventAfterEdit(before: Timeline, after: Timeline, id: string): string | null {
  const old = before.events.find((event) => event.id === id);
  if (old === undefined) return null;
  const same = after.events.find((event) => event.id === id);
  if (same !== undefined && isSame(old, same)) return id;
  const phase = before.phases.find(({ visit }) => visit === old.visit)?.name;
  const place = bandOf(before, before, old.visit, phase).indexOf(old);
  const band = bandOf(before, after, old.visit, phase);
  const alike = band.filter((event) => isAlike(old, event));
  const nearest = alike.sort((a, b) => Math.abs(band.indexOf(a) - place) - Math.abs(band.indexOf(b) - place))[0];
  return (nearest ?? same ?? band[Math.min(place, band.length - 1)])?.id ?? null;
}

/** The key of a band after an edit: its phase may have another name now. */
export function bandAfterEdit(before: Timeline, after: Timeline, key: string): string {
  const phase = before.phases.find((candidate) => bandKey(candidate) === key);
  const now = phase && after.phases.find(({ visit }) => visit === phase.visit);
  return now !== undefined && isSamePhase(before, after, phase?.name, now.name) ? bandKey(now) : key;
}

/** The events of a visit if it is one of that phase. */
function bandOf(before: Timeline, timeline: Timeline, visit: number, phase: string | undefined): TimelineEvent[] {
  const isThere = timeline.phases.some(
    (candidate) => candidate.visit === visit && isSamePhase(before, timeline, phase, candidate.name),
  );
  return isThere ? timeline.events.filter((event) => event.visit === visit) : [];
}

/** Whether a phase is the same one, perhaps renamed: then the old name is gone and the new one is new. */
function isSamePhase(before: Timeline, after: Timeline, old: string | undefined, now: string): boolean {
  return old === now || (old !== undefined && !after.path.includes(old) && !before.path.includes(now));
}

/** A ghost has to be the same ghost: when one is fixed, the next one gets its number. */
function isSame(old: TimelineEvent, now: TimelineEvent): boolean {
  if (old.status === 'missing' || now.status === 'missing') return old.status === now.status && isAlike(old, now);
  return old.message === now.message;
}

function isAlike(old: TimelineEvent, now: TimelineEvent): boolean {
  return old.message === now.message && old.sender === now.sender && old.protocol === now.protocol;
}
