import { TextDocument } from 'langium';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../check/findings/finding.js';
import { written } from '../support/habits.js';
import { habitsOfCharacters } from '../support/habits-of-characters.js';
import { pastes, stretchesOf, withPasted } from '../support/pasted.js';
import { fewOf, linesOf } from '../support/slips.js';
import { spread } from '../support/spread.js';
import { trades } from '../support/trades.js';
import { TestWorkspace } from '../support/workspace.js';

// What comes with a text that is pasted: one finding for its cause, whose fix makes the file what it was.

/** Lines of a file, each of another kind, in which one character is tried. */
const MAX_LINES = 3;

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await TestWorkspace.create({ 'pasted.confer': '' });
});

const problems = (text: string) => workspace.problems('pasted.confer', text);

const shown = ({ code, range, message }: Finding) => `${range.start.line + 1} ${code} ${message}`;
const remedy = /[Rr]emove|[Ww]rite|written|Keep|[Uu]se|starts with/;

/** The file after the preferred fix of its only finding; null if there is none. */
async function fixed(text: string): Promise<string | null> {
  const [finding] = await problems(text);
  const document = workspace.document('pasted.confer');
  if (finding === undefined) return null;
  const fixes = await workspace.services.fixes.FixProvider.fixes(document, finding);
  const fix = fixes.find(({ preferred }) => preferred);
  return fix === undefined ? null : TextDocument.applyEdits(document.textDocument, [...fix.edits]);
}

describe('fixes of pasted text', () => {
  const text = trades['a lift'] ?? '';
  // An arrow of two dashes or another sign may be meant otherwise, and brackets that are repaired differ in white space.
  const replaced = Object.entries(habitsOfCharacters).filter(([name]) =>
    /^(?:full|zero|word|byte|soft|left)/.test(name),
  );

  test.each(replaced)('a fix restores a text with a character that was replaced: %s', async (_, habit) => {
    const [first] = written(text, habit);
    if (first === undefined) return;
    const lines = text.split('\n');
    const slip = [...lines.slice(0, first.index), first.line, ...lines.slice(first.index + 1)].join('\n');
    expect((await fixed(slip))?.replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
  });

  test.each(Object.entries(pastes).filter(([name]) => !/^a merge|with spaces/.test(name)))(
    'a fix restores a text with lines that have %s',
    async (_, paste) => {
      const stretch = stretchesOf(text).find(({ block }) => block === 'flow phase');
      const { from, to } = stretch ?? { from: 0, to: 0 };
      expect(await fixed(withPasted(text, from, to, paste))).toBe(text);
    },
  );

  test('no fix resolves a merge conflict, because the author must choose', async () => {
    const conflict = '<<<<<<< HEAD\n  building is office\n=======\n  building is hospital\n>>>>>>> main';
    expect(await fixed(text.replace('  building is office', conflict))).toBeNull();
  });
});

describe.each(Object.entries(trades))('in %s', (trade, text) => {
  const place = Object.keys(trades).indexOf(trade);

  test.each(fewOf(Object.entries(habitsOfCharacters), place))(
    'a character, %s, is at most one finding on its line that names the remedy',
    async (name, habit) => {
      const wrong: string[] = [];
      for (const { index, line } of spread(written(text, habit), MAX_LINES, name.length)) {
        const lines = text.split('\n');
        const found = await problems([...lines.slice(0, index), line, ...lines.slice(index + 1)].join('\n'));
        const isOne = found.length === 1 && found[0]?.range.start.line === index && remedy.test(found[0].message);
        if (!isOne) wrong.push(`line ${index + 1}: ${line.trim()}\n  ${found.map(shown).join('\n  ')}`);
      }
      expect(wrong, wrong.join('\n')).toEqual([]);
    },
  );

  test.each(fewOf(Object.entries(pastes), place))(
    'lines with %s are one finding at the first of them',
    async (_, paste) => {
      const wrong: string[] = [];
      const last = text.trimEnd().split('\n').length;
      for (const { from, to, block } of [
        ...stretchesOf(text),
        { from: linesOf(text)[0]?.index ?? 0, to: last, block: 'whole file' },
      ]) {
        const pasted = withPasted(text, from, to, paste);
        const found = await problems(pasted);
        const isOne = found.length === 1 && remedy.test(found[0]?.message ?? '');
        const line = found[0]?.range.start.line ?? -1;
        if (!isOne || (line !== from && line !== to)) {
          wrong.push(`${block}, line ${from + 1}: ${found.length} ${found.slice(0, 4).map(shown).join('\n  ')}`);
        }
      }
      expect(wrong, wrong.join('\n')).toEqual([]);
    },
  );

  test.each([
    ['carriage returns for line ends', (all: string) => all.replaceAll('\n', '\r')],
    ['tabs for spaces', (all: string) => all.replaceAll('  ', '\t')],
    ['no-break spaces', (all: string) => all.replaceAll(' ', '\u00a0')],
    ['narrow no-break spaces', (all: string) => all.replaceAll(' ', '\u202f')],
    ['ideographic spaces', (all: string) => all.replaceAll(' ', '\u3000')],
    ['a byte order mark', (all: string) => `\ufeff${all}`],
  ])('%s make no difference to the findings', async (_, write) => {
    expect((await problems(write(text))).map(shown)).toEqual([]);
  });
});
