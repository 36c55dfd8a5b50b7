import { expect, test } from 'vitest';
import { RecordedWorkspace } from '../support/recorded.js';

async function read(source: string, content: string) {
  const workspace = await RecordedWorkspace.create(source);
  return workspace.read({ 'a.log': content });
}

test('a number that is no date is unreadable', async () => {
  const source = 'capture Lines { reads json time "$.t" epoch s key "$.k" message "$.m" }';
  const { messages, counts } = await read(source, '{"t":1e300,"k":"1","m":"A"}\n{"t":9e12,"k":"1","m":"A"}\n');
  expect([messages.length, counts.unreadable]).toEqual([0, 2]);
});

test('times as numbers are exact to the µs in every unit', async () => {
  const times = { s: '1795897869.986436', ms: '1795897869986.436', us: '1795897869986436', ns: '1795897869986436999' };
  for (const [unit, text] of Object.entries(times)) {
    const source = `capture Lines { reads json time "$.t" epoch ${unit} key "$.k" message "$.m" }`;
    const { messages } = await read(source, JSON.stringify({ t: text, k: '1', m: 'A' }));
    expect([unit, messages[0]?.timeMs]).toEqual([unit, 1795897869986.436]);
  }
});

/** The times that a capture reads from lines of text; null for a line that is unreadable. */
async function timesOf(format: string, lines: readonly string[]) {
  const source = `capture Times { reads text line /^(?<key>\\d+) (?<message>A) (?<time>.*)$/ time time ${format} }`;
  const { messages } = await read(source, lines.map((line, index) => `${index} A ${line}\n`).join(''));
  const times = new Map(messages.map(({ key, timeMs }) => [Number(key), new Date(timeMs).toISOString()]));
  return lines.map((_, index) => times.get(index) ?? null);
}

test('times may have parts without leading zeros', async () => {
  expect(
    await timesOf('as "d.M.yyyy H:mm:ss"', ['1.3.2026 9:05:07', '11.12.2026 19:05:07', 'x.3.2026 9:05:07']),
  ).toEqual(['2026-03-01T09:05:07.000Z', '2026-12-11T19:05:07.000Z', null]);
  expect(await timesOf('as "M/d/yy h:m:s a"', ['3/1/26 9:5:7 PM', '12/31/26 12:5:7 AM'])).toEqual([
    '2026-03-01T21:05:07.000Z',
    '2026-12-31T00:05:07.000Z',
  ]);
});

test('times of day with an offset of their own continue over midnight', async () => {
  const times = ['23:59:59+01:00', '00:00:01+01:00', '23:59:58+01:00'];
  const expected = ['2026-03-01T22:59:59.000Z', '2026-03-01T23:00:01.000Z', '2026-03-01T22:59:58.000Z'];
  expect(await timesOf('as "HH:mm:ssX" on 2026-03-01', times)).toEqual(expected);
  expect(await timesOf('on 2026-03-01', times)).toEqual(expected);
});

test('times of ISO 8601 may be in its basic format; a time of day that does not exist is unreadable', async () => {
  expect(await timesOf('', ['20260301T100000Z', '20260301T100000.250+0100', '20260301'])).toEqual([
    '2026-03-01T10:00:00.000Z',
    '2026-03-01T09:00:00.250Z',
    null,
  ]);
  expect(await timesOf('on 2026-03-01', ['24:00:00', '24:61:00', '99:99:99'])).toEqual([
    '2026-03-02T00:00:00.000Z',
    null,
    null,
  ]);
});
