import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type RuleCode, recordingRules, rules } from '../check/findings/rules.js';
import { checkFiles } from './support/check.js';
import { differences, readExpectations } from './support/expectations.js';

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

async function check(text: string): Promise<string> {
  const findings = await checkFiles({ 'example.confer': text });
  return differences(readExpectations(text), findings.get('example.confer') ?? []).join('\n');
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
    for (const flow of flows) expect(await check(flow)).toBe('');
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

  test.each(fileCodes)('%s: the bad example has the finding, and no other', async (code) => {
    const bad = example(readPage(code), 'Bad');
    expect(readExpectations(bad).some((expectation) => expectation.code === code)).toBe(true);
    expect(await check(bad)).toBe('');
  });

  test.each(fileCodes)('%s: the good example has none', async (code) => {
    const good = example(readPage(code), 'Good');
    expect(readExpectations(good)).toEqual([]);
    expect(await check(good)).toBe('');
    const findings = await checkFiles({ 'example.confer': good });
    expect(findings.get('example.confer')?.filter((finding) => finding.code === code)).toEqual([]);
  });
});
