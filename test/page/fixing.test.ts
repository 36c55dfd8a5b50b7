import { describe, expect, test } from 'vitest';
import { eventAfterEdit } from '../../client/webview/state/event-after-edit.js';
import type { Timeline, TimelineEvent, TimelineFinding } from '../../timeline/types/timeline.js';
import { keepPicture } from '../support/pictures.js';
import { conforming, crowded, twoProblems } from '../timeline/sample-timelines.js';
import { at } from '../timeline/timeline-parts.js';
import { DOCUMENT, type PreviewPage, previewPages } from './preview-page.js';

const openPage = previewPages();
let shown: PreviewPage;

async function preview(timeline: Timeline): Promise<PreviewPage> {
  shown = await openPage();
  await shown.show(timeline);
  return shown;
}

const event = (id: string): string => `[data-event="${id}"]`;
const focused = (): Promise<string | null | undefined> =>
  shown.page.evaluate(() => document.activeElement?.getAttribute('data-event'));
const announcement = (): Promise<string | null> => shown.page.textContent('[aria-live="polite"]');

function wish(index: number, timeline = twoProblems): unknown {
  const { id, message } = timeline.findings[index] ?? { id: '', message: '' };
  return { type: 'fix', documentUri: DOCUMENT, finding: { id, message } };
}

describe('fixing from the picture', () => {
  test('a ghost has a button that adds the message, a fault one that fixes it', async () => {
    const { page } = await preview(twoProblems);
    await expect.poll(() => page.locator('.fix-button .fix-text').allTextContents()).toEqual(['Add', 'Remove']);
    await page.click(`${event('1-Accepts-m0')} .fix-button`);
    await expect.poll(() => shown.lastPosted()).toEqual(wish(0));
    await page.click(`${event('2-Leaves-4')} .fix-button`);
    await expect.poll(() => shown.posted()).toEqual([{ type: 'ready' }, wish(0), wish(1)]);
  });

  test('Enter fixes what can be fixed, Space goes to the source, and the row says so', async () => {
    const { page } = await preview(twoProblems);
    await expect.poll(() => page.textContent(`${event('1-Accepts-m0')} > title`)).toMatch(/ Enter: Add\.$/);
    await expect.poll(() => page.textContent(`${event('2-Leaves-4')} > title`)).toMatch(/ Enter: Remove\.$/);
    await page.focus(event('1-Accepts-m0'));
    await page.keyboard.press('Enter');
    await expect.poll(() => shown.lastPosted()).toEqual(wish(0));
    await page.keyboard.press(' ');
    await expect
      .poll(() => shown.lastPosted())
      .toMatchObject({ type: 'reveal', range: twoProblems.phases[1]?.nameRange });
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect.poll(() => shown.lastPosted()).toMatchObject({ type: 'reveal', range: at(20) });
  });

  test('the keyboard continues where the ghost was, and what was done is announced', async () => {
    const { page } = await preview(twoProblems);
    await page.focus(event('1-Accepts-m0'));
    await page.keyboard.press('Enter');
    await shown.send({ type: 'announce', documentUri: DOCUMENT, text: 'Done: Add the step.' });
    await expect.poll(announcement).toBe('Done: Add the step.');
    await shown.show(conforming);
    await expect.poll(focused).toBe('1-Accepts-3');
    await expect.poll(announcement).toBe('Done: Add the step. EscalateChat: conforms.');
    await page.keyboard.press('ArrowDown');
    await expect.poll(focused).toBe('2-Leaves-0');
    await shown.show(twoProblems);
    await expect.poll(announcement).toMatch(/^EscalateChat: 2 problems\./);
  });

  test('an edit elsewhere moves the keyboard only from a removed element, to the focused event', async () => {
    const { page } = await preview(twoProblems);
    await page.focus('[data-command="search"]');
    await shown.show(conforming);
    await expect.poll(focused).toBeNull();
    await shown.show(twoProblems);
    await page.focus('.flow-verdict');
    await shown.show(conforming);
    await expect.poll(focused).toBe('0-Invite-0');
  });

  test('a finding on a phase has its own button', async () => {
    const { page } = await preview(crowded);
    const button = page.getByRole('button', { name: 'Add: “InviteTheSupervisorOfTheNightShift” does not say' });
    await button.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => shown.lastPosted()).toEqual(wish(0, crowded));
  });

  test('the list of problems, the table and the details fix too, with the words of the picture', async () => {
    const { page } = await preview(twoProblems);
    await page.click('.flow-verdict');
    await page
      .getByRole('list', { name: 'Problems' })
      .getByRole('button', { name: /^Remove: “EventPlacedInQueue”/ })
      .click();
    await expect.poll(() => shown.lastPosted()).toEqual(wish(1));
    await expect.poll(() => page.locator('.problems .fix').allTextContents()).toEqual(['Add', 'Remove']);
    await page.click('.flow-verdict');
    await page.focus(event('1-Accepts-m0'));
    await page.keyboard.press('d');
    await expect.poll(() => page.locator('.details-panel .fix').allTextContents()).toEqual(['Add']);
    await page.keyboard.press('t');
    await page
      .getByRole('table')
      .getByRole('button', { name: /^Add: “Accepts” lacks/ })
      .click();
    await expect.poll(() => shown.lastPosted()).toEqual(wish(0));
  });

  test('nothing that no rule fixes has a button', async () => {
    const findings = twoProblems.findings.map((finding) => ({ ...finding, fixable: false }));
    const { page } = await preview({ ...twoProblems, findings });
    await page.click('.flow-verdict');
    await expect.poll(() => page.locator('.fix-button, .problems .fix').count()).toBe(0);
    await page.focus(event('2-Leaves-4'));
    await page.keyboard.press('Enter');
    await expect.poll(() => shown.lastPosted()).toMatchObject({ type: 'reveal', range: at(29) });
  });
});

describe('showing a finding', () => {
  test('showing a finding goes to the fault, marks it, and Enter there fixes it', async () => {
    shown = await openPage({ height: 360 });
    const { page } = shown;
    await shown.show(twoProblems, { focus: { finding: 1, visit: 2, event: '2-Leaves-4' } });
    const bottom = async (): Promise<number> => {
      const row = await page.locator(`${event('2-Leaves-4')} .row`).boundingBox();
      return row === null ? Number.POSITIVE_INFINITY : row.y + row.height;
    };
    await expect.poll(bottom).toBeLessThanOrEqual(360);
    await expect.poll(() => page.locator('.highlight').count()).toBe(1);
    await expect.poll(announcement).toMatch(/^Shown on the timeline\. Leaves, 12 of 12/);
    await page.focus(`${event('2-Leaves-4')}[tabindex="0"]`);
    await page.keyboard.press('Enter');
    await expect.poll(() => shown.lastPosted()).toEqual(wish(1));
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => page.locator('.highlight').count()).toBe(0);
    await shown.show(twoProblems, { focus: { finding: 0, visit: 1, event: null } });
    await expect.poll(() => page.locator('.slot:has([data-phase="Accepts"]) .highlight').count()).toBe(1);
  });

  test('showing a finding of no phase goes to the flow-level findings, drawn and in the table', async () => {
    shown = await openPage({ height: 360 });
    const { page } = shown;
    const ofFlow = {
      ...twoProblems.findings[0],
      id: 'cannot-finish',
      code: 'cannot-finish',
      message: 'It never ends.',
      brief: 'It never ends.',
    } as TimelineFinding;
    const remarked: Timeline = { ...twoProblems, findings: [...twoProblems.findings, ofFlow], remarks: [2] };
    await shown.show(remarked);
    await page.focus(event('2-Leaves-4'));
    await shown.show(remarked, { focus: { finding: 2, visit: null, event: null } });
    await expect.poll(announcement).toBe('Shown on the timeline. It never ends.');
    await expect.poll(() => page.locator('.notice').innerText()).toContain('It never ends.');
    await keepPicture(page, 'finding-of-the-flow');
    await page.keyboard.press('t');
    await expect.poll(() => page.locator('tr.highlighted').innerText()).toContain('It never ends.');
    await page.locator('tr.highlighted button').click();
    await expect.poll(() => shown.lastPosted()).toMatchObject({ type: 'fix', finding: { message: 'It never ends.' } });
  });
});

describe('the focus after an edit', () => {
  const renamed = (events: readonly TimelineEvent[]): Timeline => {
    const counts = new Map<number, number>();
    return {
      ...twoProblems,
      events: events.map((candidate) => {
        const step = counts.get(candidate.visit) ?? 0;
        counts.set(candidate.visit, step + 1);
        const phase = twoProblems.phases[candidate.visit]?.name ?? '';
        return candidate.status === 'missing' ? candidate : { ...candidate, id: `${candidate.visit}-${phase}-${step}` };
      }),
    };
  };
  const ghost = twoProblems.events.find(({ status }) => status === 'missing');
  const second = { ...(ghost ?? crowded.events[0]), message: 'EventOther' } as TimelineEvent;

  test('after an edit the focus is on the step that a ghost has become, also where the next ghost gets its number', () => {
    const next = { ...conforming, events: [...conforming.events, second] };
    expect(eventAfterEdit(twoProblems, next, '1-Accepts-m0')).toBe('1-Accepts-3');
  });

  test('after an edit the focus is on the same message, even if its number has changed', () => {
    const [first, ...rest] = conforming.events;
    const without = renamed(rest);
    expect(eventAfterEdit(conforming, without, '0-Invite-1')).toBe('0-Invite-0');
    expect(eventAfterEdit(without, conforming, '0-Invite-0')).toBe('0-Invite-1');
    expect(first?.id).toBe('0-Invite-0');
  });

  test('after an edit the focus is on what replaces the removed row, and nowhere if its phase is gone', () => {
    expect(eventAfterEdit(twoProblems, conforming, '2-Leaves-4')).toBe('2-Leaves-3');
    expect(eventAfterEdit(twoProblems, { ...conforming, phases: [], events: [] }, '2-Leaves-4')).toBeNull();
  });
});
