import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { tarball } from '../../scripts/npm-package.mjs';

/** The packed command, installed by npm in a folder of its own. */
export class InstalledCommand {
  /** The file that starts the command. */
  readonly file: string;

  private constructor(readonly folder: string) {
    this.file = path.join(folder, 'node_modules/confer-cli/confer.cjs');
  }

  /**
   * Installs the packed command in an empty folder.
   * @throws Error if npm cannot
   */
  static create(): InstalledCommand {
    const folder = mkdtempSync(path.join(tmpdir(), 'confer-cli-'));
    writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
    const args = ['install', '--no-audit', '--no-fund', tarball];
    const run = spawnSync('npm', args, { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' });
    if (run.status !== 0) throw new Error(`npm install failed:\n${run.stderr}`);
    return new InstalledCommand(folder);
  }

  /** Runs the command. */
  confer(...args: readonly string[]): { readonly code: number | null; readonly out: string; readonly err: string } {
    const run = spawnSync(process.execPath, [this.file, ...args], { cwd: this.folder, encoding: 'utf8' });
    return { code: run.status, out: run.stdout, err: run.stderr };
  }

  /** Runs a line of a script where `confer` can be found, as in a build that has installed it. */
  shell(line: string, environment: Readonly<Record<string, string>> = {}, shell: string | true = true) {
    const bin = path.join(this.folder, 'node_modules/.bin');
    const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}`, ...environment };
    return spawnSync(line, { cwd: this.folder, encoding: 'utf8', env, shell });
  }
}
