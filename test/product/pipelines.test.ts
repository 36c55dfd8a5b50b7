import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { InstalledCommand } from './installed-command.js';

// Installing takes npm a while on a busy machine.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const problems = readFileSync(path.join(root, 'examples/escalate-chat-faults.confer'), 'utf8');
const page = readFileSync(path.join(root, 'docs/ci.md'), 'utf8');

describe('the commands for pipelines', () => {
  let installed: InstalledCommand;

  const write = (name: string, text: string) => {
    const file = path.join(installed.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  const read = (name: string) => readFileSync(path.join(installed.folder, name), 'utf8');

  beforeAll(() => {
    installed = InstalledCommand.create();
    write('faults.confer', problems);
    write('.gitignore', 'node_modules\n');
    for (const line of ['init --quiet', 'config user.name Test', 'config user.email test@example.com', 'add .']) {
      expect(installed.shell(`git ${line}`)).toMatchObject({ status: 0 });
    }
  });

  afterAll(() => rmSync(installed.folder, { recursive: true, force: true }));

  test('the checks of docs/ci.md fail a build and write their reports', () => {
    // What is fetched there is installed here.
    const checks = [...page.matchAll(/npx (?:--yes )?(confer-cli check[^'`\n]*)/g)].map(([, call]) => call ?? '');
    expect(checks).toHaveLength(3);
    for (const call of checks) expect(installed.shell(`npx --no ${call}`)).toMatchObject({ status: 1, stderr: '' });
    for (const file of ['confer.sarif', 'gl-code-quality.json', 'confer.xml']) {
      expect(read(file)).toContain('missing-message');
    }
  });

  test('coverage is written, and fails a build that shows too little', () => {
    const [, lcov = '', threshold = ''] =
      /```sh\n(confer coverage [^#\n]*).*\n(confer coverage [^#\n]*)/.exec(page) ?? [];
    expect(installed.shell(lcov)).toMatchObject({ status: 0, stderr: '' });
    expect(read('confer.info')).toContain('end_of_record');
    expect(installed.shell(threshold)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('less than 90%'),
    });
  });

  test('a picture that is no longer that of its flow fails a build', () => {
    const [, line = ''] = /```sh\n(confer timeline [^\n]* && git diff [^\n]*)\n/.exec(page) ?? [];
    const [, flow = '', picture = ''] = /timeline (\S+) -o (\S+)/.exec(line) ?? [];
    write(flow, problems);
    write(picture, '');
    expect(installed.shell(`confer timeline ${flow} -o ${picture} && git add ${picture}`)).toMatchObject({ status: 0 });
    expect(installed.shell(line)).toMatchObject({ status: 0, stdout: '' });
    write(flow, problems.replaceAll('Alice', 'Alicia'));
    expect(installed.shell(line)).toMatchObject({ status: 1, stdout: expect.stringContaining('Alicia') });
  });

  test('the hooks run on the staged files that pre-commit gives them', () => {
    const text = readFileSync(path.join(root, '.pre-commit-hooks.yaml'), 'utf8');
    const hooks = text.split(/^- /m).slice(1);
    const field = (hook: string, name: string) => new RegExp(`^ *${name}: (.*)$`, 'm').exec(hook)?.[1] ?? '';
    write('CLEAN.Confer', 'protocol   P\n');
    write('notes.txt', 'protocol P\n');
    expect(installed.shell('git add CLEAN.Confer notes.txt')).toMatchObject({ status: 0 });
    const staged = installed.shell('git ls-files').stdout.trim().split('\n');
    /** What pre-commit does: the entry, its arguments, and those staged files whose names fit. */
    const run = (id: string) => {
      const hook = hooks.find((lines) => field(lines, 'id') === id) ?? '';
      expect(field(hook, 'language')).toBe('system');
      // Python writes the flag in the expression.
      const fits = new RegExp(field(hook, 'files').replace('(?i)', ''), 'i');
      const files = staged.filter((name) => fits.test(name));
      expect(files).toEqual(['CLEAN.Confer', 'faults.confer']);
      return installed.shell(`${field(hook, 'entry')} ${files.join(' ')}`);
    };
    expect(hooks.map((hook) => field(hook, 'id'))).toEqual([...page.matchAll(/- id: (\S+)/g)].map(([, id]) => id));
    expect(run('confer-check')).toMatchObject({ status: 1, stdout: expect.stringContaining('missing-message') });
    expect(run('confer-format')).toMatchObject({ status: 0 });
    expect(read('CLEAN.Confer')).toBe('protocol P\n');
  });

  test('the steps of the action annotate, write SARIF and sum coverage up', () => {
    const action = readFileSync(path.join(root, 'action.yml'), 'utf8').replaceAll('\r\n', '\n');
    const steps = [...action.matchAll(/^ {6}run: \|\n((?: {8}.*\n)+)/gm)].map(([, step]) =>
      (step ?? '').replace(/^ {8}/gm, ''),
    );
    expect(steps).toHaveLength(3);
    const [, check = '', coverage = ''] = steps;
    const environment = {
      FILES: 'faults.confer\n',
      SARIF: 'action.sarif',
      MAX_WARNINGS: '0',
      FAIL_UNDER: 'rows=100',
      GITHUB_STEP_SUMMARY: path.join(installed.folder, 'summary.md'),
    };
    const checked = installed.shell(check, environment, 'bash');
    expect(checked).toMatchObject({ status: 1, stderr: '' });
    expect(checked.stdout).toMatch(/^::error file=faults\.confer,line=\d+/m);
    expect(read('action.sarif')).toContain('missing-message');
    expect(installed.shell(coverage, environment, 'bash')).toMatchObject({ status: 1 });
    expect(read('summary.md')).toMatch(/^\|.*Rows/m);
  });
});
