import type { TextDocument } from 'langium';
import type { Finding } from '../../check/index.js';
import { counted } from '../../timeline/types/counted.js';
import { isProblem } from '../../timeline/types/problems.js';
import type { Range } from '../../timeline/types/timeline.js';
import { displayPath, displayUri } from '../display-path.js';
import { lineText } from '../line-text.js';
import { logLine } from '../log-line.js';
import type { CheckSummary } from '../summary.js';
import { type Paint, painter, severityStyles } from './paint.js';
import type { Report, ReportedFile } from './report.js';

/** Longest line that is shown, in characters. */
const MAX_EXCERPT = 160;

/** Findings for people: place, severity, code and message, the line with what is marked, and related places. */
export function humanReport({ files, summary, colored, quiet }: Report): string {
  const paint = painter(colored);
  const blocks = files.flatMap((file) =>
    file.findings.filter((finding) => !quiet || isProblem(finding)).map((finding) => describe(file, finding, paint)),
  );
  const lines = quiet ? blocks : [...blocks, summaryLine(summary, paint)];
  return lines.map((line) => `${line}\n`).join('');
}

function describe(file: ReportedFile, finding: Finding, paint: Paint): string {
  const style = severityStyles[finding.severity];
  const place = logLine(position(displayPath(file.path), finding.range));
  const message = logLine(finding.message);
  const lines = [`${place} ${paint(style, finding.severity)} ${paint('bold', finding.code)} ${message}`];
  lines.push(...excerpt(file.document.textDocument, finding.range).map((line) => paint('gray', line)));
  for (const related of finding.related) {
    lines.push(paint('gray', logLine(`    ${position(displayUri(related.uri), related.range)} ${related.message}`)));
  }
  return lines.join('\n');
}

function position(path: string, { start }: Range): string {
  return `${path}:${start.line + 1}:${start.character + 1}`;
}

/** The line of the finding, and under it a mark; nothing for a line too long to be read. */
function excerpt(document: TextDocument, { start, end }: Range): string[] {
  const line = lineText(document, start.line);
  if (line.trim() === '' || line.length > MAX_EXCERPT) return [];
  // Invisible characters are made visible, and take more room than in the text.
  const before = logLine(line.slice(0, start.character));
  const marked = logLine(line.slice(start.character, end.line === start.line ? end.character : line.length));
  const after = end.line === start.line ? logLine(line.slice(end.character)) : '';
  const margin = before.replace(/[^\t]/g, ' ');
  return [`  | ${before}${marked}${after}`, `  | ${margin}${'^'.repeat(Math.max(1, marked.length))}`];
}

function summaryLine(summary: CheckSummary, paint: Paint): string {
  const files = counted(summary.files, 'file');
  const baselinePart = summary.known === 0 ? '' : ` ${summary.known} known from the baseline.`;
  if (summary.errors + summary.warnings + summary.information === 0) {
    return paint('green', `No ${summary.known === 0 ? '' : 'new '}problems in ${files}.`) + baselinePart;
  }
  const found = [
    summary.errors > 0 ? paint('red', counted(summary.errors, 'error')) : '',
    summary.warnings > 0 ? paint('yellow', counted(summary.warnings, 'warning')) : '',
    summary.information > 0 ? `${summary.information} info` : '',
  ];
  return `${found.filter((part) => part !== '').join(', ')} in ${files}.${baselinePart}`;
}
