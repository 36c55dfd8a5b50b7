import type { DocumentAnalysis } from '../analysis.js';
import type { FlowAnalysis } from '../flow-analysis.js';

/** A function of a flow as analysed that works once per version of the document, and remembers as long as that lives. */
export function oncePerFlow<T extends object>(
  make: (document: DocumentAnalysis, analysis: FlowAnalysis) => T,
): (document: DocumentAnalysis, analysis: FlowAnalysis) => T {
  const known = new WeakMap<DocumentAnalysis, WeakMap<FlowAnalysis, T>>();
  return (document, analysis) => {
    let flows = known.get(document);
    if (flows === undefined) {
      flows = new WeakMap();
      known.set(document, flows);
    }
    let value = flows.get(analysis);
    if (value === undefined) {
      value = make(document, analysis);
      flows.set(analysis, value);
    }
    return value;
  };
}
