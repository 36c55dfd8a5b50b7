import type { Timeline, TimelineEvent } from '../types/timeline.js';
import { listed } from './event-sentence.js';

/**
 * How a participant stands at an event, to be heard rather than seen: `Bob, invited (pending): receives EventInvite.`
 * @param index the event's index in the timeline
 */
export function laneSentence(timeline: Timeline, index: number, participant: string): string {
  const event = timeline.events[index];
  if (event === undefined) return participant;
  const states = statesAfter(timeline, index, participant);
  const standing = states.length === 0 ? participant : `${participant}, ${listed(states)}`;
  return `${standing}: ${part(event, participant)}.`;
}

/** The states that the participant is in once the event has happened, as bars on its lane show them. */
function statesAfter(timeline: Timeline, index: number, participant: string): string[] {
  const at = (id: string | null): number => timeline.events.findIndex((event) => event.id === id);
  return timeline.states.flatMap((state) => {
    if (state.participant !== participant || state.resting || at(state.fromEvent) > index) return [];
    const end = at(state.toEvent);
    if (end >= 0 && end <= index) return [];
    return [state.pending ? `${state.state} (pending)` : state.state];
  });
}

function part(event: TimelineEvent, participant: string): string {
  const missing = event.status === 'missing';
  const sends = event.sender === participant;
  const receives = event.receivers.includes(participant);
  if (sends && receives) return `${missing ? 'should send' : 'sends'} ${event.message} to itself`;
  if (sends) return `${missing ? 'should send' : 'sends'} ${event.message}`;
  if (receives) return `${missing ? 'should receive' : 'receives'} ${event.message}`;
  if (event.missingReceivers.includes(participant)) return `should receive ${event.message} and does not`;
  return `no part in ${event.message}`;
}
