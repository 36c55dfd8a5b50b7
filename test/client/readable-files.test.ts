import { describe, expect, it } from 'vitest';
import { type Address, mayReadDirectory, mayReadFile } from '../../client/readable-files.js';

function file(path: string, scheme = 'file', authority = ''): Address {
  return { scheme, authority, path };
}

const workspace = { folders: [file('/project/flows')], documents: [] };
const loneFile = { folders: [], documents: [file('/home/me/flow.confer')] };

describe('files that the server may read', () => {
  it('files that the server may read are those of the language in a folder of the workspace', () => {
    expect(mayReadFile(file('/project/flows/a.confer'), workspace)).toBe(true);
    expect(mayReadFile(file('/project/flows/sub/b.confer'), workspace)).toBe(true);
    expect(mayReadFile(file('/project/flows/confer.json'), workspace)).toBe(true);
  });

  it('files that the server may read are what a lone file imports, above and next to it', () => {
    expect(mayReadFile(file('/home/me/other.confer'), loneFile)).toBe(true);
    expect(mayReadFile(file('/home/shared/models.confer'), loneFile)).toBe(true);
  });

  it('files that the server may read are never files of another kind', () => {
    expect(mayReadFile(file('/project/flows/.env'), workspace)).toBe(false);
    expect(mayReadFile(file('/project/flows/package.json'), workspace)).toBe(false);
    expect(mayReadFile(file('/project/flows/not-confer.json'), workspace)).toBe(false);
    expect(mayReadFile(file('/home/me/.ssh/id_rsa'), loneFile)).toBe(false);
  });

  it('files that the server may read are never on a file system from which nothing is open', () => {
    expect(mayReadFile(file('/project/flows/a.confer', 'vscode-vfs', 'host'), workspace)).toBe(false);
    expect(mayReadFile(file('/home/me/a.confer', 'file', 'server'), loneFile)).toBe(false);
    expect(mayReadFile(file('/elsewhere/a.confer'), workspace)).toBe(false);
  });

  it('files that the server may read are not reached by a folder whose name only begins alike, or by going up', () => {
    expect(mayReadFile(file('/project/flows-private/a.confer'), workspace)).toBe(false);
    expect(mayReadFile(file('/project/flows/../secret/a.confer'), workspace)).toBe(false);
  });
});

describe('folders that the server may list', () => {
  it('folders that the server may list are those of the workspace, its root among them', () => {
    expect(mayReadDirectory(file('/project/flows'), workspace)).toBe(true);
    expect(mayReadDirectory(file('/project/flows/sub'), workspace)).toBe(true);
    expect(mayReadDirectory(file('/'), { folders: [file('/')], documents: [] })).toBe(true);
  });

  it('folders that the server may list are not those around a lone file', () => {
    expect(mayReadDirectory(file('/home/me'), loneFile)).toBe(false);
    expect(mayReadDirectory(file('/work'), workspace)).toBe(false);
  });
});
