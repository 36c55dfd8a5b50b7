import { describe, expect, test } from 'vitest';
import type { Box, FrameSide, Layout, StripBox } from '../../timeline/layout/boxes.js';
import { framePlan } from '../../timeline/layout/frame-plan.js';
import { layout } from '../../timeline/layout/layout.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import { allPaths } from './branching-timelines.js';
import { conforming, twoProblems } from './sample-timelines.js';

describe('the order of frames and visits', () => {
  test('nests operands, and says how deep each visit stands', () => {
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

  test('of one path there are none', () => {
    expect(framePlan(conforming)).toEqual({ marks: [[], [], [], []], depths: [0, 0, 0] });
  });

  test('every visit is there once, whatever the fragments say', () => {
    const fragments = allPaths.fragments.map((fragment) => ({ ...fragment, after: (fragment.after ?? 0) + 1 }));
    expect(framePlan({ ...allPaths, fragments }).depths).toHaveLength(allPaths.phases.length);
  });
});

test('a timeout on another way than the one drawn above it says in its head what it comes after', () => {
  const { bands } = layout(allPaths, { width: 900 });
  expect(bands[4]?.head.subtitle.map(({ text }) => text).join(' ')).toBe('InvitationTimesOut, timeout after Invite');
  expect(bands[4]?.brackets[0]?.title).toBe('timeout 30 s after EventAgentInvited of Invite');
  expect(bands[3]?.head.subtitle.map(({ text }) => text).join(' ')).toBe('InvitationRejected');
});

describe.each([320, 560, 900, 1400])('frames at %i px', (width) => {
  const boxes = layout(allPaths, { width });

  test('say what leads into each operand, and what there is where nothing is drawn', () => {
    const operands = strips(boxes).flatMap(({ strip }) => strip.operand ?? []);
    expect(operands.map(({ fragment, index }) => `${fragment} ${index}`)).toEqual([
      '0 0',
      '1 0',
      '1 1',
      '2 0',
      '2 1',
      '1 2',
      '0 1',
    ]);
    if (width >= 560) {
      expect(operands.map(({ guard, rest }) => [guard.text.text, rest?.text.text ?? null])).toEqual([
        ['[Invite]', null],
        ['[Accepts · after 6 s]', null],
        ['[Declines · after 9 s]', null],
        ['[Invite · after 1 min]', 'continues with Invite above'],
        ['[end]', 'the flow ends here'],
        ['[NoAnswer · after 30 s]', null],
        ['[Refused]', null],
      ]);
    }
    expect(operands.map(({ again }) => again)).toEqual([null, null, null, 0, null, null, null]);
  });

  test('stand between the bands: what they say covers nothing, and leaves no frame', () => {
    for (const { strip, top, bottom } of strips(boxes)) {
      const texts = [strip.tag?.box, strip.operand?.guard.box, strip.operand?.rest?.box].filter((box) => box != null);
      for (const box of texts) {
        expect(box.y).toBeGreaterThanOrEqual(top);
        expect(box.y + box.height).toBeLessThanOrEqual(bottom);
        expect(box.x).toBeGreaterThanOrEqual(strip.left);
        expect(box.x + box.width).toBeLessThanOrEqual(Math.max(strip.right, boxes.width));
      }
      for (const [index, one] of texts.entries()) {
        for (const other of texts.slice(index + 1)) expect(beside(one, other)).toBe(true);
      }
    }
  });

  test('close where they are opened: their sides reach from the first line to the last, without a hole', () => {
    const sides = allSides(boxes);
    const all = strips(boxes);
    for (const [fragment] of allPaths.fragments.entries()) {
      const own = all.filter(({ strip }) => strip.key === `${fragment}` || strip.key.startsWith(`${fragment} `));
      const first = own[0];
      const last = own[own.length - 1];
      expect([first?.strip.kind, last?.strip.kind]).toEqual(['open', 'close']);
      const { left, right } = first?.strip ?? { left: -1, right: -1 };
      for (const { strip } of own) expect([strip.left, strip.right]).toEqual([left, right]);
      const from = first === undefined ? 0 : first.offset + first.strip.y;
      const to = last === undefined ? 0 : last.offset + last.strip.y;
      const covered = sides
        .filter((side) => side.left === left && side.bottom > from && side.top < to)
        .sort((a, b) => a.top - b.top);
      expect(covered[0]?.top).toBe(from);
      expect(covered[covered.length - 1]?.bottom).toBe(to);
      for (let index = 1; index < covered.length; index++) expect(covered[index]?.top).toBe(covered[index - 1]?.bottom);
    }
  });

  test('leave a band the room inside them', () => {
    const innermost = new Map<number, FrameSide>();
    for (const side of allSides(boxes)) {
      for (const band of boxes.bands) {
        if (side.top > band.y || side.bottom < band.y + band.height) continue;
        expect(band.left).toBeGreaterThan(side.left);
        expect(band.right).toBeLessThan(side.right);
        innermost.set(band.visit, side);
      }
    }
    expect(innermost.size).toBe(boxes.bands.length);
  });
});

describe('in a picture of all paths', () => {
  const boxes = layout(allPaths, { width: 900 });

  test('bars run on to the visit that follows, and begin anew in the next operand', () => {
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

  test('chips that a frame shows already are left out, and none is the one that is taken', () => {
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

  test('a folded band keeps its frames', () => {
    const folded = layout(allPaths, { width: 900, folded: new Set(['0 Invite', '3 Declines']) });
    expect(strips(folded).map(({ strip }) => strip.key)).toEqual(strips(boxes).map(({ strip }) => strip.key));
    expect(folded.bands[0]?.events).toEqual([]);
  });

  test('frames deep in one another still leave room', () => {
    const deep = nested(40);
    const { bands, lanes } = layout(deep, { width: 500 });
    expect(bands).toHaveLength(41);
    for (const band of bands) {
      expect(band.left).toBeLessThan(60);
      expect(band.right - band.left).toBeGreaterThan(380);
      for (const event of band.events) expect(event.time.x).toBeGreaterThan(band.left + 30);
    }
    expect(lanes[0]?.box.x).toBeLessThan(150);
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
        { phase: `P${visit + 1}`, delayMs: null, visits: [visit + 1, depth] as const, again: null },
        { phase: null, delayMs: null, visits: null, again: null },
      ],
    })),
  };
}

interface Placed {
  readonly strip: StripBox;
  /** Where its slot begins, and where it ends, the strip's own y being counted from the one. */
  readonly offset: number;
  readonly top: number;
  readonly bottom: number;
}

function strips(boxes: Layout): Placed[] {
  const lead = (boxes.lead?.strips ?? []).map((strip) => ({
    strip,
    offset: 0,
    top: 0,
    bottom: boxes.lead?.height ?? 0,
  }));
  const below = boxes.bands.flatMap(({ strips: own, y, height, slotHeight }) =>
    own.map((strip) => ({ strip, offset: y, top: height, bottom: slotHeight })),
  );
  return [...lead, ...below];
}

function allSides(boxes: Layout): FrameSide[] {
  const moved = (sides: readonly FrameSide[], y: number): FrameSide[] =>
    sides.map((side) => ({ ...side, top: side.top + y, bottom: side.bottom + y }));
  return [...moved(boxes.lead?.sides ?? [], 0), ...boxes.bands.flatMap((band) => moved(band.sides, band.y))];
}

function beside(a: Box, b: Box): boolean {
  return a.x + a.width <= b.x || b.x + b.width <= a.x;
}
