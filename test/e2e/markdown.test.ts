import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fencedFlow } from '../page/fence-page.js';
import { hosts, openSession, type Session } from './hosts/session.js';
import { patience } from './patience.js';
import { themes } from './themes.js';
import { waitFor } from './wait-for.js';
import type { Workbench } from './workbench.js';

const flow = fencedFlow('A supervisor joins').replace('    next ', '    Ixn -> Stat : EventAgentInvited\n    next ');
const notes = `# How a supervisor joins

\`\`\`confer
${flow}\`\`\`

Then they talk.
`;

describe.each(hosts)('a flow in the Markdown preview of the $name host', (entry) => {
  let session: Session;
  let workbench: Workbench;

  beforeAll(async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'confer-'));
    writeFileSync(path.join(folder, 'notes.md'), notes);
    // The host works on a copy.
    session = await openSession(entry, 'markdown', folder);
    rmSync(folder, { recursive: true });
    ({ workbench } = session);
    await workbench.openFile('notes.md');
    await workbench.quickInput.runCommand('Markdown: Open Preview to the Side');
  });

  afterAll(() => session?.close());

  /** The page, which VS Code makes again now and then. */
  const preview = (): Promise<Frame> => workbench.webview('confer-timeline');
  const all = async (part: string) => (await preview()).locator(`confer-timeline ${part}`).allTextContents();

  test('is drawn, and follows the text', async () => {
    expect(await all('.flow')).toEqual(['Support: A supervisor joins']);
    expect(await all('.verdict-text')).toContain('conforms');
    await workbench.editor.goToLine(14);
    await workbench.editor.deleteLine();
    await waitFor(async () => {
      expect((await all('li')).join()).toContain('Line 11: Missing message: Ixn -> Stat : EventAgentInvited');
    }, patience);
    await workbench.editor.undo();
    await waitFor(async () => expect(await all('.verdict-text')).toContain('conforms'), patience);
  });

  test.each(themes)('has the colors of the theme: $name', async (theme) => {
    await workbench.useTheme(theme);
    const colors = async () =>
      (await preview()).locator('confer-timeline .flow').evaluate((flow) => {
        const probe = document.body.appendChild(document.createElement('span'));
        probe.style.color = 'var(--vscode-editor-foreground)';
        const wanted = getComputedStyle(probe).color;
        probe.remove();
        return { drawn: getComputedStyle(flow).fill, wanted };
      });
    await waitFor(async () => {
      const { drawn, wanted } = await colors();
      expect(drawn).toBe(wanted);
    }, patience);
    await workbench.moveMouseAway();
    await workbench.keepPicture(`${entry.name}-markdown-${theme.name}`);
  });

  test('nothing was asked from another machine', () => {
    expect(session.elsewhere()).toEqual([]);
  });
});
