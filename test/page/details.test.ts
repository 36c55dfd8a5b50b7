import axe from 'axe-core';
import { describe, expect, test } from 'vitest';
import type { Timeline } from '../../timeline/types/timeline.js';
import type { TimelineGround } from '../../timeline/types/timeline-row.js';
import { keepPicture } from '../support/pictures.js';
import { twoProblems } from '../timeline/sample-timelines.js';
import { at, finding } from '../timeline/timeline-parts.js';
import { DOCUMENT, type PageOptions, type PreviewPage, previewPages } from './preview-page.js';
import { themes } from './themes.js';

const openPage = previewPages();
let shown: PreviewPage;

const row = {
  model: 'Conference',
  phase: 'InvitationAccepted',
  text: 'server -> reporting : EventPartyAdded on Reporting',
  source: 'Events and Models Reference, Conference',
  uri: 'confer-library:/genesys/conference.confer',
  range: at(40),
};
const sample: Timeline = {
  ...twoProblems,
  rows: [row],
  events: twoProblems.events.map((event) => (event.status === 'missing' ? { ...event, row: 0 } : event)),
};

async function preview(options: PageOptions = {}): Promise<PreviewPage> {
  shown = await openPage(options);
  await shown.show(sample);
  return shown;
}

const event = (id: string): string => `[data-event="${id}"]`;

describe('details', () => {
  test('details show everything about the focused event, and follow the arrow keys', async () => {
    const { page } = await preview();
    await page.focus(event('0-Invite-0'));
    await page.keyboard.press('d');
    const details = page.getByRole('complementary', { name: 'Details' });
    await expect.poll(() => details.getByRole('heading', { level: 2 }).textContent()).toBe('RequestConference');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => details.getByRole('heading', { level: 2 }).textContent()).toBe('EventInvite');
    const facts = async (): Promise<string[]> => (await details.locator('dl').first().innerText()).split(/\n+/);
    await expect
      .poll(facts)
      .toEqual([
        ...['Phase', 'Invite', 'From', 'IxnServer', 'To', 'Bob', 'Protocol', 'Interaction Management'],
        ...['At', '40 ms', 'After', '40 ms', 'Attributes', 'TicketId: 7'],
      ]);
    await expect
      .poll(async () => (await details.locator('dl').last().innerText()).split(/\n+/))
      .toEqual([...['Alice', 'joined', 'Bob', 'invited (pending)']]);
    await expect.poll(async () => (await shown.stored())?.view.details).toBe(true);
  });

  test('the sentence of a message never says that it conforms next to a problem', async () => {
    shown = await openPage();
    const wrong = finding('attribute-type', 'error', 'TicketId must be an integer.', 7);
    const findings = [...sample.findings, wrong];
    const events = sample.events.map((each) =>
      each.id === '0-Invite-0' ? { ...each, findings: [findings.length - 1] } : each,
    );
    await shown.show({ ...sample, findings, events });
    await shown.page.focus(event('0-Invite-0'));
    await shown.page.keyboard.press('d');
    const sentence = shown.page.locator('.details-panel p').first();
    await expect.poll(() => sentence.innerText()).toContain('Error.');
    expect(await sentence.innerText()).not.toContain('Conforms');
  });

  test('details lead to the model’s row and to the fix, by keyboard alone and back', async () => {
    const { page } = await preview();
    await page.focus(event('1-Accepts-m0'));
    await page.keyboard.press('d');
    const details = page.getByRole('complementary', { name: 'Details' });
    await expect.poll(() => details.locator('pre').textContent()).toBe(row.text);
    await expect
      .poll(() => details.textContent())
      .toContain('Conference · InvitationAcceptedEvents and Models Reference, Conference');
    await page.keyboard.press('d');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const { id, message } = sample.findings[0] ?? { id: '', message: '' };
    await expect
      .poll(() => shown.lastPosted())
      .toEqual({ type: 'fix', documentUri: DOCUMENT, finding: { id, message } });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => shown.lastPosted())
      .toEqual({ type: 'open', documentUri: DOCUMENT, uri: row.uri, range: row.range });
    await page.keyboard.press('Escape');
    await expect.poll(() => details.count()).toBe(0);
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-event')))
      .toBe('1-Accepts-m0');
  });

  test('details show what a row rests on: the place and its document, its own ground, or inference', async () => {
    const { page } = await preview();
    const details = page.getByRole('complementary', { name: 'Details' });
    const showRow = (own: Partial<typeof row> & { document?: string; ground?: TimelineGround }) =>
      shown.show({ ...sample, rows: [{ ...row, ...own }] });
    await page.focus(event('1-Accepts-m0'));
    await page.keyboard.press('d');
    await showRow({ source: 'Invitation Accepted', document: 'Reference, Conference' });
    await expect.poll(() => details.textContent()).toContain('Invitation Accepted (Reference, Conference)');
    await showRow({ ground: { kind: 'given', text: 'the page’s text' } });
    await expect.poll(() => details.textContent()).toContain('Given: the page’s text');
    await showRow({ ground: { kind: 'inferred', text: 'by analogy' } });
    await expect.poll(() => details.textContent()).toContain('Inferred: by analogy');
  });

  test('details have a sample of the bar next to each state, but not next to the table, which draws no bars', async () => {
    const { page } = await preview();
    await page.focus(event('1-Accepts-1'));
    await page.keyboard.press('d');
    const states = page.locator('.details-panel dl').last();
    const fills = () =>
      states.locator('.swatch rect:first-child').evaluateAll((bars) => bars.map((bar) => bar.getAttribute('fill')));
    await expect.poll(fills).toEqual(['url(#confer-state-0)', 'url(#confer-state-0)']);
    await page.focus(event('0-Invite-1'));
    await expect.poll(fills).toEqual(['url(#confer-state-0)', 'url(#confer-pending-0)']);
    expect(await page.locator('.patterns #confer-pending-0').count()).toBe(1);
    await page.keyboard.press('t');
    await expect.poll(() => states.locator('.swatch').count()).toBe(0);
  });

  test('details open from the mark of a fault and from the tools, and say what to do before there is anything', async () => {
    const { page } = await preview();
    await page.click('[data-command="details"]');
    const details = page.getByRole('complementary', { name: 'Details' });
    await expect.poll(() => details.textContent()).toContain('Select a message');
    await page.getByRole('button', { name: 'Close details' }).click();
    await expect.poll(() => details.count()).toBe(0);
    await page.click(`${event('2-Leaves-4')} [data-action="details"]`);
    await expect.poll(() => details.getByRole('heading', { level: 2 }).textContent()).toBe('EventPlacedInQueue');
    await expect.poll(() => shown.posted()).toEqual([{ type: 'ready' }]);
  });
});

describe.each(Object.keys(themes))('details in %s', (theme) => {
  test.each([480, 1300])('axe finds nothing at %d px', async (width) => {
    const { page } = await preview({ theme, width, height: 900 });
    await page.focus(event('1-Accepts-m0'));
    await page.keyboard.press('d');
    await page.evaluate(axe.source);
    const found = await page.evaluate(async () => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run('.details-panel');
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    });
    await keepPicture(page, `details-${theme}-${width}`);
    expect(found).toEqual([]);
  });
});
