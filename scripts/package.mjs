// Builds for production and packs the extension and the command: `node scripts/package.mjs [--no-build]`. Both packages
// are the same on every machine: their files are of the time of the last commit, or of SOURCE_DATE_EPOCH.
import { spawnSync } from 'node:child_process';
import { cp, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { build } from './build.mjs';
import { manifestLinks, remoteOf } from './manifest-links.mjs';
import { packCommand, tarball } from './npm-package.mjs';
import { manifest, root } from './project.mjs';

/** Path of the packed extension. */
export const vsix = path.join(root, `${manifest.name}-${manifest.version}.vsix`);

/** The document that the Marketplace and the extension's page in the editor show; the repository has its own README. */
const README = 'docs/marketplace.md';

/** Bytes of a picture that goes into the readme's text: a larger one is left out of a package without a repository. */
const MAX_EMBEDDED = 320 * 1024;

/**
 * Packs the content of `out/` with the files that `.vscodeignore` lets through.
 * @param {{ preRelease?: boolean }} [options]
 * @returns {Promise<string>} path of the package
 */
export async function pack({ preRelease = false } = {}) {
  const folder = await stage(path.join(root, '.tmp/package'));
  const { repository } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  await createVSIX({
    cwd: folder,
    packagePath: vsix,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: repository !== undefined,
    preRelease,
  });
  return vsix;
}

/**
 * Copies the files to pack into a folder, which a host can load as an extension: with the Marketplace's page as readme,
 * and a manifest that names the repository it is packed from.
 * @param {string} folder emptied first
 * @returns {Promise<string>} the folder
 */
export async function stage(folder) {
  await rm(folder, { recursive: true, force: true });
  for (const file of await filesToPack()) {
    if (file !== README) await cp(path.join(root, file), path.join(folder, file));
  }
  const links = manifestLinks(remoteOf(root));
  const own = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  await writeFile(path.join(folder, 'package.json'), `${JSON.stringify({ ...own, ...links }, null, 2)}\n`);
  await writeFile(path.join(folder, 'README.md'), await packedReadme(links.repository !== undefined));
  return folder;
}

/**
 * Lists the files that `.vscodeignore` lets through. The packer compares every file of a folder with every line of it,
 * those of `.git` and of the test hosts too, which takes ten seconds: it is shown a folder of links to the entries of
 * the repository that some line names.
 * @returns {Promise<string[]>} paths from the repository's root
 */
async function filesToPack() {
  const folder = path.join(root, '.tmp/files-to-pack');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const ignoreFile = path.join(root, '.vscodeignore');
  const lines = (await readFile(ignoreFile, 'utf8')).split('\n').filter((line) => line.startsWith('!'));
  const entries = new Set(lines.map((line) => line.slice(1).trim().split('/', 1)[0] ?? ''));
  for (const entry of entries) {
    const from = path.join(root, entry);
    if ((await stat(from)).isDirectory()) await symlink(from, path.join(folder, entry), 'junction');
    else await cp(from, path.join(folder, entry));
  }
  /** @type {import('@vscode/vsce').IListFilesOptions & { followSymlinks: boolean }} its command line has the option too */
  const options = { cwd: folder, ignoreFile, packageManager: PackageManager.None, followSymlinks: true };
  return listFiles(options);
}

/**
 * The Marketplace's page, as it is at the top of the package.
 * @param {boolean} published whether the packer gives relative links an address on the web; otherwise pictures go into
 *   the text
 */
async function packedReadme(published) {
  const text = await readFile(path.join(root, README), 'utf8');
  if (published) return text.replaceAll(/\]\((?![a-z]+:|#)/g, '](docs/');
  const parts = text.split(/(!\[[^\]]*\]\((?![a-z]+:)[^)]+\))/);
  const embedded = parts.map(async (part) => {
    const [, alt, file] = /^!\[([^\]]*)\]\(([^)]+)\)$/.exec(part) ?? [];
    if (file === undefined) return part;
    const picture = path.join(root, 'docs', file);
    if ((await stat(picture)).size > MAX_EMBEDDED) return '';
    const content = await readFile(picture, 'base64');
    return `![${alt}](data:image/${path.extname(file).slice(1)};base64,${content})`;
  });
  return (await Promise.all(embedded)).join('');
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
