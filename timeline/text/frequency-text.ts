import { durationText } from '../types/duration.js';
import type { TimelineFrequency, TimelinePhaseFrequency, TimelineRowFrequency } from '../types/timeline-recording.js';

const numbers = new Intl.NumberFormat('en');

/** How much of what follows a phase takes a way: `71 %`, `<1 %`, `>99 %`, `never`. */
export function shareText({ times, share }: TimelineFrequency): string {
  if (times === 0) return 'never';
  const percent = Math.round(share * 100);
  if (percent === 100 && share < 1) return '>99 %';
  return percent === 0 ? '<1%' : `${percent}%`;
}

/** How often a recording takes a way, as a sentence without its end. */
export function frequencyText(frequency: TimelineFrequency): string {
  const { times, medianMs, p95Ms } = frequency;
  if (times === 0) return 'Never taken in the recording';
  const often = `Recorded ${timesText(times)} (${shareText(frequency)})`;
  if (medianMs === null || p95Ms === null) return often;
  if (times === 1) return `${often}, after ${approximateDuration(medianMs)}`;
  return `${often}, after a median of ${approximateDuration(medianMs)}, 95% within ${approximateDuration(p95Ms)}`;
}

/** How often a recording has a row of the model, in a column: `1,204×`, `98×, 2 missing`, `never`. */
export function rowFrequencyCell({ times, missing }: TimelineRowFrequency): string {
  if (missing > 0) return `${numbers.format(times)}×, ${numbers.format(missing)} missing`;
  return times === 0 ? 'never' : `${numbers.format(times)}×`;
}

/** How often a recording has a row of the model, as a sentence without its end. */
export function rowFrequencyText({ times, missing }: TimelineRowFrequency): string {
  const often = times === 0 ? 'Never recorded' : `Recorded ${timesText(times)}`;
  return missing === 0 ? often : `${often}, missing ${timesText(missing)}`;
}

/** How often a recording has a phase, on its strip: `1,204×`, `never recorded`. */
export function phaseFrequencyMark({ times }: TimelinePhaseFrequency): string {
  return times === 0 ? 'never recorded' : `${numbers.format(times)}×`;
}

/** How often a recording has a phase, as a sentence without its end. */
export function phaseFrequencyText(frequency: TimelinePhaseFrequency): string {
  const { times, interactions, deviating, medianMs, p95Ms } = frequency;
  if (times === 0) return 'never recorded';
  const where = `recorded ${timesText(times)} in ${numbers.format(interactions)} interaction${interactions === 1 ? '' : 's'}`;
  const often = deviating === 0 ? where : `${where}, ${numbers.format(deviating)} of them deviating there`;
  if (medianMs === null || p95Ms === null || times === 1) return often;
  return `${often}; it takes a median of ${approximateDuration(medianMs)}, 95% within ${approximateDuration(p95Ms)}`;
}

/** `once`, `1,204 times`. */
function timesText(times: number): string {
  return times === 1 ? 'once' : `${numbers.format(times)} times`;
}

/** A measured time to two digits: a sketch knows no more. */
function approximateDuration(ms: number): string {
  return durationText(ms === 0 ? 0 : Number(ms.toPrecision(2)));
}
