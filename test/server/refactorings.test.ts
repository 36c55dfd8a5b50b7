import { TextDocument, URI } from 'langium';
import { expect, test } from 'vitest';
import { libraryUri } from '../../language/library/library.js';
import type { FixesResult } from '../../server/protocol/fix-messages.js';
import { models, newFlowResult, savedScenario } from '../../server/requests/refactoring-handler.js';
import { TestEditor } from '../support/editor.js';

const text = `protocol Line
message Call on Line
model Talk "A talk" {
  party caller
  system desk
  phase Ring { caller -> desk : Call }
}
flow F follows Talk {
  party Ann as caller
  system Desk as desk
  phase One is Ring next Two
  phase Two is Ring
}
`;

function after({ fixes: [fix] }: FixesResult): string {
  const [edits = []] = Object.values(fix?.edits ?? {});
  return TextDocument.applyEdits(TextDocument.create('', '', 0, text), [...edits]);
}

test('a path of the preview becomes a scenario, its name selected', async () => {
  const editor = await TestEditor.open(text);
  const textDocument = { uri: editor.uri().toString() };
  const params = { textDocument, flow: 'F', path: ['One', 'Two'] };
  const answer = await savedScenario(editor.services, editor.document(), params);
  expect(after(answer)).toBe(text.replace('\n}\n', '\n}\n').replace(/\}\n$/, '\n  scenario Two { One, Two }\n}\n'));
  expect(answer.fixes[0]?.select).toEqual({
    uri: textDocument.uri,
    range: { start: { line: 13, character: 11 }, end: { line: 13, character: 14 } },
  });
  const gone = await savedScenario(editor.services, editor.document(), { ...params, path: ['Two', 'One'] });
  expect(gone.fixes).toEqual([]);
});

test('the models that a flow can follow are listed, the library first', async () => {
  const { services, uri } = await TestEditor.open(text).then((editor) => ({
    services: editor.services,
    uri: editor.uri(),
  }));
  const found = models(services.shared, services);
  expect(found).toContainEqual(
    expect.objectContaining({
      uri: libraryUri('genesys/conference.confer').toString(),
      name: 'Conference',
      title: 'Conference',
      library: true,
      import: null,
    }),
  );
  const workgroup = found.find(({ name }) => name === 'Workgroup');
  expect(workgroup).toMatchObject({ import: 'confer:xmpp/workgroup', library: true });
  expect(workgroup?.phases.map(({ name }) => name)).toContain('OfferMade');
  expect(found.filter(({ library }) => library)).toHaveLength(21);
  expect(found.at(-1)).toMatchObject({ uri: uri.toString(), name: 'Talk', title: 'A talk', library: false });
});

test('a flow from a model is in a file of its own for the library’s, else after the model', async () => {
  const editor = await TestEditor.open(text);
  const ask = (model: string, path?: string) => {
    const uri = path ?? editor.uri().toString();
    const document = editor.services.shared.workspace.LibraryDocuments.document(URI.parse(uri));
    if (document === undefined) throw new Error(`${uri} is not there`);
    return newFlowResult(editor.services, document, { textDocument: { uri }, model });
  };
  const library = await ask('Conference', libraryUri('genesys/conference.confer').toString());
  expect(library.file).toMatch(/^flow ConferenceFlow follows Conference \{\n/);
  expect(library.change.fixes).toEqual([]);
  const own = await ask('Talk');
  expect(own.file).toBeNull();
  expect(after(own.change)).toContain('}\n\nflow TalkFlow follows Talk {\n');
  expect((await ask('Nothing')).change.fixes).toEqual([]);
});
