import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { ToolResult } from '../../server/protocol/tool-messages.js';
import { Served, servers } from '../support/served.js';
import { temporaryFolder } from '../support/temporary-folder.js';

// The test starts a server of its own.
test('tools read open documents and the Confer files of the workspace, and nothing else', async () => {
  const outside = temporaryFolder({ 'outside.confer': 'message Secret on Nowhere\n' });
  const folder = temporaryFolder({
    'flows/a.confer': 'message M on Nowhere\n',
    'notes.txt': 'secret',
  });
  const { served } = await Served.start(servers['the server’s bundle'], { folder });
  served.connection.onRequest('confer/rulePage', ({ code }: { code: string }) => `# ${code}, the page`);
  const call = (name: string, input: object) => served.request<ToolResult>('confer/tool', { name, input });
  const file = path.join(folder, 'flows/a.confer');
  const uri = pathToFileURL(file).href;

  for (const named of ['flows/a.confer', 'flows\\a.confer', file, uri]) {
    const { text, failed } = await call('check', { path: named });
    expect(failed).toBe(false);
    expect(text).toMatch(/^1 error, 0 warnings.*\n1:14 error unknown-protocol/);
  }
  await served.open(uri, 'protocol P\nmessage M on P\n');
  await served.diagnostics(uri, (found) => found.length === 0);
  expect((await call('check', { path: 'flows/a.confer' })).text).toMatch(/^0 errors/);

  const other = path.join(outside, 'outside.confer');
  const climbing = `../${path.basename(outside)}/outside.confer`;
  for (const named of ['notes.txt', 'none.confer', other, climbing, 'confer-library:/genesys/conference.confer']) {
    const { text, failed } = await call('check', { path: named });
    expect(failed).toBe(true);
    expect(text).toContain('neither open nor a Confer file of the workspace');
  }
  expect(await call('explain', { code: 'missing-message' })).toEqual({
    text: '# missing-message, the page',
    failed: false,
  });
  expect((await call('models', { model: 'Conference', phase: 'InvitationIssued' })).text).toContain('EventInvite');
  const texts = ['message M on Nowhere', 'protocol P', 'message M on N1\nmessage N on N2'];
  const atOnce = await Promise.all(texts.map((text) => call('check', { text })));
  expect(atOnce.map(({ text }) => text.slice(0, 8))).toEqual(['1 error,', '0 errors', '2 errors']);
  expect(await call('destroy', {})).toMatchObject({ failed: true });
  await served.stop();
});
