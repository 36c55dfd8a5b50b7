import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { convertPositions, convertTokens } from '../../server/positions/position-walk.js';
import { utf8Length, utf16Length } from '../../server/positions/utf8-columns.js';

const line = fc.string({ unit: fc.constantFrom('a', ' ', 'ü', '→', '名', '🎧', '\ud800') });

describe('columns in bytes', () => {
  test('columns in bytes are those that the encoded line has, and lead back', () => {
    fc.assert(
      fc.property(line, fc.nat(40), (text, at) => {
        const whole = [...text];
        const units = whole.slice(0, at).join('').length;
        const bytes = utf8Length(text, units);
        const wellFormed = text.replace(/\p{Surrogate}/gu, '');
        if (wellFormed === text) expect(bytes).toBe(Buffer.byteLength(text.slice(0, units)));
        if (wellFormed === text) expect(utf16Length(text, bytes)).toBe(units);
      }),
    );
  });

  test('columns inside of a sign are before it, and past the end at the end', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 99].map((bytes) => utf16Length('a→🎧', bytes))).toEqual([0, 1, 1, 1, 2, 2, 2, 4]);
    expect(utf8Length('a→🎧', 99)).toBe(8);
  });
});

describe('positions in what is sent', () => {
  /** A position in a document becomes ten times what it was, plus the document's number. */
  const convert = (uri: string, _line: number, character: number) => character * 10 + Number(uri);
  const at = (character: number) => ({ line: 0, character });
  const range = (start: number, end: number) => ({ start: at(start), end: at(end) });
  const converted = (value: unknown, uri?: string) => convertPositions(value, uri, convert);

  test.each([
    ['a location', { uri: '1', range: range(1, 2) }, { uri: '1', range: range(11, 21) }],
    [
      'a link, in both its documents',
      { originSelectionRange: range(1, 2), targetUri: '2', targetRange: range(3, 4) },
      { originSelectionRange: range(11, 21), targetUri: '2', targetRange: range(32, 42) },
    ],
    [
      'edits by address',
      { changes: { 2: [{ range: range(1, 2), newText: 'x' }] } },
      { changes: { 2: [{ range: range(12, 22), newText: 'x' }] } },
    ],
    [
      'edits by document',
      { documentChanges: [{ textDocument: { uri: '3', version: 1 }, edits: [{ range: range(1, 2), newText: 'x' }] }] },
      {
        documentChanges: [{ textDocument: { uri: '3', version: 1 }, edits: [{ range: range(13, 23), newText: 'x' }] }],
      },
    ],
    [
      'who calls, in the document of the caller',
      { from: { uri: '2', range: range(1, 1) }, fromRanges: [range(1, 2)] },
      { from: { uri: '2', range: range(12, 12) }, fromRanges: [range(12, 22)] },
    ],
    [
      'who is called, in the document that was asked about',
      { to: { uri: '2', range: range(1, 1) }, fromRanges: [range(1, 2)] },
      { to: { uri: '2', range: range(12, 12) }, fromRanges: [range(11, 21)] },
    ],
    [
      'what can be folded',
      { startLine: 1, startCharacter: 2, endLine: 3, endCharacter: 4 },
      { startLine: 1, startCharacter: 21, endLine: 3, endCharacter: 41 },
    ],
    [
      'what is related, elsewhere',
      { range: range(1, 2), relatedInformation: [{ location: { uri: '2', range: range(1, 2) }, message: 'm' }] },
      { range: range(11, 21), relatedInformation: [{ location: { uri: '2', range: range(12, 22) }, message: 'm' }] },
    ],
  ])('positions are converted in %s', (_name, value, wanted) => {
    expect(converted(value, '1')).toEqual(wanted);
  });

  test('positions of no known document are sent as they are', () => {
    const value = { range: range(1, 2), text: 'x', nothing: null };
    expect(converted(value)).toEqual(value);
  });

  test('positions of tokens are sent relative to the token before, as it is counted now', () => {
    const text = ['ü→ a', 'b 🎧 c'];
    const bytes = (_uri: string, at: number, character: number) => utf8Length(text[at] ?? '', character);
    expect(convertTokens([0, 0, 2, 7, 0, 0, 3, 1, 8, 0, 1, 2, 2, 9, 1, 0, 3, 1, 9, 0], '1', bytes)).toEqual([
      ...[0, 0, 5, 7, 0],
      ...[0, 6, 1, 8, 0],
      ...[1, 2, 4, 9, 1],
      ...[0, 5, 1, 9, 0],
    ]);
  });
});
