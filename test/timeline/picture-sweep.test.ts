import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BandBox, Layout } from '../../timeline/layout/boxes.js';
import { layout } from '../../timeline/layout/layout.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import { drawn } from '../support/drawn.js';
import { recordedChats } from '../support/recorded-chats.js';
import { barsOf, controlsOf, meet, type Placed, pair, textsOf } from './picture-boxes.js';

/** Widths of the picture in px: a panel of 380 px has 370 without the editor’s scroll bar. */
const widths = [370, 380, 500, 660, 700, 800, 1000, 1600];
/** Between texts of one line, in px. */
const MIN_GAP = 4;

/** Timers in rings and alternatives, one of which sends nothing, and a message without known ends. */
const bikes = `protocol Bike
event Wait on Bike
event Opened on Bike
event Failed on Bike
model Rental {
  party rider
  system dock
  states away, pending unlocking, riding
  channel rider <-> dock on Bike
  phase Ask { moves rider from away to unlocking  dock -> rider : Wait }
  phase Open { moves rider from unlocking to riding  dock -> rider : Opened }
  phase Fail { trigger timeout at dock after 10s to 20s  moves rider from unlocking to away  optional dock -> rider : Failed }
}
flow Hire follows Rental {
  party Rae as rider
  system Dock as dock
  phase First is Ask { Wait next Rides after 3s | Fails after 20s }
  phase Rides is Open { Opened }
  phase Fails is Fail { Failed next Second }
  phase Second is Ask { Wait next Rides after 12s | FailsInSilence after 11s }
  phase FailsInSilence is Fail { next Third }
  phase Third is Ask { Wait Lost next Rides after 10s | FailsAgain }
  phase FailsAgain is Fail { Failed }
}
`;

const flows = new Map([['bikes', bikes]]);
for (const page of readdirSync('docs/library')) {
  const [, fence] = /```confer\n(flow [\s\S]*?)```/.exec(readFileSync(`docs/library/${page}`, 'utf8')) ?? [];
  if (fence !== undefined) flows.set(page, fence);
}

/** What is laid out for the laws of a subject, each with its name. */
const subjects: readonly (readonly [name: string, draw: () => Promise<readonly (readonly [string, Timeline])[]>])[] = [
  ...[...flows].map(
    ([name, text]) =>
      [
        name,
        async () => [
          ['one path', await drawn(text)] as const,
          ['all paths', await drawn(text, { kind: 'all' })] as const,
        ],
      ] as const,
  ),
  ['recorded interactions', async () => [...(await recordedChats()).interactions]],
  [
    'flows with what a recording has of them',
    async () => (await recordedChats()).flows.map((timeline, index) => [`flow ${index}`, timeline] as const),
  ],
];

interface Picture {
  /** Its width and what it shows, for messages. */
  readonly at: string;
  readonly width: number;
  readonly boxes: Layout;
  /** Its texts, chips and buttons. */
  readonly placed: readonly Placed[];
}

describe.each(subjects)('the pictures of %s', (_, draw) => {
  /** Laid out once for all tests: that takes longer than to look at the boxes. */
  let pictures: readonly Picture[] = [];
  beforeAll(async () => {
    const timelines = await draw();
    pictures = timelines.flatMap(([name, timeline]) =>
      widths.map((width) => {
        const boxes = layout(timeline, { width, buttons: true });
        return { at: `${width} px, ${name}`, width, boxes, placed: [...textsOf(boxes), ...controlsOf(boxes)] };
      }),
    );
  });
  afterAll(() => {
    pictures = [];
  });

  test('texts, chips and buttons meet neither each other nor a life bar, and stay in the panel', () => {
    for (const { at, width, boxes, placed } of pictures) {
      expect(boxes.width, at).toBe(width);
      const bars = barsOf(boxes);
      for (const [index, one] of placed.entries()) {
        const met = [...bars, ...placed.slice(index + 1)].find(({ box }) => meet(one.box, box));
        if (met !== undefined) expect.fail(`${at}: ${pair(one, met)}`);
        if (one.box.x + one.box.width > width) expect.fail(`${at}: ${one.text} leaves the panel`);
      }
    }
  });

  test('texts on one line do not touch', () => {
    for (const { at, placed } of pictures) {
      const all = placed.filter(({ kind }) => kind !== 'details');
      for (const one of all) {
        const next = all.find((other) => other !== one && follows(one, other));
        if (next !== undefined) expect.fail(`${at}: ${pair(one, next)}`);
      }
    }
  });

  test('names of lanes, messages, phases, outcomes and model phases are whole', () => {
    const named = new Set(['head', 'label', 'title', 'chip', 'rest', 'model', 'guard', 'note']);
    for (const { at, boxes, placed } of pictures) {
      if (boxes.lanes.length > 5) continue;
      const short = placed.find(({ kind, text: shown }) => named.has(kind) && shown.endsWith('…'));
      expect(short?.text, at).toBeUndefined();
    }
  });

  test('a timeout’s bracket stays clear of the strip that it ends below', () => {
    for (const { at, boxes } of pictures) {
      for (const band of boxes.bands) {
        if (band.folded) continue;
        const ends = band.brackets.filter((bracket) => bracket.ends);
        for (const { bottom } of ends) {
          expect(bottom, `${at}: ${band.name}`).toBeGreaterThanOrEqual(band.strip.area.height + 8);
          expect(bottom + 4, `${at}: ${band.name}`).toBeLessThanOrEqual(band.height);
        }
      }
    }
  });
});

describe('a message without known ends', () => {
  test('a message without known ends is drawn between two lanes, its name whole and over it', async () => {
    const timeline = await drawn(bikes, {
      kind: 'path',
      phases: ['First', 'Fails', 'Second', 'FailsInSilence', 'Third'],
    });
    for (const width of widths) {
      const boxes = layout(timeline, { width, buttons: true });
      const event = boxes.bands.flatMap(({ events }) => events).find(({ lost }) => lost.length === 2);
      const [left = 0, right = 0] = boxes.lanes.map(({ x }) => x);
      const [from, to] = event?.lost.map(({ x }) => x) ?? [];
      expect(from).toBeGreaterThan(left + 4);
      expect(to).toBeLessThan(right);
      expect(event?.label.text.text).toBe('Lost');
    }
  });
});

test('what leads into an alternative does not repeat the name above it', async () => {
  const boxes = layout(await drawn(bikes, { kind: 'all' }), { width: 700 });
  const guardOf = (name: string): string | undefined => band(boxes, name)?.strip.guard?.text.text;
  expect(guardOf('Fails')).toBe('after 20 s');
  expect(guardOf('FailsAgain')).toBe('after 10 s');
});

function band(boxes: Layout, name: string): BandBox | undefined {
  return boxes.bands.find((each) => each.name === name);
}

/** Whether a text begins on the line of another, right after it. */
function follows(one: Placed, next: Placed): boolean {
  const apart = next.box.x - one.box.x - one.box.width;
  const sameLine = Math.abs(next.box.y + next.box.height - one.box.y - one.box.height) < 3;
  return sameLine && apart > -1 && apart < MIN_GAP;
}
