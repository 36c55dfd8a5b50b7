import { showsAllPaths } from '../layout/all-paths.js';
import type { Timeline } from '../types/timeline.js';

/** The path that is drawn: `Joined: Invite → Accepts`, `Invite → Accepts`, `all paths`, `no phases`. */
export function pathText(timeline: Timeline): string {
  if (showsAllPaths(timeline)) return timeline.truncated ? 'all paths, as far as they are drawn' : 'all paths';
  const path = timeline.path.length === 0 ? 'no phases' : timeline.path.join(' → ');
  return timeline.scenario === null ? path : `${timeline.scenario}: ${path}`;
}
