import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { LaneBox } from '../../timeline/layout/boxes.js';
import { layout } from '../../timeline/layout/layout.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import { drawn } from '../support/drawn.js';
import { generatedTimeline } from './generated-timelines.js';
import { conforming, crowded } from './sample-timelines.js';

const chat = readFileSync('examples/escalate-chat.confer', 'utf8');
const widths = [358, 370, 420, 500, 700];

function lanesAt(timeline: Timeline, width: number): readonly LaneBox[] {
  return layout(timeline, { width, buttons: true, form: 'list' }).lanes;
}

function levelsOf(lanes: readonly LaneBox[]): number {
  return new Set(lanes.map(({ title }) => title.y)).size;
}

describe('the names over narrow lanes', () => {
  test('the names over narrow lanes take two levels at most for four lanes, in one path and in all', async () => {
    for (const timeline of [conforming, await drawn(chat), await drawn(chat, { kind: 'all' })]) {
      for (const width of widths) expect(levelsOf(lanesAt(timeline, width)), `${width} px`).toBeLessThanOrEqual(2);
    }
  });

  test('the names over narrow lanes are over their lanes, and no line down from one runs through another', () => {
    const timelines = [conforming, crowded, ...[2, 3, 4, 5, 8].map((lanes) => generatedTimeline(lanes, lanes))];
    for (const timeline of timelines) {
      for (const width of widths) {
        const lanes = lanesAt(timeline, width);
        for (const { name, x, title } of lanes) {
          expect(title.x, name).toBeLessThan(x);
          expect(title.x + title.width, name).toBeGreaterThan(x);
          const crossed = lanes.find(
            (other) => other.title.y > title.y && other.title.x - 2 < x && other.title.x + other.title.width + 2 > x,
          );
          expect(crossed?.name, `${width} px: the line of ${name}`).toBeUndefined();
        }
      }
    }
  });

  test('the names over narrow lanes are in the middle of their lanes where there is room', () => {
    const lanes = lanesAt({ ...conforming, participants: conforming.participants.slice(0, 2) }, 700);
    expect(levelsOf(lanes)).toBe(1);
    for (const { x, title } of lanes) expect(title.x + title.width / 2).toBe(x);
  });

  test('the names over narrow lanes are whole with 32 characters', () => {
    for (const width of widths) {
      expect(lanesAt(crowded, width).map(({ title }) => title.text)).toEqual(
        crowded.participants.map(({ name }) => name),
      );
    }
  });
});

test('next to the map of a panel of 380 px, chips that show problems are whole', async () => {
  const problems = await drawn(readFileSync('examples/escalate-chat-faults.confer', 'utf8'), { kind: 'all' });
  for (const width of [353, 358, 370]) {
    const boxes = layout(problems, { width, buttons: true });
    const chips = boxes.bands.flatMap(({ outcomes }) => outcomes?.chips ?? []);
    expect(chips.map(({ text }) => text.text)).toEqual(expect.arrayContaining(['NoAnswer', 'InvitationRejected']));
    for (const { box } of chips) expect(box.x + box.width, `${width} px`).toBeLessThanOrEqual(width);
  }
});
