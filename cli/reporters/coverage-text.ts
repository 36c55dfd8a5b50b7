import { type CoverageCounts, type CoverageGap, coverageGaps } from '../../check/index.js';
import { counted } from '../../timeline/types/counted.js';
import { fraction } from '../../timeline/types/coverage-count.js';
import { neverRecorded, type RecordedReport, rowsNotCaptured } from '../../timeline/types/recorded-report.js';
import type { CoverageReport } from '../coverage-report.js';
import { displayUri } from '../display-path.js';
import { logLine } from '../log-line.js';
import { painter } from './paint.js';
import { recordedLines } from './recorded-coverage-text.js';

/** `all`: what is covered is listed too. */
export interface CoverageTextOptions {
  readonly all: boolean;
  readonly colored: boolean;
}

/** Coverage for people: the counts of each model, and what is not covered. */
export function humanCoverage(reports: readonly CoverageReport[], { all, colored }: CoverageTextOptions): string {
  if (reports.length === 0) return `${NOTHING_FOLLOWED}\n`;
  const paint = painter(colored);
  const blocks = reports.map((report) => {
    const gaps = coverageGaps(report.coverage).map((gap) => ({
      ...gap,
      text: logLine(gap.text),
      reason: logLine(gap.reason),
    }));
    const width = Math.max(0, ...gaps.map(({ text }) => text.length));
    return [
      `${paint('bold', logLine(titleOf(report)))}   ${flowsText(report)}`,
      ...countLines(report).map(([name, text]) => `  ${name.padEnd(12)} ${logLine(text)}`),
      ...(gaps.length === 0 ? [] : ['  not covered']),
      ...gaps.map(
        (gap) =>
          `    ${paint('yellow', gap.text.padEnd(width))}   ${gap.reason}   line ${gap.place.range.start.line + 1}`,
      ),
      ...(all ? ['  covered', ...coveredTexts(report).map((text) => `    ${logLine(text)}`)] : []),
      ...(report.recorded === null ? [] : recordedText(report.recorded, all)),
      `  ${paint('gray', logLine(placeOf(report)))}`,
    ].join('\n');
  });
  return `${blocks.join('\n\n')}\n`;
}

/** Coverage as Markdown, for a summary of a build. */
export function markdownCoverage(reports: readonly CoverageReport[], { all }: CoverageTextOptions): string {
  if (reports.length === 0) return `${NOTHING_FOLLOWED}\n`;
  const rows = reports.map(({ coverage, counts, flows }) => {
    const cells = [counts.phases, counts.rows, counts.outcomes, counts.alternatives, counts.facts, counts.branches];
    return `| ${[escaped(coverage.model), ...cells.map(fraction), String(flows.length)].join(' | ')} |`;
  });
  const sections = reports.flatMap((report) => {
    const gaps = coverageGaps(report.coverage);
    return [
      ...(gaps.length === 0 && !all && report.recorded === null ? [] : ['', `### ${escaped(titleOf(report))}`, '']),
      ...gaps.map((gap) => `- not covered, ${gap.kind}: ${gapText(gap)}`),
      ...(all ? coveredTexts(report).map((text) => `- covered: ${escaped(text)}`) : []),
      ...(report.recorded === null ? [] : recordedMarkdown(report.recorded)),
    ];
  });
  return [
    '| Model | Phases | Rows | Outcomes | Alternatives | Facts | Branches | Flows |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
    ...sections,
    '',
  ].join('\n');
}

function recordedMarkdown(recorded: RecordedReport): string[] {
  const { interactions, counts, phases, outcomes, rows } = recorded;
  const shares = `phases ${fraction(counts.phases)}, rows ${fraction(counts.rows)}, outcomes ${fraction(counts.outcomes)}`;
  const timed = [
    ...phases.map(({ name, times }) => ({ kind: 'phase', text: name, times, missing: 0 })),
    ...rows.map(({ phase, row, times, missing }) => ({ kind: 'row', text: `${phase}: ${row}`, times, missing })),
    ...outcomes.map(({ of, outcome, times }) => ({ kind: 'outcome', text: `${of} → ${outcome}`, times, missing: 0 })),
  ].filter(({ times, missing }) => times > 0 || missing > 0);
  const unseen = rowsNotCaptured(recorded);
  return [
    `- recorded in ${counted(interactions, 'interaction')}: ${shares}`,
    ...(unseen === 0 ? [] : [`- rows on protocols that were not recorded: ${unseen}`]),
    ...neverRecorded(recorded).map(({ text }) => `- never recorded: ${escaped(text)}`),
    '',
    '| Recorded | | Times | Missing |',
    '| --- | --- | ---: | ---: |',
    ...timed.map(({ kind, text, times, missing }) => `| ${kind} | ${escaped(text)} | ${times} | ${missing} |`),
  ];
}

const NOTHING_FOLLOWED = 'No flow follows a model.';

function countLines(report: CoverageReport): [string, string][] {
  const { coverage, counts, flows } = report;
  const makers = [...new Set(coverage.outcomes.map(({ of }) => of))];
  const paths = flows.reduce((sum, flow) => sum + flow.paths, 0);
  const more = flows.some(({ morePaths }) => morePaths) ? 'more than ' : '';
  const scenarios = flows.reduce((sum, flow) => sum + flow.scenarios, 0);
  const lines: [string, string][] = [
    ['phases', fraction(counts.phases)],
    ['rows', `${fraction(counts.rows)}   ${groundsText(counts)}`],
  ];
  if (counts.outcomes.total > 0) lines.push(['outcomes', `${fraction(counts.outcomes)}   of ${makers.join(', ')}`]);
  if (counts.alternatives.total > 0) lines.push(['alternatives', `${fraction(counts.alternatives)} groups`]);
  if (counts.facts.total > 0) {
    const values = coverage.facts.map(({ name, values: all }) => {
      return `${name}: ${all.map((value) => `${value.name} ${value.taken ? '✓' : '–'}`).join('  ')}`;
    });
    lines.push(['facts', `${fraction(counts.facts)}   ${values.join(' · ')}`]);
  }
  if (counts.branches.total > 0) lines.push(['branches', fraction(counts.branches)]);
  lines.push(['paths', `${more}${paths}, ${scenarios} named by scenarios`]);
  return lines;
}

function groundsText({ given, inferred, optional }: CoverageCounts): string {
  return `given ${fraction(given)} · inferred ${fraction(inferred)} · optional ${fraction(optional)}`;
}

function coveredTexts({ coverage }: CoverageReport): string[] {
  return coverage.phases.flatMap((phase) =>
    phase.rows
      .filter(({ covered }) => covered)
      .map(
        ({ text, sent }) => `${phase.name}: ${text}   ${sent.map((use) => `${use.flow} (${use.phase})`).join(', ')}`,
      ),
  );
}

function recordedText(recorded: RecordedReport, all: boolean): string[] {
  const [first = '', ...rest] = recordedLines(recorded, all).map(logLine);
  return [`  recorded  ${first}`, ...rest.map((line) => `  ${line}`)];
}

function titleOf({ coverage: { model, source } }: CoverageReport): string {
  return source === null ? model : `${model} (${source})`;
}

function flowsText({ flows }: CoverageReport): string {
  const files = new Set(flows.map(({ path }) => path)).size;
  return `${counted(flows.length, 'flow')} in ${counted(files, 'file')}`;
}

function placeOf({ coverage: { place } }: CoverageReport): string {
  return `${displayUri(place.uri)}:${place.range.start.line + 1}`;
}

function gapText({ text, reason }: CoverageGap): string {
  return `${escaped(text)} (${escaped(reason)})`;
}

/** Names and texts of a file on one line: nothing in them is Markdown, and nothing is hidden. */
function escaped(text: string): string {
  return logLine(text).replace(/[\\`*_{}[\]<>|#]/g, '\\$&');
}
