import type { Finding } from '../../check/findings/finding.js';
import { isRuleCode, type RuleCode } from '../../check/findings/rules.js';

/** One `//! severity code "text"` line: a finding that starts on the next line that is no such comment. */
export interface Expectation {
  /** Zero-based line that the finding starts on. */
  readonly line: number;
  readonly severity: string;
  readonly code: RuleCode;
  /** What the finding's message contains; null if the line does not say. */
  readonly text: string | null;
}

const severities = ['error', 'warning', 'information', 'hint'];
const expectationLine = /^(\S+) (\S+)(?: "(.*)")?$/;

/**
 * Reads the expectations of a `.confer` text.
 * @throws if a `//!` line cannot be read, names no severity or rule, or has no line below it: a fixture with a
 * mistake must fail and not pass because it has no expectations
 */
export function readExpectations(text: string): Expectation[] {
  const expectations: Expectation[] = [];
  let pending: Omit<Expectation, 'line'>[] = [];
  for (const [line, content] of text.split(/\r?\n/).entries()) {
    const start = content.indexOf('//!');
    if (start < 0) {
      if (content.trim() === '') continue;
      for (const expectation of pending) expectations.push({ line, ...expectation });
      pending = [];
    } else if (content.slice(0, start).trim() === '') {
      pending.push(readLine(content.slice(start + 3).trim(), line));
    } else {
      throw new Error(`line ${line + 1}: an expectation must be on a line of its own`);
    }
  }
  if (pending.length > 0) throw new Error('the last expectation has no line below it');
  return expectations;
}

function readLine(content: string, line: number): Omit<Expectation, 'line'> {
  const [, severity = '', code = '', text] = expectationLine.exec(content) ?? [];
  if (!severities.includes(severity) || !isRuleCode(code)) {
    throw new Error(`line ${line + 1}: "${content}" is no expectation (severity, code and perhaps a quoted text)`);
  }
  return { severity, code, text: text ?? null };
}

/**
 * Compares findings with expectations: errors and warnings must be exactly those expected, information and hints too
 * where some are expected.
 * @returns one line per difference, with lines as an editor counts them; empty if there is none
 */
export function differences(expectations: readonly Expectation[], findings: readonly Finding[]): string[] {
  const minor = expectations.some((expectation) => !isMajor(expectation.severity));
  const unmatched = findings.filter((finding) => minor || isMajor(finding.severity));
  const lines: string[] = [];
  // Those with a text first, so that they take the finding that only they fit.
  for (const expectation of [...expectations].sort((a, b) => Number(a.text === null) - Number(b.text === null))) {
    const index = unmatched.findIndex((finding) => fits(finding, expectation));
    if (index >= 0) unmatched.splice(index, 1);
    else lines.push(`line ${expectation.line + 1}: expected ${show(expectation)}`);
  }
  for (const finding of unmatched) {
    const { start } = finding.range;
    lines.push(
      `line ${start.line + 1}: got ${finding.severity} ${finding.code} at column ${start.character + 1}: ${finding.message}`,
    );
  }
  return lines;
}

function isMajor(severity: string): boolean {
  return severity === 'error' || severity === 'warning';
}

function fits(finding: Finding, expectation: Expectation): boolean {
  return (
    finding.code === expectation.code &&
    finding.severity === expectation.severity &&
    finding.range.start.line === expectation.line &&
    (expectation.text === null || finding.message.includes(expectation.text))
  );
}

function show(expectation: Expectation): string {
  const text = expectation.text === null ? '' : `, saying "${expectation.text}"`;
  return `${expectation.severity} ${expectation.code}${text}`;
}
