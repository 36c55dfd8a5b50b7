import { expect, test } from 'vitest';
import { confer } from '../support/command.js';
import { manyConfigurations } from '../support/many-configurations.js';
import { temporaryFolder } from '../support/temporary-folder.js';

interface Listed {
  readonly code: string;
  readonly message: string;
  readonly fixes: readonly { readonly title: string; readonly preferred: boolean }[];
}

// The check of this flow reaches its bound, so that no fix of it can be tried.
const files = { 'wide.confer': manyConfigurations(40, 80, 40) };

test('JSON says that the bound was reached, and lists the fixes that were not tried as no preferred ones', async () => {
  const { out, code } = await confer(['check', 'wide.confer', '--format', 'json', '--fixes'], temporaryFolder(files));
  expect(code).toBe(1);
  const diagnostics: Listed[] = JSON.parse(out).files[0].diagnostics;
  const bound = diagnostics.find((diagnostic) => diagnostic.code === 'check-inconclusive');
  expect(bound?.message).toContain('20,000 pairs');
  const fixes = diagnostics.flatMap((diagnostic) => diagnostic.fixes);
  expect(fixes.length).toBeGreaterThan(0);
  expect(fixes.filter(({ preferred }) => preferred)).toEqual([]);
});

test('SARIF says so too, and has no fix that was not tried', async () => {
  const { out } = await confer(['check', 'wide.confer', '--format', 'sarif'], temporaryFolder(files));
  const results: { ruleId: string; fixes?: unknown }[] = JSON.parse(out).runs[0].results;
  expect(results.some(({ ruleId }) => ruleId === 'check-inconclusive')).toBe(true);
  expect(results.filter(({ fixes }) => fixes !== undefined)).toEqual([]);
});
