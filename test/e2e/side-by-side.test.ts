import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { hosts, openSession, type Session } from './hosts/session.js';
import { glance, patience, repeatUntil } from './patience.js';
import type { Workbench } from './workbench.js';

const examples = path.join(root, 'examples');
const faulty = 'escalate-chat-faults.confer';

describe.each(hosts)('editor and timeline side by side in the $name host', (entry) => {
  let session: Session;
  let workbench: Workbench;
  let page: Page;

  beforeAll(async () => {
    session = await openSession(entry, 'side-by-side', examples);
    ({ workbench, page } = session);
    await page.setViewportSize({ width: 1280, height: 640 });
  });

  afterAll(() => session?.close());

  const timeline = (): Promise<Frame> => workbench.webview('[data-event]');
  const heard = async (): Promise<string> => (await (await timeline()).textContent('[aria-live="polite"]')) ?? '';
  const scrollTop = async (): Promise<number> =>
    (await timeline()).evaluate(() => document.querySelector('.diagram')?.scrollTop ?? -1);

  /** The number of the first line that the editor shows whole. */
  async function firstLine(): Promise<number> {
    const numbers = await page.locator('.editor-instance .line-numbers').allTextContents();
    return Math.min(...numbers.map(Number).filter((line) => line > 0));
  }

  /**
   * Turns the wheel over one of the two until the other one has come along: the editor goes one step for each notch down.
   * What an editor does while it still glides after the timeline counts as no news, so that a turn may lead to nothing.
   */
  async function wheel(over: 'editor' | 'timeline', notches: number, followed: () => Promise<boolean>): Promise<void> {
    await repeatUntil(
      () => turnWheel(over, notches),
      () => expect.poll(followed, glance).toBe(true),
    );
  }

  async function turnWheel(over: 'editor' | 'timeline', notches: number): Promise<void> {
    const place = over === 'editor' ? page.locator('.editor-instance').first() : (await timeline()).locator('.diagram');
    const box = await place.boundingBox();
    if (box === null) throw new Error(`The ${over} is not on the screen.`);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.6);
    for (let notch = 0; notch < Math.abs(notches); notch++) await page.mouse.wheel(0, 120 * Math.sign(notches));
  }

  test('by keyboard alone, from opening the timeline to a fixed fault, and undone in one step', async () => {
    await workbench.openFile(faulty);
    await workbench.quickInput.runCommand('Confer: Show Timeline to the Side');
    const frame = await timeline();
    await frame.locator('[data-status="missing"]').first().waitFor();
    const before = await frame.locator('[data-status="missing"]').count();
    await workbench.focusTimeline();
    // What is found of the phase comes before what it forgets.
    await workbench.keyboard.pressUntil('e', heard, (text) => text.includes('should send'));
    await expect
      .poll(() => frame.evaluate(() => document.activeElement?.closest('[data-event]') !== null), patience)
      .toBe(true);
    await workbench.keepPicture(`${entry.name}-fault-by-keyboard`);
    await page.keyboard.press('Enter');
    await expect.poll(heard, patience).toContain('Done');
    await expect.poll(() => workbench.editor.text(), patience).toContain('StatServer : EventAgentInvited');
    await expect.poll(() => frame.locator('[data-status="missing"]').count(), patience).toBe(before - 1);
    await workbench.editor.undo();
    await expect.poll(() => workbench.editor.text(), patience).toBe(readFileSync(path.join(examples, faulty), 'utf8'));
  });

  test('a click on the button of a fault fixes it', async () => {
    const frame = await timeline();
    await frame.locator('[data-status="missing"] [data-action="fix"]').first().click();
    await expect.poll(heard, patience).toContain('Done');
    await expect.poll(() => workbench.editor.text(), patience).toContain('StatServer : EventAgentInvited');
    await workbench.editor.undo();
  });

  test('leaving the choice of a fix returns to the fault', async () => {
    await workbench.openFile('escalate-chat.confer');
    await workbench.quickInput.runCommand('Confer: Show Timeline to the Side');
    const text = readFileSync(path.join(examples, 'escalate-chat.confer'), 'utf8');
    await workbench.editor.replaceText(text.replace('  scenario', '  scenario Odd { AliceLeaves }\n  scenario'));
    const frame = await timeline();
    await frame.locator('[data-finding]').first().waitFor();
    await workbench.focusTimeline();
    const mends = () => frame.evaluate(() => document.activeElement?.hasAttribute('data-finding') === true);
    const focused = () =>
      frame.evaluate(() => (document.activeElement?.cloneNode() as Element | null)?.outerHTML ?? '');
    await workbench.keyboard.pressUntil('e', focused, (element) => element.includes('data-finding'));
    await page.keyboard.press('Enter');
    const choice = page.getByText('Select a Fix');
    await choice.waitFor();
    await workbench.keyboard.pressUntilGone('Escape', choice);
    await workbench.focusTimeline();
    await expect.poll(mends, patience).toBe(true);
    // What follows begins with the file as it was; there is nothing before that to be undone.
    await repeatUntil(
      () => workbench.editor.undo(),
      () => expect.poll(() => workbench.editor.text(), glance).toBe(text),
    );
  });

  test('a finding is shown on the timeline from its light bulb', async () => {
    await workbench.openFile(faulty);
    await workbench.editor.goTo('EventPlacedInQueue');
    await workbench.editor.takeFix('Show on timeline');
    await expect.poll(heard, patience).toContain('EventPlacedInQueue');
  });

  test('the timeline goes where the editor is scrolled to, and the editor where the timeline is', async () => {
    await workbench.openFile('escalate-chat.confer');
    await expect.poll(async () => (await timeline()).textContent('h1'), patience).toContain('Escalate a support chat');
    await wheel('editor', -40, async () => (await scrollTop()) === 0);
    await wheel('editor', 15, async () => (await scrollTop()) > 100);
    const line = await firstLine();
    expect(line).toBeGreaterThan(10);
    await workbench.keepPicture(`${entry.name}-scrolled-together`);
    await wheel('timeline', -40, async () => (await scrollTop()) === 0 && (await firstLine()) < line);
  });

  test('a pinned timeline stays with its file, and another one follows', async () => {
    const tabs = page.locator('.tab[aria-label*="Timeline"]');
    await workbench.focusTimeline();
    await workbench.quickInput.runCommand('Confer: Toggle Timeline Pin');
    await expect.poll(() => tabs.first().innerText(), patience).toContain('pinned');
    await workbench.openFile('callback.confer');
    await workbench.quickInput.runCommand('Confer: Show Timeline to the Side');
    await expect.poll(() => tabs.allInnerTexts(), patience).toHaveLength(2);
    const titles = await tabs.allInnerTexts();
    expect(titles.filter((title) => title.includes('escalate-chat.confer') && title.includes('pinned'))).toHaveLength(
      1,
    );
    expect(titles.filter((title) => title.includes('callback.confer'))).toHaveLength(1);
    await workbench.keepPicture(`${entry.name}-pinned`);
  });

  test('nothing was asked from another machine', () => {
    expect(session.elsewhere()).toEqual([]);
  });
});
