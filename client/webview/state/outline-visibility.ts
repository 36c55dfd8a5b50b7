import type { Timeline } from '../../../timeline/types/timeline.js';

const ROOMY_WIDTH = 1100;

/** Whether the outline of a timeline is worth its room where nobody has asked for it. */
export function outlineFits(timeline: Timeline | null, width: number): boolean {
  return timeline !== null && timeline.phases.length > 1 && width >= ROOMY_WIDTH;
}
