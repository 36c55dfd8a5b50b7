import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { command, confer } from '../support/command.js';
import { Served, servers } from '../support/served.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Runs the built command in a process of its own. */
function started(args: readonly string[], cwd: string, options: { input?: string | Uint8Array; env?: object } = {}) {
  const env = { ...process.env, ...options.env };
  const run = spawnSync(process.execPath, [command, ...args], {
    cwd,
    encoding: 'utf8',
    env,
    input: options.input ?? '',
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

const faulty = 'message M on Nowhere\n';
const fixable = `flow F follows Conference {
  party Alice as agent1
  party Bob as agent2
  party Idle
  system Server as server
  system Statistics as reporting
  phase Accepts is InvitationAccepted {
    RequestAccept
    EventAck
    EventPartyAdded
    Server -> Statistics : EventPartyAdded on InteractionManagement
  }
}
`;
const files = (out: string) => (JSON.parse(out) as { files: { path: string }[] }).files.map((file) => file.path);

describe('confer check --fix', () => {
  test('confer check --fix ends in the very text that Fix All gives in the editor', async () => {
    const folder = temporaryFolder({ 'a.confer': fixable });
    const file = path.join(folder, 'a.confer');
    const uri = pathToFileURL(file).href;
    const { served } = await Served.start(servers['confer lsp'], { folder });
    await served.open(uri, fixable);
    await served.diagnostics(uri);
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const context = { diagnostics: [], only: ['source.fixAll.confer'] };
    const [action] = await served.connection.sendRequest<{ edit: { changes: Record<string, LspEdit[]> } }[]>(
      'textDocument/codeAction',
      { textDocument: { uri }, range, context },
    );
    await served.stop();
    const inEditor = edited(fixable, action?.edit.changes[uri] ?? []);
    expect(inEditor).not.toBe(fixable);
    const dryRun = await confer(['check', '--fix-dry-run'], folder);
    expect(dryRun.code).toBe(1);
    expect(dryRun.out).toMatch(/^--- a\/a\.confer\n\+\+\+ b\/a\.confer\n@@ -\d+,\d+ \+\d+,\d+ @@\n/);
    expect(readFileSync(file, 'utf8')).toBe(fixable);
    expect(started(['check', '--stdin-filepath', 'a.confer', '--fix'], folder, { input: fixable }).out).toBe(inEditor);
    await confer(['check', '--fix'], folder);
    expect(readFileSync(file, 'utf8')).toBe(inEditor);
  });

  test('applies the fixes of the rules that are named, and keeps a byte order mark', async () => {
    const folder = temporaryFolder({ 'a.confer': `\uFEFF${fixable}` });
    await confer(['check', '--fix=unused-participant'], folder);
    const text = readFileSync(path.join(folder, 'a.confer'), 'utf8');
    expect(text.startsWith('\uFEFFflow')).toBe(true);
    expect(text).not.toContain('Idle');
    expect(text).toContain('on InteractionManagement');
    expect((await confer(['check', '--fix=unused-participent'], folder)).err).toContain(
      'Did you mean unused-participant?',
    );
    expect((await confer(['check', '--fix=check-inconclusive'], folder)).code).toBe(2);
  });
});

interface LspEdit {
  readonly range: { readonly start: Position; readonly end: Position };
  readonly newText: string;
}

interface Position {
  readonly line: number;
  readonly character: number;
}

function edited(text: string, edits: readonly LspEdit[]): string {
  const lines = text.split('\n');
  const offset = ({ line, character }: Position) =>
    lines.slice(0, line).reduce((sum, other) => sum + other.length + 1, 0) + character;
  return [...edits]
    .sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce(
      (result, { range, newText }) => result.slice(0, offset(range.start)) + newText + result.slice(offset(range.end)),
      text,
    );
}

describe('which files confer check takes', () => {
  const check = async (folder: string, ...args: string[]) =>
    files((await confer(['check', '--format', 'json', ...args], folder)).out);

  test('confer check without names takes the current folder: no ignored files, hidden folders and links, endings in any case', async () => {
    const folder = temporaryFolder({
      'A.CONFER': '',
      'drafts/b.confer': '',
      'build/c.confer': '',
      'build/kept.confer': '',
      '.hidden/d.confer': '',
      'node_modules/e.confer': '',
      'out/f.confer': '',
      '.gitignore': 'build/*\n!kept.confer\n',
      'confer.json': '{ "ignore": ["drafts/"] }',
    });
    symlinkSync(path.join(folder, 'A.CONFER'), path.join(folder, 'link.confer'));
    symlinkSync(folder, path.join(folder, 'round'));
    expect(await check(folder)).toEqual(['A.CONFER', 'build/kept.confer', 'out/f.confer']);
    expect(await check(folder, 'drafts/b.confer', 'link.confer', 'A.CONFER')).toEqual([
      'drafts/b.confer',
      'link.confer',
    ]);
    expect(await check(folder, '.', '!out', '!*kept*')).toEqual(['A.CONFER']);
    expect(await check(folder, '**/*.confer', '!out/**')).toEqual(['build/kept.confer']);
  });

  test('a library folder that leads out of the project is one warning, and a device is not read', async () => {
    const folder = temporaryFolder({
      'confer.json': '{ "library": ["models"] }',
      'a.confer': 'import "./zero.confer"\nimport "/etc/absolute.confer"\n',
    });
    symlinkSync('/', path.join(folder, 'models'));
    symlinkSync('/dev/zero', path.join(folder, 'zero.confer'));
    const { err, out } = await confer(['check', '--format', 'compact', 'a.confer'], folder);
    expect(err.split('\n').filter((line) => line.includes('"models"'))).toHaveLength(1);
    expect(out.match(/unknown-import/g)).toHaveLength(2);
  });

  test('a byte order mark moves no column, and UTF-16 is read', async () => {
    const folder = temporaryFolder({
      'mark.confer': `\uFEFF${faulty}`,
      'wide.confer': Buffer.from(`\uFEFF${faulty}`, 'utf16le'),
    });
    expect((await confer(['check', '--format', 'compact'], folder)).out).toMatch(
      /^mark\.confer:1:14: .*\nwide\.confer:1:14: /,
    );
  });
});

describe('the options of confer check', () => {
  test('a baseline lets known findings pass and new ones fail, wherever their lines are', async () => {
    const folder = temporaryFolder({ 'a.confer': faulty });
    const baselineCall = ['check', '--baseline', 'known.json'];
    expect((await confer(baselineCall, folder)).code).toBe(2);
    expect((await confer([...baselineCall, '--update-baseline'], folder)).code).toBe(0);
    expect(await confer(baselineCall, folder)).toMatchObject({
      code: 0,
      out: expect.stringContaining('1 known from the baseline'),
    });
    writeFileSync(path.join(folder, 'a.confer'), `// moved\n\n${faulty}message N on Elsewhere\n`);
    expect(await confer([...baselineCall, '--format', 'compact'], folder)).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^a\.confer:4:14: [^\n]*\n$/),
    });
    expect((await confer(['check', '--update-baseline'], folder)).code).toBe(2);
  });

  test('several formats go to files, and never over a source', async () => {
    const folder = temporaryFolder({ 'a.confer': faulty });
    const { out } = await confer(
      ['check', '--format', 'sarif=a.sarif', '--format', 'junit=a.xml', '--format', 'compact'],
      folder,
    );
    expect(out).toMatch(/^a\.confer:1:14: error/);
    expect(JSON.parse(readFileSync(path.join(folder, 'a.sarif'), 'utf8')).version).toBe('2.1.0');
    expect(readFileSync(path.join(folder, 'a.xml'), 'utf8')).toContain('<testsuite name="a.confer"');
    expect((await confer(['check', '--format', 'json', '--format', 'human'], folder)).code).toBe(2);
    expect((await confer(['check', '--format', 'json=a.confer'], folder)).code).toBe(2);
    expect((await confer(['check', '--format', 'gitlab=confer.json'], folder)).err).toContain(
      'is an input file and is not overwritten',
    );
    expect((await confer(['timeline', 'a.confer', '-o', 'a.confer', '--format', 'text'], folder)).code).toBe(2);
    expect((await confer(['timeline', 'a.confer', '-o', 'a.gif'], folder)).code).toBe(2);
    expect(readFileSync(path.join(folder, 'a.confer'), 'utf8')).toBe(faulty);
  });

  test('levels of rules, quiet, statistics, fixes and colors', async () => {
    const folder = temporaryFolder({ 'a.confer': faulty });
    expect((await confer(['check', '--rule', 'unknown-protocol=information'], folder)).code).toBe(0);
    expect((await confer(['check', '--rule', 'unknown-protocol=information', '--quiet'], folder)).out).toBe('');
    expect((await confer(['check', '--rule', 'unknown-protocol=loud'], folder)).code).toBe(2);
    expect((await confer(['check', '--stats'], folder)).err).toMatch(/1 file, .*\n {2}1 unknown-protocol\n/);
    const fixes = async (...args: string[]) =>
      (await confer(['check', '--format', 'json', ...args], folder)).out.includes('"fixes"');
    expect([await fixes(), await fixes('--fixes')]).toEqual([false, true]);
    const colored = (env: object) => started(['check'], folder, { env }).out.includes('\u001b[');
    expect([colored({}), colored({ FORCE_COLOR: '1' }), colored({ FORCE_COLOR: '1', NO_COLOR: '1' })]).toEqual([
      false,
      true,
      false,
    ]);
  });

  test.each(['a.confer', 'flows.v2/a.confer'])('a watch checks again after a change of %s', async (file) => {
    const folder = temporaryFolder({ [file]: '' });
    const watching = spawn(process.execPath, [command, 'check', '--watch', '--format', 'compact'], { cwd: folder });
    onTestFinished(() => void watching.kill());
    let errors = '';
    const seen = (count: number) =>
      new Promise<void>((resolve) => {
        watching.stderr.on('data', (chunk) => {
          errors += String(chunk);
          if (errors.split('watching for changes').length > count) resolve();
        });
      });
    const first = seen(1);
    await first;
    const output = firstOutput(watching);
    writeFileSync(path.join(folder, file), faulty);
    expect(await output).toContain(`${file}:1:14: error`);
  });

  test('a closed pipe ends quietly, and a full disk is one sentence', () => {
    const folder = temporaryFolder({ 'a.confer': '' });
    const run = (script: string) => spawnSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8' });
    const call = `"${process.execPath}" "${command}"`;
    expect(run(`${call} explain --format json | true; echo \${PIPESTATUS[0]}`)).toMatchObject({
      stdout: '0\n',
      stderr: '',
    });
    if (process.platform !== 'linux') return;
    const full = run(`${call} check > /dev/full`);
    expect(full.status).toBe(3);
    expect(full.stderr).toMatch(/^confer: standard output cannot be written: [^\n]*\n$/);
  });
});

function firstOutput(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => child.stdout?.once('data', (chunk) => resolve(String(chunk))));
}

describe('the other commands', () => {
  test('the other commands format lays files out, and --check changes nothing', async () => {
    const folder = temporaryFolder({ 'a.confer': 'protocol   P\n', 'b.confer': 'protocol P\n' });
    expect(await confer(['format', '--check'], folder)).toMatchObject({ code: 1, out: 'a.confer\n' });
    expect(started(['format', '--stdin-filepath', 'c.confer'], folder, { input: 'protocol   Q\n' }).out).toBe(
      'protocol Q\n',
    );
    expect((await confer(['format'], folder)).code).toBe(0);
    expect(readFileSync(path.join(folder, 'a.confer'), 'utf8')).toBe('protocol P\n');
    expect((await confer(['format', '--check'], folder)).code).toBe(0);
  });

  test('init writes a flow without findings, and overwrites nothing', async () => {
    const folder = temporaryFolder({});
    expect((await confer(['init'], folder)).code).toBe(0);
    expect((await confer(['check'], folder)).code).toBe(0);
    expect((await confer(['format', '--check'], folder)).code).toBe(0);
    expect((await confer(['init'], folder)).code).toBe(2);
    expect((await confer(['init', '--model', 'Conferense'], temporaryFolder({}))).err).toContain(
      'Did you mean Conference?',
    );
    const { out } = await confer(['paths', 'first-flow.confer', '--format', 'json'], folder);
    expect(JSON.parse(out).flows[0].paths[0]).toMatchObject({ verdict: 'conforms' });
    expect((await confer(['paths', 'first-flow.confer'], folder)).out).toContain(
      'InvitationIssued > InvitationAccepted',
    );
  });

  test.each(['Workgroup', 'DialOut'])(
    'init writes a flow of %s with the import, and its steps in order',
    async (model) => {
      const folder = temporaryFolder({});
      expect((await confer(['init', '--model', model], folder)).code).toBe(0);
      expect((await confer(['check'], folder)).code).toBe(0);
    },
  );

  test('a name that is unknown and near to none is answered with those that there are', async () => {
    const folder = temporaryFolder({});
    expect((await confer(['init', '--model', 'Zzzzzzzz'], folder)).err).toMatch(/Available: \w+, .* and \d+ others\./);
  });

  test('format leaves declarations with syntax errors alone, and prints so', async () => {
    const folder = temporaryFolder({ 'a.confer': 'flow A {\n  phase }}} B {}\n}\n' });
    const { code, err } = await confer(['format', '--check', 'a.confer'], folder);
    expect(code).toBe(0);
    expect(err).toContain('a.confer has syntax errors');
  });

  test('the other commands explain prints a rule’s page, and the list', () => {
    const folder = temporaryFolder({});
    expect(started(['explain', 'missing-message'], folder).out).toContain('# missing-message');
    expect(started(['explain'], folder).out).toContain('missing-message ');
    expect(JSON.parse(started(['explain', 'wrong-value', '--format', 'json'], folder).out)).toMatchObject({
      code: 'wrong-value',
    });
    expect(started(['explain', 'mising-message'], folder).err).toContain('Did you mean missing-message?');
  });
});
