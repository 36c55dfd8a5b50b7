import { visibleLine } from '../../timeline/types/visible-text.js';
import { displayPath } from '../display-path.js';
import { fingerprint } from '../fingerprints.js';
import { jsonText } from '../json-text.js';
import type { Report } from './report.js';

const severities = { error: 'critical', warning: 'major', information: 'info', hint: 'info' } as const;

/** Findings as GitLab's Code Quality reads them. */
export function gitlabReport({ files }: Report): string {
  const issues = files.flatMap((file) =>
    file.findings.map((finding) => ({
      description: visibleLine(finding.message),
      check_name: finding.code,
      fingerprint: fingerprint(file, finding),
      severity: severities[finding.severity],
      location: {
        path: displayPath(file.path),
        lines: { begin: finding.range.start.line + 1, end: finding.range.end.line + 1 },
      },
    })),
  );
  return jsonText(issues);
}
