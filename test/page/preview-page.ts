import type { Page } from 'playwright-core';
import { afterEach, beforeAll, expect } from 'vitest';
import type { HostToWebview, WebviewToHost } from '../../client/protocol/preview-messages.js';
import type { PreviewState, StoredView } from '../../client/protocol/preview-state.js';
import type { TimelineResult } from '../../server/protocol/timeline-messages.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import { type PreviewSite, sharedSite } from './preview-site.js';
import { themes } from './themes.js';

export const DOCUMENT = 'file:///workspace/escalate.confer';

export interface PageOptions {
  readonly theme?: string;
  readonly width?: number;
  readonly height?: number;
}

/** The built page in a browser, with an editor that only takes notes. */
export class PreviewPage {
  /** Whatever the browser complained about: exceptions, refused content. */
  readonly complaints: string[] = [];

  private constructor(readonly page: Page) {}

  static async open(site: PreviewSite, options: PageOptions = {}): Promise<PreviewPage> {
    const { theme = 'dark-modern', width = 900, height = 700 } = options;
    const page = await site.newPage();
    await page.setViewportSize({ width, height });
    const preview = new PreviewPage(page);
    page.on('pageerror', (error) => preview.complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') preview.complaints.push(message.text());
    });
    await page.addInitScript(fakeEditor, { ...themes[theme]?.variables });
    await page.goto(site.address(theme));
    return preview;
  }

  /** Sends a message as the extension host does, and waits until it is on the screen. */
  async send(message: HostToWebview): Promise<void> {
    // As one text: the driver takes long over the many objects of a long timeline.
    await this.page.evaluate(async (text) => {
      // The last listener is called last: the page has drawn by then.
      const handled = new Promise((resolve) => window.addEventListener('message', resolve, { once: true }));
      window.postMessage(JSON.parse(text), '*');
      await handled;
      // What is measured when it is laid out is drawn again in the next frames.
      for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    }, JSON.stringify(message));
  }

  async show(timeline: Timeline | null, more: Partial<TimelineResult> = {}): Promise<void> {
    await this.send({ type: 'timeline', documentUri: DOCUMENT, result: timelineResult(timeline, more) });
  }

  /** Begins the page again, as one that has looked at the document like this before. */
  async start(view: StoredView): Promise<void> {
    const state: PreviewState = {
      v: 4,
      documentUri: DOCUMENT,
      ...{
        flow: null,
        scenario: null,
        path: null,
        all: false,
        pinned: false,
        folded: [],
        active: null,
        scrollProgress: 0,
      },
      view,
      kept: [],
    };
    await this.page.evaluate((kept) => sessionStorage.setItem('state', JSON.stringify(kept)), state);
    await this.page.reload();
  }

  /** Chooses a tool that is in the menu of those seldom needed. */
  async more(command: string): Promise<void> {
    await this.page.getByRole('button', { name: 'More', exact: true }).click();
    await this.page.click(`[role^="menuitem"][data-command="${command}"]`);
  }

  /** Whether a tool of that menu is on. */
  async isOn(command: string): Promise<boolean> {
    await this.page.getByRole('button', { name: 'More', exact: true }).click();
    const checked = await this.page.getAttribute(`[role^="menuitem"][data-command="${command}"]`, 'aria-checked');
    await this.page.keyboard.press('Escape');
    return checked === 'true';
  }

  /** What the page has posted so far. */
  posted(): Promise<WebviewToHost[]> {
    return this.page.evaluate(() => JSON.parse(sessionStorage.getItem('posted') ?? '[]'));
  }

  async lastPosted(): Promise<WebviewToHost | undefined> {
    return (await this.posted()).at(-1);
  }

  stored(): Promise<PreviewState | null> {
    return this.page.evaluate(() => JSON.parse(sessionStorage.getItem('state') ?? 'null'));
  }
}

/**
 * Pages in the worker's browser. After each test its pages are closed, and must have had nothing to complain about.
 * @returns opens a page
 */
export function previewPages(): (options?: PageOptions) => Promise<PreviewPage> {
  let site: PreviewSite;
  let open: PreviewPage[] = [];
  beforeAll(async () => {
    site = await sharedSite();
  });
  afterEach(async () => {
    const complaints = open.flatMap((preview) => preview.complaints);
    await Promise.all(open.map((preview) => preview.page.close()));
    open = [];
    expect(complaints).toEqual([]);
  });
  return async (options = {}) => {
    const preview = await PreviewPage.open(site, options);
    open.push(preview);
    return preview;
  };
}

/** What the server answers for a timeline. */
export function timelineResult(timeline: Timeline | null, more: Partial<TimelineResult> = {}): TimelineResult {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 10 } };
  return {
    uri: DOCUMENT,
    version: 1,
    answer: 'shown',
    stale: false,
    unreadable: null,
    flows: timeline === null ? [] : [{ name: timeline.flow, title: timeline.title, range }],
    paths: [
      {
        scenario: 'Joined',
        title: 'Bob joins and leaves',
        phases: ['Invite', 'Accepts', 'Leaves'],
        complete: true,
        outcome: '',
        verdict: 'conforms',
      },
      { scenario: null, title: null, phases: ['Invite', 'Declines'], complete: true, outcome: '', verdict: 'conforms' },
      { scenario: null, title: null, phases: ['Invite', 'NoAnswer'], complete: true, outcome: '', verdict: 'conforms' },
    ],
    morePaths: false,
    timeline,
    rows: null,
    firstModelPhase: null,
    phases: [],
    followed: null,
    focus: null,
    ...more,
  };
}

/** Runs in the page before its own script. */
function fakeEditor(variables: Readonly<Record<string, string>>): void {
  const remember = (key: string, value: unknown): void => sessionStorage.setItem(key, JSON.stringify(value));
  Object.assign(window, {
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) =>
        remember('posted', [...JSON.parse(sessionStorage.getItem('posted') ?? '[]'), message]),
      getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
      setState: (state: unknown) => remember('state', state),
    }),
  });
  document.addEventListener('DOMContentLoaded', () => paint());
  const paint = (): void => {
    for (const [name, value] of Object.entries(variables)) {
      document.documentElement.style.setProperty(`--vscode-${name}`, value);
    }
  };
  if (document.documentElement !== null) paint();
}
