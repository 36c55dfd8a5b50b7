import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { DocumentState, EmptyFileSystemProvider, URI } from 'langium';
import { expect, test } from 'vitest';
import { createConferLspServices } from '../../server/confer-lsp-module.js';
import { Served, servers } from '../support/served.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const names = Array.from({ length: 30 }, (_, index) => `f${index}`);
const library = 'protocol Wire\nevent Note on Wire\n';
const user = (name: string) =>
  `import "library.confer"\n\nflow ${name} {\n  party A\n  party B\n  phase X {\n    A -> B : Note\n  }\n}\n`;

test('after a change in a library, open files get its diagnostics first', async () => {
  const texts = Object.fromEntries(names.map((name) => [`${name}.confer`, user(name)]));
  const folder = temporaryFolder({ 'library.confer': library, ...texts });
  const { served } = await Served.start(servers['the server’s bundle'], { folder });
  const address = (name: string) => pathToFileURL(path.join(folder, `${name}.confer`)).href;
  const open = ['f29', 'f12', 'library'];
  for (const name of open) await served.open(address(name), texts[`${name}.confer`] ?? library);
  await served.request('confer/checkWorkspace', { again: false });
  const faulty = () => names.filter((name) => (served.allDiagnostics().get(address(name))?.length ?? 0) > 0);
  expect(faulty()).toEqual([]);

  await served.change(address('library'), library.replace('Note', 'Remark'));
  await served.until(() => faulty().length > 1);
  expect(faulty()).toEqual(['f12', 'f29']);
  await served.until(() => faulty().length === names.length);
  await served.stop();
});

test('the files of the next slice are read while one is checked, and each is read once', async () => {
  const events: string[] = [];
  const disk = Object.assign(new EmptyFileSystemProvider(), {
    readFile: async (uri: URI) => {
      events.push(`read ${uri.path}`);
      return 'flow F {}\n';
    },
  });
  const { shared } = createConferLspServices({ fileSystemProvider: () => disk });
  const { DocumentBuilder, LangiumDocumentFactory, LangiumDocuments } = shared.workspace;
  const documents = names.map((name) => {
    const document = LangiumDocumentFactory.fromModel({ $type: 'INVALID' }, URI.parse(`file:///${name}.confer`));
    document.state = DocumentState.Changed;
    LangiumDocuments.addDocument(document);
    return document;
  });
  DocumentBuilder.onDocumentPhase(DocumentState.Validated, ({ uri }) => {
    events.push(`checked ${uri.path}`);
  });
  await DocumentBuilder.build(documents, { validation: true });
  const of = (event: string) => events.filter((other) => other === event).length;
  expect(names.map((name) => [of(`read /${name}.confer`), of(`checked /${name}.confer`)])).toEqual(
    names.map(() => [1, 1]),
  );
  for (const [index, name] of names.slice(0, -8).entries()) {
    expect(events.indexOf(`read /${names[index + 8]}.confer`)).toBeLessThan(events.indexOf(`checked /${name}.confer`));
  }
});
