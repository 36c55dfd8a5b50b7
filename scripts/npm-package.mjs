// Writes `out/npm/confer-cli/`: the command as a package of its own.
import { spawnSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { commandFolder } from './build.mjs';
import { manifest, root } from './project.mjs';

const folder = path.join(root, 'out/npm/confer-cli');

/** Path of the packed command. */
export const tarball = path.join(root, `confer-cli-${manifest.version}.tgz`);

/**
 * Lays down the package's files from what is built, and packs them.
 * @returns {Promise<string>} path of the archive
 */
export async function packCommand() {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), `${JSON.stringify(packageManifest(), null, 2)}\n`);
  await cp(path.join(root, 'cli/README.md'), path.join(folder, 'README.md'));
  await cp(path.join(root, 'LICENSE'), path.join(folder, 'LICENSE'));
  await cp(path.join(root, 'out/ThirdPartyNotices.txt'), path.join(folder, 'ThirdPartyNotices.txt'));
  for (const file of await readdir(path.join(root, commandFolder))) {
    if (!file.endsWith('.map')) await cp(path.join(root, commandFolder, file), path.join(folder, file));
  }
  for (const file of ['preview.js', 'preview.css']) {
    await cp(path.join(root, 'out/markdown', file), path.join(folder, 'markdown', file));
  }
  run(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-b', 'cli']);
  await copyTypes('cli/api/api.d.ts', new Set());
  const name = run('npm', ['pack', folder, '--silent', '--pack-destination', path.join(root, 'out/npm')]).trim();
  await rename(path.join(root, 'out/npm', name.split('\n').at(-1) ?? ''), tarball);
  return tarball;
}

function packageManifest() {
  return {
    name: 'confer-cli',
    version: manifest.version,
    description: 'Check, draw and measure message flows against a reference model.',
    license: 'MIT',
    author: 'Confer contributors',
    keywords: ['confer', 'sequence-diagram', 'model-checking', 'lint', 'protocol'],
    engines: { node: '>=20.20' },
    type: 'commonjs',
    bin: { confer: 'confer.cjs' },
    exports: {
      '.': { types: './types/cli/api/api.d.ts', import: './index.mjs' },
      './markdown/*': './markdown/*',
      './package.json': './package.json',
    },
    types: './types/cli/api/api.d.ts',
    files: ['confer.cjs', '*.mjs', 'markdown', 'types', 'ThirdPartyNotices.txt'],
  };
}

/**
 * Copies a declaration file and those that it names.
 * @param {string} file relative to `out/types`
 * @param {Set<string>} done
 */
async function copyTypes(file, done) {
  if (done.has(file)) return;
  done.add(file);
  const text = await readFile(path.join(root, 'out/types', file), 'utf8');
  const target = path.join(folder, 'types', file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
  for (const [, specifier] of text.matchAll(/from '(\.[^']+)\.js'/g)) {
    await copyTypes(path.posix.join(path.posix.dirname(file), `${specifier}.d.ts`), done);
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {string} standard output
 */
function run(command, args) {
  const result = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (result.status !== 0)
    throw new Error(`${command} ${args.join(' ')} ended with ${result.status ?? result.signal}.`);
  return result.stdout;
}
