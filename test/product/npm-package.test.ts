import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { packCommand, tarball } from '../../scripts/npm-package.mjs';
import { root } from '../../scripts/project.mjs';
import { Served } from '../support/served.js';
import { InstalledCommand } from './installed-command.js';

// Installing takes npm a while on a busy machine.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const problems = path.join(root, 'examples/escalate-chat-faults.confer');

describe('the packed command, installed in an empty folder', () => {
  let installed: InstalledCommand;
  let folder: string;
  let command: string;

  const confer = (...args: string[]) => installed.confer(...args);

  beforeAll(() => {
    installed = InstalledCommand.create();
    ({ folder, file: command } = installed);
    writeFileSync(path.join(folder, 'faults.confer'), readFileSync(problems));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('the packed command, installed in an empty folder brings the command, its license and those of others, and no dependency', () => {
    expect(readdirSync(path.join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      'confer-cli',
    ]);
    expect(existsSync(path.join(folder, 'node_modules/.bin/confer'))).toBe(true);
    const files = readdirSync(path.join(folder, 'node_modules/confer-cli'));
    expect(readdirSync(path.join(folder, 'node_modules/confer-cli/markdown')).sort()).toEqual([
      'preview.css',
      'preview.js',
    ]);
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'ThirdPartyNotices.txt']));
    const notices = readFileSync(path.join(folder, 'node_modules/confer-cli/ThirdPartyNotices.txt'), 'utf8');
    for (const name of ['langium', 'chevrotain', 'preact', '@modelcontextprotocol/sdk'])
      expect(notices).toContain(name);
  });

  test('the packed command, installed in an empty folder is the same to the byte when it is packed again', async () => {
    const first = readFileSync(tarball);
    expect(readFileSync(await packCommand()).equals(first)).toBe(true);
  });

  test('the packed command, installed in an empty folder draws the fences of a Markdown page with the plug-in of its documentation', () => {
    const page = readFileSync(path.join(root, 'docs/command.md'), 'utf8');
    const [, plugIn = ''] = /```js\n(import MarkdownIt [\s\S]*?)```/.exec(page) ?? [];
    symlinkSync(path.join(root, 'node_modules/markdown-it'), path.join(folder, 'node_modules/markdown-it'), 'junction');
    writeFileSync(path.join(folder, 'plug-in.mjs'), plugIn);
    writeFileSync(
      path.join(folder, 'page.mjs'),
      `import { readFileSync } from 'node:fs';
import { renderMarkdown } from './plug-in.mjs';
const flow = readFileSync('faults.confer', 'utf8');
console.log(await renderMarkdown('# Title\\n\\n\`\`\`confer\\n' + flow + '\`\`\`\\n\\n\`\`\`js\\nlet a;\\n\`\`\`\\n'));
`,
    );
    const run = spawnSync(process.execPath, ['page.mjs'], { cwd: folder, encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(run.stdout).toMatch(/^<h1>Title<\/h1>\n<svg [\s\S]*<\/svg>\s*<pre><code class="language-js">let a;/);
  });

  test('checks, draws, measures and explains', () => {
    const checked = confer('check', '--format', 'json');
    expect(checked.code).toBe(1);
    expect(JSON.parse(checked.out).summary).toMatchObject({ files: 1 });
    expect(confer('timeline', 'faults.confer', '-o', 'faults.svg').code).toBe(0);
    expect(readFileSync(path.join(folder, 'faults.svg'), 'utf8')).toMatch(/^<svg /);
    expect(JSON.parse(confer('coverage', '--format', 'json').out)).toHaveProperty('summary');
    expect(confer('explain', 'missing-message').out).toContain('# missing-message');
  });

  test('serves an editor from initialize to shutdown', async () => {
    const { served, capabilities } = await Served.start([command, 'lsp'], { folder });
    expect(capabilities.hoverProvider).toBeTruthy();
    await served.stop();
  });

  test('the packed command lets a model write a flow, check it, read what is wrong and fix it', async () => {
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(new StdioClientTransport({ command: process.execPath, args: [command, 'mcp'], cwd: folder }));
    const call = async (name: string, args: Record<string, unknown>) => {
      const { content } = await client.callTool({ name, arguments: args });
      return (content as { text: string }[])[0]?.text ?? '';
    };
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['check', 'explain', 'models', 'paths', 'timeline', 'coverage']);
    expect(await call('models', {})).toContain('Conference');
    expect(await call('models', { model: 'Conference', phase: 'InvitationIssued' })).toContain('EventAgentInvited');
    const flow = (steps: string) => `flow Invite follows Conference {
  party Alice as agent1
  party Bob as agent2
  system Server as server
  system Statistics as reporting
  phase Invites is InvitationIssued {
    RequestConference
    ${steps}
    next Accepts | Declines | NoAnswer after 30s
  }
  phase Accepts is InvitationAccepted
  phase Declines is InvitationRejected
  phase NoAnswer is InvitationTimesOut
}
`;
    const draft = flow('EventInvite');
    const found = await call('check', { text: draft });
    expect(found).toMatch(/^1 error,/);
    const [, code = ''] = / error ([a-z-]+):/.exec(found) ?? [];
    expect(code).toBe('missing-message');
    expect(await call('explain', { code })).toContain('How to');
    const [, missing = ''] = /fix: Add "([^"]+)"/.exec(found) ?? [];
    expect(missing).toContain('EventAgentInvited');
    const fixed = flow(`EventInvite\n    ${missing}`);
    expect(await call('check', { text: fixed })).toMatch(/^0 errors, 0 warnings/);
    expect(await call('paths', { text: fixed })).toContain('Invites > Accepts');
    expect(await call('timeline', { text: fixed })).toContain('EventAgentInvited');
    expect(await call('coverage', { text: fixed })).toContain('phases');
    await client.close();
  });

  test('the packed command is a library, with types', () => {
    writeFileSync(
      path.join(folder, 'use.mjs'),
      `import { check, coverage, render, timeline } from 'confer-cli';
const { summary } = await check({ files: ['faults.confer'] });
const drawn = await timeline({ files: ['faults.confer'] });
const { models } = await coverage({ files: ['faults.confer'] });
console.log(JSON.stringify({ errors: summary.errors, svg: render(drawn, 'svg').slice(0, 4), models: models.map(({ model }) => model) }));
`,
    );
    const run = spawnSync(process.execPath, ['use.mjs'], { cwd: folder, encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(JSON.parse(run.stdout)).toMatchObject({ svg: '<svg', models: ['Conference'] });
    writeFileSync(
      path.join(folder, 'use.mts'),
      `import { check, render, timeline } from 'confer-cli';
const count: number = (await check({ text: '' })).summary.errors;
const picture: string = render(await timeline({ text: '' }), 'svg', { theme: 'dark' });
export { count, picture };
`,
    );
    const tsc = path.join(root, 'node_modules/.bin/tsc');
    const types = spawnSync(tsc, ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', 'use.mts'], {
      cwd: folder,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    expect(types.stdout).toBe('');
  });
});
