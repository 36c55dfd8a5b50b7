import type { CheckedFile } from './project.js';

export interface Summary {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  /** Hints among it: what never fails a run. */
  readonly information: number;
}

/** Counts what was found in files, by severity. */
export function summarize(files: readonly CheckedFile[]): Summary {
  const findings = files.flatMap(({ analysis }) => analysis.findings);
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  return {
    files: files.length,
    errors: count('error'),
    warnings: count('warning'),
    information: count('information') + count('hint'),
  };
}
