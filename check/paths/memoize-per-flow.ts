import { memoize } from '../../timeline/types/memoize.js';
import type { DocumentAnalysis } from '../analysis.js';
import type { FlowAnalysis } from '../flow-analysis.js';

/**
 * A function of a flow as analyzed that works once per version of the document, and remembers as long as that lives.
 */
export function oncePerFlow<T extends object>(
  make: (document: DocumentAnalysis, analysis: FlowAnalysis) => T,
): (document: DocumentAnalysis, analysis: FlowAnalysis) => T {
  const ofDocument = memoize((document: DocumentAnalysis) =>
    memoize((analysis: FlowAnalysis) => make(document, analysis)),
  );
  return (document, analysis) => ofDocument(document)(analysis);
}
