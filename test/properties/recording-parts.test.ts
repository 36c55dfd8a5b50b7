import { expect, test } from 'vitest';
import type { InteractionResult } from '../../recordings/index.js';
import { mutate, mutationKinds, withLateCopies } from '../recordings/mutations.js';
import { linesOf, randomOf, type WalkMessage, walk } from '../recordings/walks.js';
import { propertyFactor } from '../support/property-factor.js';
import { RecordedWorkspace } from '../support/recorded.js';

const START = Date.UTC(2026, 0, 12, 12);
const AGENTS = 4;
const COUNT = 30 * propertyFactor;
const END = START + 7_200_000 + COUNT * 200;
const source = `capture Lines is ConferLines {
  begins within 0s
  records InteractionManagement, Reporting
  participant server is "server"
  participant reporting is "reporting"
}`;

/**
 * Shows each agent as a party. An address that is first seen where only a system can be is reported once and then fits any
 * participant: only in this, interactions depend on each other.
 */
const introduction = linesOf(
  Array.from({ length: AGENTS }, (_, agent): WalkMessage[] => [
    {
      timeMs: 0,
      message: 'RequestConference',
      protocol: 'InteractionManagement',
      from: `agent_${agent}`,
      to: 'server',
    },
  ]),
  START - 10_000,
  200,
).map((line) => line.replace('"key":"K', '"key":"I'));

/** Interactions that overlap, with late copies, most of them with a mutation. */
const walks = Array.from({ length: COUNT }, (_, index): WalkMessage[] => {
  const random = randomOf(700_000 + index);
  const messages = withLateCopies(walk(random, AGENTS, 5), 0.2, random);
  const kind = mutationKinds[index % (mutationKinds.length + 1)];
  return kind === undefined || messages.length === 0 ? messages : mutate(messages, kind, random, AGENTS);
});
const workspace = await RecordedWorkspace.create(source);

/** Results by key, without their line numbers; times count from an interaction's first message. */
async function resultsOf(lines: readonly string[]): Promise<Map<string, unknown>> {
  const text = [...introduction, ...lines].join('\n');
  const { interactions, summary } = await workspace.follow({ 'a.jsonl': text }, 'Conference', { toMs: END });
  expect(summary.problems).toEqual([]);
  const own = interactions.filter(({ key }) => key.startsWith('K'));
  return new Map(own.map((result) => [result.key, placeless(result)]));
}

function placeless({ fromMs, toMs, phases, deviations, ...rest }: InteractionResult): unknown {
  return {
    ...rest,
    tookMs: toMs - fromMs,
    phases: phases.map((phase) => ({ ...phase, fromMs: phase.fromMs - fromMs, toMs: phase.toMs - fromMs })),
    deviations: deviations.map(({ line: _, offset: __, timeMs, ...own }) => ({
      ...own,
      sinceMs: timeMs === null ? null : timeMs - fromMs,
    })),
  };
}

test('the result of an interaction depends on its own messages only, however a recording is split', async () => {
  const lines = linesOf(walks, START, 200);
  const whole = await resultsOf(lines);
  expect([...whole.values()].filter((result) => JSON.stringify(result).includes('"deviates"')).length).toBeGreaterThan(
    COUNT / 3,
  );
  for (const count of [1, 2, 7, 64]) {
    const parts = new Map<string, unknown>();
    for (let part = 0; part < count; part++) {
      const own = lines.filter((line) => Number(/"key":"K(\d+)"/.exec(line)?.[1]) % count === part);
      if (own.length > 0) for (const [key, result] of await resultsOf(own)) parts.set(key, result);
    }
    expect(parts.size).toBe(whole.size);
    for (const [key, result] of whole) expect(parts.get(key), `${key} of ${count} parts`).toEqual(result);
  }
});

test('the result of an interaction does not depend on which others come before it', async () => {
  const whole = await resultsOf(linesOf(walks, START, 200));
  const order = [...walks.keys()].sort((a, b) => ((a * 17) % COUNT) - ((b * 17) % COUNT)).reverse();
  const lines = linesOf(
    order.map((index) => walks[index] ?? []),
    START,
    200,
  );
  const renamed = lines.map((line) => line.replace(/"key":"K(\d+)"/, (_, at) => `"key":"K${order[Number(at)]}"`));
  const shuffled = await resultsOf(renamed);
  expect(shuffled.size).toBe(whole.size);
  for (const [key, result] of whole) expect(shuffled.get(key), key).toEqual(result);
});
