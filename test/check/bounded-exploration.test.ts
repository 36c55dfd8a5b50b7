import { expect, test } from 'vitest';
import { manyConfigurations } from '../support/many-configurations.js';
import { OpenFile } from '../support/open-file.js';

const text = manyConfigurations(40, 80, 40);
const step = 'S -> P1 : All next';

test('a changed step explores nothing again in a flow that reaches the bound', async () => {
  const file = await OpenFile.open(text);
  const [before] = await file.flows();
  expect(before?.exploration.bounded).toBe(true);
  const edited = text.replace(step, `S -> P1 : Al ${step.slice(step.indexOf('next'))}`);
  await file.write(edited);
  const [after] = await file.flows();
  expect(after?.exploration).toBe(before?.exploration);
  const fresh = await OpenFile.open(edited);
  const found = (flow: typeof after) => flow?.findings.map(({ message }) => message);
  expect(found(after)).toEqual(found((await fresh.flows())[0]));
});

test('a changed target of a phase without braces reads no other phase again', async () => {
  const file = await OpenFile.open(text);
  const [before] = await file.flows();
  const edited = text.replace('phase F4 is Inv(P2 as guest) next F5', 'phase F4 is Inv(P2 as guest) next F7');
  await file.write(edited);
  const [after] = await file.flows();
  const changed = after?.flow.phases.filter((phase, index) => phase !== before?.flow.phases[index]);
  expect(changed?.map(({ name }) => name)).toEqual(['F4']);
  const fresh = await OpenFile.open(edited);
  const found = (flow: typeof after) => flow?.findings.map(({ message }) => message);
  expect(found(after)).toEqual(found((await fresh.flows())[0]));
});

test('phases are compared once for all configurations that differ in states their content does not ask for', async () => {
  const [flow] = await (await OpenFile.open(text)).flows();
  const comparisons = new Set(flow?.comparisons);
  expect(flow?.exploration.visits.length).toBe(20_000);
  expect(comparisons.size).toBeLessThan(4_000);
});
