import { describe, expect, test } from 'vitest';
import type { BandBox, Layout } from '../../timeline/layout/boxes.js';
import type { EventBox } from '../../timeline/layout/event-boxes.js';
import { layout } from '../../timeline/layout/layout.js';
import { ROW_HEIGHT } from '../../timeline/layout/measures.js';
import type { BracketBox } from '../../timeline/layout/time-boxes.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import { allPaths, unanswered } from './branching-timelines.js';
import { conforming, crowded, many, twoProblems } from './sample-timelines.js';

const samples = { conforming, twoProblems, crowded, unanswered, allPaths, many: many(60) };

describe.each(Object.entries(samples))('%s to scale', (_, timeline) => {
  const boxes = layout(timeline, { width: 900, scale: true });
  const plain = layout(timeline, { width: 900 });

  test('the order stays, and everything in the order view is there', () => {
    const ids = (of: Layout): string[] => of.bands.flatMap((band) => band.events.map(({ id }) => id));
    expect(ids(boxes)).toEqual(ids(plain));
    const ys = arrows(boxes).map(({ y }) => y);
    expect(ys).toEqual([...ys].sort((a, b) => a - b));
    expect(boxes.height).toBeGreaterThanOrEqual(plain.height);
  });

  test('rows are never closer than they are without, so that every text can be read', () => {
    const [scaled, ordered] = [arrows(boxes), arrows(plain)];
    const parents = new Map(timeline.phases.map(({ visit, parent }) => [visit, parent]));
    for (let index = 1; index < scaled.length; index++) {
      // Where another way begins, the head next to the rows above may be what takes the room.
      const [before, visit] = [timeline.events[index - 1]?.visit ?? -1, timeline.events[index]?.visit ?? -1];
      if (visit !== before && parents.get(visit) !== before) continue;
      const gap = (scaled[index]?.y ?? 0) - (scaled[index - 1]?.y ?? 0);
      expect(gap).toBeGreaterThanOrEqual((ordered[index]?.y ?? 0) - (ordered[index - 1]?.y ?? 0) - 0.001);
    }
  });

  test('every event has a tick of its kind, but what was never sent', () => {
    for (const band of boxes.bands) {
      const sent = band.events.filter((event) => event.status !== 'missing');
      expect(band.axis?.ticks.map(({ y }) => y)).toEqual(sent.map(({ y }) => y));
      const isTimeKnown = sent.map(({ id }) => timeline.events.find((event) => event.id === id)?.timeMs !== null);
      expect(band.axis?.ticks.map((tick) => tick.isTimeStated)).toEqual(isTimeKnown);
    }
  });

  test('a cut gap says how long it is, once, also if it continues in the next band', () => {
    const axes = boxes.bands.flatMap(({ axis }) => axis ?? []);
    const ending = axes.flatMap(({ parts, ticks }) =>
      parts.filter(({ style, bottom }) => style === 'cut' && ticks.some(({ y }) => y === bottom)),
    );
    const texts = axes.flatMap(({ breaks }) => breaks.map(({ text }) => text));
    expect(texts).toHaveLength(ending.length);
    for (const text of texts) expect(text).toMatch(/^\d+(\.\d+)? (ms|s|min|h)/);
  });

  test('the axis has no hole and no overlap where one band follows the other', () => {
    for (const [index, band] of boxes.bands.entries()) {
      const parts = band.axis?.parts ?? [];
      for (const [at, part] of parts.slice(1).entries()) expect(part.top).toBeCloseTo(parts[at]?.bottom ?? -1);
      const next = timeline.phases[index + 1];
      if (next?.parent !== band.visit || boxes.bands[index + 1]?.events.length === 0) continue;
      expect(parts.at(-1)?.bottom).toBeCloseTo(band.slotHeight);
      expect(boxes.bands[index + 1]?.axis?.parts[0]).toMatchObject({ top: 0, style: parts.at(-1)?.style });
    }
  });
});

describe('distances', () => {
  /** One visit whose messages come after these delays; null if none is stated. */
  function delays(list: readonly (number | null)[]): Timeline {
    const [phase] = conforming.phases;
    const [event] = conforming.events;
    if (phase === undefined || event === undefined) throw new Error('The sample has no event.');
    let clock = 0;
    const events = list.map((delay, index) => {
      clock += delay ?? 0;
      return { ...event, id: `0-${index}`, timeMs: delay === null ? null : clock };
    });
    return { ...conforming, phases: [phase], events, states: [] };
  }

  function distances(list: readonly (number | null)[]): number[] {
    const ys = arrows(layout(delays(list), { width: 900, scale: true })).map(({ y }) => y);
    return ys.slice(1).map((y, index) => y - (ys[index] ?? 0));
  }

  const ruler = (list: readonly (number | null)[]): number[] =>
    distances(list).map((distance) => distance - ROW_HEIGHT);

  test('distances are proportional to times: beyond the room of a row, twice the time is twice the distance', () => {
    const [one = 0, two = 0, four = 0] = ruler([0, 10, 20, 40]);
    expect(two / one).toBeCloseTo(2);
    expect(four / one).toBeCloseTo(4);
  });

  test('of two delays the longer one takes more room, and equal ones take the same, from 20 ms to 10 min', () => {
    const drawn = distances([0, 20, 40, 80, 150, 1000, 2000, 6000, 30_000, 240_000, 300_000, 600_000]);
    for (const [index, distance] of drawn.slice(1).entries()) expect(distance).toBeGreaterThan((drawn[index] ?? 0) + 1);
    const [a, b, c, d] = distances([0, 20, 240_000, 20, 240_000]);
    expect(c).toBeCloseTo(a ?? 0);
    expect(d).toBeCloseTo(b ?? 0);
  });

  test('across phases they are as long as within one', () => {
    const boxes = layout(conforming, { width: 900, scale: true });
    const ys = arrows(boxes).map(({ y }) => y);
    const gaps = ys.slice(1).map((y, index) => y - (ys[index] ?? 0));
    // 40 ms, ?, 6 s, 20 ms, ?, ?, 4 min, 15 ms
    expect(gaps[2]).toBeGreaterThan(gaps[0] ?? 0);
    expect(gaps[6]).toBeGreaterThan(gaps[2] ?? 0);
    expect(gaps[0]).toBeGreaterThan(gaps[3] ?? 0);
    expect(gaps[3]).toBeGreaterThan(gaps[7] ?? 0);
  });

  test('no time takes the room of a row, and has no ruler', () => {
    expect(distances([0, 0, 10])[0]).toBe(ROW_HEIGHT);
    const boxes = layout(delays([0, 0, 10]), { width: 900, scale: true });
    expect(boxes.bands[0]?.axis?.parts.map(({ style }) => style)).toEqual(['row', 'row', 'scaled']);
  });

  test('a gap longer than ten times the shortest is compressed and marked; the list of signs has the scale', () => {
    const boxes = layout(delays([0, 10, 100, 101]), { width: 900, scale: true });
    const axis = boxes.bands[0]?.axis;
    expect(axis?.parts.flatMap(({ style }) => (style === 'row' ? [] : style))).toEqual(['scaled', 'scaled', 'cut']);
    expect(axis?.breaks.map(({ text }) => text)).toEqual(['101 ms']);
    expect(axis?.marks.length).toBeGreaterThan(5);
    const legend = boxes.legend.signs.map(([, text]) => text);
    expect(legend).toContain('time to scale, a mark every 10 ms');
    expect(legend).toContain('longer than drawn');
  });

  test('a delay that is not stated is shown as such: neither as none nor as part of the next', () => {
    const [first, unstated, next] = distances([0, 10, null, 10]);
    expect(unstated).toBe(ROW_HEIGHT);
    expect(next).toBe(first);
    const boxes = layout(delays([0, 10, null, 30]), { width: 900, scale: true });
    expect(boxes.bands[0]?.axis?.parts.map(({ style }) => style)).toEqual([
      'row',
      'scaled',
      'unstated',
      'row',
      'scaled',
    ]);
    expect(boxes.legend.signs.map(([, text]) => text)).toContain('time not stated');
  });
});

describe('a timeout', () => {
  const parts = (boxes: Layout): BracketBox[] => boxes.bands.flatMap((band) => band.brackets);
  const yOf = (boxes: Layout, id: string): number =>
    boxes.bands.flatMap((band) => band.events).find((event) => event.id === id)?.y ?? -1;

  test.each([{ scale: false }, { scale: true }])(
    'a timeout is a bracket from the message that starts the clock to the first that comes of it ($scale)',
    ({ scale }) => {
      const boxes = layout(unanswered, { width: 900, scale });
      const [from, to, ...more] = parts(boxes);
      expect(more).toEqual([]);
      expect(from).toMatchObject({ starts: true, ends: false, isTimeStated: true, top: yOf(boxes, '0-Invite-2') });
      expect(from?.bottom).toBe(boxes.bands[0]?.slotHeight);
      expect(from?.label).toBeNull();
      expect(to).toMatchObject({ starts: false, ends: true, top: 0, bottom: yOf(boxes, '1-NoAnswer-0') });
      expect(to?.x).toBe(from?.x);
      expect(to?.title).toBe('timeout 30 s after EventAgentInvited of Invite');
      expect(boxes.bands[1]?.strip.summary).toContain('timeout 30 s after EventAgentInvited of Invite');
      expect(boxes.legend.signs.map(([, text]) => text)).toContain('timeout');
    },
  );

  /** The phases of all paths as one path. */
  const oneAfterAnother: Timeline = {
    ...allPaths,
    fragments: [],
    phases: allPaths.phases.map((phase, visit) => ({ ...phase, parent: visit === 0 ? null : visit - 1 })),
  };

  test('a timeout is its end alone if other alternatives are between', () => {
    const boxes = layout(allPaths, { width: 900 });
    expect(boxes.bands.map((band) => band.brackets.length)).toEqual([0, 0, 0, 0, 1, 0]);
    const [end] = parts(boxes);
    expect(end).toMatchObject({ starts: false, ends: true, bottom: yOf(boxes, '4-NoAnswer-0') });
    expect(end?.top).toBeLessThan(end?.bottom ?? 0);
  });

  test('continues through the bands between, and through folded phases', () => {
    const boxes = layout(oneAfterAnother, { width: 900, folded: new Set(['0 Invite', '1 Accepts', '4 NoAnswer']) });
    const middle = (band: BandBox | undefined): number | undefined => band && band.strip.area.height / 2;
    expect(boxes.bands.map((band) => band.brackets.length)).toEqual([1, 1, 1, 1, 1, 0]);
    for (const band of boxes.bands.slice(1, 4)) {
      expect(band.brackets[0]).toMatchObject({ top: 0, bottom: band.slotHeight, starts: false, ends: false });
    }
    expect(Math.abs((boxes.bands[0]?.brackets[0]?.top ?? 0) - (middle(boxes.bands[0]) ?? 0))).toBeLessThan(6);
    expect(Math.abs((boxes.bands[4]?.brackets[0]?.bottom ?? 0) - (middle(boxes.bands[4]) ?? 0))).toBeLessThan(6);
  });

  test('a timeout whose length is not stated says so', () => {
    const [invite, timeout] = unanswered.phases;
    if (invite === undefined || timeout === undefined) throw new Error('The sample lacks a phase.');
    const open = { ...unanswered, phases: [invite, { ...timeout, clock: { visit: 0, delayMs: null } }] };
    const [from] = parts(layout(open, { width: 900 }));
    expect(from).toMatchObject({
      isTimeStated: false,
      title: 'timeout at an unstated time after EventAgentInvited of Invite',
    });
  });

  test('several side by side have columns of their own, left of the lanes and right of the times', () => {
    const [first, ...others] = oneAfterAnother.phases;
    if (first === undefined) throw new Error('The sample has no phase.');
    const phases = [
      first,
      ...others.map((phase) => (phase.visit === 3 ? { ...phase, clock: { visit: 1, delayMs: 1 } } : phase)),
    ];
    const boxes = layout({ ...oneAfterAnother, phases }, { width: 900 });
    const xs = [...new Set(parts(boxes).map(({ key, x }) => `${key} ${x}`))];
    expect(xs).toHaveLength(2);
    expect(new Set(xs.map((text) => text.split(' ')[1])).size).toBe(2);
    const timesRight = Math.max(...boxes.bands.flatMap((band) => band.events.map(({ time }) => time.x + time.width)));
    for (const { x } of parts(boxes)) {
      expect(x).toBeGreaterThan(timesRight + 4);
      expect(x).toBeLessThan((boxes.lanes[0]?.box.x ?? 0) + (boxes.lanes[0]?.box.width ?? 0) / 2);
    }
  });
});

/** All arrows with their heights in the picture. */
function arrows(boxes: Layout): { readonly event: EventBox; readonly y: number }[] {
  return boxes.bands.flatMap((band) => band.events.map((event) => ({ event, y: band.y + event.y })));
}
