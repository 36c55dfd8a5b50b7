import { counted } from '../../timeline/types/counted.js';
import type { ReportedFile } from '../reporters/report.js';

/** The size of a run's input, and the number of findings of each rule. */
export function statistics(files: readonly ReportedFile[], elapsedMs: number): string {
  const flows = files.flatMap(({ analysis }) => analysis.flows);
  const visits = flows.reduce((sum, { exploration }) => sum + exploration.visits.length, 0);
  const times = new Map<string, number>();
  for (const { code } of files.flatMap(({ findings }) => findings)) times.set(code, (times.get(code) ?? 0) + 1);
  const rows = [...times].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const widest = Math.max(0, ...rows.map(([, count]) => String(count).length));
  return [
    `${counted(files.length, 'file')}, ${counted(flows.length, 'flow')}, ${visits} pairs of a phase and a configuration, ${elapsedMs.toFixed(0)} ms`,
    ...rows.map(([code, count]) => `  ${String(count).padStart(widest)} ${code}`),
    '',
  ].join('\n');
}
