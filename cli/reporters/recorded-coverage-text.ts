import { counted } from '../../timeline/types/counted.js';
import { fraction } from '../../timeline/types/coverage-count.js';
import { neverRecorded, type RecordedReport, rowsNotCaptured } from '../../timeline/types/recorded-report.js';

/** A model's coverage by recordings, a line each: counts, frequencies, and what never occurred. */
export function recordedLines(report: RecordedReport, all: boolean): string[] {
  const { interactions, counts, phases, outcomes } = report;
  const times = (items: readonly { readonly text: string; readonly times: number }[]) =>
    items
      .filter((item) => item.times > 0)
      .map((item) => `${item.text} ${item.times}×`)
      .join(', ');
  const never = neverRecorded(report);
  const unseen = rowsNotCaptured(report);
  return [
    counted(interactions, 'interaction'),
    `  phases    ${fraction(counts.phases)}   ${times(phases.map(({ name, times: count }) => ({ text: name, times: count })))}`,
    `  rows      ${fraction(counts.rows)}${unseen === 0 ? '' : `   ${unseen} on protocols that were not recorded`}`,
    ...(counts.outcomes.total === 0
      ? []
      : [
          `  outcomes  ${fraction(counts.outcomes)}   ${times(outcomes.map((own) => ({ text: `${own.of} → ${own.outcome}`, times: own.times })))}`,
        ]),
    ...(never.length === 0 ? [] : ['  never']),
    ...never.map(({ text, range }) => `    ${text}   line ${range.start.line + 1}`),
    ...rowLines(report, all),
  ].map((line) => line.trimEnd());
}

/** Rows that were missing at times; all that occurred, if requested. */
function rowLines({ rows }: RecordedReport, all: boolean): string[] {
  const listed = rows.filter(({ times, missing }) => missing > 0 || (all && times > 0));
  if (listed.length === 0) return [];
  return [
    all ? '  each row' : '  missing at times',
    ...listed.map(({ phase, row, times, missing }) => {
      return `    ${phase}: ${row}   ${times}×${missing === 0 ? '' : `, missing ${missing}×`}`;
    }),
  ];
}
