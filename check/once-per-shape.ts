import { memoize } from '../timeline/types/memoize.js';
import type { Exploration } from './exploration/explore.js';
import type { FlowAnalysis } from './flow-analysis.js';

/**
 * A function of where a flow's phases lead and who is in them, which works once as long as that stays: a key press in a
 * step keeps the exploration. The result must not depend on what phases send, nor on any place in the text.
 */
export function oncePerShape<T extends object>(make: (analysis: FlowAnalysis) => T): (analysis: FlowAnalysis) => T {
  const entries = memoize((_exploration: Exploration): { made?: T } => ({}));
  return (analysis) => {
    const entry = entries(analysis.exploration);
    entry.made ??= make(analysis);
    return entry.made;
  };
}
