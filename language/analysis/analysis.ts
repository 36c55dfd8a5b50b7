import type { Finding } from './finding.js';

/** What the check found in one document: a value, made once per document version. */
export interface DocumentAnalysis {
  /** Everything reported, suppressions applied, in source order. */
  readonly findings: readonly Finding[];
}
