import type { Finding } from './findings/finding.js';
import type { FlowAnalysis } from './flow-analysis.js';

/** A finding that a comment in the document suppresses. */
export interface SuppressedFinding {
  readonly finding: Finding;
  /** Empty if the comment gives none. */
  readonly reason: string;
}

/** The result of the check of one document: a value, made once per document version. */
export interface DocumentAnalysis {
  /** Everything reported, suppressions and the project's configuration applied, in source order. */
  readonly findings: readonly Finding[];
  /** The findings that comments suppress, in source order. */
  readonly suppressed: readonly SuppressedFinding[];
  /** The document's flows in the order written, with what was reached. */
  readonly flows: readonly FlowAnalysis[];
}
