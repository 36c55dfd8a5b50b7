import { TextDocument } from 'langium';
import { beforeAll, describe, expect, test } from 'vitest';
import { TestWorkspace } from '../support/workspace.js';

// Cleaning a pasted text removes only characters that are no part of the flow, and no lines of it.

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await TestWorkspace.create({ 'pasted.confer': '' });
});

const problems = (text: string) => workspace.problems('pasted.confer', text);

const places = async (text: string) =>
  (await problems(text)).map(({ code, range }) => `${range.start.line + 1} ${code}`);

/** The file after the preferred fix of its only finding. */
async function fixed(text: string): Promise<string> {
  const found = await problems(text);
  const [finding] = found;
  if (finding === undefined || found.length > 1) throw new Error(`${found.length} findings`);
  const document = workspace.document('pasted.confer');
  const fixes = await workspace.services.fixes.FixProvider.fixes(document, finding);
  const fix = fixes.find(({ preferred }) => preferred);
  return TextDocument.applyEdits(document.textDocument, [...(fix?.edits ?? [])]);
}

const head = 'protocol P\nmessage M on P\nmessage N on P\n';
const flow = 'flow F {\n  party X\n  party Y\n\n  phase A {\n    X -> Y : M\n    Y -> X : N\n  }\n}\n';
const text = head + flow;
const broken = `${text}flow\n`;

const lineEnds = [
  ['\\n', '\n'],
  ['\\r\\n', '\r\n'],
  ['\\r', '\r'],
] as const;

describe.each(lineEnds)('with lines that end in %s', (_, eol) => {
  const written = (lines: string) => lines.replaceAll('\n', eol);

  test('findings after the blank lines of a conflict keep their lines', async () => {
    const conflict = '<<<<<<< HEAD\n=======\n\n\n  party Z\n\n>>>>>>> main\n';
    expect(await places(written(`${head}${conflict}${flow.replace('X : N', 'X : O')}`))).toEqual([
      '4 syntax-error',
      '17 unknown-message',
    ]);
  });

  test('a name that a removed line of a diff declares is not unknown', async () => {
    const diff = `@@ -1,3 +1,2 @@\n${text.replace('message N', '-message N')}`;
    expect(await places(written(diff))).toEqual(['1 syntax-error']);
  });
});

test.each(lineEnds.slice(0, 2))('a fix removes lines that are left out with their ends, %s', async (_, eol) => {
  const diff = `@@ -1,3 +1,2 @@\n-message O on P\n${text.replaceAll(/^(?=.)/gm, '+')}`;
  expect(await fixed(diff.replaceAll('\n', eol))).toBe(text.replaceAll('\n', eol));
});

test('a fix that removes a line keeps the others where carriage returns alone end lines', async () => {
  const diff = `@@ -1,3 +1,2 @@\n-message O on P\n${text.replaceAll(/^(?=.)/gm, '+')}`;
  expect((await fixed(diff.replaceAll('\n', '\r'))).trimEnd()).toBe(text.replaceAll('\n', '\r').trimEnd());
});

test.each([
  ['line numbers', (line: string, at: number) => `${at + 1} | ${line}`],
  ['a diff', (line: string) => `+${line}`],
  ['a quoted mail', (line: string) => `> ${line}`],
])('the blank lines of a text with the marks of %s stay', async (_, mark) => {
  const marked = text.trimEnd().split('\n').map(mark).join('\n');
  expect(await fixed(`${marked}\n`)).toBe(text);
});

test.each([
  ['marks in a comment', '/*\n<<<<<<< HEAD\n=======\n>>>>>>> main\n1. a\n2. b\n- c\n- d\n+ e\n> a -> b\n> c\n*/\n'],
  ['a comment with a curly quote and a straight one', '// “M" and 3" more\n'],
  ['a string with a curly quote', 'message O "a “b" on P // 3" more\n'],
])('in a file with a mistake elsewhere, nothing is removed from %s', async (_, lines) => {
  expect(await places(lines + broken)).toEqual([expect.stringMatching('^\\d+ syntax-error$')]);
  expect((await problems(lines + broken))[0]?.range.start.line).toBeGreaterThan(lines.split('\n').length + 8);
});

test('a name of one letter before a tab is no bullet', async () => {
  expect(await places(text.replaceAll(/\bX\b/g, 'o').replaceAll('o -> Y', 'o\t-> Y'))).toEqual([]);
  expect(await places(text.replaceAll(/\bM\b/g, 'o').replace('Y : o', 'Y : o\n    o\t// again'))).toEqual([]);
});

test('a conflict marker without its others does not hide the lines up to the next conflict', async () => {
  const conflict = '<<<<<<< HEAD\n  party X\n=======\n>>>>>>> main\n';
  expect(await places(`<<<<<<< HEAD\n${head}${flow.replace('  party X\n', conflict)}`)).toEqual([
    '1 syntax-error',
    '6 syntax-error',
  ]);
});

test('a file of conflict markers, or with a very long line, is checked', async () => {
  expect(await places(`${text}flow G "x${' '.repeat(15_000)}y\n`)).toEqual(['13 syntax-error']);
  expect(await places(`${text}${'« '.repeat(5_000)}\n`)).toEqual(['13 syntax-error']);
  expect(await places(`${text}\`\`\`${' '.repeat(100_000)}x y\n`)).toEqual(['13 syntax-error']);
  expect(await places('<<<<<<< HEAD\n'.repeat(8_000))).toHaveLength(100);
});
