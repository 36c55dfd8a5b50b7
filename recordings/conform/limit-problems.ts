import { counted } from '../../timeline/types/counted.js';
import type { Problem } from '../readers/recording.js';

/** How often a limit was reached while a recording was followed. */
export interface ReachedLimits {
  /** Most interactions that are open at once, and that are remembered when they are over. */
  readonly maxOpen: number;
  /** Interactions that were closed early, for too many were open. */
  readonly evicted: number;
  /** Interactions that have more possible explanations than are followed. */
  readonly undecided: number;
  /** Interactions that are over and no longer remembered. */
  readonly forgotten: number;
  /** Interactions whose path is not counted. */
  readonly uncountedPaths: number;
  /** How often all that was remembered of explanations was dropped. */
  readonly timesForgotten: number;
}

/** Says each limit that was reached, and what it means for the result. */
export function limitProblems(limits: ReachedLimits): readonly Problem[] {
  const { maxOpen, evicted, undecided, forgotten, uncountedPaths, timesForgotten } = limits;
  return [
    ...limitProblem(
      evicted,
      `More than ${maxOpen} interactions were open at once: ${evicted} were closed early and are inconclusive.`,
    ),
    ...limitProblem(
      undecided,
      `${counted(undecided, 'interaction')} ${undecided === 1 ? 'has' : 'have'} more possible explanations than are followed and ${undecided === 1 ? 'is' : 'are'} inconclusive.`,
    ),
    ...limitProblem(
      forgotten,
      `More than ${maxOpen} interactions have ended: ${forgotten} were forgotten. Later lines with their keys count as new interactions.`,
    ),
    ...limitProblem(
      uncountedPaths,
      `${counted(uncountedPaths, 'interaction')} took ${uncountedPaths === 1 ? 'a path that is' : 'paths that are'} not counted in "paths": the recording has too many different ones.`,
      'information',
    ),
    ...limitProblem(
      timesForgotten,
      `The recording is too varied for the memory limit: cached results were dropped ${counted(timesForgotten, 'time')}. Following takes longer, but the results are the same.`,
      'information',
    ),
  ];
}

function limitProblem(times: number, text: string, severity: Problem['severity'] = 'warning'): Problem[] {
  if (times === 0) return [];
  return [{ code: 'check-inconclusive', severity, text, times, file: null, line: null }];
}
