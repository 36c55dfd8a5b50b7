import path from 'node:path';
import { URI } from 'langium';
import { expect, test } from 'vitest';
import { nodeFileSystem } from '../../server/node/node-file-system.js';
import { temporaryFolder } from '../support/temporary-folder.js';

test('a file of another scheme is not read from the disk, even if a file exists at its path', async () => {
  const file = path.join(temporaryFolder({ 'a.confer': 'protocol P' }), 'a.confer');
  const files = nodeFileSystem();
  expect(await files.readFile(URI.file(file))).toBe('protocol P');
  for (const scheme of ['untitled', 'vscode-vfs', 'confer-library']) {
    const uri = URI.file(file).with({ scheme });
    await expect(files.readFile(uri)).rejects.toThrow('is not on the disk');
    await expect(files.realPath(uri)).rejects.toThrow('is not on the disk');
  }
});
