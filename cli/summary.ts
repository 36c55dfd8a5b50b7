import type { ReportedFile } from './reporters/report.js';

/** How many files were checked, and how many findings of each severity they have. */
export interface CheckSummary {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  /** Information and hints, which never fail a run. */
  readonly information: number;
  /** Findings that a baseline knows, which count nowhere else. */
  readonly known: number;
}

/** Counts what was found in files, by severity. */
export function summarize(files: readonly ReportedFile[]): CheckSummary {
  const findings = files.flatMap((file) => file.findings);
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  return {
    files: files.length,
    errors: count('error'),
    warnings: count('warning'),
    information: count('information') + count('hint'),
    known: files.reduce((sum, { known }) => sum + known.length, 0),
  };
}
