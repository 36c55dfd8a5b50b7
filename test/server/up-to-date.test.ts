import { Cancellation, DocumentState, isOperationCancelled, TextDocument } from 'langium';
import { expect, test } from 'vitest';
import { TestEditor } from '../support/editor.js';

/** A file whose text was changed in the editor, the change not having had its turn yet. */
async function changed() {
  const editor = await TestEditor.open('flow Before {}\n');
  const { DocumentBuilder, TextDocuments } = editor.services.shared.workspace;
  const uri = editor.uri();
  const text = 'flow After {}\n';
  const open = TextDocument.create(uri.toString(), 'confer', 1, 'flow Before {}\n');
  TextDocuments.set(open);
  await DocumentBuilder.update([uri], []);
  TextDocument.update(open, [{ text }], 2);
  return { editor, uri, text, builder: DocumentBuilder };
}

test('an answer waits for the text that the editor has, not for the one that was built before', async () => {
  const { editor, uri, text, builder } = await changed();
  const parsed = builder
    .waitUntil(DocumentState.Linked, uri)
    .then(() => editor.document().parseResult.value.$cstNode?.root.fullText);
  void builder.update([uri], []);
  expect(await parsed).toBe(text);
});

test('waiting ends with the request, and with the file', async () => {
  const { uri, builder } = await changed();
  const source = new Cancellation.CancellationTokenSource();
  const canceled = builder.waitUntil(DocumentState.Linked, uri, source.token);
  source.cancel();
  await expect(canceled.catch((error: unknown) => isOperationCancelled(error))).resolves.toBe(true);
  const gone = builder.waitUntil(DocumentState.Linked, uri);
  void builder.update([], [uri]);
  await expect(gone).rejects.toThrow('No document found');
});
