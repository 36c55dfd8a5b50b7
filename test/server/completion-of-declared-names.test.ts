import { expect, test } from 'vitest';
import { labels } from '../support/completed-flow.js';

test('states are those that the role, or all roles of the participant, can be in', async () => {
  const doors = (member: string, flow = '') => `model Doors {
  party guest
  party porter initially awake
  states out, in
  states porter: asleep, awake
  fact hour: day, night
  ${member}
}
${flow}`;
  const phase = (line: string) => labels(doors(`phase P {\n    ${line}\n  }`));
  expect(await phase('needs guest ¦')).toEqual(['out', 'in', 'is']);
  expect(await phase('needs guest out and porter ¦')).toEqual(['asleep', 'awake', 'is']);
  expect(await phase('moves porter from asleep to ¦')).toEqual(['asleep', 'awake']);
  expect(await phase('moves guest from out, ¦')).toEqual(['out', 'in']);
  expect(await phase('needs some ¦')).toEqual(['out', 'in', 'asleep', 'awake']);
  expect(await phase('when hour ¦')).toEqual(['is']);
  expect(await labels(doors('party maid initially ¦'))).toEqual(['out', 'in']);
  const party = (line: string) => labels(doors('', `flow F follows Doors {\n  ${line}\n}\n`));
  expect(await party('party Ann as porter initially ¦')).toEqual(['asleep', 'awake']);
  expect(await party('party Ann initially ¦')).toEqual(['out', 'in', 'asleep', 'awake']);
});

test('a fact is stated below another one', async () => {
  const facts = 'model M {\n  fact f: v, w\n  fact g: x, y\n}\n';
  expect(await labels(`${facts}flow F follows M {\n  f is v\n  g ¦\n}\n`)).toEqual(['is']);
});

test('of the roles after an arrow, those that a channel leads to come first', async () => {
  const model = (line: string) => `protocol P
model M {
  system a
  system b
  system c
  channel a -> c on P
  phase X { ${line} }
}
`;
  expect(await labels(model('a -> ¦'))).toEqual(['c', 'b', 'all']);
  expect(await labels(model('c -> ¦'))).toEqual(['a', 'b', 'all']);
});

test('a further attribute on the line of the one before can be optional', async () => {
  const message = (attributes: string) => labels(`protocol P\nmessage E on P { ${attributes} }\n`);
  expect(await message('A: string ¦')).toEqual(['optional']);
  expect(await message('A: x ¦')).toEqual([]);
  expect(await message('A: x | y ¦')).toEqual(['optional']);
  expect(await message('optional ¦')).toEqual([]);
});
