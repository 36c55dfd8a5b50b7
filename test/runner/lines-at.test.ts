import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { linesAt } from '../../runner/node/lines-at.js';
import { linesOfChunks } from '../../runner/unpacked-lines.js';
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

test.each([1, 1_000, 1 << 20])('lines are read from bytes that come %i at a time', async (size) => {
  const few = size === 1 ? bytes.subarray(0, 300) : bytes;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < few.length; at += size) yield few.subarray(at, at + size);
  }
  const own = offsets.filter((offset) => offset < few.length);
  expect(await linesOfChunks(chunks(), own)).toEqual(own.map((_, index) => lines[wanted[index] ?? 0]));
});

test('a missing file is reported by an error', async () => {
  await expect(linesAt(path.join(temporaryFolder({}), 'none.log'), [0])).rejects.toThrow('ENOENT');
});
