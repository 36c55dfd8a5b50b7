import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { MAX_BRIEF_LENGTH } from '../check/findings/brief.js';
import { type RuleCode, recordingRules, rules } from '../check/findings/rules.js';
import { checkFiles } from './support/check.js';
import { differences, readExpectations } from './support/expectations.js';
import { readFixtures } from './support/fixtures.js';

const fixtures = readFixtures(path.join(import.meta.dirname, 'fixtures'));

describe('fixtures', () => {
  test.each(fixtures)('$name has the findings that its comments expect', async ({ files }) => {
    const findings = await checkFiles(files);
    const lines = Object.entries(files).flatMap(([file, text]) =>
      differences(readExpectations(text), findings.get(file) ?? []).map((line) => `${file} ${line}`),
    );
    expect(lines.join('\n')).toBe('');
    for (const found of findings.values()) {
      expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
      expect(found.filter(({ brief }) => brief === '' || brief.length > MAX_BRIEF_LENGTH)).toEqual([]);
    }
  });

  test.each(Object.keys(rules).filter((code) => !recordingRules.has(code as RuleCode)))(
    '%s has a folder with a fixture that expects it, and one that does not',
    (code) => {
      const own = fixtures.filter((fixture) => fixture.name.startsWith(`${code}/`));
      expect(own.some((fixture) => expects(fixture.files, code))).toBe(true);
      expect(own.some((fixture) => !expects(fixture.files, code))).toBe(true);
    },
  );
});

function expects(files: Record<string, string>, code: string): boolean {
  return Object.values(files).some((text) => readExpectations(text).some((expectation) => expectation.code === code));
}
