import type { Finding } from './findings/finding.js';
import type { FlowAnalysis } from './flow-analysis.js';

/** What the check found in one document: a value, made once per document version. */
export interface DocumentAnalysis {
  /** Everything reported, suppressions and the project's configuration applied, in source order. */
  readonly findings: readonly Finding[];
  /** The document's flows in the order written, with what was reached. */
  readonly flows: readonly FlowAnalysis[];
}
