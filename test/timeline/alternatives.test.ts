import { describe, expect, test } from 'vitest';
import { framePlan } from '../../timeline/layout/frame-plan.js';
import { layout } from '../../timeline/layout/layout.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import { allPaths } from './branching-timelines.js';
import { conforming, twoProblems } from './sample-timelines.js';

describe('the order of frames and visits', () => {
  test('nests operands, and gives the depth of each visit', () => {
    const { marks, depths } = framePlan(allPaths);
    expect(marks.map((list) => list.map(({ kind, depth }) => `${kind} ${depth}`))).toEqual([
      ['open 0'],
      ['open 1'],
      [],
      ['next 1'],
      ['open 2', 'next 2', 'close 2', 'next 1'],
      ['close 1', 'next 0'],
      ['close 0'],
    ]);
    expect(depths).toEqual([1, 2, 2, 2, 2, 1]);
  });

  test('one path has no frames', () => {
    expect(framePlan(conforming)).toEqual({ marks: [[], [], [], []], depths: [0, 0, 0] });
  });

  test('every visit is there once, with any fragments', () => {
    const fragments = allPaths.fragments.map((fragment) => ({ ...fragment, after: (fragment.after ?? 0) + 1 }));
    expect(framePlan({ ...allPaths, fragments }).depths).toHaveLength(allPaths.phases.length);
  });
});

describe.each([320, 560, 900, 1400])('alternatives at %i px', (width) => {
  const boxes = layout(allPaths, { width });

  test('say what leads into each, and where those continue that have no band', () => {
    expect(boxes.bands.map(({ strip }) => [strip.guard?.tag.text, strip.guard?.title])).toEqual([
      ['alt', 'Show the path that continues with Invite'],
      ['alt', 'Show the path that continues with Accepts, after 6 s'],
      [undefined, undefined],
      ['else', 'Show the path that continues with Declines, after 9 s'],
      ['else', 'Show the path that continues with NoAnswer, after 30 s'],
      ['else', 'Show the path that continues with Refused'],
    ]);
    const continuations = boxes.bands.flatMap((band) => band.continuations);
    expect(
      continuations.map(({ guard, continuesAtVisit, title }) => [guard.tag.text, continuesAtVisit, title]),
    ).toEqual([
      ['alt', 0, 'Continues with Invite: go there'],
      ['else', null, 'the flow ends here'],
    ]);
  });

  test('have an open bracket each, without a hole, with a dashed line before each further one', () => {
    const rails = boxes.bands.flatMap((band) =>
      band.rails.map((rail) => ({ ...rail, top: rail.top + band.y, bottom: rail.bottom + band.y })),
    );
    for (const x of new Set(rails.map((rail) => rail.x))) {
      const own = rails.filter((rail) => rail.x === x).sort((a, b) => a.top - b.top);
      expect(own[0]?.startKnee).toBeGreaterThan(0);
      expect(own.at(-1)?.endKnee).toBeGreaterThan(0);
      for (const [index, rail] of own.slice(1).entries()) {
        if (rail.startKnee === 0) expect(rail.top).toBe(own[index]?.bottom);
      }
    }
    expect(rails.flatMap(({ dividers }) => dividers)).toHaveLength(4);
  });
});

describe('in a picture of all paths', () => {
  const boxes = layout(allPaths, { width: 900 });

  test('bars continue to the visit that follows, and begin again in the next operand', () => {
    const bob = boxes.bands.map((band) =>
      band.bars.filter((bar) => bar.participant === 'Bob').map((bar) => (bar.pending ? 'invited' : 'joined')),
    );
    expect(bob).toEqual([['invited'], ['invited', 'joined'], ['joined'], ['invited'], ['invited'], []]);
    const invite = boxes.bands[0];
    const [invited] = invite?.bars.filter((bar) => bar.participant === 'Bob') ?? [];
    expect(invited && invited.y + invited.height).toBe(invite?.slotHeight);
    const leaves = boxes.bands[2];
    for (const bar of leaves?.bars ?? []) expect(bar.y + bar.height).toBeLessThanOrEqual(leaves?.height ?? 0);
    expect(boxes.bands[3]?.bars.map((bar) => bar.y)).toEqual([0, 0]);
  });

  test('delays are counted along each way', () => {
    expect(boxes.bands.map((band) => band.events[0]?.time.text)).toEqual([
      '0 ms',
      '+6 s',
      '+4 min',
      '+9 s',
      '+30 s',
      '0 ms',
    ]);
  });

  test('chips that alternatives already show are left out, and none is shown as taken', () => {
    expect(boxes.bands.map((band) => band.outcomes?.chips.map((chip) => chip.text.text) ?? null)).toEqual([
      null,
      ['Leaves · 4 min', 'CannotLeave', 'Expires'],
      null,
      null,
      null,
      null,
    ]);
    expect(boxes.bands[1]?.outcomes?.chips.map(({ taken }) => taken)).toEqual([false, false, false]);
  });

  test('a folded band keeps its brackets', () => {
    const folded = layout(allPaths, { width: 900, folded: new Set(['0 Invite', '3 Declines']) });
    expect(folded.bands.map(({ rails }) => rails.length)).toEqual(boxes.bands.map(({ rails }) => rails.length));
    expect(folded.bands[0]?.events).toEqual([]);
  });

  test('alternatives deep in one another still leave room', () => {
    const { bands, lanes } = layout(nested(40), { width: 500 });
    expect(bands).toHaveLength(41);
    for (const band of bands) {
      expect(band.strip.area.x).toBeLessThan(80);
      for (const event of band.events) expect(event.time.x).toBeGreaterThan(band.strip.area.x);
    }
    expect(lanes[0]?.box.x).toBeLessThan(200);
  });
});

/** Alternatives within alternatives. */
function nested(depth: number): Timeline {
  const [first] = twoProblems.phases;
  const [message] = twoProblems.events;
  if (first === undefined || message === undefined) throw new Error('The sample has no event.');
  const visits = Array.from({ length: depth + 1 }, (_, visit) => visit);
  return {
    ...twoProblems,
    phases: visits.map((visit) => ({
      ...first,
      visit,
      name: `P${visit}`,
      parent: visit === 0 ? null : visit - 1,
      outcomes: [],
    })),
    events: visits.map((visit) => ({ ...message, id: `${visit}-0`, visit })),
    states: [],
    findings: [],
    fragments: visits.slice(0, depth).map((visit) => ({
      after: visit,
      operands: [
        { phase: `P${visit + 1}`, delayMs: null, visits: [visit + 1, depth] as const, continuesAtVisit: null },
        { phase: null, delayMs: null, visits: null, continuesAtVisit: null },
      ],
    })),
  };
}
