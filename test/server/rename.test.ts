import { TextDocument } from 'langium';
import { describe, expect, test } from 'vitest';
import { TestEditor } from '../support/editor.js';

const words = 'protocol Line\nmessage Call on Line\nmessage Bell on Line\n';
const flow = `import "./words.confer"
protocol Wire
flow F {
  party Ann
  party Bob
  phase One { Ann -> Bob : Call next Two }
  phase Two { Bob -> Ann : EventAck }
}
`;

async function rename(needle: string, newName: string, path = 'flow.confer', texts = { words, flow }): Promise<string> {
  const editor = await TestEditor.open({ 'words.confer': texts.words, 'flow.confer': texts.flow });
  const edit = await editor.services.lsp.RenameProvider?.rename(editor.document(path), {
    ...editor.at(path, needle),
    newName,
  });
  return Object.entries(edit?.changes ?? {})
    .map(([uri, edits]) => TextDocument.applyEdits(editor.document(uri.split('/').at(-1)).textDocument, edits))
    .join('---\n');
}

test('a name changes in all files', async () => {
  const after = await rename('Call', 'Phone', 'words.confer');
  expect(after).toContain('message Phone on Line');
  expect(after).toContain('Ann -> Bob : Phone next Two');
  expect(await rename('Bob\n', 'all')).toContain('party ^all');
});

describe('is refused', () => {
  test.each([
    ['no name', 'Bob\n', 'two words', '"two words" is not a valid name'],
    ['another participant’s', 'Bob\n', 'Ann', '"Ann" is taken: another declaration here has that name.'],
    ['another phase’s, from a reference', 'Two }', 'One', '"One" is taken: another declaration here'],
  ])('a new name is refused that is %s', async (_, needle, newName, reason) => {
    await expect(rename(needle, newName)).rejects.toThrow(reason);
  });

  test('a new name is refused that the same file, or one that sees it, has already', async () => {
    await expect(rename('Call', 'Bell', 'words.confer')).rejects.toThrow('another declaration here has that name');
    const own = flow.replace('protocol Wire', 'protocol Wire\nmessage Ring on Wire');
    await expect(rename('Call', 'Ring', 'words.confer', { words, flow: own })).rejects.toThrow(
      '"Ring" is taken: flow.confer uses the renamed declaration and already has that name.',
    );
  });

  test('a new name is refused that is one of the library which the file uses', async () => {
    const own = flow.replace('protocol Wire', 'protocol Wire\nmessage Ring on Wire');
    await expect(rename('Ring', 'EventAck', 'flow.confer', { words, flow: own })).rejects.toThrow(
      '"EventAck" is taken: references to the existing "EventAck" would change their meaning.',
    );
    expect(await rename('Ring', 'EventNack', 'flow.confer', { words, flow: own })).toContain('message EventNack');
  });
});
