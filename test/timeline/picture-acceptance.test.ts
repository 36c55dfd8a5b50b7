import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Layout } from '../../timeline/layout/boxes.js';
import { layout } from '../../timeline/layout/layout.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import { drawn } from '../support/drawn.js';
import { spread } from '../support/spread.js';
import { allPaths } from './branching-timelines.js';
import { generatedTimeline } from './generated-timelines.js';
import { barsOf, controlsOf, meet, type Placed, pair, textsOf } from './picture-boxes.js';
import { conforming, crowded, twoProblems } from './sample-timelines.js';

/** Widths of the picture in px: a panel of 380 px has 370 without the editor’s scroll bar. */
const widths = [370, 380, 420, 479, 480, 540, 600, 660, 720, 800, 880, 960, 1040, 1100, 1250, 1400, 1600];
/** How wide fonts run: as the built-in table, and as narrow as the editor's own on Windows. */
const fonts = [1, 0.84];

const timelines = new Map<string, Timeline>(Object.entries({ conforming, twoProblems, crowded, allPaths }));
for (let seed = 1; seed <= 24; seed++) {
  const lanes = 1 + (seed % 5);
  timelines.set(`generated ${seed} with ${lanes} lanes`, generatedTimeline(seed, lanes));
}
for (const seed of [101, 102, 103]) timelines.set(`generated ${seed} with 8 lanes`, generatedTimeline(seed, 8));
const names = [...timelines.keys(), ...readdirSync('examples').filter((file) => file.endsWith('.confer'))];

beforeAll(async () => {
  for (const file of readdirSync('examples')) {
    if (!file.endsWith('.confer')) continue;
    const text = readFileSync(`examples/${file}`, 'utf8');
    timelines.set(file, await drawn(text));
    timelines.set(`${file} all paths`, await drawn(text, { kind: 'all' }));
  }
});

interface Picture {
  /** Its width and font, for messages. */
  readonly at: string;
  readonly boxes: Layout;
  readonly width: number;
}

describe.each(names)('the pictures of %s', (name) => {
  /** Laid out once for all tests: that takes longer than to look at the boxes. */
  let laidOut: readonly Picture[] | undefined;
  afterAll(() => {
    laidOut = undefined;
  });
  const pictures = (): readonly Picture[] => {
    const all = [timelines.get(name), timelines.get(`${name} all paths`)].filter((timeline) => timeline !== undefined);
    laidOut ??= all.flatMap((timeline) =>
      fonts.flatMap((metrics, turn) =>
        (name.startsWith('generated') ? spread(widths, widths.length / 3, turn) : widths).map((width) => ({
          at: `${width} px, font ${metrics}${timeline.fragments.length > 0 ? ', all paths' : ''}`,
          boxes: layout(timeline, { width, metrics, buttons: true }),
          width,
        })),
      ),
    );
    return laidOut;
  };

  const timelineOf = (at: string): Timeline => {
    const timeline = timelines.get(at.endsWith('all paths') ? `${name} all paths` : name) ?? timelines.get(name);
    if (timeline === undefined) throw new Error(`There is no timeline ${name}.`);
    return timeline;
  };

  test('no text, chip or button meets a life bar (1)', () => {
    for (const { at, boxes } of pictures()) {
      const bars = barsOf(boxes);
      for (const one of [...textsOf(boxes), ...controlsOf(boxes)]) {
        const met = bars.find((bar) => meet(one.box, bar.box));
        if (met !== undefined) expect.fail(`${at}: ${pair(one, met)}`);
      }
    }
  });

  test('no two texts meet, and none meets a chip or button (2)', () => {
    for (const { at, boxes } of pictures()) {
      const texts = textsOf(boxes);
      const controls = controlsOf(boxes);
      const clash = firstClash([...texts, ...controls]);
      expect(clash === null ? null : `${at}: ${pair(...clash)}`).toBeNull();
    }
  });

  test('nothing leaves the picture, which has the width of the panel (3)', () => {
    for (const { at, boxes, width } of pictures()) {
      expect(boxes.width, at).toBe(width);
      const all = [...textsOf(boxes), ...controlsOf(boxes)];
      const outside = all.find(({ box }) => box.x < 0 || box.x + box.width > width);
      if (outside !== undefined) expect.fail(`${at}: ${outside.kind} ${outside.text}`);
    }
  });

  test('no name of a lane, message, phase or outcome, and no note, is shortened (4)', () => {
    for (const { at, boxes } of pictures()) {
      if (boxes.lanes.length > 5 || name === 'crowded') continue;
      const shown = [...textsOf(boxes), ...controlsOf(boxes)].filter(({ kind }) => named.has(kind));
      for (const { kind, text } of shown) if (text.endsWith('…')) expect.fail(`${at}: ${kind} “${text}”`);
    }
  });

  test('a bar is one rectangle from the beginning to the end of its state (5)', () => {
    for (const { at, boxes } of pictures()) {
      for (const [index, band] of boxes.bands.entries()) {
        const above = boxes.bands[index - 1];
        const follows = above !== undefined && timelineOf(at).phases[index]?.parent === above.visit;
        for (const bar of band.bars) {
          if (bar.starts || !follows) continue;
          const before = above.bars.findLast(({ participant }) => participant === bar.participant);
          expect(before?.ends, `${at}: ${bar.title} in ${band.name}`).toBe(false);
          const { x, width, title } = bar;
          expect({ x: before?.x, width: before?.width, title: before?.title }).toEqual({ x, width, title });
          expect([bar.y, band.y - above.y - (before?.y ?? 0)]).toEqual([0, before?.height]);
        }
      }
    }
  });

  test('all chip rows begin at one x, and all buttons end at one x (6)', () => {
    for (const { at, boxes } of pictures()) {
      const rows = new Map<string, number>();
      for (const { kind, box } of controlsOf(boxes)) {
        if (kind !== 'chip' && kind !== 'more') continue;
        rows.set(String(box.y), Math.min(box.x, rows.get(String(box.y)) ?? Number.POSITIVE_INFINITY));
      }
      expect(new Set(rows.values()).size, at).toBeLessThanOrEqual(1);
      const ends = controlsOf(boxes).flatMap(({ kind, box }) =>
        kind === 'button' ? Math.round(box.x + box.width) : [],
      );
      expect(new Set(ends).size, at).toBeLessThanOrEqual(1);
    }
  });

  test('every problem on the path has a mark, and none is behind +n (7)', () => {
    const all = [timelines.get(name), timelines.get(`${name} all paths`)].filter((timeline) => timeline !== undefined);
    for (const timeline of all) {
      const boxes = layout(timeline, { width: 700, buttons: true });
      for (const [index, band] of boxes.bands.entries()) {
        const events = timeline.events.filter(({ visit }) => visit === band.visit);
        const ofEvents = new Set(events.flatMap(({ findings }) => findings));
        const found = (timeline.phases[index]?.findings ?? []).filter((finding) => !ofEvents.has(finding));
        const marks = [
          ...band.notes.flatMap(({ finding }) => finding ?? []),
          ...(band.outcomes?.chips.flatMap(({ flaw }) => flaw?.finding ?? []) ?? []),
        ];
        for (const finding of found) {
          const key = timeline.findings[finding]?.id;
          expect(marks.filter((mark) => mark === key)).toHaveLength(1);
        }
        for (const event of events) {
          const isProblem = event.findings.some((finding) =>
            /error|warning/.test(timeline.findings[finding]?.severity ?? ''),
          );
          if (isProblem) expect(band.events.find(({ id }) => id === event.id)?.label.icon).not.toBeNull();
        }
      }
    }
  });

  test('the legend is one row of 28 (9)', () => {
    for (const { boxes } of pictures()) {
      expect(boxes.legend.height).toBe(28);
      expect(new Set(boxes.legend.entries.map(({ text }) => text.text)).size).toBe(boxes.legend.entries.length);
    }
  });

  test('within one form a wider panel wraps and shortens no name or title that a narrower one shows whole (11)', () => {
    const whole = new Map<string, Set<string>>();
    for (const { at, boxes } of pictures()) {
      // From narrow to wide, for each timeline and font.
      const form = `${boxes.form}${at.slice(at.indexOf(','))}`;
      const now = wholeTexts(boxes);
      const lost = [...(whole.get(form) ?? [])].find((text) => !now.has(text));
      if (lost !== undefined) expect.fail(`${at}: ${lost}`);
      whole.set(form, now);
    }
  });
});

const named = new Set(['head', 'label', 'title', 'chip', 'rest', 'guard', 'note', 'model']);

/** Names and titles that are whole on one line. */
function wholeTexts(boxes: Layout): Set<string> {
  return new Set([
    ...boxes.bands.flatMap(({ key, strip, events }) => [
      ...(strip.title.length === 1 && strip.title[0]?.text.endsWith('…') === false ? [`title of ${key}`] : []),
      ...events.filter(({ label }) => !label.text.text.endsWith('…')).map(({ id }) => `label of ${id}`),
    ]),
    ...boxes.lanes.filter(({ title }) => !title.text.endsWith('…')).map(({ name: lane }) => `head of ${lane}`),
  ]);
}

/** Two of these that meet; found from the top down. */
function firstClash(all: readonly Placed[]): [Placed, Placed] | null {
  const sorted = [...all].sort((a, b) => a.box.y - b.box.y);
  for (const [index, one] of sorted.entries()) {
    for (let other = index + 1; other < sorted.length; other++) {
      const candidate = sorted[other];
      if (candidate === undefined || candidate.box.y > one.box.y + one.box.height) break;
      if (meet(one.box, candidate.box)) return [one, candidate];
    }
  }
  return null;
}

describe('states on alternatives', () => {
  test('every alternative begins with the bars of the states that it is entered with (13)', async () => {
    const timeline = await drawn(readFileSync('examples/escalate-chat.confer', 'utf8'), { kind: 'all' });
    for (const width of widths) {
      const noAnswer = layout(timeline, { width }).bands.find((band) => band.name === 'NoAnswer');
      const bar = noAnswer?.bars.find(({ participant, pending }) => participant === 'Bob' && pending);
      expect(bar?.y).toBe(0);
      expect(bar?.height).toBe(noAnswer?.events[0]?.y);
    }
    const entry = timeline.phases.find((phase) => phase.name === 'NoAnswer')?.entry;
    expect(entry).toContainEqual({ participant: 'Bob', state: 'invited', pending: true, resting: false });
  });
});
