import { expect, test, vi } from 'vitest';
import { ast } from '../../language/index.js';
import { ignoreComments } from '../../language/recovery/ignore-comments.js';
import { TestWorkspace } from '../support/workspace.js';

/** So many that a pattern which tries each of them for each of its parts does not end. */
const SPACES = ' '.repeat(19_000);

test('a suppressing comment of a long line of spaces is read in one pass', async () => {
  const workspace = await TestWorkspace.create({
    'a.confer': `// confer-ignore${SPACES}unknown-protocol${SPACES}:${SPACES}known\u2028elsewhere${SPACES}\nevent M on P\n`,
  });
  expect(ignoreComments(workspace.document('a.confer'))).toMatchObject([
    { rules: ['unknown-protocol'], reason: `known\u2028elsewhere`, scope: 1 },
  ]);
});

test('a documenting comment of many empty lines is read in one pass', async () => {
  const empty = '\n'.repeat(200_000);
  const workspace = await TestWorkspace.create({
    'a.confer': `/**${empty} First${empty} Last${empty}*/\nprotocol P\n`,
  });
  const { value } = workspace.document('a.confer').parseResult;
  const [protocol] = ast.isConferFile(value) ? value.declarations : [];
  if (protocol === undefined) throw new Error('The file has no protocol.');
  const text = workspace.services.documentation.DocumentationProvider.getDocumentation(protocol);
  expect(text?.replace(/\n+/, ' ')).toBe('First Last');
});

test('of comments that are not closed, the end of the first only is searched for', async () => {
  const search = vi.spyOn(String.prototype, 'indexOf');
  const workspace = await TestWorkspace.create({ 'a.confer': `protocol P\n${'/* open\n'.repeat(5_000)}` });
  const [file] = [workspace.document('a.confer')];
  const searches = search.mock.calls.filter(([sought]) => sought === '*/').length;
  search.mockRestore();
  expect(file.parseResult.lexerErrors).toHaveLength(1);
  expect(searches).toBeLessThan(100);
});

test('in a line of thousands of braces, not each looks at all before it', async () => {
  const workspace = await TestWorkspace.create();
  const problems = await workspace.problems('a.confer', `protocol P\n${'} '.repeat(9_000)}\n`);
  expect(problems.every(({ code }) => code === 'syntax-error')).toBe(true);
});
