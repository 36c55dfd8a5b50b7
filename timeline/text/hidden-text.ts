import { type EventFilter, hidesAnything, isShown } from '../layout/event-filter.js';
import { counted } from '../types/counted.js';
import type { Timeline } from '../types/timeline.js';
import { eventVerdict } from './event-verdict.js';

/**
 * `Without Bob: 4 of 12 messages hidden, 1 of them with a problem.`; dimmed, they are faint instead. Null if the
 * filter hides nothing of this timeline.
 */
export function hiddenText(timeline: Timeline, filter: EventFilter, dim: boolean): string | null {
  if (!hidesAnything(timeline, filter)) return null;
  const hidden = timeline.events.filter((event) => !isShown(event, filter));
  const problems = hidden.filter((event) => eventVerdict(timeline, event).faulty).length;
  const names = [
    ...timeline.participants.filter(({ name }) => filter.participants.has(name)).map(({ name }) => name),
    ...timeline.protocols.filter(({ name }) => filter.protocols.has(name)).map(({ name, title }) => title ?? name),
  ];
  const rest = problems === 0 ? '' : `, ${problems} of them with a problem`;
  return `Without ${names.join(', ')}: ${hidden.length} of ${counted(timeline.events.length, 'message')} ${dim ? 'dimmed' : 'hidden'}${rest}.`;
}
