import { describe, expect, test } from 'vitest';
import type { BandBox, Layout } from '../../timeline/layout/boxes.js';
import { layout } from '../../timeline/layout/layout.js';
import { protocolClass } from '../../timeline/render/event-row.js';
import { barFill } from '../../timeline/render/state-bar.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import { allPaths, unanswered } from './branching-timelines.js';
import { conforming, crowded, twoProblems } from './sample-timelines.js';
import { finding } from './timeline-parts.js';

const samples = { conforming, twoProblems, crowded, unanswered, allPaths };

describe.each(Object.entries(samples))('a still picture of %s', (_, timeline) => {
  const boxes = layout(timeline, { width: 700, still: 2400 });

  test('a still picture cuts no note', () => {
    const notes = boxes.bands.flatMap((band) => [...band.notes, ...band.events.flatMap(({ note }) => note ?? [])]);
    for (const { lines } of notes) for (const { text } of lines) expect(text).not.toContain('…');
  });

  test('a still picture is as wide as the names of its lanes need', () => {
    expect(boxes.lanes.map(({ title }) => title.text)).toEqual(timeline.participants.map(({ name }) => name));
    expect(boxes.form).toBe('diagram');
    for (const { subtitle } of boxes.lanes) expect(subtitle?.text ?? '').not.toContain('…');
  });
});

test('flow-level findings and those of participants lead the picture, with a sign at the participant', () => {
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
  expect(boxes.preamble?.remarks?.notes.map(({ title }) => title)).toEqual([
    'It cannot start so.',
    'Nobody needs Alice.',
  ]);
  expect(boxes.bands[0]?.y).toBe(boxes.preamble?.height);
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
});

test('36 protocols and 16 states, pending or not, look different', () => {
  expect(new Set(Array.from({ length: 36 }, (_, index) => protocolClass(index))).size).toBe(36);
  for (const pending of [true, false]) {
    expect(new Set(Array.from({ length: 16 }, (_, index) => barFill(pending, index))).size).toBe(16);
  }
});
