import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { CoverageOfModel, FlowCoverage } from '../../server/protocol/coverage-messages.js';
import type { RecordedModel } from '../../timeline/types/recorded-report.js';
import { keepPicture } from '../support/pictures.js';
import { conforming, twoProblems } from '../timeline/sample-timelines.js';
import { at } from '../timeline/timeline-parts.js';
import { DOCUMENT, type PageOptions, type PreviewPage, previewPages } from './preview-page.js';
import { themes } from './themes.js';

const openPage = previewPages();

const model = 'confer-library:/genesys/conference.confer';
const none = { covered: 0, total: 0 };
const conference: CoverageOfModel = {
  model: 'Conference',
  title: null,
  counts: {
    phases: { covered: 7, total: 7 },
    rows: { covered: 16, total: 17 },
    given: { covered: 16, total: 17 },
    inferred: none,
    optional: { covered: 0, total: 3 },
    outcomes: { covered: 3, total: 3 },
    alternatives: { covered: 2, total: 2 },
    facts: { covered: 1, total: 2 },
    branches: { covered: 3, total: 4 },
  },
  gaps: [
    {
      text: 'LeaveConference: server -> reporting : EventPlacedInWorkbin',
      reason: 'not required in this flow: needs none joined and origin is workbin',
      elsewhere: false,
      uri: model,
      range: at(133),
    },
    { text: 'origin is workbin', reason: 'this flow has another value', elsewhere: true, uri: model, range: at(80) },
  ],
  covered: [
    {
      phase: 'InvitationIssued',
      text: 'server -> agent2 : EventInvite',
      sent: [
        { phase: 'Invite', range: at(14) },
        { phase: 'InviteAgain', range: at(34) },
      ],
    },
    {
      phase: 'InvitationIssued',
      text: 'server -> reporting : EventAgentInvited',
      sent: [{ phase: 'Invite', range: at(16) }],
    },
  ],
};
const coverage: FlowCoverage = { flow: twoProblems.flow, models: [conference] };
const rows = { covered: 16, total: 17 };
const recorded: RecordedModel = {
  model: 'Conference',
  uri: model,
  report: {
    interactions: 12,
    counts: {
      phases: { covered: 1, total: 2 },
      rows: { covered: 1, total: 2 },
      outcomes: { covered: 0, total: 1 },
    },
    phases: [
      { name: 'InvitationIssued', times: 12, range: at(90) },
      { name: 'InvitationRejected', times: 0, range: at(100) },
    ],
    rows: [
      {
        phase: 'InvitationIssued',
        row: 'server -> agent2 : EventInvite',
        optional: false,
        captured: true,
        times: 11,
        missing: 1,
        range: at(92),
      },
      {
        phase: 'InvitationIssued',
        row: 'server -> agent2 : <b>Note</b>',
        optional: false,
        captured: true,
        times: 0,
        missing: 0,
        range: at(93),
      },
      {
        phase: 'InvitationIssued',
        row: 'server -> reporting : EventAgentInvited',
        optional: false,
        captured: false,
        times: 0,
        missing: 0,
        range: at(94),
      },
    ],
    outcomes: [{ of: 'InvitationIssued', outcome: 'InvitationRejected', times: 0, range: at(100) }],
  },
};

async function preview(options: PageOptions = {}): Promise<PreviewPage> {
  const shown = await openPage(options);
  await shown.show(twoProblems, { rows });
  return shown;
}

/** A page with the list open. */
async function showCoverage(options: PageOptions = {}, list: FlowCoverage = coverage): Promise<PreviewPage> {
  const shown = await preview(options);
  await shown.page.click('.rows-covered');
  await shown.send({ type: 'coverage', documentUri: DOCUMENT, coverage: list });
  return shown;
}

const list = (page: Page) => page.getByRole('region', { name: 'Coverage' });
const focusedText = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');

describe('coverage', () => {
  test('coverage is a count in the header that asks for its list once it is opened', async () => {
    const shown = await preview();
    const { page } = shown;
    const count = page.getByRole('button', { name: '16/17 messages' });
    await expect.poll(() => count.getAttribute('aria-expanded')).toBe('false');
    await expect.poll(() => shown.posted()).toEqual([{ type: 'ready' }]);
    await count.click();
    await expect.poll(() => count.getAttribute('aria-expanded')).toBe('true');
    await expect
      .poll(() => shown.lastPosted())
      .toEqual({ type: 'list-coverage', documentUri: DOCUMENT, flow: twoProblems.flow });
    await expect.poll(() => list(page).textContent()).toContain('Counting');
    await shown.send({ type: 'coverage', documentUri: DOCUMENT, coverage });
    await expect
      .poll(() => list(page).locator('.counts').textContent())
      .toBe(
        '7/7 phases · 16/17 messages · 0/3 optional messages · 3/3 outcomes · 2/2 groups of alternatives · 1/2 values of facts · 3/4 branches',
      );
    const gaps = list(page).getByRole('list', { name: 'Not covered in Conference' }).getByRole('listitem');
    await expect
      .poll(() => gaps.allInnerTexts())
      .toEqual([
        expect.stringMatching(
          /^LeaveConference: .*EventPlacedInWorkbin\s+not required in this flow: needs none joined/,
        ),
        expect.stringMatching(/covered by another flow$/),
      ]);
  });

  test('coverage leads by the keyboard alone to what is missing in the model and to what is sent in the flow', async () => {
    const shown = await preview();
    const { page } = shown;
    await page.keyboard.press('v');
    await shown.send({ type: 'coverage', documentUri: DOCUMENT, coverage });
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => shown.lastPosted())
      .toEqual({ type: 'open', documentUri: DOCUMENT, uri: model, range: at(133) });
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focusedText(page)).toBe('2 messages covered');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focusedText(page)).toContain('in Invite, InviteAgain');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => shown.lastPosted())
      .toEqual({ type: 'reveal', documentUri: DOCUMENT, range: at(14), focus: false });
    await page.keyboard.press('Home');
    await expect.poll(() => focusedText(page)).toContain('EventPlacedInWorkbin');
    await page.keyboard.press('Escape');
    await expect.poll(() => list(page).count()).toBe(0);
  });

  test('coverage gives the keyboard back to its button, and is asked for again when it opens again', async () => {
    const shown = await preview();
    const { page } = shown;
    await page.focus('.rows-covered');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Coverage');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe('rows-covered');
    await page.keyboard.press('Enter');
    const asked = async () => (await shown.posted()).filter(({ type }) => type === 'list-coverage').length;
    await expect.poll(asked).toBe(2);
  });

  test('coverage follows the text while its list is open, and not while it is closed', async () => {
    const shown = await showCoverage();
    const { page } = shown;
    const asked = async () => (await shown.posted()).filter(({ type }) => type === 'list-coverage').length;
    await expect.poll(asked).toBe(1);
    await shown.show(twoProblems, { rows: { covered: 15, total: 17 }, answer: 'edited' });
    await expect.poll(() => page.textContent('.rows-covered')).toBe('15/17 messages');
    await expect.poll(asked).toBe(2);
    const unknown = { flow: twoProblems.flow, models: null };
    await shown.send({ type: 'coverage', documentUri: DOCUMENT, coverage: unknown });
    await expect.poll(() => list(page).textContent(), { message: 'the last list stays' }).toContain('Conference');
    await page.keyboard.press('v');
    await shown.show(twoProblems, { rows, answer: 'edited again' });
    await page.keyboard.press('v');
    await expect.poll(asked).toBe(3);
  });

  test('coverage is not there for a flow that follows no model', async () => {
    const shown = await openPage();
    await shown.show({ ...conforming, models: [] }, { rows: null });
    await expect.poll(() => shown.page.textContent('.follows')).toBe('follows no model');
    expect(await shown.page.locator('.rows-covered').count()).toBe(0);
    await shown.page.keyboard.press('v');
    await expect.poll(() => shown.page.textContent('[aria-live="polite"]')).toBe('This flow follows no model');
    expect(await list(shown.page).count()).toBe(0);
  });

  test('coverage says so where nothing is missing, and where it is not known', async () => {
    const full = { ...conference, gaps: [] };
    const shown = await showCoverage({}, { flow: twoProblems.flow, models: null });
    await expect.poll(() => list(shown.page).textContent()).toContain('Not available at the moment.');
    await shown.send({ type: 'coverage', documentUri: DOCUMENT, coverage: { flow: twoProblems.flow, models: [full] } });
    await expect.poll(() => list(shown.page).textContent()).toContain('Everything is covered.');
  });
});

describe('coverage by a recording', () => {
  /** A page with the list open while a recording is shown. */
  async function showRecorded(options: PageOptions = {}): Promise<PreviewPage> {
    const shown = await showCoverage(options);
    await shown.show(twoProblems, { rows, recorded: [recorded] });
    return shown;
  }

  test('coverage by a recording is below that by the flow, and begins with what never occurred', async () => {
    const { page } = await showRecorded();
    await expect.poll(() => list(page).getByRole('heading', { level: 3 }).allInnerTexts()).toEqual(['Recording']);
    await expect
      .poll(() => list(page).locator('.counts').last().textContent())
      .toBe('12 interactions · 1/2 phases · 1/2 messages · 0/1 outcomes');
    expect(await list(page).textContent()).toContain('1 message on protocols that were not recorded');
    const never = list(page).getByRole('list', { name: 'Never recorded in Conference' }).getByRole('listitem');
    expect(await never.allInnerTexts()).toEqual([
      expect.stringMatching(/^InvitationRejected\s+never recorded$/),
      expect.stringMatching(/^InvitationIssued: server -> agent2 : <b>Note<\/b>\s+never recorded$/),
      expect.stringMatching(/^InvitationIssued → InvitationRejected\s+never recorded$/),
    ]);
  });

  test('coverage by a recording leads by the keyboard to the model, and shows how often each part occurred', async () => {
    const shown = await showRecorded();
    const { page } = shown;
    await page.focus('.coverage-list');
    for (let press = 0; press < 20 && (await focusedText(page)) !== '2 parts recorded'; press++) {
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focusedText(page)).toBe('InvitationIssued 12×');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focusedText(page)).toBe('InvitationIssued: server -> agent2 : EventInvite 11×, missing 1×');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => shown.lastPosted())
      .toEqual({ type: 'open', documentUri: DOCUMENT, uri: model, range: at(92) });
  });

  test('coverage by a recording comes and goes with the recording while the list is open', async () => {
    const shown = await showRecorded();
    const { page } = shown;
    await expect.poll(() => list(page).getByText('Recording', { exact: true }).count()).toBe(1);
    await shown.show(twoProblems, { rows });
    await expect.poll(() => list(page).getByText('Recording', { exact: true }).count()).toBe(0);
    expect(await list(page).textContent()).toContain('Conference');
  });

  test.each(Object.keys(themes))('axe finds nothing in %s', async (theme) => {
    const { page } = await showRecorded({ theme, width: 700, height: 900 });
    for (const summary of await page.locator('.coverage-list summary').all()) await summary.click();
    await page.evaluate(axe.source);
    const found = await page.evaluate(async () => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run();
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    });
    await keepPicture(page, `coverage-recorded-${theme}`);
    expect(found).toEqual([]);
  });
});

describe.each(Object.keys(themes))('coverage in %s', (theme) => {
  test.each([380, 500, 1000])('axe finds nothing at %d px, and the header stays one row', async (width) => {
    const { page } = await showCoverage({ theme, width, height: 800 });
    await page.click('.coverage-list summary');
    await page.evaluate(axe.source);
    const found = await page.evaluate(async () => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run();
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    });
    await keepPicture(page, `coverage-${theme}-${width}`);
    expect(found).toEqual([]);
    const heading = await page.locator('.heading').evaluate((row) => ({
      height: row.clientHeight,
      outside: [...row.children].filter((child) => child.getBoundingClientRect().right > innerWidth).length,
    }));
    expect(heading).toEqual({ height: 40, outside: 0 });
  });
});
