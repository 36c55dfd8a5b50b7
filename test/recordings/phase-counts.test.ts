import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RecordedWorkspace } from '../support/recorded.js';

const folder = new URL('../fixtures/recordings/commit/', import.meta.url);

test('an interaction deviates in a phase that comes twice, though only the second time is wrong', async () => {
  const workspace = await RecordedWorkspace.create(readFileSync(new URL('commit.confer', folder), 'utf8'));
  const log = readFileSync(new URL('vote-lost.log', folder), 'utf8');
  const { summary } = await workspace.follow({ 'a.log': log }, 'Commit');
  const counts = summary.phases.map(({ name, times, interactions, deviating }) => [
    name,
    times,
    interactions,
    deviating,
  ]);
  expect(counts).toEqual([
    ['Enlisting', 3, 2, 0],
    ['Preparing', 1, 1, 0],
    ['Voting', 2, 1, 1],
    ['Committing', 1, 1, 0],
  ]);
});
