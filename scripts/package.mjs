// Builds for production and packs the extension and the command: `node scripts/package.mjs [--no-build]`. Both packages
// are the same on every machine: their files are of the time of the last commit, or of SOURCE_DATE_EPOCH.
import { spawnSync } from 'node:child_process';
import { cp, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { build } from './build.mjs';
import { packCommand, tarball } from './npm-package.mjs';
import { manifest, root } from './project.mjs';

/** Path of the packed extension. */
export const vsix = path.join(root, `${manifest.name}-${manifest.version}.vsix`);

/**
 * Packs what lies in `out/` with the files that `.vscodeignore` lets through.
 * @param {{ preRelease?: boolean }} [options]
 * @returns {Promise<string>} path of the package
 */
export async function pack({ preRelease = false } = {}) {
  await createVSIX({
    cwd: root,
    packagePath: vsix,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
    preRelease,
  });
  return vsix;
}

/**
 * Copies the files that would be packed into a folder, which a host can load as an extension.
 * @param {string} folder emptied first
 * @returns {Promise<string>} the folder
 */
export async function stage(folder) {
  await rm(folder, { recursive: true, force: true });
  for (const file of await listFiles({ cwd: root, packageManager: PackageManager.None })) {
    await cp(path.join(root, file), path.join(folder, file));
  }
  return folder;
}

/**
 * Packs the extension and the command, both of the time of the last commit.
 * @param {{ preRelease?: boolean }} [options]
 */
export async function packAll(options) {
  useCommitTime();
  await pack(options);
  await packCommand();
}

/** Has archives carry the time of the last commit, unless the caller has set another. */
function useCommitTime() {
  if (process.env.SOURCE_DATE_EPOCH !== undefined) return;
  const { status, stdout } = spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' });
  if (status === 0) process.env.SOURCE_DATE_EPOCH = stdout.trim();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!process.argv.includes('--no-build')) await build({ production: true });
  await packAll();
  for (const file of [vsix, tarball]) {
    console.log(`${path.relative(process.cwd(), file)}: ${((await stat(file)).size / 1024).toFixed(0)} KB`);
  }
}
