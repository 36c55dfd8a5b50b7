import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../scripts/hosts/browser.mjs';
import type { Timeline } from '../../timeline/types/timeline.js';
import { setup as buildPages } from '../page/build-pages.js';
import { type BuiltPage, readBuiltPage } from '../page/built-page.js';
import { DOCUMENT, PreviewPage, timelineResult } from '../page/preview-page.js';
import { PreviewSite } from '../page/preview-site.js';
import { traced } from './frame-trace.js';
import { type Edit, TimelineMaker } from './generated-timeline.js';

const EVENTS = 2_000;
const EDITED_TIMES = 4;
const FRAMES = 90;
/** Milliseconds of main-thread work in a frame, more than an empty page has. */
const FRAME_BUDGET = 8;

/** What is typed: a misspelled message, a line above everything, a delay near the start. */
const edits: Readonly<Record<string, Edit>> = {
  'an arrow': (text) => text.replace('IxnServer -> Bob : EventRevoked', 'IxnServer -> Alice : EventRevoked'),
  'a fault': (text) => text.replace('    EventRejected\n', ''),
  'a line above': (text) => `\n${text}`,
  'a delay': (text) => text.replace('after 40ms', 'after 41ms'),
};

interface Measured {
  readonly what: string;
  /** Milliseconds of main-thread work. */
  readonly work: readonly number[];
  readonly budget: number | null;
}

async function main(): Promise<void> {
  await buildPages();
  const [browser, built] = [await launchBrowser(), await readBuiltPage('webview')];
  try {
    const maker = new TimelineMaker(EVENTS);
    const plain = await maker.timeline();
    const changed = new Map<string, Timeline>();
    for (const [name, edit] of Object.entries(edits)) changed.set(name, await maker.timeline(edit));
    console.log(`${plain.events.length} events, ${plain.phases.length} phases; milliseconds of main-thread work`);
    for (const measured of await measure(browser, built, plain, changed)) report(measured);
  } finally {
    await browser.close();
  }
}

async function measure(
  browser: Browser,
  built: BuiltPage,
  plain: Timeline,
  changed: ReadonlyMap<string, Timeline>,
): Promise<Measured[]> {
  const empty = await emptyPage(browser);
  const frame = FRAME_BUDGET + median(empty);
  const shown = await PreviewPage.open(await PreviewSite.start(browser, built), { width: 900, height: 700 });
  const { page } = shown;
  // The page's own preparations are done; what follows is work on the timeline.
  await shown.show(null);
  await page.evaluate(markMessages);
  const first = await traced(page, () => post(shown, [plain]));
  const measured: Measured[] = [
    { what: 'an empty page, scroll, per frame', work: empty, budget: null },
    { what: 'first picture', work: first.marked, budget: 1000 },
  ];
  for (const [what, timeline] of changed) {
    const there = Array.from({ length: EDITED_TIMES * 2 }, (_, index) => (index % 2 === 0 ? timeline : plain));
    const edit = await traced(page, () => post(shown, there));
    measured.push({ what: `edit: ${what}`, work: edit.marked, budget: 50 });
  }
  await page.mouse.move(400, 400);
  const scroll = await traced(page, async () => {
    await page.evaluate(mark);
    for (let frame = 0; frame < FRAMES; frame++) await page.mouse.wheel(0, 90);
  });
  measured.push({ what: 'scroll, per frame', work: scroll.frames, budget: frame });
  const fast = await traced(page, async () => {
    await page.evaluate(mark);
    for (let frame = 0; frame < FRAMES; frame++) await page.mouse.wheel(0, 1200);
  });
  measured.push({ what: 'flight of 1,200 px, per frame', work: fast.frames, budget: null });
  await page.keyboard.down('Control');
  const zoom = await traced(page, async () => {
    await page.evaluate(mark);
    for (let frame = 0; frame < FRAMES; frame++) await page.mouse.wheel(0, frame % 30 < 15 ? -6 : 6);
  });
  await page.keyboard.up('Control');
  measured.push({ what: 'zoom, per frame', work: zoom.frames, budget: frame });
  await page.close();
  return measured;
}

/** The work of each frame while a page with nothing in it is scrolled: what every page costs. */
async function emptyPage(browser: Browser): Promise<readonly number[]> {
  const page = await browser.newPage({ viewport: { width: 900, height: 700 } });
  await page.setContent('<div style="height: 90000px"></div>');
  await page.mouse.move(400, 400);
  const { frames } = await traced(page, async () => {
    await page.evaluate(mark);
    for (let frame = 0; frame < FRAMES; frame++) await page.mouse.wheel(0, 90);
  });
  await page.close();
  return frames;
}

/** Sends timelines one after the other, each when the one before is on the screen. */
async function post(shown: PreviewPage, timelines: readonly Timeline[]): Promise<void> {
  for (const timeline of timelines) {
    const message = JSON.stringify({ type: 'timeline', documentUri: DOCUMENT, result: timelineResult(timeline) });
    await shown.page.evaluate(async (text) => {
      const painted = new Promise((resolve) => window.addEventListener('painted', resolve, { once: true }));
      window.postMessage(JSON.parse(text), '*');
      await painted;
    }, message);
  }
}

/** Runs in the page: marks where the work on a message begins and where its picture is there. */
function markMessages(): void {
  window.addEventListener(
    'message',
    () => {
      performance.mark('confer-begin');
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          performance.mark('confer-end');
          window.dispatchEvent(new Event('painted'));
        }),
      );
    },
    { capture: true },
  );
}

/** Runs in the page. */
function mark(): void {
  performance.mark('confer-begin');
}

function report({ what, work, budget }: Measured): void {
  const most = share(work, 0.95);
  const of = budget === null ? '' : ` of ${budget.toFixed(1)}  ${most <= budget ? 'kept' : 'MISSED'}`;
  const numbers = `median ${median(work).toFixed(1).padStart(7)}  95 % ${most.toFixed(1).padStart(7)}${of}`;
  console.log(`  ${what.padEnd(34)} ${String(work.length).padStart(3)} ×  ${numbers}`);
  if (of.endsWith('MISSED')) process.exitCode = 1;
}

function median(work: readonly number[]): number {
  return share(work, 0.5);
}

/** The number that this share of all stays below. */
function share(work: readonly number[], part: number): number {
  const sorted = [...work].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

void main();
