import { describe, expect, test } from 'vitest';
import type { BandBox, Layout } from '../../timeline/layout/boxes.js';
import { layout } from '../../timeline/layout/layout.js';
import { protocolClass } from '../../timeline/render/event-row.js';
import { barFill } from '../../timeline/render/state-bar.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import { allPaths, unanswered } from './branching-timelines.js';
import { conforming, crowded, finding, twoProblems } from './sample-timelines.js';

const samples = { conforming, twoProblems, crowded, unanswered, allPaths };

describe.each(Object.entries(samples))('a still picture of %s', (_, timeline) => {
  const boxes = layout(timeline, { width: 700, still: 2400 });

  test('cuts nothing that is found', () => {
    const notes = boxes.bands.flatMap((band) => [...band.notes, ...band.events.flatMap(({ note }) => note ?? [])]);
    for (const { lines, title } of notes) expect(lines.map(({ text }) => text).join(' ')).toBe(title);
  });

  test('is as wide as the names of its lanes need', () => {
    expect(boxes.lanes.map(({ title }) => title)).toEqual(timeline.participants.map(({ name }) => name));
    for (const { title, subtitle } of boxes.lanes) expect(`${title}${subtitle}`).not.toContain('…');
  });
});

test('what is said of the flow and of participants leads the picture, with a sign at the participant', () => {
  const [first, ...rest] = conforming.participants;
  if (first === undefined) throw new Error('The sample has no participant.');
  const findings = [
    finding('illegal-phase', 'error', 'It cannot start so.', 5),
    finding('unused-participant', 'warning', 'Nobody needs Alice.', 2),
    finding('missing-message', 'error', 'Another phase lacks something.', 90),
  ];
  const participants = [{ ...first, findings: [1] }, ...rest];
  const timeline: Timeline = { ...conforming, participants, findings, remarks: [0] };
  const boxes = layout(timeline, { width: 900, still: 2400 });
  expect(boxes.lead?.remarks?.notes.map(({ title }) => title)).toEqual(['It cannot start so.', 'Nobody needs Alice.']);
  expect(boxes.bands[0]?.y).toBe(boxes.lead?.height);
  expect(boxes.lanes.map(({ mark }) => mark?.severity)).toEqual(['warning', undefined, undefined, undefined]);
  expect(boxes.lanes[0]?.tooltip).toContain('Nobody needs Alice.');
  expect(boxes.elsewhere?.notes.map(({ title }) => title)).toEqual(['Another phase lacks something.']);
});

describe.each([400, 700, 1000, 1400])('at %i px', (width) => {
  const all = Object.values(samples).map((timeline) => layout(timeline, { width, buttons: true }));
  const bands = (of: (boxes: Layout, band: BandBox) => void): void => {
    for (const boxes of all) for (const band of boxes.bands) of(boxes, band);
  };

  test('no note leaves the view', () => {
    bands((_, band) => {
      const notes = [...band.notes, ...band.events.flatMap(({ note }) => note ?? [])];
      for (const { box } of notes) expect(box.x + box.width).toBeLessThanOrEqual(width);
    });
  });

  test('no button covers the head of its arrow or a label', () => {
    bands((_, { events }) => {
      for (const { fix, heads, label } of events) {
        if (fix === null) continue;
        const { box } = fix;
        const covers = (x: number, y: number): boolean =>
          x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
        for (const head of heads) expect(covers(head.x - 4 * head.direction, head.y)).toBe(false);
        const overlaps =
          label.box.x < box.x + box.width &&
          box.x < label.box.x + label.box.width &&
          label.box.y < box.y + box.height &&
          box.y < label.box.y + label.box.height;
        expect(overlaps).toBe(false);
      }
    });
  });

  test('heads stand left of the lanes where there is room, and chips beside bars', () => {
    bands((boxes, band) => {
      const left = Math.min(...boxes.lanes.map(({ x }) => x));
      expect(band.head.area.x + band.head.area.width < left).toBe(width >= 600);
      const chips = band.outcomes?.chips ?? [];
      for (const { box } of chips) {
        const crosses = band.bars.some((bar) => box.x < bar.x + bar.width && box.x + box.width > bar.x);
        // One that no room beside bars is wide enough for begins its line.
        if (crosses) expect(box.x).toBe(Math.min(...chips.map((chip) => chip.box.x)));
      }
    });
  });
});

test('36 protocols and 16 states, pending or not, look different', () => {
  expect(new Set(Array.from({ length: 36 }, (_, index) => protocolClass(index))).size).toBe(36);
  for (const pending of [true, false]) {
    expect(new Set(Array.from({ length: 16 }, (_, index) => barFill(pending, index))).size).toBe(16);
  }
});
