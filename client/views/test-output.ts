import type { TestFailure } from '../../server/protocol/test-messages.js';

/**
 * The output of a test run for one test: whether it passed, and each finding with its line.
 * @param label name of the flow or scenario
 * @param file path of its file, as it is shown
 * @returns lines that end as those of a terminal do
 */
export function testOutput(label: string, file: string, failures: readonly TestFailure[]): string {
  const findings = failures.map(({ message, range }) => `    ${file}:${range.start.line + 1}: ${message}`);
  const sign = failures.length === 0 ? '✓' : '✗';
  return [`${sign} ${label}`, ...findings, ''].join('\r\n').replace(/(?<!\r)\n/g, '\r\n');
}
