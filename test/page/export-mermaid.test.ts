import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderMermaid } from '../../timeline/export/mermaid.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import { allPaths, unanswered } from '../timeline/branching-timelines.js';
import { hostileTimelines } from '../timeline/export/hostile-names.js';
import { conforming, crowded, many, twoProblems } from '../timeline/sample-timelines.js';
import { sharedBrowser } from './shared-browser.js';

/** The part of Mermaid that the tests use. Its parser needs a browser: it cleans every text with the DOM. */
interface Mermaid {
  initialize(options: object): void;
  render(id: string, text: string): Promise<{ svg: string }>;
  readonly mermaidAPI: {
    getDiagramFromText(text: string): Promise<{
      readonly type: string;
      readonly db: {
        getActorKeys(): string[];
        getMessages(): {
          readonly from?: string;
          readonly to?: string;
          readonly type: number;
          readonly message: unknown;
        }[];
      };
    }>;
  };
}

/** What Mermaid understood. */
interface Understood {
  readonly type: string;
  readonly actors: readonly string[];
  readonly arrows: readonly { readonly from: string; readonly to: string; readonly text: string }[];
  readonly frames: number;
}

let page: Page;

beforeAll(async () => {
  page = await (await sharedBrowser()).newPage();
  const file = createRequire(import.meta.url).resolve('@mermaid-js/tiny');
  await page.addScriptTag({ content: await readFile(file, 'utf8') });
  await page.evaluate(() => {
    const { mermaid } = window as unknown as { mermaid: Mermaid };
    mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' });
  });
});

afterAll(() => page?.close());

/** Reads a diagram with Mermaid's own parser; rejects with its message if it does not like it. */
function understood(text: string): Promise<Understood> {
  return page.evaluate(async (diagram) => {
    const { mermaid } = window as unknown as { mermaid: Mermaid };
    const { type, db } = await mermaid.mermaidAPI.getDiagramFromText(diagram);
    const messages = db.getMessages();
    // Numbers of Mermaid's line types: notes are 2, the beginning of a frame is 22.
    const arrows = messages.filter((message) => message.from !== undefined && message.type !== 2);
    return {
      type,
      actors: db.getActorKeys(),
      arrows: arrows.map(({ from = '', to = '', message }) => ({ from, to, text: String(message) })),
      frames: messages.filter((message) => message.type === 22).length,
    };
  }, text);
}

/** How many arrows a timeline asks for: one for each receiver of an event whose sender is known. */
function arrowCount(timeline: Timeline): number {
  return timeline.events
    .filter((event) => event.sender !== null)
    .reduce((sum, event) => sum + event.receivers.length + event.missingReceivers.length, 0);
}

describe('Mermaid itself', () => {
  test.each(Object.entries({ conforming, twoProblems, crowded, allPaths, unanswered, many: many(200) }))(
    'Mermaid itself takes %s, with all its arrows and frames',
    async (_, timeline) => {
      const diagram = await understood(renderMermaid(timeline));
      expect(diagram.type).toBe('sequence');
      expect(diagram.actors).toHaveLength(timeline.participants.length);
      expect(diagram.arrows).toHaveLength(arrowCount(timeline));
      expect(diagram.frames).toBe(timeline.phases.length);
    },
  );

  test('Mermaid itself takes a flow with nothing in it', async () => {
    const empty = { ...conforming, participants: [], phases: [], events: [] };
    expect(await understood(renderMermaid(empty))).toMatchObject({ actors: ['p0'], arrows: [] });
  });

  test('Mermaid itself explains once what lines mean, and writes once a name that is also the role', async () => {
    const participants = conforming.participants.map((each) =>
      each.name === 'Alice' ? { ...each, roleTitles: ['alice'] } : each,
    );
    const text = renderMermaid({ ...conforming, participants });
    expect(text).toContain('actor p0 as Alice\n');
    expect(text.match(/Note over p0,p3: solid#58; Interaction Management · dashed#58; Reporting\n/g)).toHaveLength(1);
    expect((await understood(text)).arrows).toHaveLength(arrowCount(conforming));
    expect(renderMermaid({ ...conforming, events: conforming.events.slice(0, 2) })).toMatch(/: solid.* Management\n/);
    expect(renderMermaid({ ...conforming, events: [] })).not.toMatch(/solid|dashed/);
  });

  test('Mermaid itself takes any name, and draws nothing that a name says', async () => {
    await fc.assert(
      fc.asyncProperty(hostileTimelines, async (timeline) => {
        const diagram = await understood(renderMermaid(timeline));
        expect(diagram.actors).toEqual(timeline.participants.map((_, index) => `p${index}`));
        expect(diagram.arrows).toHaveLength(arrowCount(timeline));
        expect(diagram.frames).toBe(timeline.phases.length);
      }),
      { numRuns: 150 },
    );
  });

  test('Mermaid itself shows the names as they are', async () => {
    const message = 'a;b #35; <i> "c" & 100% | end: $$x$$ %%{y}%%';
    const [first, ...others] = conforming.events;
    if (first === undefined) throw new Error('The sample has no event.');
    const text = renderMermaid({ ...conforming, events: [{ ...first, message }, ...others] });
    const labels = await page.evaluate(async (diagram) => {
      const { mermaid } = window as unknown as { mermaid: Mermaid };
      const { svg } = await mermaid.render('drawn', diagram);
      document.body.innerHTML = svg;
      return [...document.querySelectorAll('.messageText')].map((element) => element.textContent);
    }, text);
    expect(labels[0]).toBe(`${message} · 0 ms`);
  });
});
