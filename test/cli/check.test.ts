import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { confer, twoFlows as flow, report, root } from '../support/command.js';
import { Served, servers } from '../support/served.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const clean = 'protocol P\nmessage M on P\n';
const faulty = 'message M on Nowhere\n';
const warned = '// confer-ignore unknown-protocol\nmessage M on Nowhere\n';

describe('confer check', () => {
  test('exits with 0 without findings, and with 1 with findings', async () => {
    const folder = temporaryFolder({ 'clean.confer': clean, 'faulty.confer': faulty });
    expect(await confer(['check', 'clean.confer'], folder)).toMatchObject({
      code: 0,
      out: 'No problems in 1 file.\n',
      err: '',
    });
    expect((await confer(['check', 'clean.confer', 'faulty.confer'], folder)).code).toBe(1);
  });

  test('confer check lets warnings pass up to a number', async () => {
    const folder = temporaryFolder({ 'warned.confer': warned });
    expect((await confer(['check', 'warned.confer'], folder)).code).toBe(1);
    expect((await confer(['check', '--max-warnings', '1', 'warned.confer'], folder)).code).toBe(0);
  });

  test('confer check takes folders, globs and files, each file once', async () => {
    const folder = temporaryFolder({
      'a.confer': clean,
      'sub/b.confer': clean,
      'sub/deep/c.confer': clean,
      'sub/notes.txt': 'none of ours',
      'node_modules/x/d.confer': faulty,
    });
    const paths = async (...args: string[]) => (await report(args, folder)).files.map((file) => file.path);
    expect(await paths('.')).toEqual(['a.confer', 'sub/b.confer', 'sub/deep/c.confer']);
    expect(await paths('sub')).toEqual(['sub/b.confer', 'sub/deep/c.confer']);
    expect(await paths('sub/*.confer', 'sub/b.confer')).toEqual(['sub/b.confer']);
    expect(await paths('**/*.confer')).toEqual(['a.confer', 'sub/b.confer', 'sub/deep/c.confer']);
    mkdirSync(path.join(folder, 'elsewhere'));
    expect((await report(['../a.confer'], path.join(folder, 'elsewhere'))).files.map((file) => file.path)).toEqual([
      '../a.confer',
    ]);
  });

  test('confer check reads imports, and does not list them', async () => {
    const folder = temporaryFolder({
      'a.confer': 'import "b.confer"\nmessage M on P\n',
      'b.confer': 'protocol P\nmessage M on X\n',
    });
    expect(await report(['a.confer'], folder)).toMatchObject({ files: [{ path: 'a.confer', diagnostics: [] }] });
  });

  test('confer check prints JSON for programs', async () => {
    const folder = temporaryFolder({ 'flow.confer': flow });
    const { files, summary } = await report(['--fixes', 'flow.confer'], folder);
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

  test('confer check prints for people: the place, the line with a mark, related places, a summary', async () => {
    const folder = temporaryFolder({ 'flow.confer': flow });
    const { out } = await confer(['check', 'flow.confer'], folder);
    const lines = out.split('\n');
    const at = lines.findIndex((line) => line.startsWith('flow.confer:6:9 error missing-message '));
    expect(lines.slice(at + 1, at + 3)).toEqual(['  |   phase Invite is InvitationIssued {', '  |         ^^^^^^']);
    expect(lines[at + 3]).toMatch(/^ {4}confer-library:\/genesys\/conference\.confer:\d+:\d+ /);
    expect(lines.at(-2)).toMatch(/^1 error.* in 1 file\.$/);
    expect(out).not.toContain('\u001b');
  });

  test('confer check has a bound, and says that it was hit', async () => {
    const folder = temporaryFolder({ 'flow.confer': flow });
    const found = (await report(['--max-configurations', '1', 'flow.confer'], folder)).files[0]?.diagnostics ?? [];
    expect(found.map(({ code }) => code)).toContain('check-inconclusive');
  });

  test('confer check goes by the nearest confer.json above a file, or by the one that is named', async () => {
    const folder = temporaryFolder({
      'confer.json': '{ "rules": { "unknown-protocol": "warning" } }',
      'a.confer': faulty,
      'deep/er/b.confer': faulty,
      'own/confer.json': '{ "rules": { "unknown-protocol": "hint" } }',
      'own/c.confer': faulty,
      'off.json': '{ "rules": { "unknown-protocol": "off" }, "overrides": [] }',
    });
    const severities = async (...args: string[]) =>
      (await report(args, folder)).files.map(
        ({ path, diagnostics }) => `${path} ${diagnostics.map((d) => d.severity).join()}`,
      );
    expect(await severities('.')).toEqual(['a.confer warning', 'deep/er/b.confer warning', 'own/c.confer hint']);
    expect(await severities('--config', 'off.json', '.')).toEqual(['a.confer ', 'deep/er/b.confer ', 'own/c.confer ']);
    expect((await confer(['check', 'a.confer'], folder)).code).toBe(1);
    expect((await confer(['check', '--max-warnings', '1', 'a.confer'], folder)).code).toBe(0);
    expect(await confer(['check', 'own'], folder)).toMatchObject({ code: 0 });
    expect((await confer(['check', 'own'], folder)).out).toContain('1 info in 1 file.');
  });

  test('confer check reports mistakes in a configuration, and checks nothing if it cannot be used', async () => {
    const folder = temporaryFolder({
      'a.confer': clean,
      'confer.json': '{\n  "rules": { "mising-message": "off" }\n}',
      'broken/confer.json': '{ "preset": "strict" }',
      'broken/b.confer': clean,
    });
    expect(await confer(['check', 'a.confer'], folder)).toMatchObject({
      code: 0,
      err: 'confer: confer.json:2:14 Unknown rule "mising-message". Did you mean "missing-message"?\n',
    });
    expect(await confer(['check', '.'], folder)).toMatchObject({
      code: 2,
      out: '',
      err: 'confer: broken/confer.json:1:13 "preset" must be one of "correctness", "recommended", "all".\nSee confer help check.\n',
    });
    expect((await confer(['timeline', '--config', 'broken/confer.json', 'a.confer'], folder)).code).toBe(2);
  });

  test('confer check reads files that are not text', async () => {
    const folder = temporaryFolder({
      'binary.confer': Uint8Array.from({ length: 4096 }, (_, index) => (index * 7) % 256),
    });
    const { code, err } = await confer(['check', 'binary.confer'], folder);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect((await report(['binary.confer'], folder)).files[0]?.diagnostics.map((found) => found.code)).toEqual([
      'syntax-error',
    ]);
  });
});

describe('the editor', () => {
  const examples = path.join(root, 'examples');
  const files = readdirSync(examples).filter((name) => name.endsWith('.confer'));

  test.each(files)('the editor reports the same for %s', async (name) => {
    const file = path.join(examples, name);
    const summary =
      (await report([file])).files[0]?.diagnostics.map(({ code, message, range }) => ({ code, message, range })) ?? [];
    const { served } = await Served.start(servers['the server’s bundle'], { folder: examples });
    const uri = pathToFileURL(file).href;
    await served.open(uri, readFileSync(file, 'utf8'));
    const found = await served.diagnostics(uri);
    expect(found.map(({ code, message, range }) => ({ code, message, range }))).toEqual(summary);
    await served.stop();
  });
});
