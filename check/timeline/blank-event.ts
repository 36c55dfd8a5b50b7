import type { TimelineEvent } from '../../timeline/types/timeline.js';

/**
 * An event of which only its place is known.
 * @param visit index of the visit on the path
 * @param number distinguishes it from the other events of the visit
 */
export function blankEvent(visit: number, phase: string, number: string): TimelineEvent {
  return {
    id: `${visit}.${phase}.${number}`,
    visit,
    timeMs: null,
    timeIsLeast: false,
    message: '',
    protocol: null,
    sender: null,
    receivers: [],
    missingReceivers: [],
    status: 'ok',
    findings: [],
    range: null,
    details: null,
    row: null,
  };
}
