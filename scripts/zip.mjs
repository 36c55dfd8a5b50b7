// Reads zip archives, which packed extensions are.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_LENGTH = 22;

/**
 * The files of a zip archive. Archives of more than 4 GB and encrypted ones are not read.
 * @param {string} file path of the archive
 * @returns {Promise<Map<string, Buffer>>} contents by path inside the archive, in the archive's order
 */
export async function readZip(file) {
  const bytes = await readFile(file);
  let end = bytes.length - END_LENGTH;
  while (end >= 0 && bytes.readUInt32LE(end) !== END_OF_DIRECTORY) end--;
  if (end < 0) throw new Error(`${file} is not a zip archive.`);
  /** @type {Map<string, Buffer>} */
  const files = new Map();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error(`${file}: the archive's directory is damaged.`);
    const method = bytes.readUInt16LE(at + 10);
    const packed = bytes.readUInt32LE(at + 20);
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(start, start + packed);
    if (!name.endsWith('/')) files.set(name, method === 0 ? content : inflateRawSync(content));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
}

/**
 * Writes the packed extension's own files (those under `extension/` in the archive) into a folder.
 * @param {string} file path of the packed extension
 * @param {string} folder emptied first
 * @returns {Promise<string>} the folder
 */
export async function unpackExtension(file, folder) {
  await rm(folder, { recursive: true, force: true });
  for (const [name, content] of await readZip(file)) {
    if (!name.startsWith('extension/')) continue;
    const target = path.join(folder, name.slice('extension/'.length));
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, content);
  }
  return folder;
}
