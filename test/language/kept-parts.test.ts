import { expect, test } from 'vitest';
import type { FlowAnalysis } from '../../check/flow-analysis.js';
import { manyConfigurations } from '../support/many-configurations.js';
import { OpenFile } from '../support/open-file.js';

const text = manyConfigurations(3, 12, 4);

/** The analysis of the flow before and after a text is written in place of a part of the file. */
async function analysesAround(part: string, typed: string): Promise<[FlowAnalysis, FlowAnalysis]> {
  const file = await OpenFile.open(text);
  const [before] = await file.flows();
  await file.write(text.replace(part, typed));
  const [now] = await file.flows();
  if (before === undefined || now === undefined) throw new Error('There is no flow.');
  return [before, now];
}

test('an edit of a scenario keeps the exploration, and moves the places of the phases', async () => {
  const [before, now] = await analysesAround('party P2 initially out', 'party P2 initially out\n  scenario X { ');
  expect(now.exploration).toBe(before.exploration);
  expect(now.comparisons.every((comparison, index) => comparison === before.comparisons[index])).toBe(true);
  expect(now.flow.phases[3]?.place.range.start.line).toBe(
    text.split('\n').findIndex((line) => line.includes('phase F3')) + 1,
  );
});

test('an edit above a model keeps the model', async () => {
  const [before, now] = await analysesAround('protocol X', '// of the house\nprotocol X');
  expect(now.flow.model).toBe(before.flow.model);
  expect(now.exploration).toBe(before.exploration);
});

test('an edit of the phase of the model that a phase realizes enters only this phase anew', async () => {
  const [before, now] = await analysesAround('phase F3 is Rej', 'phase F3 is Lea');
  const entered = new Set(before.exploration.visits.map((visit) => visit.entered));
  expect(now.exploration).not.toBe(before.exploration);
  expect(now.flow.phases.filter((phase, index) => phase !== before.flow.phases[index]).map(({ name }) => name)).toEqual(
    ['F3'],
  );
  expect(now.exploration.visits.filter((visit) => entered.has(visit.entered)).length).toBeGreaterThan(0);
});

test('an edit of a message leaves nothing as it was', async () => {
  const [before, now] = await analysesAround('event Ask on X', 'event Ask on X { Text: string }');
  expect(now.flow.model).not.toBe(before.flow.model);
  expect(now.flow.phases[1]).not.toBe(before.flow.phases[1]);
});
