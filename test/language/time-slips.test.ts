import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { replacedLine } from '../support/replaced-line.js';
import { TestWorkspace } from '../support/workspace.js';

// Times as other notations write them, at each place of a time: one finding with the duration that is meant.

const grant = readFileSync(path.join(import.meta.dirname, 'slips', 'device-grant.confer'), 'utf8');

/** How a line with a time begins, and what it is with another time. */
const places: readonly (readonly [begins: string, written: (time: string) => string])[] = [
  ['Auth -> Tv : DeviceCode', (time) => `Auth -> Tv : DeviceCode after ${time}`],
  ['next Grant', (time) => `next Grant | Deny after ${time} | Expire after 40m`],
  ['server -> device : DeviceCode', (time) => `server -> device : DeviceCode within ${time}`],
  ['trigger timeout', (time) => `trigger timeout at server after ${time} to 1h`],
];

/** A time as written, and the duration it means; null if only the author knows. */
const times: readonly (readonly [written: string, meant: string | null])[] = [
  ['5sec', '5s'],
  ['5 s', '5s'],
  ['5S', '5s'],
  ['-5s', '5s'],
  ['+5s', '5s'],
  ['~5s', '5s'],
  ['1,5s', '1.5s'],
  ['.5s', '0.5s'],
  ['5ms.', '5ms'],
  ['00:05', '5s'],
  ['1:02:03', '3723s'],
  ['PT5S', '5s'],
  ['PT1M30S', '90s'],
  ['5m30s', '330s'],
  ['1 000ms', '1000ms'],
  ['1_000ms', '1000ms'],
  ['2 days', '48h'],
  ['5µs', '0.005ms'],
  ['5sek', null],
  ['0.5.1s', null],
  ['1h30', null],
  ['five seconds', null],
];

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await TestWorkspace.create({ 'slip.confer': '' });
});

test.each(times)('the time %s is one finding that offers a duration', async (time, meant) => {
  for (const [begins, written] of places) {
    const found = await workspace.problems('slip.confer', replacedLine(grant, begins, written(time)).text);
    const { textDocument } = workspace.document('slip.confer');
    expect(
      found.map(({ range, message }) => [textDocument.getText(range), message]),
      written(time),
    ).toEqual([[time, expect.stringMatching(meant === null ? /such as|for example 5s/ : `write ${meant}\\.$`)]]);
  }
});

test('a timer that begins with a capital letter is not told to write its times as they are', async () => {
  const line = 'trigger Timeout at server after 30m to 1h';
  const found = await workspace.problems('slip.confer', replacedLine(grant, 'trigger timeout', line).text);
  expect(found.map(({ message }) => message)).toEqual(['Unexpected "Timeout". Did you mean "timeout"?']);
});
