import { type CheckedFile, displayPath, displayUri } from '../project.js';
import type { Summary } from '../summary.js';

/** Findings as one JSON object, for other programs; its shape is a contract (docs/language.md). */
export function jsonReport(files: readonly CheckedFile[], summary: Summary): string {
  const report = {
    files: files.map(({ path, analysis }) => ({
      path: displayPath(path),
      diagnostics: analysis.findings.map(({ code, severity, message, range, related }) => ({
        code,
        severity,
        message,
        range,
        related: related.map((place) => ({ path: displayUri(place.uri), range: place.range, message: place.message })),
        fixes: [],
      })),
    })),
    summary: { files: summary.files, errors: summary.errors, warnings: summary.warnings },
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
