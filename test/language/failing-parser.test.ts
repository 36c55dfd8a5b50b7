import { DefaultLexer } from 'langium';
import { afterEach, expect, test, vi } from 'vitest';
import { TestWorkspace } from '../support/workspace.js';

afterEach(() => {
  vi.restoreAllMocks();
});

test('a text that is too large for the patterns of the lexer has a finding, and other files have theirs', async () => {
  const workspace = await TestWorkspace.create();
  const tokenize = DefaultLexer.prototype.tokenize;
  vi.spyOn(DefaultLexer.prototype, 'tokenize').mockImplementation(function (this: DefaultLexer, text, options) {
    if (text.includes('large')) throw new RangeError('Maximum call stack size exceeded');
    return tokenize.call(this, text, options);
  });
  const [large] = await workspace.problems('a.confer', 'protocol large\n');
  expect(large).toMatchObject({ code: 'syntax-error', message: expect.stringContaining('too large to be read') });
  expect(await workspace.problems('b.confer', 'event M on Nowhere\n')).toMatchObject([{ code: 'unknown-protocol' }]);
});

test('a parser that throws ends the build with what it throws', async () => {
  const workspace = await TestWorkspace.create({ 'a.confer': 'protocol P\n' });
  const parse = vi.spyOn(workspace.services.parser.LangiumParser, 'parse').mockImplementation(() => {
    throw new Error('no parser');
  });
  await expect(workspace.write({ 'a.confer': 'protocol Q\n' })).rejects.toThrow('no parser');
  expect(parse.mock.calls.length).toBeLessThan(5);
});
