import { isProblem } from '../../timeline/types/problems.js';
import { displayPath } from '../display-path.js';
import { logLine } from '../log-line.js';
import type { Report } from './report.js';

/** A line per finding: `path:line:column: severity: message [code]`. */
export function compactReport({ files, quiet }: Report): string {
  const lines = files.flatMap(({ path, findings }) =>
    findings
      .filter((finding) => !quiet || isProblem(finding))
      .map(({ range: { start }, severity, message, code }) =>
        logLine(`${displayPath(path)}:${start.line + 1}:${start.character + 1}: ${severity}: ${message} [${code}]`),
      ),
  );
  return lines.map((line) => `${line}\n`).join('');
}
