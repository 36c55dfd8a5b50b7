import { expect, test } from 'vitest';
import { MAX_WORK_PER_FILE, MAX_WORK_WHILE_WAITING } from '../../../assist/trials/trial-budget.js';
import { FaultyFile } from '../../support/faulty-file.js';

/** Pairs of phase and configuration explored in all analyses but the file's own. */
function countTrials({ workspace, document }: FaultyFile): { pairs: number; trials: number } {
  const provider = workspace.services.analysis.AnalysisProvider;
  const analyze = provider.analyze.bind(provider);
  const counted = { pairs: 0, trials: 0 };
  provider.analyze = async (other, token) => {
    const analysis = await analyze(other, token);
    if (other !== document) {
      counted.trials++;
      counted.pairs += analysis.flows.reduce((sum, flow) => sum + flow.exploredPairs, 0);
    }
    return analysis;
  };
  return counted;
}

const model = `protocol X
event Ask on X
event Take on X
event Drop on X
event All on X
model M {
  states out, pending invited, joined
  system server
  party host initially joined
  party guest initially out
  channel server <-> host, guest on X
  phase Inv { trigger server -> guest : Ask moves guest from out to invited server -> guest : Ask server -> all joined : All }
  phase Acc { trigger guest -> server : Take moves guest from invited to joined guest -> server : Take server -> all joined : All }
  phase Rej { trigger guest -> server : Drop moves guest from invited to out guest -> server : Drop }
  phase Lea { trigger guest -> server : Drop moves guest from joined to out guest -> server : Drop }
}
`;

/** A flow in which every party can be invited, join and leave in any order, with mistakes in every seventh phase. */
function manyConfigurations(parties: number, phases: number, targets: number): string {
  const all = Array.from({ length: phases }, (_, index) => index);
  const lines = all.map((index) => {
    const kind = index % 2 === 0 ? 'Inv' : ['Acc', 'Rej', 'Lea'][(index >> 1) % 3];
    const next = Array.from({ length: targets }, (_, step) => `F${(index + step + 1) % phases}`).join(' | ');
    const head = `  phase F${index} is ${kind}(P${(index >> 1) % parties} as guest)`;
    return index % 7 === 3 ? `${head} { S -> P1 : All next ${next} }` : `${head} next ${next}`;
  });
  const cast = Array.from({ length: parties }, (_, index) => `  party P${index} initially out`);
  return `${model}flow Big follows M {\n  system S as server\n${cast.join('\n')}\n${lines.join('\n')}\n}\n`;
}

test('a flow of 40 parties and 80 phases of 40 targets is checked up to the bound, and no fix of it is tried', async () => {
  const file = await FaultyFile.open(manyConfigurations(40, 80, 40));
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
  expect(counted.pairs - before).toBeLessThan(2 * MAX_WORK_WHILE_WAITING);
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
