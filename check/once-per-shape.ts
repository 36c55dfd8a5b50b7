import { memoize } from '../timeline/types/memoize.js';
import type { Exploration } from './exploration/explore.js';
import type { FlowAnalysis } from './flow-analysis.js';

/**
 * A function of an analysis whose results are kept while the exploration stays the same: a key press in a step keeps it.
 * @param make its result must not depend on what phases send, nor on any place in the text
 */
export function oncePerShape<T extends object>(make: (analysis: FlowAnalysis) => T): (analysis: FlowAnalysis) => T {
  const entries = memoize((_exploration: Exploration): { result?: T } => ({}));
  return (analysis) => {
    const entry = entries(analysis.exploration);
    entry.result ??= make(analysis);
    return entry.result;
  };
}
