import { displayPath, displayUri } from '../display-path.js';
import { jsonText } from '../json-text.js';
import type { Report } from './report.js';

/** Findings as one JSON object, for other programs; its shape is a contract (docs/command.md). */
export function jsonReport({ files, summary, fixes }: Report): string {
  const report = {
    files: files.map(({ path, findings }) => ({
      path: displayPath(path),
      diagnostics: findings.map((finding) => ({
        code: finding.code,
        severity: finding.severity,
        message: finding.message,
        range: finding.range,
        related: finding.related.map((place) => ({
          path: displayUri(place.uri),
          range: place.range,
          message: place.message,
        })),
        ...(fixes === undefined
          ? {}
          : { fixes: (fixes.get(finding) ?? []).map(({ title, preferred }) => ({ title, preferred })) }),
      })),
    })),
    summary: { files: summary.files, errors: summary.errors, warnings: summary.warnings },
  };
  return jsonText(report);
}
