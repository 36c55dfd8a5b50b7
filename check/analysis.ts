import type { Finding } from './findings/finding.js';
import type { FlowAnalysis } from './flow-analysis.js';

/** A finding that a comment in the document suppresses. */
export interface SuppressedFinding {
  readonly finding: Finding;
  /** Empty if the comment gives none. */
  readonly reason: string;
}

/** What the check found in one document: a value, made once per document version. */
export interface DocumentAnalysis {
  /** Everything reported, suppressions and the project's configuration applied, in source order. */
  readonly findings: readonly Finding[];
  /** What comments silence, in source order. */
  readonly suppressed: readonly SuppressedFinding[];
  /** The document's flows in the order written, with what was reached. */
  readonly flows: readonly FlowAnalysis[];
}
