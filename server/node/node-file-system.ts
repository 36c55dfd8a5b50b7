import { readFile, stat } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { promisify } from 'node:util';
import { URI } from 'langium';
import { NodeFileSystem } from 'langium/node';
import type { LinkAwareFileSystem } from '../../language/index.js';
import { encodingOf, MAX_FILE_SIZE } from '../protocol/text-encoding.js';

// Half as much work as those of `node:fs/promises`, which make an object for each file that is open.
const readBytes = promisify(readFile);
const statOf = promisify(stat);

/** Makes the file system that reads the machine's own disk. */
export function nodeFileSystem(): LinkAwareFileSystem {
  const langiumFiles = NodeFileSystem.fileSystemProvider();
  return Object.assign(langiumFiles, {
    readFile: async (uri: URI) => readText(pathOnDisk(uri)),
    realPath: async (uri: URI) => URI.file(await realpath(pathOnDisk(uri))),
  });
}

/** The path of a file of another scheme, such as one that was never saved, means nothing on the disk. */
function pathOnDisk(uri: URI): string {
  if (uri.scheme !== 'file') throw new Error(`${uri.toString()} is not on the disk.`);
  return uri.fsPath;
}

/** A file that is too large to be a Confer file. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

/**
 * The text of a file, without its byte order mark.
 * @throws if it is no regular file, such as a device or a pipe, too large, or cannot be read
 */
export async function readText(path: string): Promise<string> {
  const found = await statOf(path);
  if (!found.isFile()) throw new Error(`${path} is not a file.`);
  if (found.size > MAX_FILE_SIZE) throw new TooLargeError(`${path} is larger than ${MAX_FILE_SIZE} bytes.`);
  const bytes = await readBytes(path);
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}
