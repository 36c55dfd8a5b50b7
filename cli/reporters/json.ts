import type { OfferedFix } from '../../assist/index.js';
import type { Finding } from '../../check/index.js';
import { type CheckedFile, displayPath, displayUri } from '../project.js';
import type { Summary } from '../summary.js';

/**
 * Findings as one JSON object, for other programs; its shape is a contract (docs/language.md).
 * @param fixes what would mend each finding
 */
export function jsonReport(
  files: readonly CheckedFile[],
  summary: Summary,
  fixes: ReadonlyMap<Finding, readonly OfferedFix[]>,
): string {
  const report = {
    files: files.map(({ path, analysis }) => ({
      path: displayPath(path),
      diagnostics: analysis.findings.map((finding) => ({
        code: finding.code,
        severity: finding.severity,
        message: finding.message,
        range: finding.range,
        related: finding.related.map((place) => ({
          path: displayUri(place.uri),
          range: place.range,
          message: place.message,
        })),
        fixes: (fixes.get(finding) ?? []).map(({ title, preferred }) => ({ title, preferred })),
      })),
    })),
    summary: { files: summary.files, errors: summary.errors, warnings: summary.warnings },
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
