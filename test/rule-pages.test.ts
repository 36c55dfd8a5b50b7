import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../check/findings/finding.js';
import { type RuleCode, recordingRules, rules } from '../check/findings/rules.js';
import { checkFiles } from './support/check.js';

const folder = path.join(import.meta.dirname, '../docs/rules');
const codes = Object.keys(rules);
const fileCodes = codes.filter((code) => !recordingRules.has(code as RuleCode));
const headings = ['What it finds', 'Why', 'How to fix it', 'Bad', 'Good'];

function readPage(code: string): string {
  return readFileSync(path.join(folder, `${code}.md`), 'utf8');
}

/** The text under a heading of the second level. */
function section(page: string, heading: string): string {
  return page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
}

/** The one `confer` example under a heading. */
function example(page: string, heading: string): string {
  const fences = [...section(page, heading).matchAll(/^```confer\n([\s\S]*?)^```$/gm)];
  expect(fences, `one example under "${heading}"`).toHaveLength(1);
  return fences[0]?.[1] ?? '';
}

/** A comment of a bad example: the severity of the finding on the next line of code, and its point as a reader sees it. */
const mark = /^\s*\/\/ (error|warning|information): (.*)$/;

/** The marks in an example, as `line severity: brief`, with the number of the line that each one is about. */
function readMarks(text: string): string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const [, severity, brief] = mark.exec(line) ?? [];
    if (severity === undefined) return [];
    const marked = lines.findIndex((other, at) => at > index && !mark.test(other));
    return [`${marked + 1} ${severity}: ${brief}`];
  });
}

async function check(text: string): Promise<readonly Finding[]> {
  return (await checkFiles({ 'example.confer': text })).get('example.confer') ?? [];
}

/** Findings in the form of marks. */
function asMarks(findings: readonly Finding[]): string[] {
  return findings.map(({ range, severity, brief }) => `${range.start.line + 1} ${severity}: ${brief}`);
}

function isProblem({ severity }: Finding): boolean {
  return severity === 'error' || severity === 'warning';
}

describe('the rule pages', () => {
  test('the rule pages are one for each rule, and an index that links them all', () => {
    const files = readdirSync(folder).sort();
    expect(files).toEqual(['README.md', ...codes.map((code) => `${code}.md`)].sort());
    const index = readFileSync(path.join(folder, 'README.md'), 'utf8');
    for (const [code, { severity }] of Object.entries(rules)) {
      expect(index).toMatch(new RegExp(`\\[\`${code}\`\\]\\(${code}\\.md\\) \\| ${severity}`));
    }
  });

  test('the rule pages are linked from the language reference with their severity', () => {
    const reference = readFileSync(path.join(folder, '../language.md'), 'utf8');
    for (const [code, { severity }] of Object.entries(rules)) {
      expect(reference).toMatch(new RegExp(`\\[\`${code}\`\\]\\(rules/${code}\\.md\\) \\| ${severity}`));
    }
  });

  test('the rule pages belong to a reference whose flows conform', async () => {
    const reference = readFileSync(path.join(folder, '../language.md'), 'utf8');
    const fences = [...reference.matchAll(/^```confer\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '');
    const flows = fences.filter((fence) => /^flow /m.test(fence));
    expect(flows.length).toBeGreaterThan(1);
    for (const flow of flows) expect(asMarks((await check(flow)).filter(isProblem))).toEqual([]);
  });

  test.each(codes)('the page of %s has the shape and the severity of its rule', (code) => {
    const page = readPage(code);
    expect(page.startsWith(`# ${code}\n`)).toBe(true);
    expect(page).not.toContain('(to be written)');
    expect(page).toMatch(new RegExp(`^Severity: ${rules[code as keyof typeof rules].severity}\\b`, 'm'));
    const own = fileCodes.includes(code) ? headings : headings.slice(0, 3);
    expect([...page.matchAll(/^## (.*)$/gm)].map((match) => match[1])).toEqual(own);
    for (const heading of own) expect(section(page, heading).split('\n').slice(1).join('').trim()).not.toBe('');
  });

  test.each(fileCodes)('%s: the bad example has the finding that its comments name, and no other', async (code) => {
    const bad = example(readPage(code), 'Bad');
    const findings = (await check(bad)).filter((finding) => finding.code === code || isProblem(finding));
    expect(new Set(findings.map((finding) => finding.code))).toEqual(new Set([code]));
    expect(readMarks(bad)).toEqual(asMarks(findings));
  });

  test.each(fileCodes)('%s: the good example has none', async (code) => {
    const good = example(readPage(code), 'Good');
    expect(readMarks(good)).toEqual([]);
    const findings = await check(good);
    expect(asMarks(findings.filter((finding) => finding.code === code || isProblem(finding)))).toEqual([]);
  });
});
