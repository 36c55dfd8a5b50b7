import { expect, test } from 'vitest';
import { allPaths } from '../timeline/branching-timelines.js';
import { conforming, crowded, twoProblems } from '../timeline/sample-timelines.js';
import { finding } from '../timeline/timeline-parts.js';
import { previewPages, timelineResult } from './preview-page.js';

const openPage = previewPages();

const titles = [
  'Escalate a support chat, with mistakes',
  'EscalateSupportChatToSupervisor',
  'A support chat is escalated to a supervisor who declines it',
];

/** Runs in the page: whether the title is cut. */
function isCut({ scrollWidth, clientWidth, scrollHeight, clientHeight }: Element): boolean {
  return scrollWidth > clientWidth || scrollHeight > clientHeight;
}

test.each(titles)('the title %s is whole next to problems and covered messages at every width', async (title) => {
  const shown = await openPage();
  const { page } = shown;
  await shown.show({ ...twoProblems, title }, { rows: { covered: 15, total: 17 } });
  const heading = page.getByRole('heading', { level: 1 });
  await expect.poll(() => heading.textContent()).toBe(title);
  for (const width of [380, 420, 479, 480, 500, 519, 520, 560, 599, 600, 699, 700, 900, 1200]) {
    await page.setViewportSize({ width, height: 700 });
    await expect.poll(() => heading.evaluate(isCut), { message: `${width} px` }).toBe(false);
    const height = async () => (await page.locator('.heading').boundingBox())?.height;
    await expect.poll(height, { message: `${width} px` }).toBe(40);
  }
});

test('a title of 30 characters stays on one line in a panel that is a little wider than the narrowest', async () => {
  const shown = await openPage();
  const { page } = shown;
  await shown.show({ ...conforming, title: 'A chat from submission to stop' }, { rows: { covered: 48, total: 54 } });
  for (const width of [380, 479, 480, 500, 559, 560, 600, 800]) {
    await page.setViewportSize({ width, height: 700 });
    const lines = () => page.locator('h1').evaluate(({ clientHeight }) => Math.round(clientHeight / 17));
    await expect.poll(lines, { message: `${width} px` }).toBe(1);
    expect(await page.locator('.flow-verdict').innerText(), `${width} px`).toContain('Conforms');
  }
});

test('a title of 60 characters is whole next to errors and warnings', async () => {
  const shown = await openPage({ width: 380 });
  const warning = finding('duplicate-message', 'warning', 'It is sent twice.', 13);
  const findings = [...twoProblems.findings, warning];
  await shown.show({ ...twoProblems, title: titles.at(-1) ?? '', findings }, { rows: { covered: 15, total: 17 } });
  const { page } = shown;
  await expect.poll(() => page.locator('.flow-verdict .count').count()).toBe(2);
  const heading = page.getByRole('heading', { level: 1 });
  for (const width of [380, 420, 479, 480, 520, 600, 700]) {
    await page.setViewportSize({ width, height: 700 });
    await expect.poll(() => heading.evaluate(isCut), { message: `${width} px` }).toBe(false);
    await expect
      .poll(() => page.locator('.heading').evaluate(({ scrollWidth }) => scrollWidth), { message: `${width} px` })
      .toBe(width);
  }
});

test('a title too long for three lines gets more, alone and in the list of flows', async () => {
  const shown = await openPage();
  const { page } = shown;
  const title = `${titles[2]}, since all supervisors of the night shift are in other conversations at that moment`;
  const timeline = { ...twoProblems, title };
  const { flows } = timelineResult(timeline);
  for (const several of [false, true]) {
    const name = page.locator(several ? '.flow-name' : 'h1');
    await shown.show(timeline, {
      rows: { covered: 15, total: 17 },
      ...(several ? { flows: [...flows, ...flows.map((flow) => ({ ...flow, name: 'Other' }))] } : {}),
    });
    for (const width of [380, 479, 480, 520, 600, 900]) {
      await page.setViewportSize({ width, height: 700 });
      const message = `${width} px`;
      await expect.poll(() => name.evaluate(isCut), { message }).toBe(false);
      await expect.poll(() => page.locator('.heading').evaluate(isCut), { message }).toBe(false);
      const [box, row] = [await name.boundingBox(), await page.locator('.heading').boundingBox()];
      expect((box?.height ?? 0) - (row?.height ?? 0), message).toBeLessThanOrEqual(0);
      expect(box?.y, message).toBeGreaterThanOrEqual(0);
    }
  }
});

test('the table is never wider than its panel, whatever is open next to it', async () => {
  const shown = await openPage();
  const { page } = shown;
  await shown.show(conforming);
  await page.keyboard.press('t');
  const over = () => page.locator('.event-table').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  for (const panels of ['', 'd', 'o']) {
    if (panels !== '') await page.keyboard.press(panels);
    for (const timeline of [conforming, twoProblems, crowded, allPaths]) {
      await shown.show(timeline);
      for (const width of [380, 420, 500, 640, 700, 800, 899, 900, 1000, 1200, 1600]) {
        await page.setViewportSize({ width, height: 700 });
        await expect.poll(over, { message: `${timeline.flow}, ${width} px, ${panels}` }).toBe(0);
      }
    }
  }
});

test('a narrow table has every fact of a wide one', async () => {
  const shown = await openPage({ width: 1600 });
  const { page } = shown;
  await shown.show(conforming);
  await page.keyboard.press('t');
  for (const timeline of [conforming, twoProblems, crowded]) {
    await shown.show(timeline);
    const cellsOfRows = () =>
      page
        .locator('tr[data-event]')
        .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
    await page.setViewportSize({ width: 1600, height: 700 });
    await expect.poll(() => page.locator('thead th').count()).toBe(8);
    const wide = await cellsOfRows();
    await page.setViewportSize({ width: 500, height: 700 });
    await expect.poll(() => page.locator('thead th').count()).toBe(3);
    const narrow = (await cellsOfRows()).map((cells) => cells.join(' '));
    expect(narrow).toHaveLength(timeline.events.length);
    for (const [index, cells] of wide.entries()) {
      for (const cell of cells) expect(narrow[index]).toContain(cell);
    }
  }
});

test('a row keeps the keyboard when its panel becomes narrow', async () => {
  const shown = await openPage({ width: 1000 });
  const { page } = shown;
  await shown.show(conforming);
  await page.keyboard.press('t');
  await page.locator('tr[data-event] button').first().focus();
  await page.keyboard.press('End');
  const focused = () => page.evaluate(() => document.activeElement?.closest('tr')?.getAttribute('data-event'));
  await expect.poll(focused).toBe('2-Leaves-3');
  await page.setViewportSize({ width: 400, height: 500 });
  await expect.poll(() => page.locator('thead th').count()).toBe(3);
  await expect.poll(focused).toBe('2-Leaves-3');
  await expect.poll(() => page.locator('tr.current').isVisible()).toBe(true);
});

test('the example for a flow without phases is whole in a narrow panel', async () => {
  const shown = await openPage({ width: 380 });
  const empty = { ...conforming, phases: [], events: [], states: [], path: [] };
  await shown.show(empty, { paths: [], firstModelPhase: 'InvitationIssued' });
  const example = shown.page.locator('.empty pre');
  await expect.poll(() => example.textContent()).toContain('InvitationIssued is InvitationIssued');
  await expect.poll(() => example.evaluate(isCut)).toBe(false);
});

test('a first phase that is too wide for the row of the path is in its menu', async () => {
  const shown = await openPage();
  const { page } = shown;
  await shown.show(crowded);
  const row = page.locator('.crumbs');
  for (const width of [480, 500, 560, 600, 700, 900]) {
    await page.setViewportSize({ width, height: 700 });
    await expect.poll(() => row.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  }
  await page.setViewportSize({ width: 500, height: 700 });
  await page.getByRole('button', { name: 'Further phases' }).click();
  await expect.poll(() => page.getByRole('menuitem').allInnerTexts()).toContain('InviteTheSupervisorOfTheNightShift');
});

test('below 480 px the covered messages are in the row of the path, at its end, and nothing of that row is cut', async () => {
  const shown = await openPage({ width: 380 });
  await shown.show(twoProblems, { rows: { covered: 15, total: 17 } });
  const row = shown.page.locator('.path-row');
  await expect.poll(() => row.locator('.rows-covered').count()).toBe(1);
  await expect.poll(() => row.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  await shown.page.setViewportSize({ width: 480, height: 700 });
  await expect.poll(() => shown.page.locator('.heading .rows-covered').count()).toBe(1);
});

test('a recorded interaction’s way back to the flow is at the right edge at every width', async () => {
  const shown = await openPage({ width: 380 });
  await shown.show({ ...twoProblems, recording: { key: 'chat-1009', verdict: 'deviates' } });
  const button = shown.page.locator('.toggle', { hasText: 'Show flow' });
  for (const width of [380, 480, 900]) {
    await shown.page.setViewportSize({ width, height: 700 });
    const right = async () => {
      const box = await button.boundingBox();
      return Math.round((box?.x ?? 0) + (box?.width ?? 0));
    };
    await expect.poll(right, { message: `${width} px` }).toBe(width - 12);
  }
});

test('a long name in the outline breaks between its words', async () => {
  const shown = await openPage({ width: 900 });
  const name = 'SupervisorCannotLeaveTheConferenceWhileAgentWaits';
  await shown.show({
    ...conforming,
    phases: conforming.phases.map((phase, index) => (index === 0 ? { ...phase, title: null, name } : phase)),
  });
  await shown.page.keyboard.press('o');
  const entry = shown.page.locator('.outline .name').first();
  await expect.poll(() => entry.textContent()).toBe(name);
  const lines = await entry.evaluate((element) => {
    const found: number[] = [];
    const range = document.createRange();
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE) continue;
      range.selectNodeContents(node);
      found.push(range.getClientRects().length);
    }
    return { ofWords: found, height: element.getBoundingClientRect().height };
  });
  expect(new Set(lines.ofWords)).toEqual(new Set([1]));
  expect(lines.ofWords.length).toBeGreaterThan(4);
  expect(lines.height).toBeGreaterThan(20);
});

test.each([380, 1000])(
  'in the details, names break between their words and states are whole, %i px wide',
  async (width) => {
    const shown = await openPage({ width });
    const { page } = shown;
    await shown.show(crowded);
    await page.keyboard.press('j');
    await page.keyboard.press('d');
    const entries = page.locator('.details-panel dl > div');
    await expect.poll(() => entries.count()).toBeGreaterThan(6);
    const broken = await entries.locator('dt, dd').evaluateAll((cells) =>
      cells.flatMap((cell) => {
        const range = document.createRange();
        return [...cell.childNodes].flatMap((node) => {
          if (node.nodeType !== Node.TEXT_NODE || /\s/.test(node.textContent ?? '')) return [];
          range.selectNodeContents(node);
          return range.getClientRects().length > 1 ? [node.textContent] : [];
        });
      }),
    );
    expect(broken).toEqual([]);
  },
);
