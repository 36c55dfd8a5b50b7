import { describe, expect, test } from 'vitest';
import { ast } from '../../language/index.js';
import { syntaxFindings } from '../../language/validation/syntax-errors.js';
import { TestWorkspace } from '../support/workspace.js';

/** Syntax errors of a text: `line:column message`, and after `<-` the lines of related places. */
async function errors(text: string): Promise<string[]> {
  const workspace = await TestWorkspace.create({ 'a.confer': text });
  return syntaxFindings(workspace.document('a.confer')).map(({ range, message, related }) => {
    const places = related.map((place) => place.range.start.line + 1);
    const { line, character } = range.start;
    return `${line + 1}:${character + 1} ${message}${places.length > 0 ? ` <- ${places.join()}` : ''}`;
  });
}

const steps = (text: string) => `flow X {\n  party A\n  phase P {\n${text}\n  }\n}\n`;

describe('one finding per mistake, in words', () => {
  test.each([
    ['a name is missing', 'flow {\n}\n', ['1:6 Unexpected "{". Expected a name.']],
    ['a declaration', 'floww X {\n}\n', ['1:1 Unexpected "floww". Did you mean "flow"?']],
    ['a member', 'flow X {\n  partyy A\n}\n', ['2:3 Unexpected "partyy". Did you mean "party"?']],
    [
      'a brace too many',
      'flow X {\n}\n}\nflow Y {\n}\n',
      ['3:1 Unmatched "}". Remove it, or open its block with "{".'],
    ],
    ['a semicolon', 'flow X {\n  party A;\n}\n', ['2:10 Unexpected ";": no separator is needed; remove it.']],
    ['a path without quotes', 'import foo\n', ['1:8 Unexpected "foo". Expected a string in quotes.']],
    ['an arrow', steps('    A - A : M'), ['4:7 Unexpected "-". An arrow is written "->".']],
    ['no receiver', steps('    A -> : M'), ['4:10 Unexpected ":". Expected a participant or "all".']],
    ['no colon', steps('    A -> A M'), ['4:12 Unexpected "M". Expected ":".']],
    ['no unit', steps('    A -> A : M after 5'), ['4:22 Missing unit after "5". Write 5ms, 5s, 5m, or 5h.']],
    [
      'a space before the unit',
      steps('    A -> A : M after 5 s'),
      ['4:22 Unexpected "5 s". A duration is one word, without a space: write 5s.'],
    ],
    [
      'a unit in words',
      steps('    A -> A : M after 5 minutes'),
      ['4:22 Unexpected "5 minutes". A duration is one word, without a space: write 5m.'],
    ],
    [
      'a comma between targets, the last one a name alone',
      steps('    next X after 1m, Y'),
      ['4:20 Unexpected ",". Expected "|".'],
    ],
    ['no "after"', steps('    A -> A : M 40ms'), ['4:16 Unexpected "40ms". Expected "after".']],
    [
      'a member that is not written to its end',
      'protocol Job\nmodel M {\n  party a\n  system b\n  channel b -> a on Job\n  ph\n}\n',
      [
        '6:3 Unexpected "ph". Expected a member of the model ("party", "system", "states", "fact", "channel", "anytime", "phase", or "source") or "}".',
      ],
    ],
    ['all without a state', steps('    A -> all\n    A -> A : M'), ['4:10 Expected a state after "all".']],
    [
      'a condition up to "is"',
      'model M {\n  fact day: work, rest\n  party a\n  phase P {\n    when day is\n      a -> a : A\n    }\n  }\n}\n',
      ['5:14 Expected a value after "is".'],
    ],
    ['next alone', steps('    next'), ['4:5 Expected a phase or "end" after "next".']],
    [
      'a step after next',
      steps('    next P\n    A -> A : M'),
      ['5:5 Unexpected "A": "next" comes last in a phase. Move the step before it.'],
    ],
    [
      'two next',
      steps('    next P\n    next end'),
      ['5:5 Duplicate "next". Write one per phase, with its targets separated by "|".'],
    ],
    [
      'a control character',
      'protocol P\u0007\n',
      ['1:11 Unexpected "U+0007": names consist of letters, digits, and "_".'],
    ],
    [
      'no text',
      'flow X\0{',
      ['1:7 This file is not text: it contains a null byte here. A Confer file is plain UTF-8 text.'],
    ],
  ])('a syntax error is said in words of its own: %s', async (_what, text, expected) => {
    expect(await errors(text)).toEqual(expected);
  });

  test('mistakes on several lines are reported once each', async () => {
    const text = steps('    A - A : M ;;\n    A -> A : M\n    A -> : M , x');
    expect((await errors(text)).map((error) => error.split(' ')[0])).toEqual(['4:7', '6:10']);
  });

  test('a line is not reported that is only wrong because the one before it is not complete', async () => {
    const text = 'model M {\n  phase P {\n    trigger a : M\n    a -> b : M\n  }\n}\n';
    expect((await errors(text)).map((error) => error.split(' ')[0])).toEqual(['3:15']);
  });
});

describe('an unclosed block, text or comment', () => {
  test('an unclosed block, text or comment is reported: a text', async () => {
    expect(await errors('flow X "abc {\n  party A\n}\n')).toEqual([
      "1:8 This string is never closed: write '\"' where it ends, on the same line.",
    ]);
  });

  test('an unclosed block, text or comment is reported: a comment', async () => {
    expect(await errors('flow X {\n  /* abc\n  party A\n}\n')).toEqual([
      '2:3 This comment is never closed: write "*/" where it ends.',
    ]);
  });

  test('an unclosed block, text or comment is reported: a brace at the end of the file', async () => {
    expect(await errors('flow X {\n  party A\n')).toEqual([
      '2:9 The "{" of line 1 is never closed. Write "}" at the end of its block. <- 1',
    ]);
  });

  test('an unclosed block, text or comment is reported: a brace whose block another one follows', async () => {
    const text = 'flow X {\n  phase P {\n    M\n  phase Q {\n    M\n  }\n}\n';
    expect(await errors(text)).toEqual([
      '4:3 Unexpected "phase": the "{" of line 2 is not closed yet. Write "}" before this line. <- 2',
    ]);
  });

  test('an unclosed block, text or comment is reported: a brace in a model', async () => {
    const text = 'model M {\n  phase P {\n    a -> b : M\n  phase Q {\n    a -> b : M\n  }\n}\n';
    expect(await errors(text)).toEqual([
      '4:3 Unexpected "phase": the "{" of line 2 is not closed yet. Write "}" before this line. <- 2',
    ]);
  });
});

describe('the rest is still read', () => {
  test.each(['A - A : M', 'A -> : M', 'A -> A', 'A ->', 'A -> A :', 'next', 'next |', 'A -> A : M(', '"x', ': ,', '5'])(
    'the rest is still read after %s in a phase',
    async (mistake) => {
      const text = `flow X {\n  party A\n  phase P {\n    ${mistake}\n  }\n  phase Q {\n    A -> A : M\n  }\n}\n`;
      const workspace = await TestWorkspace.create({ 'a.confer': text });
      const root = workspace.document('a.confer').parseResult.value;
      const flow =
        'declarations' in root && Array.isArray(root.declarations) ? root.declarations.find(ast.isFlow) : undefined;
      expect(flow?.members.map((member) => ('name' in member ? member.name : '?'))).toEqual(['A', 'P', 'Q']);
    },
  );
});
