import { expect, test } from 'vitest';
import { checkText } from '../support/check.js';
import { OpenFile } from '../support/open-file.js';
import { lines, phaseOf } from '../support/phase-of.js';

/** How many rows the comparisons of the flow look at. */
async function effortOf(text: string): Promise<number> {
  const [flow] = await (await OpenFile.open(text)).flows();
  return flow?.kept.effort ?? 0;
}

test.each([
  ['equal rows', () => 'a -> b : X', () => 'A -> B : X'],
  [
    'rows that differ in few values',
    (at: number) => `a -> b : X(K: ${at % 4})`,
    (at: number) => `A -> B : X(K: ${at % 4})`,
  ],
  ['rows that differ', (at: number) => `a -> b : X(K: ${at})`, (at: number) => `A -> B : X(K: ${at + 1})`],
])('for more steps than %s, each step looks at each row a few times only', async (_, row, step) => {
  const effort = (count: number) => effortOf(phaseOf(lines(count, row), lines(2 * count, step)));
  expect(await effort(200)).toBeLessThan(20 * 200 * 400);
});

test('many short forms of many equal rows are not compared, which is reported', async () => {
  const text = phaseOf(
    lines(30, () => 'a -> b : X'),
    lines(400, () => 'X'),
  );
  const others = lines(100, (at) => `system B${at} as b`);
  const findings = await checkText(text.replace('system B as b', `system B as b\n${others}`));
  expect(findings).toMatchObject([
    { code: 'check-inconclusive', message: expect.stringContaining('the steps and rows of a phase') },
  ]);
});

test('of a `one of` with many members, those of the steps are found, or that there are too many is reported', async () => {
  const members = (count: number) =>
    phaseOf(`one of {\n${lines(count, (at) => `a -> b : X(K: ${at})`)}\n}`, 'A -> B : X(K: 3)');
  expect(await checkText(members(50))).toEqual([]);
  expect((await checkText(members(1_000))).map(({ code }) => code)).toContain('check-inconclusive');
});
