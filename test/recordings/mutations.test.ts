import { describe, expect, test } from 'vitest';
import { propertyFactor } from '../support/property-factor.js';
import { RecordedWorkspace } from '../support/recorded.js';
import { type MutationKind, mutate, mutationKinds, withLateCopies } from './mutations.js';
import { linesOf, randomOf, type WalkMessage, walk } from './walks.js';

const START = Date.UTC(2026, 0, 12, 12);
const AGENTS = 4;
const COUNT = 25 * propertyFactor;
const source = 'capture Lines is ConferLines { begins within 0s records InteractionManagement, Reporting }';

/** Interactions that overlap, with late copies, and another one two hours later so that all of them are over. */
function interactions(seed: number): WalkMessage[][] {
  return Array.from({ length: COUNT }, (_, index) => {
    const random = randomOf(seed * 100_000 + index);
    return withLateCopies(walk(random, AGENTS, 8), 0.2, random);
  }).filter((messages) => messages.length > 0);
}

async function deviations(walks: readonly (readonly WalkMessage[])[]): Promise<Map<string, readonly string[]>> {
  const workspace = await RecordedWorkspace.create(source);
  const last = JSON.stringify({
    time: new Date(START + 7_200_000 + walks.length * 200).toISOString(),
    key: 'last',
    message: 'RequestConference',
    protocol: 'InteractionManagement',
    from: 'agent_0',
    to: 'server',
  });
  const lines = [...linesOf(walks, START, 200), last];
  const followed = await workspace.follow({ 'a.jsonl': lines.join('\n') }, 'Conference');
  return new Map(
    followed.interactions
      .filter(({ key }) => key !== 'last')
      .map(({ key, deviations: own }) => [key, own.map(({ code, line }) => `${code} ${line}`)]),
  );
}

describe('simulated interactions whose phases overlap, with late copies', () => {
  test('simulated interactions whose phases overlap, with late copies have no deviation where nothing is mutated', async () => {
    const found = await deviations(interactions(1));
    expect(found.size).toBeGreaterThan(COUNT / 2);
    expect([...found].filter(([, own]) => own.length > 0)).toEqual([]);
  });

  test('simulated interactions whose phases overlap, with late copies have one deviation at most in 98 of 100 where one message is mutated', async () => {
    const over: [MutationKind, string, readonly string[]][] = [];
    const counts: Record<string, number> = {};
    let total = 0;
    for (const [index, kind] of mutationKinds.entries()) {
      const random = randomOf(500 + index);
      const walks = interactions(10 + index).map((messages) => mutate(messages, kind, random, AGENTS));
      const found = await deviations(walks);
      total += found.size;
      counts[kind] = [...found.values()].filter((own) => own.length > 0).length;
      for (const [key, own] of found) if (own.length > 1) over.push([kind, key, own]);
    }
    expect(over.length, JSON.stringify(over)).toBeLessThanOrEqual(total * 0.02);
    // What is of no model is left alone; all others are seen, but for a time that is still one of the model's.
    expect(counts.foreign).toBe(0);
    for (const kind of ['drop', 'double', 'protocol', 'receiver'])
      expect(counts[kind], kind).toBeGreaterThan(COUNT / 3);
  });
});
