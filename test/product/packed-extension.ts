import path from 'node:path';
import { build } from '../../scripts/build.mjs';
import { pack, vsix } from '../../scripts/package.mjs';
import { root } from '../../scripts/project.mjs';
import { unpackExtension } from '../../scripts/zip.mjs';

/** Path of the packed extension that the tests look at. */
export const packedExtension = vsix;

/** Folder of the unpacked extension that the hosts load: what is packed, and nothing else. */
export const unpackedExtension = path.join(root, '.tmp/packed-extension');

/** Builds, packs and unpacks the extension once before the tests of a project run. */
export async function setup(): Promise<void> {
  await build({ production: true });
  await unpackExtension(await pack(), unpackedExtension);
}
