// Publishes both packages: `node scripts/release.mjs [--dry-run]`. The tag decides: `v1.2.3` is a release, `v1.3.0-pre.1`
// goes to the pre-release channels. With DRY_RUN=true, or without a tag, everything is done but the publishing.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from './build.mjs';
import { tarball } from './npm-package.mjs';
import { packAll, vsix } from './package.mjs';
import { manifest, root } from './project.mjs';

const tag = process.env.GITHUB_REF_TYPE === 'tag' ? (process.env.GITHUB_REF_NAME ?? '') : '';
const isDryRun = process.argv.includes('--dry-run') || process.env.DRY_RUN === 'true' || tag === '';
const isPreRelease = /-/.test(tag);

const [, version] = /^v(\d+\.\d+\.\d+)(?:-pre\.\d+)?$/.exec(tag) ?? [];
if (tag !== '' && version !== manifest.version) {
  throw new Error(`Tag ${tag} does not match version ${manifest.version} of package.json.`);
}

await build({ production: true });
await packAll({ preRelease: isPreRelease });

const channel = isPreRelease ? ['--pre-release'] : [];
publish('VSCE_PAT', path.join(root, 'node_modules/.bin/vsce'), ['publish', '--packagePath', vsix, ...channel]);
publish('OVSX_PAT', 'npx', ['--yes', 'ovsx@1', 'publish', vsix, ...channel]);
const npmTag = ['--tag', isPreRelease ? 'next' : 'latest'];
if (isDryRun) run('npm', ['publish', tarball, '--dry-run', ...npmTag]);
else run('npm', ['publish', tarball, '--provenance', '--access', 'public', ...npmTag]);

/**
 * Runs a publishing command; in a dry run it is printed.
 * @param {string} secret name of the variable that it needs
 * @param {string} command
 * @param {string[]} args
 */
function publish(secret, command, args) {
  if (isDryRun) {
    console.log(
      `Would run: ${[path.basename(command), ...args.map((arg) => (path.isAbsolute(arg) ? path.basename(arg) : arg))].join(' ')}`,
    );
    return;
  }
  if ((process.env[secret] ?? '') === '') throw new Error(`${secret} is not set.`);
  run(command, args);
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  const { status, signal } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`${command} ended with ${status ?? signal}.`);
}
