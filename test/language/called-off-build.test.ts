import { Cancellation, DocumentState } from 'langium';
import { expect, test } from 'vitest';
import { TestWorkspace } from '../support/workspace.js';

const states = [DocumentState.Parsed, DocumentState.Linked, DocumentState.Validated];

test.each(states)(
  'listeners hear of a document though the build is called off when it reaches state %s',
  async (state) => {
    const workspace = await TestWorkspace.create({ 'a.confer': 'protocol P\n' });
    const { DocumentBuilder } = workspace.shared.workspace;
    const source = new Cancellation.CancellationTokenSource();
    DocumentBuilder.onDocumentPhase(state, () => source.cancel());
    const heard: string[] = [];
    DocumentBuilder.onDocumentPhase(state, ({ uri }) => {
      heard.push(workspace.path(uri));
    });
    await workspace.write({ 'a.confer': 'protocol Q\n' }, source.token);
    expect(heard).toEqual(['a.confer']);
  },
);

test('listeners of a build hear after the next one what a cancellation kept from them', async () => {
  const workspace = await TestWorkspace.create({ 'a.confer': 'protocol P\n', 'b.confer': 'protocol R\n' });
  const { DocumentBuilder } = workspace.shared.workspace;
  const source = new Cancellation.CancellationTokenSource();
  DocumentBuilder.onDocumentPhase(DocumentState.Validated, () => source.cancel());
  const heard: string[][] = [];
  DocumentBuilder.onBuildPhase(DocumentState.Validated, (documents) => {
    heard.push(documents.map(({ uri }) => workspace.path(uri)));
  });
  await workspace.write({ 'a.confer': 'protocol Q\n' }, source.token);
  expect(heard).toEqual([]);
  await workspace.write({ 'b.confer': 'protocol S\n' });
  expect(heard.map((paths) => paths.sort())).toEqual([['a.confer', 'b.confer']]);
});
