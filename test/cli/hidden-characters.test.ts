import { describe, expect, test } from 'vitest';
import { confer } from '../support/command.js';
import { temporaryFolder } from '../support/temporary-folder.js';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be printed.
const hidden = /[\u0000-\u0009\u000b-\u001f\u200b-\u200f\u202a-\u202e]/;

const record = (message: string) =>
  JSON.stringify({
    time: '2026-01-12T12:00:00Z',
    key: 'k\u200b1',
    message,
    from: 'A\u001b[31m',
    to: 'B',
  });
const model = `protocol P
message Ask on P
message Answer on P
model M {
  source "Manual\u202e"
  party a
  system b
  phase Asks {
    trigger a -> b : Ask
    b -> a : Answer
  }
}
flow F follows M {
  party A as a
  system B as b
  phase X is Asks { A -> B : Ask }
}
`;

describe('what a reader cannot see is shown', () => {
  test.each([
    ['human', []],
    ['human', ['--all']],
    ['markdown', ['--all']],
    ['lcov', []],
  ])('confer coverage as %s %j shows what a reader cannot see', async (format, more) => {
    const folder = temporaryFolder({ 'm\u202e\u200b.confer': model });
    const { code, out } = await confer(['coverage', '--format', format, ...more], folder);
    expect(code).toBe(0);
    expect(out).toContain(format === 'lcov' ? 'm\\u{202e}\\u{200b}.confer' : 'Manual');
    expect(out).not.toMatch(hidden);
  });

  test('confer read --why shows what a reader cannot see, and so does a wrong call that names a file', async () => {
    const folder = temporaryFolder({ 'r\u202e.jsonl': `${record('Bad\u202ename')}\nno record \u200b\n` });
    const { out } = await confer(['read', '--why', 'r\u202e.jsonl'], folder);
    expect(out).toMatch(/^r\\u\{202e\}\.jsonl:1: message Bad\\u\{202e\}name of k\\u\{200b\}1\n/);
    expect(out).not.toMatch(hidden);
    const { err } = await confer(['read', 'none\u202e.jsonl'], folder);
    expect(err).toContain('none\\u{202e}.jsonl');
    expect(err).not.toMatch(hidden);
  });

  test('confer conform shows what a reader cannot see', async () => {
    const folder = temporaryFolder({
      'm\u202e.confer': model,
      'r\u202e.jsonl': `${record('Ask')}\n${record('Ask')}\n${record('Bad\u202ename')}\n`,
    });
    const { out, err } = await confer(['conform', 'm\u202e.confer', 'r\u202e.jsonl'], folder);
    expect(out).toContain(' in k\\u{200b}1: ');
    expect(out + err).not.toMatch(hidden);
  });
});
