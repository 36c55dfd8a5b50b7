import { describe, expect, test } from 'vitest';
import { NameIndex, nearestNames } from '../../check/index.js';
import { Chance } from '../support/random-edits.js';

describe('an index of names', () => {
  test('an index of names finds what a comparison with each name finds, in the same order', () => {
    const chance = new Chance(11);
    const word = () => Array.from({ length: chance.below(9) }, () => chance.of(['a', 'b', 'c'])).join('');
    for (let round = 0; round < 60; round++) {
      const names = Array.from({ length: chance.below(80) }, word);
      const index = new NameIndex(names);
      for (let asked = 0; asked < 20; asked++) {
        const name = word();
        expect(index.nearest(name), `${name} in ${names.join()}`).toEqual(nearestNames(name, names).slice(0, 20));
      }
    }
  });

  test('an index of names finds nothing among none, and knows long names that are nearly one', () => {
    const long = 'x'.repeat(5_000);
    expect(new NameIndex([]).nearest('a')).toEqual([]);
    const names = Array.from({ length: 12 }, (_, at) => `${long}${'y'.repeat(at)}`);
    expect(new NameIndex(names).nearest(`${long}y`).slice(0, 2)).toEqual([`${long}y`, long]);
  });
});

test('a name in another case is near if no name is nearer', () => {
  const names = ['Invite', 'Bye', 'INVITES'];
  for (const nearest of [nearestNames, (name: string) => new NameIndex(names).nearest(name)]) {
    expect(nearest('INVITE', names)).toEqual(['INVITES']);
    expect(nearest('inVITE', names)).toEqual(['Invite']);
    expect(nearest('REFER', names)).toEqual([]);
  }
});
