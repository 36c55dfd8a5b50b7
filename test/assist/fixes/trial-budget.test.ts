import { expect, test } from 'vitest';
import { MAX_WORK_ON_REQUEST, MAX_WORK_PER_FILE } from '../../../assist/trials/trial-budget.js';
import { FaultyFile } from '../../support/faulty-file.js';
import { manyConfigurations } from '../../support/many-configurations.js';
import { lines, phaseOf } from '../../support/phase-of.js';

/** Pairs of phase and configuration explored, and rows looked at, in all analyses but the file's own. */
function countTrials({ workspace, document }: FaultyFile): { pairs: number; looks: number; trials: number } {
  const provider = workspace.services.analysis.AnalysisProvider;
  const analyze = provider.analyze.bind(provider);
  const counted = { pairs: 0, looks: 0, trials: 0 };
  provider.analyze = async (other, token) => {
    const analysis = await analyze(other, token);
    if (other !== document) {
      counted.trials++;
      counted.pairs += analysis.flows.reduce((sum, flow) => sum + flow.exploredPairs, 0);
      counted.looks += analysis.flows.reduce((sum, flow) => sum + flow.kept.effort, 0);
    }
    return analysis;
  };
  return counted;
}

test('a flow of 40 parties and 80 phases of 12 targets is checked up to the bound, and no fix of it is tried', async () => {
  const file = await FaultyFile.open(manyConfigurations(40, 80, 12));
  const findings = await file.findings();
  expect(findings.map(({ code }) => code)).toContain('check-inconclusive');
  const counted = countTrials(file);
  const { FixProvider } = file.workspace.services.fixes;
  const titles = await FixProvider.titles(file.document);
  expect(titles.size).toBe(findings.length);
  const finding = findings.find(({ code }) => code === 'missing-message');
  const fixes = finding === undefined ? [] : await FixProvider.fixes(file.document, finding);
  expect(fixes.some(({ untried }) => untried)).toBe(true);
  expect(fixes.some(({ preferred }) => preferred)).toBe(false);
  expect(counted.trials).toBe(0);
});

test('the trials of one request explore no more than the budget, however many findings there are', async () => {
  const file = await FaultyFile.open(manyConfigurations(6, 24, 6));
  const findings = await file.findings();
  expect(findings.length).toBeGreaterThan(10);
  const counted = countTrials(file);
  const { FixProvider } = file.workspace.services.fixes;
  await FixProvider.titles(file.document);
  // The last trial may be more work than the file was.
  expect(counted.pairs).toBeLessThan(2 * MAX_WORK_PER_FILE);
  const [first] = findings;
  const before = counted.pairs;
  if (first !== undefined) await FixProvider.fixes(file.document, first);
  expect(counted.pairs - before).toBeLessThan(2 * MAX_WORK_ON_REQUEST);
});

test('trials of a phase with hundreds of rows are counted by the rows they look at', async () => {
  const rows = lines(200, (at) => `a -> b : X(K: ${at % 4})`);
  const steps = lines(400, (at) => `A -> B : X(K: ${at % 4})`);
  const file = await FaultyFile.open(phaseOf(rows, steps));
  await file.findings();
  const counted = countTrials(file);
  await file.workspace.services.fixes.FixProvider.titles(file.document);
  expect(counted.looks).toBeLessThan(500 * MAX_WORK_PER_FILE);
});

test('fixes of a small file are all tried', async () => {
  const file = await FaultyFile.open(manyConfigurations(2, 3, 1));
  const counted = countTrials(file);
  const { FixProvider } = file.workspace.services.fixes;
  for (const finding of await file.findings()) {
    const fixes = await FixProvider.fixes(file.document, finding);
    expect(fixes.filter(({ untried }) => untried)).toEqual([]);
  }
  expect(counted.trials).toBeGreaterThan(0);
});
