import { renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { codes, flow, uri } from '../support/invitation-flow.js';
import { Served, servers } from '../support/served.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('a workspace', () => {
  test('a workspace has its unopened files checked, again when one changes, and forgotten when one goes', async () => {
    const folder = temporaryFolder({
      'flows/a.confer': 'import "../words.confer"\nmessage M on P\n',
      'words.confer': 'protocol P\n',
      'node_modules/x/broken.confer': 'flow {',
    });
    const a = pathToFileURL(path.join(folder, 'flows/a.confer')).href;
    const words = pathToFileURL(path.join(folder, 'words.confer')).href;
    const { served } = await Served.start(servers['the server’s bundle'], { folder });
    expect(await served.diagnostics(a)).toEqual([]);

    const changed = (uri: string, type: number) =>
      served.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
    writeFileSync(path.join(folder, 'words.confer'), 'protocol Q\n');
    await changed(words, 2);
    expect(codes(await served.diagnostics(a, (found) => found.length > 0))).toEqual(['unknown-protocol']);

    // What is open is what the editor says; the disk does not matter until it is closed.
    await served.open(words, 'protocol P\n');
    await served.diagnostics(a, (found) => found.length === 0);
    await served.connection.sendNotification('textDocument/didClose', { textDocument: { uri: words } });
    await served.diagnostics(a, (found) => found.length > 0);

    renameSync(path.join(folder, 'words.confer'), path.join(folder, 'other.txt'));
    await changed(words, 3);
    await served.diagnostics(a, (found) => codes(found).includes('unknown-import'));
    rmSync(path.join(folder, 'flows'), { recursive: true });
    await changed(pathToFileURL(path.join(folder, 'flows')).href, 3);
    expect(await served.diagnostics(a, (found) => found.length === 0)).toEqual([]);
    await served.stop();
    expect(served.errors).toBe('');
  });

  test('a workspace applies its settings, and changes of them', async () => {
    const { served } = await Served.start(servers['the server’s bundle'], {
      settings: { check: { maxConfigurations: 1 } },
    });
    await served.open(uri, flow);
    await served.diagnostics(uri, (found) => codes(found).includes('check-inconclusive'));
    await served.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { confer: { check: { maxConfigurations: 20_000 } } },
    });
    await served.diagnostics(uri, (found) => !codes(found).includes('check-inconclusive'));
    await served.stop();
  });

  test('a workspace may be read through the editor', async () => {
    const files: Record<string, string> = { 'vfs:/w/words.confer': 'protocol P\n' };
    const { served } = await Served.start(servers['the server’s bundle'], {
      initializationOptions: { fileSystem: true },
    });
    served.connection.onRequest('confer/fs/readFile', ({ uri }: { uri: string }) => files[uri] ?? null);
    served.connection.onRequest('confer/fs/readDirectory', () => null);
    await served.open('vfs:/w/a.confer', 'import "words.confer"\nimport "none.confer"\nmessage M on P\n');
    expect(codes(await served.diagnostics('vfs:/w/a.confer'))).toEqual(['unknown-import']);
    await served.stop();
  });
});
