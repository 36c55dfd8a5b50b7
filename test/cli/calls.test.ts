import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { commands } from '../../cli/commands.js';
import { version } from '../../cli/version.js';
import { confer, root } from '../support/command.js';

// Each call is a process of its own, and a test makes several.
vi.setConfig({ testTimeout: 60_000 });

describe('a wrong call', () => {
  test.each([
    [['draw']],
    [['help', 'draw']],
    [['completions', 'powershell']],
    [['lsp', '--port', '1']],
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
  ])('confer %j exits with 2 and says why', (args) => {
    const { code, out, err } = confer(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^confer: .+\.\nSee confer --help\.\n$/);
  });

  test.each([
    [['chekc'], 'Did you mean check?'],
    [['check', '--formt', 'json'], 'Did you mean --format?'],
    [['check', '--format', 'jsom'], 'Did you mean json?'],
    [['check', '--format'], '--format needs a value'],
    [['check', '--format', '--config', 'confer.json'], '--format needs a value'],
    [['timeline', '--all-paths=yes'], '--all-paths takes no value'],
  ])('confer %j names what was probably meant', (args, hint) => {
    expect(confer(args).err).toContain(hint);
  });

  test('help is one text per command, however it is asked for, and starts nothing', () => {
    for (const args of [['help'], ['--help'], ['-h']]) expect(confer(args)).toEqual(confer([]));
    expect(confer([])).toMatchObject({ code: 0, err: '' });
    for (const { name, options } of commands) {
      const { code, out } = confer(['help', name]);
      expect(code).toBe(0);
      expect(out).toContain(`confer ${name}`);
      for (const option of options) expect(out).toContain(`--${option.name}`);
      expect(confer([name, '--help']).out).toBe(out);
      expect(confer([name, '--nonsense', '-h']).out).toBe(out);
      expect(confer([]).out).toContain(`confer ${name}`);
    }
  });

  test('completions name every command and option, and shells can read them', () => {
    for (const shell of ['bash', 'zsh', 'fish']) {
      const script = confer(['completions', shell]).out;
      for (const { name, options } of commands) {
        expect(script).toContain(name);
        for (const option of options) expect(script).toMatch(new RegExp(`(--|-l )${option.name}\\b`));
      }
      const known = spawnSync(shell, ['-n'], { input: script, encoding: 'utf8' });
      if (known.error === undefined) expect(known.stderr).toBe('');
    }
  });

  test('the version is that of the manifest', () => {
    expect(confer(['--version']).out.trim()).toBe(version);
    const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    expect(manifest.version).toBe(version);
  });
});
