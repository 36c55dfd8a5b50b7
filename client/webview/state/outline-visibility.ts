import type { Timeline } from '../../../timeline/types/timeline.js';

const ROOMY_WIDTH = 1100;

/** Whether the outline of a timeline is shown by default. */
export function outlineFits(timeline: Timeline | null, width: number): boolean {
  return timeline !== null && timeline.phases.length > 1 && width >= ROOMY_WIDTH;
}
