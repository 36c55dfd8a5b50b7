import { durationText } from '../types/duration.js';
import type { TimelineFrequency } from '../types/timeline.js';

/** How much of what follows a phase takes a way: `71 %`, `<1 %`, `never`. */
export function shareText({ times, share }: TimelineFrequency): string {
  if (times === 0) return 'never';
  const percent = Math.round(share * 100);
  return percent === 0 ? '<1 %' : `${percent} %`;
}

/** How often a recording takes a way, as a sentence without its end. */
export function frequencyText(frequency: TimelineFrequency): string {
  const { times, medianMs, p95Ms } = frequency;
  if (times === 0) return 'Never taken in the recording';
  const often = `Recorded ${times === 1 ? 'once' : `${times} times`} (${shareText(frequency)})`;
  if (medianMs === null || p95Ms === null) return often;
  if (times === 1) return `${often}, after ${roughly(medianMs)}`;
  return `${often}, after ${roughly(medianMs)} in the median, ${roughly(p95Ms)} for 95 %`;
}

/** A measured time to two digits: a sketch knows no more. */
function roughly(ms: number): string {
  return durationText(ms === 0 ? 0 : Number(ms.toPrecision(2)));
}
