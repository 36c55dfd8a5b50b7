import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RecordedWorkspace } from '../support/recorded.js';

const folder = new URL('../fixtures/recordings/', import.meta.url);

async function textsOf(subject: string, against: string, ...lines: string[]): Promise<string[]> {
  const workspace = await RecordedWorkspace.create(readFileSync(new URL(`${subject}.confer`, folder), 'utf8'));
  const { interactions } = await workspace.follow({ 'a.log': lines.join('\n') }, against);
  return interactions.flatMap(({ deviations }) => deviations.map(({ text }) => text));
}

const welcome = '12:10:00.010 K1 ann -> house : Welcome';
const later = '16:00:00.000 Z zed -> house : Join';

test('a message that goes the wrong way says where it goes and where it should', async () => {
  const turned = ['12:10:00.000 K1 ann -> house : Join', welcome, later];
  expect(await textsOf('auction/auction', 'Auction', ...turned)).toEqual([
    'Wrong direction: "Welcome" goes from ann to house instead of from house to ann in "Joining". Required by the model: house -> bidder : Welcome on Hall.',
  ]);
});

test('a phase that cannot be there says what it needs, and which phase brings that about', async () => {
  const all = readFileSync(new URL('auction/needs-of-all-parties.log', folder), 'utf8');
  expect(await textsOf('auction/auction', 'Auction', all)).toEqual([
    '"Opening" cannot happen here: it needs sue in "idle" and a party other than the seller in "present".',
  ]);
  const nobody = readFileSync(new URL('auction/needs-nobody-selling.log', folder), 'utf8');
  expect(await textsOf('auction/auction', 'Auction', nobody)).toEqual([
    '"Leaving" cannot happen here: it needs ann in "present" and no party in "selling".',
  ]);
  const lease = readFileSync(new URL('lease/first-message-lost.log', folder), 'utf8');
  expect(await textsOf('lease/lease', 'Lease', lease)).toEqual([
    '"Offering" cannot happen here: h1 is not in "selecting". Discovering must come first.',
  ]);
});

test('a lost message says who should have sent it, and what can only follow it', async () => {
  const log = readFileSync(new URL('commit/vote-lost.log', folder), 'utf8');
  expect(await textsOf('commit/commit', 'Commit', log)).toEqual([
    'Missing message: "Yes" from n2 to coordinator in "Voting", without which "Apply" cannot follow. Required by the model: trigger node -> coordinator : Yes on Rpc.',
  ]);
});

test('a copy to a party that a broadcast does not reach says which state it is not in', async () => {
  const log = readFileSync(new URL('commit/enlisting-lost.log', folder), 'utf8');
  expect(await textsOf('commit/commit', 'Commit', log)).toEqual([
    'Unexpected message: "Prepare" of "Preparing" reaches n2, but n2 is not in "enlisted". Enlisting must come first. The model has "coordinator -> all enlisted : Prepare".',
  ]);
});
