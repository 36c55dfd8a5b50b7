import { expect, test } from 'vitest';
import { ast } from '../../language/index.js';
import { TestWorkspace } from '../support/workspace.js';

/** What documents the first message of a file. */
async function documentation(comment: string): Promise<string | undefined> {
  const workspace = await TestWorkspace.create({ 'a.confer': `protocol P\n${comment}\nevent E on P\n` });
  const { value } = workspace.document('a.confer').parseResult;
  const message = ast.isConferFile(value) ? value.declarations.find(ast.isMessage) : undefined;
  if (message === undefined) throw new Error('The file has no message.');
  return workspace.services.documentation.DocumentationProvider.getDocumentation(message);
}

test.each([
  ['one line', '/** Shown on hover. */', 'Shown on hover.'],
  [
    'a margin of stars',
    '/**\n * First.\n *\n *  - an item\n *    of two lines\n */',
    'First.\n\n - an item\n   of two lines',
  ],
  ['no margin', '/**\n  First.\n    code\n*/', 'First.\n  code'],
  ['words that other languages take for tags', '/** See @param and {@link E}. */', 'See @param and {@link E}.'],
  [
    'a picture from elsewhere as a link',
    '/** See ![x](https://example.org/x.png). */',
    'See [x](https://example.org/x.png).',
  ],
  [
    'no HTML that loads something',
    '/** <img src="https://example.org/x.png"> */',
    '&lt;img src="https://example.org/x.png">',
  ],
  ['nothing', '/** */', undefined],
  ['a comment that documents nothing', '/* An aside. */', undefined],
])('a comment is read as Markdown, as it was written: %s', async (_, comment, wanted) => {
  expect(await documentation(comment)).toBe(wanted);
});
