import { describe, expect, test } from 'vitest';
import { diffTimelines } from '../../server/protocol/timeline-patch.js';
import { keepPicture } from '../support/pictures.js';
import { conforming, crowded, twoProblems } from '../timeline/sample-timelines.js';
import { at } from '../timeline/timeline-parts.js';
import { DOCUMENT, previewPages, timelineResult } from './preview-page.js';
import { themes } from './themes.js';

const preview = previewPages();

const event = (id: string): string => `[data-event="${id}"]`;

describe('the page', () => {
  test('the page says that it is ready, and what to do while there is nothing', async () => {
    const shown = await preview();
    await expect.poll(() => shown.posted()).toEqual([{ type: 'ready' }]);
    await expect.poll(() => shown.page.textContent('main')).toContain('Open a .confer file');
    await shown.show(null);
    await expect.poll(() => shown.page.textContent('main')).toContain('This file has no flow');
    await shown.send({ type: 'notice', documentUri: DOCUMENT, text: 'The language server has stopped.' });
    await expect.poll(() => shown.page.textContent('main')).toContain('The language server has stopped.');
  });

  test('the page shows the phase that a flow without phases can begin with, by its name in the model', async () => {
    const shown = await preview();
    const empty = { ...conforming, phases: [], events: [], states: [] };
    await shown.show(empty, { firstModelPhase: 'InvitationIssued' });
    await expect.poll(() => shown.page.textContent('main pre')).toBe('phase InvitationIssued is InvitationIssued');
    await shown.show(empty, { firstModelPhase: 'Conference.Left' });
    await expect.poll(() => shown.page.textContent('main pre')).toBe('phase ConferenceLeft is Conference.Left');
    await shown.show({ ...empty, models: [] });
    await expect.poll(() => shown.page.textContent('main pre')).toContain('phase First {');
  });

  test('the page offers ways out of having nothing to show', async () => {
    const shown = await preview();
    const take = (name: string) => shown.page.getByRole('button', { name }).click();
    await shown.send({ type: 'notice', documentUri: '', text: 'Open a .confer file.' });
    await take('Open Example');
    await expect.poll(() => shown.lastPosted()).toEqual({ type: 'help', documentUri: '', command: 'openExample' });
    await take('New Flow');
    await expect.poll(() => shown.lastPosted()).toEqual({ type: 'help', documentUri: '', command: 'newFlow' });
    await shown.show(null);
    await take('New Flow');
    await expect.poll(() => shown.lastPosted()).toEqual({ type: 'help', documentUri: DOCUMENT, command: 'newFlow' });
    await keepPicture(shown.page, 'empty-no-flow');
    await shown.send({ type: 'notice', documentUri: DOCUMENT, text: 'The language server has stopped.' });
    await take('Restart');
    await expect
      .poll(() => shown.lastPosted())
      .toEqual({ type: 'help', documentUri: DOCUMENT, command: 'restartServer' });
    await take('Show Output');
    await expect.poll(() => shown.lastPosted()).toMatchObject({ command: 'showOutput' });
  });

  test('the page draws a flow with its verdict, its problems and its ghost', async () => {
    const shown = await preview();
    const { page } = shown;
    await shown.show(twoProblems);
    await expect.poll(() => page.textContent('h1')).toBe('Escalate a support chat');
    await expect.poll(() => page.textContent('.flow-verdict')).toBe('2 problems');
    await expect.poll(() => page.locator('[data-event]').count()).toBe(twoProblems.events.length);
    await expect.poll(() => page.getAttribute(event('1-Accepts-m0'), 'data-status')).toBe('missing');
    await expect.poll(() => page.getAttribute('[data-phase="Leaves"]', 'data-verdict')).toBe('errors');
    await expect.poll(() => page.locator('.headers .lane-header').count()).toBe(4);
    await shown.show(conforming);
    await expect.poll(() => page.textContent('.flow-verdict')).toBe('Conforms');
    const [sign, word] = await page.locator('.flow-verdict > *').evaluateAll((parts) =>
      parts.map((part) => {
        const { top, bottom } = part.getBoundingClientRect();
        return (top + bottom) / 2;
      }),
    );
    expect(Math.abs((sign ?? 0) - (word ?? Infinity))).toBeLessThan(2);
    await expect.poll(() => page.textContent('[aria-live="polite"]')).toBe('EscalateChat: conforms.');
  });

  test('the page says when the picture is older than the text', async () => {
    const shown = await preview();
    await shown.show(conforming);
    const top = await shown.page.locator('.diagram').boundingBox();
    const unreadable = { code: 'syntax-error', message: 'expected "}".', range: at(6) };
    await shown.show(conforming, { stale: true, unreadable });
    await expect
      .poll(() => shown.page.textContent('.notices'))
      .toBe('The flow has a syntax error. Showing the last valid timeline. Line 7: expected "}".');
    expect(await shown.page.textContent('.flow-verdict')).toBe('Not fully checked: syntax error');
    const under = await shown.page.locator('.diagram').boundingBox();
    expect({ ...under, height: 0 }, 'nothing moves').toEqual({ ...top, height: 0 });
    await shown.page.getByRole('button', { name: 'Line 7' }).click();
    await expect
      .poll(() => shown.lastPosted())
      .toEqual({ type: 'reveal', documentUri: DOCUMENT, range: at(6), focus: true });
    await shown.show(conforming, { unreadable });
    await expect
      .poll(() => shown.page.textContent('.notices'))
      .toMatch(/^The flow has a syntax error\. Showing what can be read/);
    expect(await shown.page.textContent('.flow-verdict')).toBe('Not fully checked: syntax error');
    await shown.show(conforming);
    await expect.poll(() => shown.page.textContent('.notices')).toBe('');
  });

  test('the page says why the chosen path is not drawn to its end', async () => {
    const shown = await preview();
    const lost = { phase: 'Leaves', after: 'Invite', reason: 'no-way' } as const;
    await shown.show(conforming, { followed: { path: ['Invite', 'Leaves'], lost } });
    await expect
      .poll(() => shown.page.textContent('.notices'))
      .toBe('"Leaves" can no longer follow: nothing leads to it after "Invite". Showing the default path from there.');
  });

  test('the page patches in place: what did not change is the same element, and the scroll stays', async () => {
    const shown = await preview({ height: 320 });
    await shown.show(conforming);
    const { page } = shown;
    const element = await page.$(event('2-Leaves-1'));
    await page.evaluate(() => document.querySelector('.diagram')?.scrollTo(0, 200));
    await shown.show(twoProblems);
    await expect.poll(() => element?.evaluate((node) => node.isConnected)).toBe(true);
    await expect.poll(() => page.evaluate(() => document.querySelector('.diagram')?.scrollTop)).toBe(200);
  });

  test('the page takes what differs from the timeline that it has, and asks for all of one that it has missed', async () => {
    const shown = await preview();
    const [before, after] = [twoProblems, conforming].map((timeline, index) =>
      timelineResult(timeline, { answer: `${index}` }),
    );
    if (before === undefined || after === undefined) throw new Error('two timelines');
    await shown.send({ type: 'timeline', documentUri: DOCUMENT, result: before });
    const patches = [diffTimelines(before, after, undefined)];
    await shown.send({ type: 'timeline-patch', documentUri: DOCUMENT, patches });
    expect(await shown.page.locator('[data-event]').count()).toBe(conforming.events.length);
    expect(await shown.posted()).toEqual([{ type: 'ready' }]);
    await shown.send({ type: 'timeline-patch', documentUri: DOCUMENT, patches });
    expect(await shown.posted()).toEqual([{ type: 'ready' }, { type: 'ready' }]);
    expect(await shown.page.locator('[data-event]').count()).toBe(conforming.events.length);
  });

  test('the page keeps the headers of the lanes in sight', async () => {
    const shown = await preview({ height: 320 });
    await shown.show(conforming);
    const top = (): Promise<number> =>
      shown.page.evaluate(() => document.querySelector('.headers')?.getBoundingClientRect().top ?? -1);
    const before = await top();
    await shown.page.evaluate(() => document.querySelector('.diagram')?.scrollTo(0, 250));
    await expect.poll(top).toBe(before);
  });
});

describe('with the pointer', () => {
  test('a click shows the source, a double click goes there', async () => {
    const shown = await preview();
    await shown.show(twoProblems);
    await shown.page.click(event('0-Invite-1'));
    const reveal = { type: 'reveal', documentUri: DOCUMENT, range: at(12) } as const;
    await expect.poll(() => shown.lastPosted()).toEqual({ ...reveal, focus: false });
    await shown.page.dblclick(event('0-Invite-1'));
    await expect.poll(() => shown.lastPosted()).toEqual({ ...reveal, focus: true });
    await shown.page.click(event('1-Accepts-m0'));
    await expect
      .poll(() => shown.lastPosted())
      .toEqual({ ...reveal, range: twoProblems.phases[1]?.nameRange, focus: false });
  });

  test('a phase folds and unfolds, and stays folded over an edit and a reload', async () => {
    const shown = await preview();
    await shown.show(conforming);
    const head = shown.page.locator('[data-phase="Accepts"] [data-action="fold"]');
    await expect.poll(() => head.getAttribute('aria-expanded')).toBe('true');
    await head.click();
    await expect.poll(() => head.getAttribute('aria-expanded')).toBe('false');
    await expect.poll(() => shown.page.locator(event('1-Accepts-0')).count()).toBe(0);
    await shown.show(twoProblems);
    await expect.poll(() => head.getAttribute('aria-expanded')).toBe('false');
    await expect.poll(async () => (await shown.stored())?.folded).toEqual(['1 Accepts']);
    await shown.page.reload();
    await shown.show(twoProblems);
    await expect.poll(() => head.getAttribute('aria-expanded')).toBe('false');
    await head.click();
    await expect.poll(() => shown.page.locator(event('1-Accepts-0')).count()).toBe(1);
  });

  test('an outcome switches the path; the one taken and the impossible ones do nothing', async () => {
    const shown = await preview();
    await shown.show(conforming);
    const chips = shown.page.locator('[data-phase="Accepts"] [data-outcome]');
    await expect.poll(() => chips.nth(0).getAttribute('aria-pressed')).toBe('true');
    await expect.poll(() => chips.nth(2).getAttribute('aria-disabled')).toBe('true');
    await chips.nth(0).click();
    await chips.nth(2).click({ force: true });
    await expect.poll(() => shown.posted()).toEqual([{ type: 'ready' }]);
    await chips.nth(1).click();
    await expect
      .poll(() => shown.lastPosted())
      .toEqual({
        type: 'select',
        documentUri: DOCUMENT,
        flow: 'EscalateChat',
        scenario: null,
        path: ['Invite', 'Accepts', 'CannotLeave'],
        all: false,
      });
    await expect.poll(async () => (await shown.stored())?.path).toEqual(['Invite', 'Accepts', 'CannotLeave']);
  });

  test('the pickers choose among flows and paths', async () => {
    const shown = await preview();
    const range = at(0);
    const flows = [
      { name: 'EscalateChat', title: null, range },
      { name: 'Other', title: 'Another flow', range },
    ];
    await shown.show(conforming, { flows });
    const [flow, path] = ['Flow', 'Path'].map((name) => shown.page.getByRole('combobox', { name }));
    if (flow === undefined || path === undefined) throw new Error('No pickers.');
    await path.click();
    await shown.page.getByRole('option', { name: /Invite → NoAnswer/ }).click();
    const select = { type: 'select', documentUri: DOCUMENT, flow: 'EscalateChat', scenario: null, all: false };
    await expect.poll(() => shown.lastPosted()).toEqual({ ...select, path: ['Invite', 'NoAnswer'] });
    await flow.selectOption('Other');
    await expect.poll(() => shown.lastPosted()).toEqual({ ...select, flow: 'Other', path: [] });
  });

  test('the verdict lists what was found, and leads there', async () => {
    const shown = await preview();
    await shown.show(twoProblems);
    await shown.page.click('.flow-verdict');
    await expect.poll(() => shown.page.getAttribute('.flow-verdict', 'aria-expanded')).toBe('true');
    await shown.page.click('.problems li:nth-child(2) button');
    await expect
      .poll(() => shown.lastPosted())
      .toEqual({ type: 'reveal', documentUri: DOCUMENT, range: at(29), focus: false });
  });
});

describe('with the keyboard', () => {
  test('arrow keys walk the events, Enter shows the source, Tab reaches one event', async () => {
    const shown = await preview();
    await shown.show(twoProblems);
    const { page } = shown;
    const focused = (): Promise<string | null | undefined> =>
      page.evaluate(() => document.activeElement?.getAttribute('data-event'));
    await expect.poll(() => page.locator('[data-event][tabindex="0"]').count()).toBe(1);
    await page.focus(event('0-Invite-0'));
    await page.keyboard.press('ArrowDown');
    await expect.poll(focused).toBe('0-Invite-1');
    await page.keyboard.press('End');
    await expect.poll(focused).toBe('2-Leaves-4');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowUp');
    await expect.poll(focused).toBe('0-Invite-0');
    await page.keyboard.press('Enter');
    await expect.poll(() => shown.lastPosted()).toMatchObject({ type: 'reveal', range: at(11), focus: false });
    await page.keyboard.press('End');
    await expect.poll(() => page.locator('[data-event][tabindex="0"]').getAttribute('data-event')).toBe('2-Leaves-4');
    await expect
      .poll(() => page.textContent(`${event('0-Invite-1')} > title`))
      .toBe('IxnServer sends EventInvite (TicketId: 7) to Bob on Interaction Management after 40 ms.\nConforms.');
  });

  test('a phase folds by key', async () => {
    const shown = await preview();
    await shown.show(conforming);
    await shown.page.focus('[data-phase="Invite"] [data-action="fold"]');
    await shown.page.keyboard.press('Enter');
    await expect
      .poll(() => shown.page.getAttribute('[data-phase="Invite"] [data-action="fold"]', 'aria-expanded'))
      .toBe('false');
    await shown.page.keyboard.press(' ');
    await expect
      .poll(() => shown.page.getAttribute('[data-phase="Invite"] [data-action="fold"]', 'aria-expanded'))
      .toBe('true');
  });
});

describe('following the editor', () => {
  test('the event at the caret is marked, and scrolled into view only if it is outside', async () => {
    const shown = await preview({ height: 360 });
    await shown.show(conforming);
    const scrollTop = (): Promise<number> =>
      shown.page.evaluate(() => document.querySelector('.diagram')?.scrollTop ?? -1);
    await shown.send({ type: 'caret', documentUri: DOCUMENT, range: at(12, 8, 8) });
    await expect.poll(() => shown.page.locator('.event.marked').getAttribute('data-event')).toBe('0-Invite-1');
    await expect.poll(scrollTop).toBe(0);
    await shown.send({ type: 'caret', documentUri: DOCUMENT, range: at(28, 8, 8) });
    await expect.poll(() => shown.page.locator('.event.marked').getAttribute('data-event')).toBe('2-Leaves-3');
    await expect.poll(scrollTop).toBeGreaterThan(100);
    const bottom = async (): Promise<number> => {
      const box = await shown.page.locator(event('2-Leaves-3')).boundingBox();
      return box === null ? Number.POSITIVE_INFINITY : box.y + box.height;
    };
    await expect.poll(bottom).toBeLessThanOrEqual(360);
    await shown.send({ type: 'caret', documentUri: 'file:///other.confer', range: at(12, 8, 8) });
    await expect.poll(() => shown.page.locator('.event.marked').getAttribute('data-event')).toBe('2-Leaves-3');
  });

  test('the scroll comes back after a reload', async () => {
    const shown = await preview({ height: 320 });
    await shown.show(conforming);
    await shown.page.evaluate(() => document.querySelector('.diagram')?.scrollTo(0, 240));
    await expect.poll(async () => (await shown.stored())?.scrollProgress).toBeGreaterThan(0);
    await shown.page.reload();
    await shown.show(conforming);
    await expect
      .poll(() => shown.page.evaluate(() => Math.round(document.querySelector('.diagram')?.scrollTop ?? 0)))
      .toBe(240);
  });
});

describe('looks', () => {
  // Kept to be looked at, not compared.
  test.each(Object.keys(themes))('every message is drawn in %s, narrow and wide', async (theme) => {
    for (const width of [500, 1400]) {
      const shown = await preview({ theme, width, height: 1000 });
      for (const [name, timeline] of Object.entries({ conforming, twoProblems, crowded })) {
        await shown.show(timeline);
        await shown.send({ type: 'caret', documentUri: DOCUMENT, range: at(18, 8, 8) });
        await keepPicture(shown.page, `${name}-${theme}-${width}`);
        await expect.poll(() => shown.page.locator('[data-event]').count()).toBe(timeline.events.length);
      }
    }
  });
});
