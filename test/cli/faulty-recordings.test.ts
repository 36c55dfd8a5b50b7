import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { call, files, runIn } from '../support/recorded-calls.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** The options without which a command does not know what to follow. */
function againstOf(command: string): string[] {
  return command === 'conform' ? ['--against', 'Conference'] : [];
}

test('of a compressed file that is not whole, what precedes the fault is read', async () => {
  const folder = temporaryFolder(files);
  const many = Array.from({ length: 400 }, (_, minute) => call(`K${minute * 7919}`, minute)).join('');
  const cut = gzipSync(many);
  const half = cut.length >> 1;
  const broken = gzipSync(many).fill(255, half, half + 40);
  writeFileSync(path.join(folder, 'cut.jsonl.gz'), cut.subarray(0, half));
  writeFileSync(path.join(folder, 'broken.jsonl.gz'), broken);
  writeFileSync(path.join(folder, 'tail.jsonl.gz'), Buffer.concat([gzipSync(call('K1', 0)), Buffer.from('no gzip')]));
  const read = async (name: string) => {
    const { out, err } = await runIn(folder, 'read', 'calls.confer', name, '--capture', 'Calls');
    expect(err).toContain(`warning: ${name} is not a whole gzip file: it is read up to line `);
    return out.trimEnd().split('\n').length;
  };
  expect(await read('cut.jsonl.gz')).toBeGreaterThan(400);
  expect(await read('broken.jsonl.gz')).toBeGreaterThan(400);
  expect(await read('tail.jsonl.gz')).toBeGreaterThan(2);
});

test('an error in a capture is reported where it is read with, and at its place', async () => {
  const zone = 'capture Zoned is ConferLines { time "$.time" zone "Europe/Berln" }\n';
  const folder = temporaryFolder({ ...files, 'zoned.confer': zone });
  for (const command of ['read', 'conform']) {
    const { err } = await runIn(folder, command, 'zoned.confer', 'one.jsonl', ...againstOf(command));
    expect(err).toContain('confer: error: zoned.confer:1:51: There is no time zone "Europe/Berln".');
  }
});

test('a syntax error in a source is reported where a recording is read with it', async () => {
  const inside = 'capture Mine { is ConferLines }\n';
  const folder = temporaryFolder({ ...files, 'inside.confer': inside });
  for (const command of ['read', 'conform']) {
    const { err } = await runIn(folder, command, 'inside.confer', 'one.jsonl', ...againstOf(command));
    expect(err).toContain('confer: error: inside.confer:1:16: Wrong order: move "is ConferLines" before "{".');
  }
});

const unread: [why: string, capture: string, content: string | Buffer, reason: string][] = [
  [
    'a column has another name',
    'is CaseTable {}',
    'Case ID,Activity,Timestamp\n1,A,2026-01-12T12:00:00Z\n',
    'Line 2 is not read: no message: there is no "activity" or "concept:name", only "Case ID", "Activity", and "Timestamp".',
  ],
  [
    'its objects are in another one',
    '{ reads json time "$.t" key "$.k" message "$.m" }',
    '{"events":[{"t":1,"k":1,"m":"A"}]}',
    'Line 1 is not read: no message: there is no "$.m", only "events".',
  ],
  [
    'objects run over several lines',
    'is ConferLines {}',
    '{\n  "key": 1\n}\n',
    'Line 1 is not read: not a JSON object: write each object on one line.',
  ],
  [
    'its times are in another unit',
    '{ reads json time "$.t" epoch s key "$.k" message "$.m" }',
    '{"t":1768219200123,"k":1,"m":"A"}',
    'Line 1 is not read: no time: "1768219200123" is no date in s.',
  ],
  [
    'it has logs in place of spans',
    '{ reads otlp time "$.startTimeUnixNano" epoch ns key "$.traceId" message "$.name" }',
    '{"resourceLogs":[]}',
    'It has no spans: only traces are read, neither logs nor metrics.',
  ],
  ['it is packed', 'is ConferLines {}', Buffer.from('PK\u0003\u0004 and so on'), 'It is a ZIP file: unpack it first.'],
  [
    'it is UTF-16 without a byte-order mark',
    'is ConferLines {}',
    Buffer.from('{"key":1}\n', 'utf16le'),
    'It is not text in UTF-8: save it as UTF-8, or as UTF-16 with a byte-order mark.',
  ],
];

test.each(unread)('a file from which nothing is read because %s says so', async (_why, members, content, reason) => {
  const folder = temporaryFolder({ 'x.confer': `capture X ${members}\n` });
  writeFileSync(path.join(folder, 'log'), content);
  const { code, err } = await runIn(folder, 'read', 'x.confer', 'log');
  expect({ code, err }).toEqual({ code: 1, err: `confer: error: "X" reads no messages from log. ${reason}\n` });
});
