import { expect, test } from 'vitest';
import { packGraph, unpackGraph } from '../../check/model/packed-graph.js';
import { LazyPlace } from '../../check/model/place.js';

function again(value: object): unknown {
  return unpackGraph(JSON.parse(JSON.stringify(packGraph(value))));
}

test('shared and circular objects stay so', () => {
  const shared = { name: 'a' };
  const value: Record<string, unknown> = {
    list: [shared, 1, null, [2]],
    set: new Set([shared]),
    map: new Map([['k', shared]]),
  };
  value.self = value;
  const copy = again(value) as typeof value & { list: unknown[]; set: Set<unknown>; map: Map<string, unknown> };
  expect(copy.self).toBe(copy);
  expect(copy.list).toEqual([{ name: 'a' }, 1, null, [2]]);
  expect(copy.set.has(copy.list[0])).toBe(true);
  expect(copy.map.get('k')).toBe(copy.list[0]);
});

test('a place becomes plain, and an absent property stays absent', () => {
  const range = { start: { line: 1, character: 2 }, end: { line: 1, character: 5 } };
  const place = new LazyPlace('file:///a.confer', {}, () => range);
  expect(again({ place, gone: undefined })).toEqual({ place: { uri: 'file:///a.confer', range } });
});

test('values that are not data are refused', () => {
  expect(() => packGraph({ run: () => {} })).toThrow('A function cannot be packed');
  expect(() => packGraph({ pattern: /a/ })).toThrow('A RegExp cannot be packed');
});
