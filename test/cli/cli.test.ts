import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { commands } from '../../cli/commands.js';
import { version } from '../../cli/version.js';
import { type Pixels, readPng } from '../support/png.js';
import { Served, servers } from '../support/served.js';
import { temporaryFolder } from '../support/temporary-folder.js';

// Each call is a process of its own, and a test makes several.
vi.setConfig({ testTimeout: 60_000 });

const root = path.resolve(import.meta.dirname, '../..');
const command = path.join(root, 'out/cli/confer.cjs');

function confer(args: readonly string[], cwd = root): { code: number | null; out: string; err: string } {
  const run = spawnSync(process.execPath, [command, ...args], { cwd, encoding: 'utf8' });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

interface Report {
  readonly files: readonly {
    readonly path: string;
    readonly diagnostics: readonly {
      readonly code: string;
      readonly severity: string;
      readonly message: string;
      readonly range: object;
      readonly related: readonly { readonly path: string; readonly range: object; readonly message: string }[];
      readonly fixes: readonly unknown[];
    }[];
  }[];
  readonly summary: object;
}

function report(args: readonly string[], cwd?: string): Report {
  return JSON.parse(confer(['check', '--format', 'json', ...args], cwd).out) as Report;
}

const clean = 'protocol P\nmessage M on P\n';
const faulty = 'message M on Nowhere\n';
const warned = '// confer-ignore unknown-protocol\nmessage M on Nowhere\n';
const flow = `flow F follows Conference {
  party Alice as agent1
  party Bob as agent2
  system Ixn as server
  system Stat as reporting
  phase Invite is InvitationIssued {
    RequestConference
    Ixn -> Stat : EventAgentInvited
    next Accepts | Declines after 9s | NoAnswer after 30s
  }
  phase Accepts is InvitationAccepted
  phase Declines is InvitationRejected
  phase NoAnswer is InvitationTimesOut
  scenario No "She says no" { Invite, Declines }
}
flow G { party A  party B  phase X { A -> B : EventAck } }
`;

describe('confer check', () => {
  test('exits with 0 where nothing is found, 1 where something is', () => {
    const folder = temporaryFolder({ 'clean.confer': clean, 'faulty.confer': faulty });
    expect(confer(['check', 'clean.confer'], folder)).toMatchObject({
      code: 0,
      out: '1 file checked, no findings.\n',
      err: '',
    });
    expect(confer(['check', 'clean.confer', 'faulty.confer'], folder).code).toBe(1);
  });

  test('lets warnings pass up to a number', () => {
    const folder = temporaryFolder({ 'warned.confer': warned });
    expect(confer(['check', 'warned.confer'], folder).code).toBe(1);
    expect(confer(['check', '--max-warnings', '1', 'warned.confer'], folder).code).toBe(0);
  });

  test('takes folders, globs and files, each file once', () => {
    const folder = temporaryFolder({
      'a.confer': clean,
      'sub/b.confer': clean,
      'sub/deep/c.confer': clean,
      'sub/notes.txt': 'none of ours',
      'node_modules/x/d.confer': faulty,
    });
    const paths = (...args: string[]) => report(args, folder).files.map((file) => file.path);
    expect(paths('.')).toEqual(['a.confer', 'sub/b.confer', 'sub/deep/c.confer']);
    expect(paths('sub')).toEqual(['sub/b.confer', 'sub/deep/c.confer']);
    expect(paths('sub/*.confer', 'sub/b.confer')).toEqual(['sub/b.confer']);
    expect(paths('**/*.confer')).toEqual(['a.confer', 'sub/b.confer', 'sub/deep/c.confer']);
    mkdirSync(path.join(folder, 'elsewhere'));
    expect(report(['../a.confer'], path.join(folder, 'elsewhere')).files.map((file) => file.path)).toEqual([
      '../a.confer',
    ]);
  });

  test('reads imports, and does not list them', () => {
    const folder = temporaryFolder({
      'a.confer': 'import "b.confer"\nmessage M on P\n',
      'b.confer': 'protocol P\nmessage M on X\n',
    });
    expect(report(['a.confer'], folder)).toMatchObject({ files: [{ path: 'a.confer', diagnostics: [] }] });
  });

  test('prints JSON for programs', () => {
    const folder = temporaryFolder({ 'flow.confer': flow });
    const { files, summary } = report(['--fixes', 'flow.confer'], folder);
    expect(summary).toEqual({ files: 1, errors: 1, warnings: 0 });
    const missing = files[0]?.diagnostics.find(({ code }) => code === 'missing-message');
    expect(missing).toMatchObject({
      severity: 'error',
      range: { start: { line: 5, character: 8 }, end: { line: 5, character: 14 } },
      fixes: [
        { title: 'Add "Ixn -> Bob : EventInvite"', preferred: true },
        { title: 'Ignore missing-message here', preferred: false },
      ],
    });
    expect(Object.keys(missing ?? {})).toEqual(['code', 'severity', 'message', 'range', 'related', 'fixes']);
    expect(missing?.related[0]?.path).toBe('confer-library:/genesys/conference.confer');
  });

  test('prints for people: the place, the line with a mark, related places, a summary', () => {
    const folder = temporaryFolder({ 'flow.confer': flow });
    const { out } = confer(['check', 'flow.confer'], folder);
    const lines = out.split('\n');
    const at = lines.findIndex((line) => line.startsWith('flow.confer:6:9 error missing-message '));
    expect(lines.slice(at + 1, at + 3)).toEqual(['  |   phase Invite is InvitationIssued {', '  |         ^^^^^^']);
    expect(lines[at + 3]).toMatch(/^ {4}confer-library:\/genesys\/conference\.confer:\d+:\d+ /);
    expect(lines.at(-2)).toMatch(/^1 file checked: 1 error/);
    expect(out).not.toContain('\u001b');
  });

  test('has a bound, and says that it was hit', () => {
    const folder = temporaryFolder({ 'flow.confer': flow });
    const found = report(['--max-configurations', '1', 'flow.confer'], folder).files[0]?.diagnostics ?? [];
    expect(found.map(({ code }) => code)).toContain('check-inconclusive');
  });

  test('goes by the nearest confer.json above a file, or by the one that is named', () => {
    const folder = temporaryFolder({
      'confer.json': '{ "rules": { "unknown-protocol": "warning" } }',
      'a.confer': faulty,
      'deep/er/b.confer': faulty,
      'own/confer.json': '{ "rules": { "unknown-protocol": "hint" } }',
      'own/c.confer': faulty,
      'off.json': '{ "rules": { "unknown-protocol": "off" }, "overrides": [] }',
    });
    const severities = (...args: string[]) =>
      report(args, folder).files.map(({ path, diagnostics }) => `${path} ${diagnostics.map((d) => d.severity).join()}`);
    expect(severities('.')).toEqual(['a.confer warning', 'deep/er/b.confer warning', 'own/c.confer hint']);
    expect(severities('--config', 'off.json', '.')).toEqual(['a.confer ', 'deep/er/b.confer ', 'own/c.confer ']);
    expect(confer(['check', 'a.confer'], folder).code).toBe(1);
    expect(confer(['check', '--max-warnings', '1', 'a.confer'], folder).code).toBe(0);
    expect(confer(['check', 'own'], folder)).toMatchObject({ code: 0 });
    expect(confer(['check', 'own'], folder).out).toContain('1 for information');
  });

  test('says what is wrong with a configuration, and checks nothing where it cannot be used', () => {
    const folder = temporaryFolder({
      'a.confer': clean,
      'confer.json': '{\n  "rules": { "mising-message": "off" }\n}',
      'broken/confer.json': '{ "preset": "strict" }',
      'broken/b.confer': clean,
    });
    expect(confer(['check', 'a.confer'], folder)).toMatchObject({
      code: 0,
      err: 'confer: confer.json:2:14 Unknown rule "mising-message". Did you mean "missing-message"?\n',
    });
    expect(confer(['check', '.'], folder)).toMatchObject({
      code: 2,
      out: '',
      err: 'confer: broken/confer.json:1:13 "preset" must be one of "correctness", "recommended", "all".\nSee confer --help.\n',
    });
    expect(confer(['timeline', '--config', 'broken/confer.json', 'a.confer'], folder).code).toBe(2);
  });

  test('reads what is no text', () => {
    const folder = temporaryFolder({
      'binary.confer': Uint8Array.from({ length: 4096 }, (_, index) => (index * 7) % 256),
    });
    const { code, err } = confer(['check', 'binary.confer'], folder);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(report(['binary.confer'], folder).files[0]?.diagnostics.map((found) => found.code)).toEqual([
      'syntax-error',
    ]);
  });
});

describe('confer timeline', () => {
  const draw = (...args: string[]) => {
    const folder = temporaryFolder({ 'flow.confer': flow });
    return confer(['timeline', 'flow.confer', ...args], folder);
  };
  const json = (...args: string[]) => JSON.parse(draw('--format', 'json', ...args).out);

  test('draws the first scenario of the first flow', () => {
    const timeline = json();
    expect(timeline).toMatchObject({ flow: 'F', models: ['Conference'], scenario: 'No', path: ['Invite', 'Declines'] });
    const keys = ['flow', 'models', 'scenario', 'participants', 'phases', 'events', 'states', 'findings'];
    expect(Object.keys(timeline)).toEqual(expect.arrayContaining(keys));
    expect(timeline.events.filter((event: { status: string }) => event.status === 'missing')).toHaveLength(1);
  });

  test('draws another flow, scenario or path', () => {
    expect(json('--flow', 'G')).toMatchObject({ flow: 'G', scenario: null, path: ['X'] });
    expect(json('--scenario', 'No').scenario).toBe('No');
    expect(json('--path', 'Invite,NoAnswer')).toMatchObject({ scenario: null, path: ['Invite', 'NoAnswer'] });
  });

  test('draws text and pictures', () => {
    expect(draw().out).toContain('RequestConference');
    expect(draw('--format', 'text')).toMatchObject({ code: 0, err: '' });
    expect(draw('--format', 'svg').out).toMatch(/^<svg .*<\/svg>\s*$/s);
  });

  test.each([
    ['markdown', /^# F\n.*\| Invite \|.*RequestConference/s],
    ['mermaid', /^sequenceDiagram\n.*p0->>p2: RequestConference/s],
    ['plantuml', /^@startuml\n.*p0 -> p2 : RequestConference.*@enduml\n$/s],
    ['html', /^<!DOCTYPE html>\n<html lang="en">.*RequestConference.*<\/html>\n$/s],
  ])('writes %s', (format, form) => {
    const { code, out, err } = draw('--format', format);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(form);
  });

  test('leaves out what is folded or hidden, and says how much', () => {
    const folded = json('--fold', 'Invite');
    expect(folded.events.map(({ visit }: { visit: number }) => visit)).not.toContain(0);
    expect(folded.phases[0].leftOut).toBeGreaterThan(0);
    const hidden = json('--hide', 'Alice');
    expect(hidden.participants.map(({ name }: { name: string }) => name)).not.toContain('Alice');
    expect(draw('--fold', 'Invite').out).toMatch(/Invite.* left out/);
  });

  test.each(['text', 'markdown', 'mermaid', 'plantuml', 'svg', 'html'])('does so in %s', (format) => {
    expect(draw('--format', format).out).toMatch(/(?<!")RequestConference(?!")/);
    expect(draw('--format', format, '--fold', 'Invite').out).not.toMatch(/(?<!")RequestConference(?!")/);
  });

  test('tells times from the beginning, draws to scale, and dark, where that is asked for', () => {
    expect(draw('--time', 'since').out).not.toBe(draw().out);
    expect(draw('--time', 'relative').out).toBe(draw().out);
    for (const format of ['svg', 'html']) {
      expect(draw('--format', format, '--to-scale').out).toContain('class="axis"');
      expect(draw('--format', format, '--theme', 'dark').out).not.toBe(draw('--format', format).out);
      expect(draw('--format', format, '--theme', 'dark').out).not.toBe(
        draw('--format', format, '--theme', 'light').out,
      );
    }
  });

  test.each([
    ['--fold', 'Nowhere', 'it has Invite, Declines'],
    ['--hide', 'Zoe', 'there is no participant "Zoe"'],
    ['--hide-protocol', 'P', 'there is no protocol "P"'],
    ['--time', 'later', 'relative, since'],
    ['--flow', 'H', 'it declares F, G'],
    ['--scenario', 'Yes', 'it declares No'],
    ['--path', 'Invite,Nowhere', 'it has Invite, Accepts, Declines, NoAnswer'],
    ['--format', 'gif', 'text, markdown, mermaid, plantuml, svg, html, json, png'],
  ])('names the choices where %s is wrong', (option, value, choices) => {
    const { code, out, err } = draw(option, value);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(choices);
  });
});

describe('confer timeline --format png', () => {
  /** The picture, and the size that the same picture has as SVG. */
  function drawn(text: string, ...args: string[]) {
    const folder = temporaryFolder({ 'flow.confer': text });
    const run = confer(['timeline', 'flow.confer', '--format', 'png', '--output', 'flow.png', ...args], folder);
    expect(run).toEqual({ code: 0, out: '', err: '' });
    const svg = confer(['timeline', 'flow.confer', '--format', 'svg'], folder).out;
    const [, width, height] = /<svg [^>]*width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
    return {
      picture: readPng(readFileSync(path.join(folder, 'flow.png'))),
      width: Number(width),
      height: Number(height),
    };
  }

  /** How many pixels of some lines are not of the ground's colour, which the corner has. */
  function inked({ bytes, width }: Pixels, from: number, to: number): number {
    let count = 0;
    for (let at = from * width * 4; at < to * width * 4; at += 4) {
      if (bytes[at] !== bytes[0] || bytes[at + 1] !== bytes[1] || bytes[at + 2] !== bytes[2]) count += 1;
    }
    return count;
  }

  test('draws two pixels for each, without a browser, words included', () => {
    const { picture, width, height } = drawn(flow);
    expect([picture.width, picture.height]).toEqual([2 * width, 2 * height]);
    // The first lines hold the flow's name, and its path, and nothing that is no word but the verdict's small mark.
    expect(inked(picture, 0, 100)).toBeGreaterThan(2000);
    expect(inked(picture, 100, picture.height)).toBeGreaterThan(20_000);
    const longer = drawn(flow.replace('flow F', 'flow AnotherNameThatIsLonger')).picture;
    expect(inked(longer, 0, 50)).toBeGreaterThan(inked(picture, 0, 50) + 1000);
  });

  test('is light or dark', () => {
    expect([...drawn(flow).picture.bytes.subarray(0, 4)]).toEqual([255, 255, 255, 255]);
    expect([...drawn(flow, '--theme', 'dark').picture.bytes.subarray(0, 4)]).toEqual([31, 31, 31, 255]);
  });

  test('says what to install where nothing can draw it', () => {
    const folder = temporaryFolder({ 'flow.confer': flow });
    copyFileSync(command, path.join(folder, 'confer.cjs'));
    const args = [path.join(folder, 'confer.cjs'), 'timeline', '--format', 'png', '-o', 'flow.png', 'flow.confer'];
    const run = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    expect(run.status).toBe(2);
    expect(run.stderr).toContain(`npm install --prefix "${folder}" @resvg/resvg-js dejavu-fonts-ttf`);
    expect(readdirSync(folder)).not.toContain('flow.png');
  });

  test('a file that cannot be written is a wrong call', () => {
    const folder = temporaryFolder({ 'flow.confer': flow });
    const run = confer(['timeline', 'flow.confer', '--output', 'none/flow.txt'], folder);
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toContain('none/flow.txt cannot be written');
  });
});

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

describe('the editor', () => {
  const examples = path.join(root, 'examples');
  const files = readdirSync(examples).filter((name) => name.endsWith('.confer'));

  test.each(files)('is told the same of %s', async (name) => {
    const file = path.join(examples, name);
    const told =
      report([file]).files[0]?.diagnostics.map(({ code, message, range }) => ({ code, message, range })) ?? [];
    const { served } = await Served.start(servers['the server’s bundle'], { folder: examples });
    const uri = pathToFileURL(file).href;
    await served.open(uri, readFileSync(file, 'utf8'));
    const found = await served.diagnostics(uri);
    expect(found.map(({ code, message, range }) => ({ code, message, range }))).toEqual(told);
    await served.stop();
  });
});
