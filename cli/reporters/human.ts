import { styleText } from 'node:util';
import type { Finding } from '../../check/index.js';
import type { Range } from '../../timeline/types/timeline.js';
import { type CheckedFile, displayPath, displayUri } from '../project.js';
import type { Summary } from '../summary.js';

type Style = Parameters<typeof styleText>[0];

const severityStyles: Record<Finding['severity'], Style> = {
  error: 'red',
  warning: 'yellow',
  information: 'cyan',
  hint: 'gray',
};

const widestLine = 160;

/** Findings for people: place, severity, code and message, the line with what is marked, and related places. */
export function humanReport(files: readonly CheckedFile[], summary: Summary, options: { coloured: boolean }): string {
  // Whether to colour is the caller's choice, not that of the stream that Node would look at.
  const paint = (style: Style, text: string) =>
    options.coloured ? styleText(style, text, { validateStream: false }) : text;
  const blocks = files.flatMap((file) => file.analysis.findings.map((finding) => describe(file, finding, paint)));
  return `${[...blocks, summaryLine(summary, paint)].join('\n')}\n`;
}

type Paint = (style: Style, text: string) => string;

function describe(file: CheckedFile, finding: Finding, paint: Paint): string {
  const style = severityStyles[finding.severity];
  const place = position(displayPath(file.path), finding.range);
  const lines = [`${place} ${paint(style, finding.severity)} ${paint('bold', finding.code)} ${finding.message}`];
  lines.push(...excerpt(file.document.textDocument.getText(), finding.range).map((line) => paint('gray', line)));
  for (const related of finding.related) {
    lines.push(paint('gray', `    ${position(displayUri(related.uri), related.range)} ${related.message}`));
  }
  return lines.join('\n');
}

function position(path: string, { start }: Range): string {
  return `${path}:${start.line + 1}:${start.character + 1}`;
}

/** The line of the finding, and under it a mark; nothing for a line too long to be read. */
function excerpt(text: string, { start, end }: Range): string[] {
  const line = text.split(/\r\n|\r|\n/, start.line + 1)[start.line] ?? '';
  if (line.trim() === '' || line.length > widestLine) return [];
  const margin = line.slice(0, start.character).replace(/[^\t]/g, ' ');
  const marked = end.line === start.line ? end.character - start.character : line.length - start.character;
  return [`  | ${line}`, `  | ${margin}${'^'.repeat(Math.max(1, marked))}`];
}

function summaryLine(summary: Summary, paint: Paint): string {
  const files = counted(summary.files, 'file');
  if (summary.errors + summary.warnings + summary.information === 0)
    return paint('green', `${files} checked, no findings.`);
  const found = [
    summary.errors > 0 ? paint('red', counted(summary.errors, 'error')) : '',
    summary.warnings > 0 ? paint('yellow', counted(summary.warnings, 'warning')) : '',
    summary.information > 0 ? `${summary.information} for information` : '',
  ];
  return `${files} checked: ${found.filter((part) => part !== '').join(', ')}.`;
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
