import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { uncheckedFlowReason } from '../../check/rules/unchecked-phases.js';
import { root } from '../../scripts/project.mjs';
import { FaultyFile } from '../support/faulty-file.js';

async function reasons(fixture: string): Promise<(string | null)[]> {
  const text = readFileSync(path.join(root, 'test/fixtures/check-inconclusive', `${fixture}.confer`), 'utf8');
  const file = await FaultyFile.open(text);
  const { flows } = await file.workspace.services.analysis.AnalysisProvider.analyze(file.document);
  return flows.map(uncheckedFlowReason);
}

test('a flow whose comparisons stopped at a bound is not checked in full', async () => {
  expect(await reasons('many-choices')).toContain('the check stopped at its limit');
});
