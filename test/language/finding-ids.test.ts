import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { checkFiles } from '../support/check.js';
import { readFixtures } from '../support/fixtures.js';

const fixtures = readFixtures(path.join(root, 'test/fixtures')).filter(({ name }) => name.startsWith('conference/'));

async function ids(files: Record<string, string>): Promise<string[]> {
  const findings = await checkFiles(files);
  return [...findings].flatMap(([file, found]) => found.map(({ id }) => `${file} ${id}`)).sort();
}

test('findings keep their ids when declarations are added around what they are about', async () => {
  expect(fixtures.length).toBeGreaterThan(0);
  for (const { files } of fixtures) {
    const edited = Object.fromEntries(
      Object.entries(files).map(([file, text]) => [
        file,
        `protocol AddedBefore\n\nmessage AddedMessage on AddedBefore\n\n${text}\n\nprotocol AddedAfter\n`,
      ]),
    );
    expect(await ids(edited)).toEqual(await ids(files));
  }
});

test('several findings of one kind keep their ids when a phase is added before theirs', async () => {
  const model = `
protocol Chat
message Hello on Chat
message Answer on Chat
model Greeting {
  system visitor
  system agent
  phase Opening {
    visitor -> agent : Hello
    agent -> visitor : Answer
  }
}
`;
  const phase = (name: string, next = '') => `  phase ${name} is Opening { Web -> Desk : Hello${next} }\n`;
  const flow = (phases: string) =>
    `${model}flow Support follows Greeting {\n  system Web as visitor\n  system Desk as agent\n${phases}}\n`;
  const before = await ids({ 'a.confer': flow(phase('First', ' next Second') + phase('Second')) });
  const after = await ids({
    'a.confer': flow(`${phase('Zeroth', ' next First')}${phase('First', ' next Second')}${phase('Second')}`),
  });
  expect(before.filter((id) => id.includes('missing-message'))).toHaveLength(2);
  expect(after).toEqual(expect.arrayContaining(before));
});
