import type { Timeline } from '../types/timeline.js';

/** Whether a timeline shows several branches, each in its frame. */
export function showsAllPaths(timeline: Timeline): boolean {
  return timeline.fragments.length > 0;
}
