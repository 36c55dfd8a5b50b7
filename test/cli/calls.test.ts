import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { cliCommands } from '../../cli/commands.js';
import { version } from '../../cli/version.js';
import { command, confer, root } from '../support/command.js';

describe('a wrong call', () => {
  test.each([
    [['draw']],
    [['help', 'draw']],
    [['completions', 'powershell']],
    [['lsp', '--port', '1']],
    [['lsp', 'a.confer']],
    [['mcp', 'a.confer']],
    [['check', '-']],
    [['check', '--format', 'json=none/a.json', 'examples']],
    [['check', '--format', 'json=docs', 'examples']],
    [['check', 'missing.confer']],
    [['check', 'package.json']],
    [['check', 'none/*.confer']],
    [['check', '--format', 'xml', '.']],
    [['check', '--max-warnings', '-1', '.']],
    [['check', '--max-warnings', 'many', '.']],
    [['check', '--max-configurations', '0', '.']],
    [['check', '--unknown', '.']],
    [['check', '--config', 'missing.json', '.']],
    [['timeline']],
    [['timeline', 'missing.confer']],
    [['timeline', 'a.confer', 'b.confer']],
    [['check', '']],
    [['conform', 'a.confer', '']],
  ])('confer %j exits with 2 and says why', async (args) => {
    const { code, out, err } = await confer(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^confer: .+\.\nSee confer (?:--help|help \w+)\.\n$/);
  });

  test.each([
    [['chekc'], 'Did you mean check?'],
    [['--verson'], 'Did you mean --version?'],
    [['check', '-'], '--stdin-filepath FILE'],
    [['check', '--formt', 'json'], 'Did you mean --format?'],
    [['check', '--format', 'jsom'], 'Did you mean json?'],
    [['check', '--format'], '--format needs a value'],
    [['check', '--config', 'docs', '.'], 'docs is a folder: write docs/confer.json.'],
    [['completions', 'tcsh'], 'only for bash, zsh, and fish.\nSee'],
    [['check', ''], 'An argument is empty ("")'],
    [['check', '--format', '--config', 'confer.json'], '--format needs a value'],
    [['timeline', '--all-paths=yes'], '--all-paths takes no value'],
  ])('confer %j names what was probably meant', async (args, hint) => {
    expect((await confer(args)).err).toContain(hint);
  });

  test('help is one text per command, however it is asked for, and starts nothing', async () => {
    for (const args of [['help'], ['--help'], ['-h']]) expect(await confer(args)).toEqual(await confer([]));
    expect(await confer([])).toMatchObject({ code: 0, err: '' });
    for (const { name, options } of cliCommands) {
      const { code, out } = await confer(['help', name]);
      expect(code).toBe(0);
      expect(out).toContain(`confer ${name}`);
      for (const option of options) expect(out).toContain(`--${option.name}`);
      expect((await confer([name, '--help'])).out).toBe(out);
      expect((await confer([name, '--nonsense', '-h'])).out).toBe(out);
      expect((await confer([])).out).toContain(`confer ${name}`);
    }
  });

  test('completions name every command and option, and shells can read them', async () => {
    for (const shell of ['bash', 'zsh', 'fish']) {
      const script = (await confer(['completions', shell])).out;
      for (const { name, options } of cliCommands) {
        expect(script).toContain(name);
        for (const option of options) expect(script).toMatch(new RegExp(`(--|-l )${option.name}\\b`));
      }
      const syntaxCheck = spawnSync(shell, ['-n'], { input: script, encoding: 'utf8' });
      if (syntaxCheck.error === undefined) expect(syntaxCheck.stderr).toBe('');
    }
  });

  test('confer lsp --help prints the help of the command and starts no server', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'lsp', '--help'], {
      encoding: 'utf8',
      input: 'Content-Length: 2\r\n\r\n{}',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('confer lsp');
    expect(stdout).not.toContain('Content-Length');
  });

  test('an editor that always says --stdio is served', () => {
    const started = (...args: string[]) =>
      spawnSync(process.execPath, [command, 'lsp', ...args], { encoding: 'utf8', input: '' });
    expect(started('--stdio').stderr).toBe('');
    expect(started('--stdio').status).toBe(started().status);
  });

  test('the version is that of the manifest', async () => {
    expect((await confer(['--version'])).out.trim()).toBe(version);
    const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    expect(manifest.version).toBe(version);
  });
});
