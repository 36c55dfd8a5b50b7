import { describe, expect, test } from 'vitest';
import { plainView, type StoredView } from '../../client/protocol/preview-state.js';
import { allPaths } from '../timeline/branching-timelines.js';
import { conforming, crowded, many, twoProblems } from '../timeline/sample-timelines.js';
import { at } from '../timeline/timeline-parts.js';
import { DOCUMENT, type PreviewPage, previewPages, timelineResult } from './preview-page.js';

const preview = previewPages();

const event = (id: string): string => `[data-event="${id}"]`;
const tool = (command: string): string => `[data-command="${command}"]`;
const cursorAt = async ({ page }: PreviewPage): Promise<string | null | undefined> =>
  page.evaluate(() =>
    document
      .querySelector('.cursor')
      ?.closest('.slot')
      ?.querySelector('[tabindex="0"][data-event]')
      ?.getAttribute('data-event'),
  );
const announcement = ({ page }: PreviewPage): Promise<string | null> => page.textContent('[aria-live="polite"]');

describe('zoom', () => {
  test('zooming works by key, by button and by wheel, and survives an edit and a reload', async () => {
    const shown = await preview();
    const { page } = shown;
    await shown.show(conforming);
    const rowHeight = async (): Promise<number> =>
      (await page.locator(`${event('0-Invite-0')} .row`).boundingBox())?.height ?? 0;
    const before = await rowHeight();
    await page.keyboard.press('+');
    await page.getByRole('button', { name: 'Zoom in', exact: true }).click();
    await expect.poll(() => page.textContent(tool('zoom-reset'))).toBe('125%');
    await expect.poll(() => announcement(shown)).toBe('Zoom 125%');
    await expect.poll(rowHeight).toBeCloseTo(before * 1.25, 0);
    await shown.show(twoProblems);
    await expect.poll(rowHeight).toBeCloseTo(before * 1.25, 0);
    await page.reload();
    await shown.show(twoProblems);
    await expect.poll(() => page.textContent(tool('zoom-reset'))).toBe('125%');
    await page.keyboard.press('0');
    await expect.poll(rowHeight).toBeCloseTo(before, 0);
    await page.mouse.move(400, 400);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -100);
    await page.keyboard.up('Control');
    await expect.poll(rowHeight).toBeGreaterThan(before * 1.1);
  });

  test('zoom keeps the element at the pointer in place', async () => {
    const shown = await preview({ height: 420 });
    const { page } = shown;
    await shown.show(many(200));
    await page.evaluate(() => document.querySelector('.diagram')?.scrollTo(0, 3000));
    await shown.send({ type: 'caret', documentUri: 'file:///other.confer', range: at(0) });
    const under = (): Promise<string | null | undefined> =>
      page.evaluate(() => document.elementFromPoint(300, 300)?.closest('[data-event]')?.getAttribute('data-event'));
    await page.mouse.move(300, 300);
    await expect.poll(under).toBeTruthy();
    const before = await under();
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -100);
    await page.keyboard.up('Control');
    await expect.poll(() => page.textContent(tool('zoom-reset'))).not.toBe('100%');
    await expect.poll(under).toBe(before);
  });

  test('zoom fits the diagram into a narrow panel, which has a list otherwise', async () => {
    const shown = await preview({ width: 500 });
    const { page } = shown;
    await shown.show(conforming);
    const overflow = (): Promise<number> =>
      page.evaluate(() => {
        const scroller = document.querySelector('.diagram');
        return scroller === null ? -1 : scroller.scrollWidth - scroller.clientWidth;
      });
    await expect.poll(() => page.locator('.band.form-list').count()).toBe(conforming.phases.length);
    await expect.poll(overflow).toBeLessThanOrEqual(0);
    await page.keyboard.press('w');
    await expect.poll(() => page.locator('.band.form-diagram').count()).toBe(conforming.phases.length);
    await expect.poll(overflow).toBeLessThanOrEqual(1);
    await expect.poll(async () => (await shown.stored())?.view.zoom).toBe('fit');
  });
});

describe('filter and search', () => {
  test('a participant and a protocol can be hidden, and the number of hidden messages is shown', async () => {
    const shown = await preview();
    const { page } = shown;
    await shown.show(twoProblems);
    await page.keyboard.press('f');
    await page.getByRole('checkbox', { name: 'Reporting' }).uncheck();
    await expect
      .poll(() => page.textContent('.hidden-count'))
      .toBe('Without Reporting: 4 of 12 messages hidden, 2 of them with a problem.');
    await expect.poll(() => page.locator('[data-event]').count()).toBe(8);
    await page.getByRole('checkbox', { name: 'Bob' }).uncheck();
    await expect.poll(() => page.locator('.lane-header').count()).toBe(3);
    await expect
      .poll(() => page.textContent('[data-phase="Accepts"] .band-head > title'))
      .toContain('1 of 3 messages shown');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.filter-bar input').count()).toBe(0);
    await expect.poll(() => page.textContent('.hidden-count')).toContain('Without Bob, Reporting');
    await page.reload();
    await shown.show(twoProblems);
    await expect.poll(() => page.locator('.lane-header').count()).toBe(3);
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect.poll(() => page.locator('[data-event]').count()).toBe(twoProblems.events.length);
    await expect.poll(() => page.locator('.hidden-count').count()).toBe(0);
  });

  test('a search counts, goes round, opens what is folded, and leaves the keyboard where it is', async () => {
    const shown = await preview();
    const { page } = shown;
    await shown.show(conforming);
    await page.keyboard.press('c');
    await expect.poll(() => page.locator('[data-event]').count()).toBe(0);
    await page.keyboard.press('Control+f');
    await page.keyboard.type('eventack');
    await expect.poll(() => page.textContent('.count')).toBe('2 matches');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.textContent('.count')).toBe('1 of 2 matches');
    await expect.poll(() => cursorAt(shown)).toBe('1-Accepts-1');
    await expect
      .poll(() => announcement(shown))
      .toMatch(/^Found 1 of 2\. Accepts, \d+ of \d+: IxnServer sends EventAck to Bob/);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.textContent('.count')).toBe('1 of 2 matches');
    await page.keyboard.press('Shift+Enter');
    await expect.poll(() => cursorAt(shown)).toBe('2-Leaves-1');
    await expect.poll(() => page.locator('.hits rect').count()).toBe(2);
    await page.keyboard.type(' nowhere');
    await expect.poll(() => page.textContent('.count')).toBe('Nothing found');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.search-bar').count()).toBe(0);
  });
});

describe('step and play', () => {
  test('steps go from event to event and fault to fault, and the source follows without the focus', async () => {
    const shown = await preview();
    const { page } = shown;
    await shown.show(twoProblems);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await expect.poll(() => cursorAt(shown)).toBe('0-Invite-1');
    await expect
      .poll(() => shown.lastPosted())
      .toEqual({ type: 'reveal', documentUri: DOCUMENT, range: at(12), focus: false });
    await page.keyboard.press('k');
    await expect.poll(() => cursorAt(shown)).toBe('0-Invite-0');
    await page.keyboard.press('e');
    await expect.poll(() => cursorAt(shown)).toBe('1-Accepts-m0');
    await page.keyboard.press('e');
    await expect.poll(() => cursorAt(shown)).toBe('2-Leaves-4');
    await page.keyboard.press('e');
    await expect.poll(() => announcement(shown)).toBe('No more problems after this message');
    await page.keyboard.press('Shift+E');
    await expect.poll(() => cursorAt(shown)).toBe('1-Accepts-m0');
  });

  test('play runs by itself, stops at a fault, and continues from there', async () => {
    const shown = await preview();
    const { page } = shown;
    await page.clock.install();
    await page.reload();
    const result = timelineResult(twoProblems);
    await page.evaluate((data) => window.postMessage(data, '*'), { type: 'timeline', documentUri: DOCUMENT, result });
    await page.clock.runFor(200);
    await page.click(tool('play'));
    await expect.poll(() => page.getAttribute(tool('play'), 'aria-label')).toBe('Pause');
    await page.clock.runFor(2000);
    await expect.poll(() => cursorAt(shown)).toBe('0-Invite-2');
    await page.keyboard.press('s');
    await page.clock.runFor(10_000);
    await expect.poll(() => cursorAt(shown)).toBe('1-Accepts-m0');
    await expect.poll(() => announcement(shown)).toMatch(/^Stopped at a problem\. /);
    await expect.poll(() => page.getAttribute(tool('play'), 'aria-label')).toBe('Play the messages');
    await page.click(tool('play'));
    await page.clock.runFor(600);
    await page.keyboard.press('p');
    await page.clock.runFor(5000);
    await expect.poll(() => cursorAt(shown)).toBe('2-Leaves-1');
  });
});

describe('the tools and the outline', () => {
  test('the toolbar is one stop of the Tab key, and arrow keys go along it', async () => {
    const shown = await preview();
    const { page } = shown;
    await shown.show(conforming);
    await expect.poll(() => page.locator('[role="toolbar"] [tabindex="0"]').count()).toBe(1);
    await page.focus(tool('search'));
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('End');
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('More');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-command'))).toBe('details');
    await expect
      .poll(() => page.locator('[role="toolbar"] [tabindex="0"]').getAttribute('data-command'))
      .toBe('details');
  });

  test('the outline is there where there is room, and leads to a phase', async () => {
    const narrow = await preview();
    await narrow.show(twoProblems);
    await expect.poll(() => narrow.page.locator('.outline').count()).toBe(0);
    const shown = await preview({ width: 1300, height: 400 });
    await shown.show(twoProblems);
    const outline = shown.page.getByRole('navigation', { name: 'Phases' });
    await expect.poll(() => outline.locator('.says').allInnerTexts()).toEqual(['1', '1']);
    await outline.getByRole('button', { name: 'Leaves 1 problem', exact: true }).click();
    const [head, headers] = ['.band[data-phase="Leaves"] .band-ground', '.headers'].map((selector) =>
      shown.page.locator(selector),
    );
    const top = (await headers?.boundingBox()) ?? { y: 0, height: 0 };
    await expect.poll(async () => (await head?.boundingBox())?.y).toBeLessThan(top.y + top.height + 40);
    await shown.page.keyboard.press('o');
    await expect.poll(() => shown.page.locator('.outline').count()).toBe(0);
    await expect.poll(async () => (await shown.stored())?.view.outline).toBe(false);
  });

  test('left and right walk the lanes of an event, with what each has to do with it', async () => {
    const shown = await preview();
    const { page } = shown;
    await shown.show(twoProblems);
    const heard = (): Promise<string | null | undefined> =>
      page.evaluate(() => document.activeElement?.querySelector('title')?.textContent);
    await page.focus(event('0-Invite-1'));
    await page.keyboard.press('ArrowRight');
    await expect.poll(heard).toBe('Alice, joined: not involved in EventInvite.');
    await page.keyboard.press('ArrowRight');
    await expect.poll(heard).toBe('Bob, invited (pending): receives EventInvite.');
    await page.keyboard.press('ArrowDown');
    await expect.poll(heard).toBe('Bob, invited (pending): not involved in EventAgentInvited.');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(heard).toMatch(/^IxnServer sends EventAgentInvited/);
  });
});

describe('the table', () => {
  const samples = { conforming, twoProblems, crowded, allPaths };
  const modes: Readonly<Record<string, Partial<StoredView>>> = {
    'in order': {},
    'to scale, times since the beginning': { scale: true, time: 'since' },
    dimmed: { dim: true, hiddenParticipants: ['Bob', 'Ann'] },
    filtered: { hiddenProtocols: ['Reporting'] },
  };
  const tables = Object.entries(samples).flatMap(([name, timeline]) =>
    Object.entries(modes).map(([mode, view]) => ({ name, mode, timeline, view })),
  );

  test.each(tables)('$name, $mode, has one row for every arrow, with the same facts', async ({ timeline, view }) => {
    const shown = await preview();
    const { page } = shown;
    await shown.start({ ...plainView, ...view });
    await shown.show(timeline);
    const drawn = await page.$$eval('svg [data-event]', (arrows) =>
      arrows.map((arrow) => ({
        id: arrow.getAttribute('data-event'),
        status: arrow.getAttribute('data-status'),
        sentence: arrow.querySelector(':scope > title')?.textContent ?? '',
        time:
          [
            ...(document.querySelector(`[data-time-of="${CSS.escape(arrow.getAttribute('data-event') ?? '')}"]`)
              ?.childNodes ?? []),
          ].at(-1)?.textContent ?? '',
      })),
    );
    await page.keyboard.press('t');
    await expect.poll(() => page.locator('tr[data-event]').count()).toBe(drawn.length);
    const rows = await page.$$eval('tr[data-event]', (all) =>
      all.map((row) => ({
        id: row.getAttribute('data-event'),
        status: row.getAttribute('data-status'),
        cells: [...row.children].map((cell) => cell.textContent ?? ''),
      })),
    );
    expect(rows.map(({ id, status }) => ({ id, status }))).toEqual(drawn.map(({ id, status }) => ({ id, status })));
    for (const [index, { sentence, time }] of drawn.entries()) {
      const [, at, after, from = '', to = '', text = '', protocol = '', verdict = ''] = rows[index]?.cells ?? [];
      const [cell, sent] = view.time === 'since' ? [at, ''] : [after, 'not sent'];
      expect(cell).toBe(time === 'missing' ? sent : time);
      expect(sentence).toContain(text);
      // A message to its own sender is described as sent to “itself”.
      const receivers = to.split(', ').map((name) => name.replace(' (not notified)', ''));
      for (const name of [...receivers, protocol].filter((word) => word !== '?' && word !== from)) {
        expect(sentence).toContain(name);
      }
      if (from !== '?') expect(sentence.startsWith(`${from} `)).toBe(true);
      const event = timeline.events.find(({ id }) => id === rows[index]?.id);
      for (const finding of event?.findings ?? []) {
        expect(verdict).toContain(timeline.findings[finding]?.message);
        expect(sentence).toContain(timeline.findings[finding]?.message);
      }
    }
  });

  test('a row leads to the source, arrow keys walk the rows, and the table stays over an edit and a reload', async () => {
    const shown = await preview();
    const { page } = shown;
    await shown.show(conforming);
    await page.keyboard.press('t');
    await page.focus(`tr${event('0-Invite-0')} button`);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => shown.lastPosted())
      .toEqual({ type: 'reveal', documentUri: DOCUMENT, range: at(12), focus: false });
    await expect.poll(() => page.getAttribute(`tr${event('0-Invite-1')}`, 'aria-current')).toBe('true');
    await shown.show(twoProblems);
    await expect.poll(() => page.locator('tr[data-event]').count()).toBe(twoProblems.events.length);
    await page.reload();
    await shown.show(twoProblems);
    await expect.poll(() => page.locator('tr[data-event]').count()).toBe(twoProblems.events.length);
    await page.keyboard.press('t');
    await expect.poll(() => page.locator('svg [data-event]').count()).toBe(twoProblems.events.length);
  });
});
