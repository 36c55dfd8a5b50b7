import { describe, expect, test } from 'vitest';
import type { Finding } from '../../check/findings/finding.js';
import { differences, readExpectations } from './expectations.js';

const finding: Finding = {
  id: 'missing-message/Bell',
  code: 'missing-message',
  severity: 'error',
  message: '"Bell" is missing',
  brief: 'Bell is missing',
  range: { start: { line: 1, character: 2 }, end: { line: 1, character: 5 } },
  related: [],
  data: {},
};

describe('the expectations in a fixture', () => {
  test('the expectations in a fixture are above the line that the finding starts on, and stack', () => {
    const text = '//! error missing-message "Bell"\n//! warning self-message\n\n// a comment\nphase\n';
    expect(readExpectations(text)).toEqual([
      { line: 3, severity: 'error', code: 'missing-message', text: 'Bell' },
      { line: 3, severity: 'warning', code: 'self-message', text: null },
    ]);
  });

  test.each([
    ['names no rule', '//! error no-such-rule\nphase'],
    ['names no severity', '//! fault missing-message\nphase'],
    ['says too much', '//! error missing-message Bell\nphase'],
    ['says nothing', '//!\nphase'],
    ['has no line below it', 'phase\n//! error missing-message\n'],
    ['is after code', 'phase //! error missing-message\nphase'],
  ])('the expectations in a fixture are refused if one %s', (_, text) => {
    expect(() => readExpectations(text)).toThrow();
  });
});

describe('the comparison', () => {
  const expectation = { line: 1, severity: 'error', code: 'missing-message', text: null } as const;

  test('the comparison is silent where findings and expectations agree', () => {
    expect(differences([expectation], [finding])).toEqual([]);
    expect(differences([{ ...expectation, text: 'Bell' }], [finding])).toEqual([]);
  });

  test.each([
    ['another line', { ...expectation, line: 2 }],
    ['another severity', { ...expectation, severity: 'warning' }],
    ['another rule', { ...expectation, code: 'unexpected-message' as const }],
    ['another text', { ...expectation, text: 'Tower' }],
  ])('the comparison says what was expected and what came instead: %s', (_, wrong) => {
    expect(differences([wrong], [finding])).toHaveLength(2);
  });

  test('counts: two findings of one kind need two expectations', () => {
    expect(differences([expectation], [finding, finding])).toHaveLength(1);
    expect(differences([expectation, expectation], [finding])).toHaveLength(1);
    expect(
      differences([expectation, { ...expectation, text: 'Tower' }], [finding, { ...finding, message: 'Tower' }]),
    ).toEqual([]);
  });

  test('the comparison leaves information aside unless some is expected', () => {
    const information: Finding = { ...finding, severity: 'information', code: 'fact-not-stated' };
    expect(differences([expectation], [finding, information])).toEqual([]);
    const minor = { ...expectation, severity: 'information', code: 'missing-attribute' as const };
    expect(differences([expectation, minor], [finding, information])).toHaveLength(2);
  });
});
