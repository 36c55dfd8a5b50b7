import { LifeSpans } from '../layout/life-spans.js';
import type { Timeline, TimelineEvent } from '../types/timeline.js';
import { stateName } from './state-name.js';

/**
 * A participant's state and part at an event, for screen readers: `Bob, invited (pending): receives EventInvite.`
 * @param index the event's index in the timeline
 */
export function laneSentence(timeline: Timeline, index: number, participant: string): string {
  const event = timeline.events[index];
  if (event === undefined) return participant;
  const state = LifeSpans.of(timeline).at(participant, index, true);
  const standing = state === null || state.resting ? participant : `${participant}, ${stateName(state)}`;
  return `${standing}: ${part(event, participant)}.`;
}

function part(event: TimelineEvent, participant: string): string {
  const missing = event.status === 'missing';
  const sends = event.sender === participant;
  const receives = event.receivers.includes(participant);
  if (sends && receives) return `${missing ? 'should send' : 'sends'} ${event.message} to itself`;
  if (sends) return `${missing ? 'should send' : 'sends'} ${event.message}`;
  if (receives) return `${missing ? 'should receive' : 'receives'} ${event.message}`;
  if (event.missingReceivers.includes(participant)) return `should receive ${event.message}, but does not`;
  return `not involved in ${event.message}`;
}
