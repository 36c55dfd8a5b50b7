import { mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type {
  ClientCapabilities,
  Diagnostic,
  FullDocumentDiagnosticReport,
  Hover,
  Location,
  LocationLink,
  SemanticTokens,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { Served, servers } from '../support/served.js';
import { temporaryFolder } from '../support/temporary-folder.js';

// What an editor of another make does: nothing of our own client's messages and options.

const lsp = servers['confer lsp'];
const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code);

function address(folder: string, name: string): string {
  return pathToFileURL(path.join(folder, name)).href;
}

async function start(capabilities: ClientCapabilities, folder?: string) {
  return Served.start(lsp, { capabilities, ...(folder === undefined ? {} : { folder }) });
}

function pull(served: Served, uri: string): Promise<FullDocumentDiagnosticReport> {
  return served.request<FullDocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } });
}

describe('a client that can do nothing special', () => {
  test('a client that can do nothing special gets diagnostics, may request them, and ends the server in good order', async () => {
    const { served, capabilities } = await start({});
    expect(capabilities.textDocumentSync).toMatchObject({ openClose: true });
    expect(capabilities.hoverProvider).toBe(true);
    expect(capabilities.diagnosticProvider).toBeUndefined();
    await served.open('file:///nowhere/a.confer', 'message M on Nowhere\n');
    expect(codes(await served.diagnostics('file:///nowhere/a.confer'))).toEqual(['unknown-protocol']);
    const position = { line: 0, character: 8 };
    const params = { textDocument: { uri: 'file:///nowhere/a.confer' }, position };
    const hover = await served.request<Hover | null>('textDocument/hover', params);
    expect(JSON.stringify(hover?.contents)).toContain('message M');
    expect(await served.stop()).toBe(0);
    expect(served.errors).toBe('');
  });
});

describe('positions', () => {
  // Signs of one, two, three and four bytes.
  const text = 'protocol P "🎧 Ünï→" message M on Nowhere\n';
  const uri = 'file:///nowhere/wide.confer';
  const inUtf8 = (line: string, units: number) => Buffer.byteLength(line.slice(0, units));

  test.each([
    ['nothing', undefined, 'utf-16'],
    ['UTF-16 first', ['utf-16', 'utf-8'], 'utf-16'],
    ['UTF-32 alone', ['utf-32'], 'utf-16'],
    ['UTF-8 first', ['utf-8', 'utf-16'], 'utf-8'],
    ['UTF-8 alone', ['utf-8'], 'utf-8'],
  ])('positions are counted as the client would rather, where it offers %s', async (_name, offered, encoding) => {
    const general = offered === undefined ? {} : { positionEncodings: offered };
    const { served, capabilities } = await start({ general });
    expect(capabilities.positionEncoding).toBe(encoding);
    const column = (line: string, units: number) => (encoding === 'utf-8' ? inUtf8(line, units) : units);
    const end = text.indexOf('Nowhere') + 'Nowhere'.length;
    await served.open(uri, text);
    const [found] = await served.diagnostics(uri);
    expect(found?.range).toEqual({
      start: { line: 0, character: column(text, text.indexOf('Nowhere')) },
      end: { line: 0, character: column(text, end) },
    });
    // An edit after a character of several units is applied in the right place, and so is one after that edit.
    const before = { line: 0, character: column(text, text.indexOf('Nowhere')) };
    await served.change(uri, '"ä" P', { start: before, end: { line: 0, character: column(text, end) } });
    const now = text.replace('Nowhere', '"ä" P');
    expect(
      await served.diagnostics(uri, (diagnostics) => diagnostics.some(({ code }) => code === 'syntax-error')),
    ).not.toEqual([]);
    const from = { line: 0, character: column(now, now.indexOf('"ä"')) };
    const to = { line: 0, character: column(now, now.indexOf(' P', now.indexOf('"ä"')) + 1) };
    await served.change(uri, '', { start: from, end: to });
    expect(await served.diagnostics(uri, (diagnostics) => diagnostics.length === 0)).toEqual([]);
    await served.stop();
    expect(served.errors).toBe('');
  });

  test('positions in bytes are those of the file that they are in', async () => {
    const [a, b] = ['/* ü */ import "b.confer" message M on Ä', '/* €€ */ protocol Ä "→"'];
    const folder = temporaryFolder({ 'a.confer': `${a}\n`, 'b.confer': `${b}\n` });
    const { served } = await start({ general: { positionEncodings: ['utf-8'] } }, folder);
    const [here, there] = [address(folder, 'a.confer'), address(folder, 'b.confer')];
    await served.open(here, `${a}\n`);
    await served.diagnostics(here, (found) => found.length === 0);
    const position = { line: 0, character: inUtf8(a, a.length - 1) };
    const at = { textDocument: { uri: here }, position };
    const range = (line: string, word: string) => {
      const start = inUtf8(line, line.lastIndexOf(word));
      return { start: { line: 0, character: start }, end: { line: 0, character: start + Buffer.byteLength(word) } };
    };

    const [definition] = await served.request<LocationLink[]>('textDocument/definition', at);
    expect(definition).toMatchObject({
      originSelectionRange: range(a, 'Ä'),
      targetUri: there,
      targetSelectionRange: range(b, 'Ä'),
    });

    const context = { includeDeclaration: true };
    const references = await served.request<Location[]>('textDocument/references', { ...at, context });
    expect(references).toEqual(
      expect.arrayContaining([
        { uri: here, range: range(a, 'Ä') },
        { uri: there, range: range(b, 'Ä') },
      ]),
    );

    const renamed = await served.request<WorkspaceEdit>('textDocument/rename', { ...at, newName: 'Q' });
    expect(renamed.changes).toEqual({
      [here]: [{ range: range(a, 'Ä'), newText: 'Q' }],
      [there]: [{ range: range(b, 'Ä'), newText: 'Q' }],
    });

    const { data } = await served.request<SemanticTokens>('textDocument/semanticTokens/full', at);
    const tokens: (readonly number[])[] = [];
    let column = 0;
    for (let index = 0; index < data.length; index += 5) {
      column += data[index + 1] ?? 0;
      tokens.push([column, data[index + 2] ?? 0]);
    }
    const word = (name: string) => [inUtf8(a, a.lastIndexOf(name)), Buffer.byteLength(name)];
    expect(tokens).toEqual(expect.arrayContaining([word('M'), word('Ä')]));
    await served.stop();
    expect(served.errors).toBe('');
  });
});

describe('diagnostics', () => {
  const uri = 'file:///nowhere/a.confer';

  test('a client that can only pull diagnostics is offered that, and notified when to pull again', async () => {
    const folder = temporaryFolder({ 'a.confer': 'import "b.confer"\nmessage M on P\n', 'b.confer': 'protocol P\n' });
    const { served, capabilities } = await start(
      { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } },
      folder,
    );
    expect(capabilities.diagnosticProvider).toEqual({ interFileDependencies: true, workspaceDiagnostics: false });
    const a = address(folder, 'a.confer');
    await served.open(a, 'import "b.confer"\nmessage M on P\n');
    expect(await pull(served, a)).toEqual({ kind: 'full', items: [] });

    // The answer belongs to the text as it is when the question comes.
    await served.change(a, 'import "b.confer"\nmessage M on X\n');
    expect(codes((await pull(served, a)).items)).toEqual(['unknown-protocol']);
    await served.change(a, 'import "b.confer"\nmessage M on P\n');
    expect((await pull(served, a)).items).toEqual([]);

    const refreshed = new Promise<void>((resolve) => {
      served.connection.onRequest('workspace/diagnostic/refresh', () => {
        resolve();
        return null;
      });
    });
    await served.open(address(folder, 'b.confer'), 'protocol Q\n');
    await refreshed;
    expect(codes((await pull(served, a)).items)).toEqual(['unknown-protocol']);
    expect((await pull(served, address(folder, 'none.confer'))).items).toEqual([]);
    await served.stop();
    expect(served.errors).toBe('');
  });

  test('a client that accepts published diagnostics is not offered to pull them, or it would show them twice; a pull is still answered', async () => {
    const { served, capabilities } = await start({ textDocument: { diagnostic: {}, publishDiagnostics: {} } });
    expect(capabilities.diagnosticProvider).toBeUndefined();
    await served.open(uri, 'message M on Nowhere\n');
    const summary = await served.diagnostics(uri);
    expect((await pull(served, uri)).items).toEqual(summary);
    await served.stop();
  });
});

describe('the built-in library', () => {
  const library = 'confer-library:/genesys/conference.confer';

  test('the built-in library reports the open file to a client that has it open, and to no other', async () => {
    const folder = temporaryFolder({ 'a.confer': 'protocol P\n' });
    const { served } = await start({}, folder);
    await served.diagnostics(address(folder, 'a.confer'), (found) => found.length === 0);
    await served.open(library, await served.request<string>('confer/libraryFile', { uri: library }));
    const found = await served.diagnostics(library, (diagnostics) => diagnostics.length > 0);
    expect(found.map(({ code, severity }) => `${code} ${severity}`)).toEqual(['outcome-not-observed 3']);
    await served.connection.sendNotification('textDocument/didClose', { textDocument: { uri: library } });
    expect(await served.diagnostics(library, (diagnostics) => diagnostics.length === 0)).toEqual([]);
    await served.stop();
    expect(served.errors).toBe('');
  });

  test('the built-in library says it to a client that asks', async () => {
    const { served } = await start({ textDocument: { diagnostic: {} } });
    expect((await pull(served, library)).items).toEqual([]);
    await served.open(library, await served.request<string>('confer/libraryFile', { uri: library }));
    expect(codes((await pull(served, library)).items)).toEqual(['outcome-not-observed']);
    await served.stop();
  });
});

describe('workspace folders', () => {
  test('workspace folders are several, and come and go', async () => {
    const folder = temporaryFolder({
      'one/a.confer': 'message M on Nowhere\n',
      'two/b.confer': 'message M on Nowhere\n',
      'two/open.confer': 'message M on Nowhere\n',
    });
    const { served, capabilities } = await start({ workspace: { workspaceFolders: true } }, path.join(folder, 'one'));
    expect(capabilities.workspace?.workspaceFolders).toEqual({ supported: true, changeNotifications: true });
    await served.diagnostics(address(folder, 'one/a.confer'), (found) => found.length === 1);
    const two = { uri: address(folder, 'two'), name: 'two' };
    const change = (event: object) =>
      served.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
    await change({ added: [two], removed: [] });
    await served.diagnostics(address(folder, 'two/b.confer'), (found) => found.length === 1);

    await served.open(address(folder, 'two/open.confer'), 'message M on Nowhere\nmessage N on Nowhere\n');
    await served.diagnostics(address(folder, 'two/open.confer'), (found) => found.length === 2);
    await change({ added: [], removed: [two] });
    await served.diagnostics(address(folder, 'two/b.confer'), (found) => found.length === 0);
    await served.diagnostics(address(folder, 'two/open.confer'), (found) => found.length === 2);
    await served.stop();
    expect(served.errors).toBe('');
  });
});

describe('a renamed file', () => {
  const files = {
    'flows/a.confer': 'import "../words.confer"\nimport "./b.confer"\nmessage M on Phone, Q\n',
    'flows/b.confer': 'protocol Q\n',
    'words.confer': 'protocol Phone\n',
  };

  /** What the server would have edited, `file: new text`. */
  async function edits(served: Served, folder: string, from: string, to: string): Promise<string[]> {
    const edit = await served.request<WorkspaceEdit | null>('workspace/willRenameFiles', {
      files: [{ oldUri: address(folder, from), newUri: address(folder, to) }],
    });
    return Object.entries(edit?.changes ?? {}).flatMap(([uri, changes]) =>
      changes.map(({ newText, range }) => `${path.basename(uri)}:${range.start.line + 1} ${newText}`),
    );
  }

  test('a renamed file keeps its imports, and those of others that lead to it', async () => {
    const folder = temporaryFolder(files);
    const { served, capabilities } = await start({ workspace: { fileOperations: { willRename: true } } }, folder);
    expect(capabilities.workspace?.fileOperations?.willRename?.filters[0]?.pattern.glob).toBe('**/*.confer');
    await served.diagnostics(address(folder, 'flows/a.confer'));
    expect(await edits(served, folder, 'words.confer', 'lib/names.confer')).toEqual([
      'a.confer:1 "../lib/names.confer"',
    ]);
    expect(await edits(served, folder, 'flows/b.confer', 'flows/c.confer')).toEqual(['a.confer:2 "./c.confer"']);
    expect(await edits(served, folder, 'flows/a.confer', 'a.confer')).toEqual([
      'a.confer:1 "./words.confer"',
      'a.confer:2 "./flows/b.confer"',
    ]);
    // A folder moves with its files.
    expect(await edits(served, folder, 'flows', 'deep/flows')).toEqual(['a.confer:1 "../../words.confer"']);
    expect(await edits(served, folder, 'flows/a.confer', 'flows/z.confer')).toEqual([]);
    await served.stop();
  });

  test('a renamed file is known by its new name only, though no client watches files', async () => {
    const folder = temporaryFolder(files);
    const { served } = await start({ workspace: { fileOperations: { didRename: true } } }, folder);
    const a = address(folder, 'flows/a.confer');
    await served.diagnostics(a, (found) => found.length === 0);
    mkdirSync(path.join(folder, 'lib'));
    renameSync(path.join(folder, 'words.confer'), path.join(folder, 'lib/words.confer'));
    await served.connection.sendNotification('workspace/didRenameFiles', {
      files: [{ oldUri: address(folder, 'words.confer'), newUri: address(folder, 'lib/words.confer') }],
    });
    expect(codes(await served.diagnostics(a, (found) => found.length > 0))).toEqual(['unknown-import']);
    await served.diagnostics(address(folder, 'lib/words.confer'));
    await served.open(a, files['flows/a.confer'].replace('../words', '../lib/words'));
    await served.diagnostics(a, (found) => found.length === 0);
    await served.stop();
    expect(served.errors).toBe('');
  });
});
