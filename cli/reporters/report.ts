import type { Fix } from '../../assist/index.js';
import type { Finding } from '../../check/index.js';
import type { CheckedFile } from '../project.js';
import type { CheckSummary } from '../summary.js';

/** A checked file with the findings that are reported. */
export interface ReportedFile extends CheckedFile {
  /** Those that count: not known from a baseline. */
  readonly findings: readonly Finding[];
  /** Those that a baseline knows. */
  readonly known: readonly Finding[];
}

/** The inputs of every format. */
export interface Report {
  readonly files: readonly ReportedFile[];
  readonly summary: CheckSummary;
  /** The fixes of a finding, preferred first; undefined if not requested. */
  readonly fixes: ReadonlyMap<Finding, readonly FixTitle[]> | undefined;
  /** The edits of the preferred fix of a finding. */
  readonly edits: ReadonlyMap<Finding, Fix>;
  readonly colored: boolean;
  /** Leave out the summary and what never fails a run. */
  readonly quiet: boolean;
}

/** A fix as it is named if it cannot be applied. */
export type FixTitle = Pick<Fix, 'title' | 'preferred'>;

/** Writes a report in one format. */
export type Reporter = (report: Report) => string;
