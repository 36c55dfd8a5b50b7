import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { linesAt } from '../../runner/node/lines-at.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const lines = Array.from({ length: 60_000 }, (_, index) => `{"line":${index},"text":"größer"}`);
const bytes = Buffer.from(`${lines.join('\r\n')}`);

const wanted = [0, 7, 31_234, 59_999];
const offsets = wanted.map((line) => Buffer.byteLength(lines.slice(0, line).join('\r\n')) + (line === 0 ? 0 : 2));

test.each([
  ['a file', bytes],
  ['a packed file', gzipSync(bytes)],
])('lines are read from %s by their offsets', async (_, content) => {
  const file = path.join(temporaryFolder({}), 'a.log');
  writeFileSync(file, content);
  expect(await linesAt(file, offsets)).toEqual(wanted.map((line) => lines[line]));
});

test('a file that is not there is told by an error', async () => {
  await expect(linesAt(path.join(temporaryFolder({}), 'none.log'), [0])).rejects.toThrow('ENOENT');
});
