import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { hosts, openSession, type Session } from './hosts/session.js';
import { glance, patience, repeatUntil } from './patience.js';
import type { Workbench } from './workbench.js';

const faulty = 'escalate-chat-faults.confer';
const companion = path.join(import.meta.dirname, 'companions/tool-caller');

/** What an agent requests, with a part of the answer. */
const calls: readonly { readonly name: string; readonly input: object; readonly answer: RegExp }[] = [
  {
    name: 'confer_check',
    input: { path: faulty },
    answer: /confer_check: \d+ errors, \d+ warnings[\s\S]*missing-message/,
  },
  { name: 'confer_check', input: { path: '/etc/passwd' }, answer: /failed: .*neither open nor a Confer file/ },
  { name: 'confer_explain', input: { code: 'missing-message' }, answer: /confer_explain: # missing-message/ },
  { name: 'confer_models', input: { model: 'Transfer' }, answer: /confer_models: .*Transfer/ },
  { name: 'confer_paths', input: { path: faulty }, answer: /confer_paths: .*5 paths|Invite > Accepts/ },
  { name: 'confer_timeline', input: { path: faulty }, answer: /confer_timeline: [\s\S]*EventAgentInvited/ },
  { name: 'confer_coverage', input: { path: faulty }, answer: /confer_coverage: [\s\S]*phases/ },
];

function folder(): string {
  const dir = path.join(root, '.tmp/e2e/language-model-tools');
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(path.join(dir, '.vscode'), { recursive: true });
  // The other tests do without; with nothing of it, the editor lists no servers.
  writeFileSync(path.join(dir, '.vscode/settings.json'), JSON.stringify({ 'chat.disableAIFeatures': false }));
  cpSync(path.join(root, 'examples', faulty), path.join(dir, faulty));
  writeFileSync(path.join(dir, 'calls.json'), JSON.stringify(calls));
  return dir;
}

describe.each(hosts)('the tools for language models in the $name host', (entry) => {
  let session: Session;
  let workbench: Workbench;
  let page: Page;

  beforeAll(async () => {
    session = await openSession(entry, 'language-model-tools', folder(), [companion]);
    ({ workbench, page } = session);
  });

  afterAll(() => session?.close());

  test('answer another extension as they answer confer mcp', async () => {
    await workbench.openFile(faulty);
    await expect.poll(() => workbench.editor.squiggles(), patience).toBeGreaterThan(0);
    await repeatUntil(
      () => workbench.quickInput.runCommand('Tool Caller: Call Tools'),
      () => page.locator('.tab.active', { hasText: 'Untitled' }).waitFor(glance),
    );
    await workbench.keepPicture(`${entry.name}-language-model-tools`);
    const answers = await workbench.editor.text();
    expect(answers).toContain(
      'known: confer_check, confer_coverage, confer_explain, confer_models, confer_paths, confer_timeline',
    );
    for (const { answer } of calls) expect(answers).toMatch(answer);
  });

  // VS Code for the Web starts no processes, and is offered none.
  if (entry.name === 'node') {
    test('are listed as a server that an agent can start', async () => {
      const rows = page.locator('.quick-input-list .monaco-list-row');
      const server = (state: string) => rows.filter({ hasText: `Confer${state}` }).first();
      await repeatUntil(
        () => workbench.quickInput.runCommand('MCP: List Servers'),
        () => server('Stopped').waitFor(glance),
      );
      await server('Stopped').click(glance);
      await rows.filter({ hasText: 'Start Server' }).first().click(patience);
      await workbench.keepPicture(`${entry.name}-mcp-servers`);
      await repeatUntil(
        () => workbench.quickInput.runCommand('MCP: List Servers'),
        () => server('Running').waitFor(glance),
      );
    });
  }
});
