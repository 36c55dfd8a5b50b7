import { expect, test } from 'vitest';
import {
  childrenOf,
  groupInteractions,
  type InteractionGroup,
  parseFilter,
} from '../../../client/recordings/recording-tree.js';
import type { ListedInteraction, RunSummary } from '../../../runner/protocol/messages.js';

const place = { file: 'a.jsonl', line: 3, offset: 120 };
const late = {
  code: 'too-late',
  severity: 'error',
  text: 'Late.',
  phase: 'NoAnswer',
  message: 'M',
  place,
  allowed: null,
} as const;
const lost = { ...late, code: 'missing-message', text: 'Lost.', phase: 'Invite' } as const;

function interaction(index: number, change: Partial<ListedInteraction> = {}): ListedInteraction {
  const deviations = change.deviations ?? [];
  return {
    index,
    key: `K${index}`,
    verdict: deviations.length > 0 ? 'deviates' : 'conforms',
    beganBefore: false,
    fromMs: index,
    toMs: index + 1,
    phases: ['Invite'],
    deviations,
    deviationCount: deviations.length,
    place,
    ...change,
  };
}

const summary: RunSummary = {
  lines: { read: 9, messages: 9, unreadable: 0 },
  interactions: { deviates: 2, inconclusive: 0, unfinished: 0, conforms: 700, unplaced: 0 },
  problems: [],
  notRecorded: [],
  phases: [],
  rows: [],
  models: [],
  next: [],
  kinds: [{ code: 'missing-message', phase: 'Invite', message: 'M', interactions: 40 }],
  elapsedMs: 1,
};
const listed = [
  interaction(3),
  interaction(2, { deviations: [lost] }),
  interaction(1, { deviations: [late, lost], phases: ['Invite', 'NoAnswer'] }),
];

const keys = ({ interactions }: InteractionGroup) => interactions.map(({ key }) => key);

test('interactions are grouped by verdict, those that deviate first, and by their beginning', () => {
  const groups = groupInteractions(listed, summary, 'verdict', parseFilter(''));
  expect(groups.map((group) => [group.id, group.total, keys(group)])).toEqual([
    ['deviates', 2, ['K1', 'K2']],
    ['conforms', 700, ['K3']],
  ]);
});

test('a list that does not hold all says how many it leaves out', () => {
  const [, conforms] = groupInteractions(listed, summary, 'verdict', parseFilter(''));
  const children = conforms === undefined ? [] : childrenOf(conforms);
  expect(children.map((child) => (child.kind === 'more' ? child.missing : child.kind))).toEqual(['interaction', 699]);
});

test('interactions are grouped by kind of deviation, the most frequent first', () => {
  const groups = groupInteractions(listed, summary, 'deviation', parseFilter(''));
  expect(groups.map(({ subject, total }) => ['code' in subject && subject.code, total])).toEqual([
    ['missing-message', 40],
    ['too-late', 1],
  ]);
});

test('an interaction has its deviations under it', () => {
  const [group] = groupInteractions(listed, summary, 'verdict', parseFilter(''));
  const [first] = group === undefined ? [] : childrenOf(group);
  const deviations = first === undefined ? [] : childrenOf(first);
  expect(deviations.map((node) => node.kind === 'deviation' && node.deviation.code)).toEqual([
    'too-late',
    'missing-message',
  ]);
});

test.each([
  ['k1', ['K1']],
  ['noanswer', ['K1']],
  ['invite lost', ['K1', 'K2']],
  ['@conforms', ['K3']],
  ['@dev', ['K1', 'K2']],
  ['@deviates k3', []],
  ['', ['K1', 'K2', 'K3']],
])('the filter "%s" leaves the interactions %j', (text, expected) => {
  const groups = groupInteractions(listed, undefined, 'verdict', parseFilter(text));
  expect(groups.flatMap(keys)).toEqual(expected);
});

test('a filtered list counts what fits, not what the recording has', () => {
  const groups = groupInteractions(listed, summary, 'verdict', parseFilter('K'));
  expect(groups.map(({ total }) => total)).toEqual([2, 1]);
});
