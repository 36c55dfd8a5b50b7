import { describe, expect, test } from 'vitest';
import { randomOf } from '../recordings/walks.js';
import { RecordedWorkspace } from '../support/recorded.js';
import { doorModel, edited, editsToWord, type Letter, noted, randomWord, sent } from './recording-oracle.js';

const START = Date.UTC(2026, 0, 12, 12);
const source = `${doorModel}
capture Lines is ConferLines { begins within 0s records Wire, Log }
`;

/** A recording of one interaction after another, with another message hours later so that each is over. */
function recording(words: readonly (readonly Letter[])[]): string {
  const lines = words.flatMap((word, index) =>
    word.map(({ name, isRight }, at) => {
      const isNoted = noted.has(name);
      return JSON.stringify({
        time: new Date(START + index * 10_000 + at * 10).toISOString(),
        key: `K${index}`,
        message: name,
        protocol: isNoted === isRight ? 'Log' : 'Wire',
        from: sent.has(name) ? 'ann' : 'door',
        to: sent.has(name) ? 'door' : isNoted ? 'book' : 'ann',
      });
    }),
  );
  const last = new Date(START + words.length * 10_000 + 7_200_000).toISOString();
  return [...lines, JSON.stringify({ time: last, key: 'last', message: 'Other' })].join('\n');
}

/** Deviations of each interaction; null if it does not belong to the model. */
async function deviations(words: readonly (readonly Letter[])[]): Promise<(number | null)[]> {
  const workspace = await RecordedWorkspace.create(source);
  const { interactions } = await workspace.follow({ 'a.jsonl': recording(words) }, 'Door');
  const byKey = new Map(interactions.map((interaction) => [interaction.key, interaction]));
  return words.map((_, index) => {
    const found = byKey.get(`K${index}`);
    return found === undefined || found.verdict === 'unplaced' ? null : found.deviations.length;
  });
}

describe('against an alignment by brute force', () => {
  test('a sequence that conforms has no deviation', async () => {
    const random = randomOf(11);
    const words = Array.from({ length: 24 }, () => randomWord(random, 0.3)).filter((word) => editsToWord(word) === 0);
    expect(words.length).toBeGreaterThan(12);
    const found = await deviations(words);
    expect(
      words.filter((_, index) => found[index] !== 0).map((word) => word.map(({ name }) => name).join(' ')),
    ).toEqual([]);
  });

  test('a sequence that does not conform has a deviation, and almost never more than its edits', async () => {
    const random = randomOf(12);
    const words = Array.from({ length: 28 }, (_, index) => {
      const once = edited(randomWord(random, 0), random);
      return index % 3 === 0 ? edited(once, random) : once;
    }).filter((word) => word.length > 0);
    const edits = words.map(editsToWord);
    const found = await deviations(words);
    const text = (word: readonly Letter[]) => word.map(({ name, isRight }) => (isRight ? name : `${name}!`)).join(' ');
    const results = words.map((word, index) => {
      // It does not belong to the model: its deviations are not reported.
      const own = found[index] ?? null;
      return { word: text(word), own, least: edits[index] ?? 0 };
    });
    expect(results.filter(({ own, least }) => (own === 0) !== (least === 0))).toEqual([]);
    // Two mistakes close together may be explained as more; one never is.
    const more = results.filter(({ own, least }) => own !== null && own > least);
    expect(more.filter(({ least }) => least < 2)).toEqual([]);
    expect(more.length).toBeLessThanOrEqual(words.length / 28);
    expect(edits.filter((least) => least > 0).length).toBeGreaterThan(14);
  });
});
