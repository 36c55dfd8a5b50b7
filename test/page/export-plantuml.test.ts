import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderPlantuml } from '../../timeline/export/plantuml.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import { allPaths, unanswered } from '../timeline/branching-timelines.js';
import { hostileTimelines } from '../timeline/export/hostile-names.js';
import { conforming, crowded, many, twoProblems } from '../timeline/sample-timelines.js';
import { sharedBrowser } from './shared-browser.js';

/** The part of PlantUML, compiled to JavaScript, that the tests use. */
interface PlantUml {
  renderToString(lines: readonly string[], done: (svg: string) => void, failed: (reason: string) => void): void;
}

interface Drawn {
  /** Texts of the picture, as a reader sees them. */
  readonly texts: readonly string[];
  readonly lifelines: number;
  readonly arrived: number;
  readonly lost: number;
  readonly dividers: number;
}

const site = 'http://plantuml.test/';
const page = `<!doctype html><script type="module">
  import * as plantuml from './plantuml.js';
  window.plantuml = plantuml;
</script>`;

let shown: Page;

beforeAll(async () => {
  shown = await (await sharedBrowser()).newPage();
  const engine = await readFile(createRequire(import.meta.url).resolve('@plantuml/core/plantuml.js'), 'utf8');
  // A module needs an address to come from; nothing leaves the browser.
  await shown.route(`${site}**`, (route) =>
    route.request().url() === site
      ? route.fulfill({ contentType: 'text/html', body: page })
      : route.fulfill({ contentType: 'text/javascript', body: engine }),
  );
  await shown.goto(site);
  await shown.waitForFunction(() => 'plantuml' in window);
});

afterAll(() => shown?.close());

/** Draws a diagram with PlantUML itself; rejects if it does not like it. */
function drawn(text: string): Promise<Drawn> {
  return shown.evaluate(async (diagram) => {
    const { plantuml } = window as unknown as { plantuml: PlantUml };
    const svg = await new Promise<string>((resolve, reject) => {
      plantuml.renderToString(diagram.split('\n'), resolve, reject);
    });
    const picture = new DOMParser().parseFromString(svg, 'image/svg+xml');
    const texts = [...picture.querySelectorAll('text')].map((element) => element.textContent ?? '');
    const complaint = texts.findIndex((line) => line.includes('Syntax Error?'));
    if (complaint >= 0) throw new Error(texts.slice(1, complaint + 1).join('\n'));
    const count = (selector: string) => picture.querySelectorAll(selector).length;
    return {
      texts,
      lifelines: count('line[stroke-dasharray="5,5"]'),
      arrived: count('polygon'),
      // A cross is two lines, and so is a divider.
      lost: count('line[stroke-width="2"]') / 2,
      dividers: count('line[stroke="#000000"]') / 2,
    };
  }, text);
}

/** What a timeline asks for: an arrow for each receiver of an event whose sender is known. */
function wanted(timeline: Timeline): Omit<Drawn, 'texts'> {
  const arrows = timeline.events.filter((event) => event.sender !== null);
  const sent = arrows.filter((event) => event.status !== 'missing').flatMap((event) => event.receivers);
  const missing = arrows.filter((event) => event.status === 'missing').flatMap((event) => event.receivers);
  const { participants, phases, fragments } = timeline;
  const operandsAfterTheFirst = fragments.flatMap(({ operands }) => operands.slice(1)).length;
  return {
    lifelines: participants.length,
    arrived: sent.length,
    lost: missing.length + arrows.flatMap((event) => event.missingReceivers).length,
    // Two lines each, and one between two operands.
    dividers: phases.length + operandsAfterTheFirst / 2,
  };
}

describe('PlantUML itself', () => {
  test('PlantUML itself says what it cannot read', async () => {
    await expect(drawn('@startuml\na -> b : c\nthis is none of it\n@enduml')).rejects.toThrow('this is none of it');
  });

  test.each(Object.entries({ conforming, twoProblems, crowded, allPaths, unanswered, many: many(60) }))(
    'PlantUML itself draws %s, with all its arrows and phases',
    async (_, timeline) => {
      expect(await drawn(renderPlantuml(timeline))).toMatchObject(wanted(timeline));
    },
  );

  test('PlantUML itself draws a flow with nothing in it', async () => {
    const empty = { ...conforming, participants: [], phases: [], events: [] };
    expect(await drawn(renderPlantuml(empty))).toMatchObject({ lifelines: 1, arrived: 0, lost: 0 });
  });

  test('PlantUML itself draws a flow whose only letter is beyond the first 65,536 characters', async () => {
    const timeline = { ...conforming, flow: '𐣠', title: '' };
    expect(await drawn(renderPlantuml(timeline))).toMatchObject(wanted(timeline));
  });

  test('PlantUML itself takes any name, and draws nothing that a name says', async () => {
    await fc.assert(
      fc.asyncProperty(hostileTimelines, async (timeline) => {
        expect(await drawn(renderPlantuml(timeline))).toMatchObject(wanted(timeline));
      }),
      { numRuns: 40 },
    );
  });

  test('PlantUML itself shows the names as they are', async () => {
    const message = 'a;b #35; <i> "c" & 100% | $$x$$ **d** //e//';
    const [first, ...others] = conforming.events;
    if (first === undefined) throw new Error('The sample has no event.');
    const { texts } = await drawn(renderPlantuml({ ...conforming, events: [{ ...first, message }, ...others] }));
    expect(texts).toContain(`${message} · 0 ms`);
  });
});
