import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { command, confer, twoFlows as flow } from '../support/command.js';
import { type Pixels, readPng } from '../support/png.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('confer timeline', () => {
  const draw = (...args: string[]) => {
    const folder = temporaryFolder({ 'flow.confer': flow });
    return confer(['timeline', 'flow.confer', ...args], folder);
  };
  const json = async (...args: string[]) => JSON.parse((await draw('--format', 'json', ...args)).out);

  test('confer timeline draws the first scenario of the first flow', async () => {
    const timeline = await json();
    expect(timeline).toMatchObject({ flow: 'F', models: ['Conference'], scenario: 'No', path: ['Invite', 'Declines'] });
    const keys = ['flow', 'models', 'scenario', 'participants', 'phases', 'events', 'states', 'findings'];
    expect(Object.keys(timeline)).toEqual(expect.arrayContaining(keys));
    expect(timeline.events.filter((event: { status: string }) => event.status === 'missing')).toHaveLength(1);
  });

  test('confer timeline draws another flow, scenario or path', async () => {
    expect(await json('--flow', 'G')).toMatchObject({ flow: 'G', scenario: null, path: ['X'] });
    expect((await json('--scenario', 'No')).scenario).toBe('No');
    expect(await json('--path', 'Invite,NoAnswer')).toMatchObject({ scenario: null, path: ['Invite', 'NoAnswer'] });
  });

  test('confer timeline draws text and pictures', async () => {
    expect((await draw()).out).toContain('RequestConference');
    expect(await draw('--format', 'text')).toMatchObject({ code: 0, err: '' });
    expect((await draw('--format', 'svg')).out).toMatch(/^<svg .*<\/svg>\s*$/s);
  });

  test.each([
    ['markdown', /^# F\n.*\| Invite \|.*RequestConference/s],
    ['mermaid', /^sequenceDiagram\n.*p0->>p2: RequestConference/s],
    ['plantuml', /^@startuml\n.*p0 -> p2 : RequestConference.*@enduml\n$/s],
    ['html', /^<!DOCTYPE html>\n<html lang="en">.*RequestConference.*<\/html>\n$/s],
  ])('confer timeline writes the format %s', async (format, form) => {
    const { code, out, err } = await draw('--format', format);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(form);
  });

  test('confer timeline says that a timeline is too large for a picture, and writes it as text', async () => {
    const participants = Array.from({ length: 5_001 }, (_, index) => `  party A${index}`).join('\n');
    const file = `protocol P\nevent M on P\nflow F {\n${participants}\n  phase X { A0 -> A1 : M }\n}\n`;
    const folder = temporaryFolder({ 'flow.confer': file });
    for (const options of [['svg'], ['html'], ['png'], ['svg', '--all-paths']]) {
      const { code, err, out } = await confer(['timeline', 'flow.confer', '--format', ...options], folder);
      expect({ code, out }, options.join(' ')).toEqual({ code: 2, out: '' });
      expect(err).toContain('phases: 1, participants: 5,001');
    }
    expect((await confer(['timeline', 'flow.confer', '--format', 'json'], folder)).code).toBe(0);
    const others = Array.from({ length: 4_999 }, (_, index) => `A${index + 2}`).join();
    const less = await confer(['timeline', 'flow.confer', '--format', 'svg', '--hide', others], folder);
    expect(less.code).toBe(0);
  });

  test('confer timeline leaves out what is folded or hidden, and says how much', async () => {
    const folded = await json('--fold', 'Invite');
    expect(folded.events.map(({ visit }: { visit: number }) => visit)).not.toContain(0);
    expect(folded.phases[0].hiddenMessages).toBeGreaterThan(0);
    const hidden = await json('--hide', 'Alice');
    expect(hidden.participants.map(({ name }: { name: string }) => name)).not.toContain('Alice');
    expect((await draw('--fold', 'Invite')).out).toMatch(/Invite.* omitted/);
  });

  test.each(['text', 'markdown', 'mermaid', 'plantuml', 'svg', 'html'])(
    'confer timeline leaves out what is folded in %s',
    async (format) => {
      expect((await draw('--format', format)).out).toMatch(/(?<!")RequestConference(?!")/);
      expect((await draw('--format', format, '--fold', 'Invite')).out).not.toMatch(/(?<!")RequestConference(?!")/);
    },
  );

  test('confer timeline shows times from the beginning, draws to scale, and dark, if options say so', async () => {
    expect((await draw('--time', 'since')).out).not.toBe((await draw()).out);
    expect((await draw('--time', 'relative')).out).toBe((await draw()).out);
    for (const format of ['svg', 'html']) {
      expect((await draw('--format', format, '--to-scale')).out).toContain('class="axis"');
      expect((await draw('--format', format, '--theme', 'dark')).out).not.toBe((await draw('--format', format)).out);
      expect((await draw('--format', format, '--theme', 'dark')).out).not.toBe(
        (await draw('--format', format, '--theme', 'light')).out,
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
  ])('confer timeline names the choices where %s is wrong', async (option, value, choices) => {
    const { code, out, err } = await draw(option, value);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(choices);
  });
});

describe('confer timeline of several flows', () => {
  const other = 'flow F { party A  party B  phase X { A -> B : EventAck } }\n';

  test('confer timeline of several flows writes a file per flow into a folder, called after file and flow', async () => {
    const folder = temporaryFolder({
      'flow.confer': flow,
      'sub/flow.confer': other,
      'words.confer': 'protocol P\n',
    });
    const run = await confer(['timeline', '.', '--format', 'mermaid', '-o', 'out/pictures'], folder);
    expect(run).toEqual({ code: 0, out: '', err: '' });
    const pictures = path.join(folder, 'out/pictures');
    expect(readdirSync(pictures).sort()).toEqual(['flow-F-2.mmd', 'flow-F.mmd', 'flow-G.mmd']);
    for (const name of readdirSync(pictures)) {
      expect(readFileSync(path.join(pictures, name), 'utf8')).toMatch(/^sequenceDiagram\n/);
    }
  });

  test('confer timeline of several flows draws every flow of one file, as text where no format is named, and phases are folded where there are such', async () => {
    const folder = temporaryFolder({ 'flow.confer': flow });
    expect(await confer(['timeline', 'flow.confer', '--all-flows', '-o', 'out', '--fold', 'X'], folder)).toEqual({
      code: 0,
      out: '',
      err: '',
    });
    expect(readdirSync(path.join(folder, 'out')).sort()).toEqual(['flow-F.txt', 'flow-G.txt']);
    expect(readFileSync(path.join(folder, 'out/flow-F.txt'), 'utf8')).toContain('RequestConference');
    expect(readFileSync(path.join(folder, 'out/flow-G.txt'), 'utf8')).not.toContain('EventAck');
  });

  test('confer timeline of several flows gives files names that are safe everywhere', async () => {
    const folder = temporaryFolder({ ' ..$x y&.CONFER': other, 'con.confer': other });
    expect((await confer(['timeline', '.', '-o', 'out'], folder)).code).toBe(0);
    expect(readdirSync(path.join(folder, 'out')).sort()).toEqual(['-x-y--F.txt', 'con-F.txt']);
  });

  test('confer timeline of several flows writes nothing where a name of the folder is a link to a source', async () => {
    const folder = temporaryFolder({ 'a.confer': other, 'b.confer': other, 'out/.keep': '' });
    symlinkSync('../a.confer', path.join(folder, 'out/b-F.txt'));
    const { code, err } = await confer(['timeline', 'a.confer', 'b.confer', '-o', 'out'], folder);
    expect(code).toBe(2);
    expect(err).toContain('out/b-F.txt is an input file');
    expect(readFileSync(path.join(folder, 'a.confer'), 'utf8')).toBe(other);
    expect(readdirSync(path.join(folder, 'out')).sort()).toEqual(['.keep', 'b-F.txt']);
  });

  test.each([
    [['a.confer', 'b.confer'], 'require --output FOLDER'],
    [['--all-flows', 'a.confer'], 'require --output FOLDER'],
    [['--all-flows', '--flow', 'F', 'a.confer', '-o', 'out'], 'Use either --flow or --all-flows'],
    [['a.confer', 'b.confer', '-o', 'out', '--flow', 'Z'], 'There is no flow "Z" in the files'],
    [['a.confer', 'b.confer', '-o', 'out', '--path', 'X'], 'a path of one flow'],
    [['a.confer', 'b.confer', '-o', 'out', '--fold', 'Y'], 'it has X'],
    [['a.confer', 'b.confer', '-o', 'a.confer'], 'a.confer cannot be written'],
  ])('confer timeline of several flows says what is wrong with %j', async (args, reason) => {
    const folder = temporaryFolder({ 'a.confer': other, 'b.confer': other });
    const { code, out, err } = await confer(['timeline', ...args], folder);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(reason);
    expect(readdirSync(folder).sort()).toEqual(['a.confer', 'b.confer']);
  });
});

describe('confer timeline --format png', () => {
  /** The picture, and the size that the same picture has as SVG. */
  async function drawn(text: string, ...args: string[]) {
    const folder = temporaryFolder({ 'flow.confer': text });
    const run = await confer(['timeline', 'flow.confer', '--format', 'png', '--output', 'flow.png', ...args], folder);
    expect(run).toEqual({ code: 0, out: '', err: '' });
    const svg = (await confer(['timeline', 'flow.confer', '--format', 'svg'], folder)).out;
    const [, width, height] = /<svg [^>]*width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
    return {
      picture: readPng(readFileSync(path.join(folder, 'flow.png'))),
      width: Number(width),
      height: Number(height),
    };
  }

  /** How many pixels of some lines are not of the ground's color, which the corner has. */
  function inked({ bytes, width }: Pixels, from: number, to: number): number {
    let count = 0;
    for (let at = from * width * 4; at < to * width * 4; at += 4) {
      if (bytes[at] !== bytes[0] || bytes[at + 1] !== bytes[1] || bytes[at + 2] !== bytes[2]) count += 1;
    }
    return count;
  }

  test('confer timeline --format png draws two pixels for each, without a browser, words included', async () => {
    const { picture, width, height } = await drawn(flow);
    expect([picture.width, picture.height]).toEqual([2 * width, 2 * height]);
    // The first lines hold the flow's name, and its path, and nothing that is no word but the verdict's small mark.
    expect(inked(picture, 0, 100)).toBeGreaterThan(2000);
    expect(inked(picture, 100, picture.height)).toBeGreaterThan(20_000);
    const longer = (await drawn(flow.replace('flow F', 'flow AnotherNameThatIsLonger'))).picture;
    expect(inked(longer, 0, 50)).toBeGreaterThan(inked(picture, 0, 50) + 1000);
  });

  test('confer timeline --format png is light or dark', async () => {
    expect([...(await drawn(flow)).picture.bytes.subarray(0, 4)]).toEqual([255, 255, 255, 255]);
    expect([...(await drawn(flow, '--theme', 'dark')).picture.bytes.subarray(0, 4)]).toEqual([31, 31, 31, 255]);
  });

  test('confer timeline --format png says what to install where nothing can draw it', () => {
    const folder = temporaryFolder({ 'flow.confer': flow });
    cpSync(path.dirname(command), folder, { recursive: true });
    const args = [path.join(folder, 'confer.cjs'), 'timeline', '--format', 'png', '-o', 'flow.png', 'flow.confer'];
    const run = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    expect(run.status).toBe(2);
    expect(run.stderr).toContain(`npm install --prefix "${folder}" @resvg/resvg-js dejavu-fonts-ttf`);
    expect(readdirSync(folder)).not.toContain('flow.png');
  });

  test('a file that cannot be written is a wrong call', async () => {
    const folder = temporaryFolder({ 'flow.confer': flow });
    const run = await confer(['timeline', 'flow.confer', '--output', 'none/flow.txt'], folder);
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toContain('none/flow.txt cannot be written');
  });
});
