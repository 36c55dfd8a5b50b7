import { cpSync } from 'node:fs';
import path from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { temporaryFolder } from '../support/temporary-folder.js';
import { unpackedExtension } from './packed-extension.js';

test('the packed extension serves its tools to an agent, in the folder where it is started', async () => {
  const folder = temporaryFolder({});
  cpSync(path.join(root, 'examples/escalate-chat-faults.confer'), path.join(folder, 'faults.confer'));
  const file = (name: string) => path.join(unpackedExtension, name);
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [file('out/server/node.cjs'), '--mcp', file('docs/rules'), '1.2.3'],
      env: { ELECTRON_RUN_AS_NODE: '1' },
      cwd: folder,
    }),
  );
  const call = async (name: string, args: Record<string, unknown>) => {
    const { content } = await client.callTool({ name, arguments: args });
    return (content as { text: string }[])[0]?.text ?? '';
  };
  expect(client.getServerVersion()).toEqual({ name: 'confer', version: '1.2.3' });
  expect(await call('check', { path: 'faults.confer' })).toContain('missing-message');
  expect(await call('explain', { code: 'missing-message' })).toContain('# missing-message');
  expect(await call('check', { path: '../outside.confer' })).toContain('There is no file');
  await client.close();
});
