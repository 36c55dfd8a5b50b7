import { describe, expect, test } from 'vitest';
import { importsOf } from '../../language/workspace/import-resolver.js';
import { brief } from '../support/check.js';
import { TestWorkspace } from '../support/workspace.js';

const using = 'import "./other.confer"\nmessage M on P\n';

async function errors(workspace: TestWorkspace, path: string): Promise<string[]> {
  const { findings } = await workspace.services.analysis.AnalysisProvider.analyze(workspace.document(path));
  return findings.filter((finding) => finding.severity === 'error').map(brief);
}

/** What the editor shows: the diagnostics of the last build. */
function shown(workspace: TestWorkspace, path: string): unknown[] {
  return (workspace.document(path).diagnostics ?? []).map((diagnostic) => diagnostic.code);
}

describe('imports', () => {
  test('imports are loaded from the disk, and what they import too', async () => {
    const workspace = await TestWorkspace.create(
      {
        'flows/a.confer': 'import "../b.confer"\nmessage M on P\n',
        'b.confer': 'import "lib/c.confer"\nprotocol P\nmessage N on Q\n',
        'lib/c.confer': 'protocol Q\n',
      },
      { open: false },
    );
    await workspace.load('flows/a.confer');
    expect(await errors(workspace, 'flows/a.confer')).toEqual([]);
    expect(await errors(workspace, 'b.confer')).toEqual([]);
  });

  test('imports may go round in a circle', async () => {
    const workspace = await TestWorkspace.create({
      'a.confer': 'import "b.confer"\nprotocol P\nmessage M on Q\n',
      'b.confer': 'import "a.confer"\nprotocol Q\nmessage N on P\n',
    });
    expect(await errors(workspace, 'a.confer')).toEqual([]);
    expect(await errors(workspace, 'b.confer')).toEqual([]);
  });

  test('imports of the file itself change nothing', async () => {
    const workspace = await TestWorkspace.create({ 'a.confer': 'import "./a.confer"\nprotocol P\nmessage M on P\n' });
    expect(await errors(workspace, 'a.confer')).toEqual([]);
  });

  test.each([
    ['a missing file', './missing.confer'],
    ['a folder', './folder'],
    ['a folder that is named like a file', './folder.confer'],
    ['the folder itself', '.'],
    ['nothing', ''],
    ['no Confer file', './text.txt'],
    ['another scheme', 'https://example.org/a.confer'],
    ['an absolute path', '/workspace/folder/b.confer'],
    ['the address of a file', 'file:///workspace/folder/b.confer'],
  ])('imports of %s are errors at the path', async (_what, path) => {
    const workspace = await TestWorkspace.create({
      'a.confer': `import "${path}"\n`,
      'folder/b.confer': '',
      'folder.confer/b.confer': '',
      'text.txt': 'protocol P',
    });
    expect(await errors(workspace, 'a.confer')).toEqual(['error unknown-import 1:8']);
    const document = workspace.document('a.confer');
    const [declaration] = importsOf(document.parseResult.value);
    if (declaration === undefined) throw new Error('no import');
    expect(workspace.shared.workspace.ImportResolver.resolveImport(document, declaration)).toBeUndefined();
  });
});

describe('a file that is imported', () => {
  test('a file that is imported is read again when it changes', async () => {
    const workspace = await TestWorkspace.create({ 'a.confer': using, 'other.confer': 'protocol P\n' });
    expect(shown(workspace, 'a.confer')).toEqual([]);
    await workspace.write({ 'other.confer': 'protocol Q\n' });
    expect(shown(workspace, 'a.confer')).toEqual(['unknown-protocol']);
    await workspace.write({ 'other.confer': 'protocol P\n' });
    expect(shown(workspace, 'a.confer')).toEqual([]);
  });

  test('a file that is imported is found when it appears, and missed when it goes', async () => {
    const workspace = await TestWorkspace.create({ 'a.confer': using });
    expect(shown(workspace, 'a.confer')).toContain('unknown-import');
    await workspace.write({ 'other.confer': 'protocol P\n' });
    expect(shown(workspace, 'a.confer')).toEqual([]);
    await workspace.remove('other.confer');
    expect(shown(workspace, 'a.confer')).toContain('unknown-import');
  });

  test('a file that is imported is read again when a file that it imports changes', async () => {
    const workspace = await TestWorkspace.create({
      'flow.confer': 'import "model.confer"\nflow F follows M { party A as p  system S as r  phase X is Start }\n',
      'model.confer': `import "words.confer"
model M {
  party p
  system r
  states out, in
  channel p -> r on P
  phase Start { trigger p -> r : Go  moves p from out to in }
}
`,
      'words.confer': 'protocol P\nmessage Go on P\n',
    });
    expect(shown(workspace, 'model.confer')).toEqual([]);
    let relinked = 0;
    workspace.shared.workspace.DocumentBuilder.onDocumentPhase(6, (document) => {
      if (workspace.path(document.uri) === 'flow.confer') relinked++;
    });
    await workspace.write({ 'words.confer': 'protocol P\nmessage Gone on P\n' });
    expect(shown(workspace, 'model.confer')).toContain('unknown-message');
    expect(relinked).toBe(1);
  });

  test('a file that is imported is left alone when others change', async () => {
    const workspace = await TestWorkspace.create({ 'a.confer': 'protocol P\n', 'b.confer': 'protocol Q\n' });
    const built: string[] = [];
    workspace.shared.workspace.DocumentBuilder.onDocumentPhase(6, (document) => {
      built.push(workspace.path(document.uri));
    });
    await workspace.write({ 'a.confer': 'protocol R\n' });
    expect(built).toEqual(['a.confer']);
  });
});
