import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { unpackedBytes } from '../../runner/node/unpacked-bytes.js';
import { propertyFactor } from '../support/property-factor.js';
import { RecordedWorkspace } from '../support/recorded.js';
import { randomOf } from './walks.js';

const folder = path.join(import.meta.dirname, '../fixtures/readers/desk');
const [model = '', ...captures] = readFileSync(path.join(folder, 'desk.confer'), 'utf8').split(/^(?=capture )/m);
const kinds = ['trace', 'tsv', 'packets', 'server', 'jsonl', 'csv', 'xes', 'otlp'];
/** Bytes that are put in the place of others at once, and how often. */
const DAMAGED_BYTES = 6;
const DAMAGED_FILES = 30;
/** Bytes between two cuts: no divisor of a line's length, so that all parts of lines are cut. `PROPERTY_FACTOR=7`: each byte. */
const CUT_STEP = Math.max(1, Math.round(7 / propertyFactor));

interface Kind {
  readonly workspace: RecordedWorkspace;
  readonly name: string;
  readonly bytes: Uint8Array;
}

async function kindOf(ending: string): Promise<Kind> {
  const capture = captures.find((text) => text.includes(`files "*.${ending}"`)) ?? '';
  const bytes = Uint8Array.from(readFileSync(path.join(folder, `desk.${ending}`)));
  return { workspace: await RecordedWorkspace.create(model + capture), name: `desk.${ending}`, bytes };
}

/** The messages in the order of their lines: one whose time is cut is sorted to another place. */
async function messagesOf({ workspace, name }: Kind, bytes: Uint8Array) {
  const { messages, counts } = await workspace.read({ [name]: bytes }, 500);
  const summary = [...messages]
    .sort((a, b) => a.offset - b.offset)
    .map(({ timeMs, key, joined, message, from, to, line, offset }) =>
      JSON.stringify([timeMs, key, joined.slice(0, 1), message, from, to, line, offset]),
    );
  return { summary, counts };
}

describe.each(kinds)('a recording that is %s', (ending) => {
  test('is read and followed: what conforms, and what is missing', async () => {
    const { workspace, name, bytes } = await kindOf(ending);
    const { interactions, summary } = await workspace.follow({ [name]: bytes }, 'Desk');
    expect(summary.lines).toMatchObject({ messages: 11, unreadable: 0, undeclared: 0, foreign: 0 });
    expect(
      interactions.map(({ verdict, deviations }) => [verdict, ...deviations.map(({ code }) => code)]).sort(),
    ).toEqual([['conforms'], ['conforms'], ['deviates', 'missing-message']]);
  });

  test('has the same messages before a cut, wherever it is cut', async () => {
    const kind = await kindOf(ending);
    const { summary: whole } = await messagesOf(kind, kind.bytes);
    expect(whole).toHaveLength(11);
    let most = 0;
    for (let end = 0; end < kind.bytes.length; end += CUT_STEP) {
      const { summary } = await messagesOf(kind, kind.bytes.subarray(0, end));
      // The message that is cut may lack the part after the cut.
      expect(summary.slice(0, -1), `cut at ${end}`).toEqual(whole.slice(0, Math.max(0, summary.length - 1)));
      expect(summary.length).toBeGreaterThanOrEqual(most - 1);
      most = Math.max(most, summary.length);
    }
    expect(most).toBeGreaterThanOrEqual(10);
  });

  test('a reader reports what it could not read of damaged bytes, and never throws', async () => {
    const kind = await kindOf(ending);
    const { summary: whole, counts: clean } = await messagesOf(kind, kind.bytes);
    const random = randomOf(ending.length + 40);
    let lost = 0;
    for (let round = 0; round < DAMAGED_FILES; round++) {
      const bytes = kind.bytes.slice();
      for (let count = 0; count < DAMAGED_BYTES; count++) {
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      }
      const { summary, counts } = await messagesOf(kind, bytes);
      if (summary.length >= whole.length) continue;
      lost++;
      // A block whose first line is damaged is a part of the block before it.
      if (isOfBlocks(ending)) continue;
      const isCounted =
        counts.noise > clean.noise || counts.unreadable > clean.unreadable || counts.read !== clean.read;
      expect(isCounted, new TextDecoder().decode(bytes)).toBe(true);
    }
    expect(lost).toBeGreaterThan(0);
  });

  test('is the same packed, and has the same messages before a cut of what is packed', async () => {
    const kind = await kindOf(ending);
    const { summary: whole } = await messagesOf(kind, kind.bytes);
    const packed = gzipSync(kind.bytes);
    for (let end = packed.length; end > 0; end -= 41) {
      const { summary } = await messagesOf(kind, await unpacked(packed.subarray(0, end)));
      if (end === packed.length) expect(summary).toEqual(whole);
      else expect(summary.slice(0, -1), `cut at ${end}`).toEqual(whole.slice(0, Math.max(0, summary.length - 1)));
    }
  });
});

function isOfBlocks(ending: string): boolean {
  return ['trace', 'packets', 'server'].includes(ending);
}

async function unpacked(packed: Uint8Array): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of unpackedBytes(inPieces(packed))) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 100) yield bytes.subarray(at, at + 100);
}
