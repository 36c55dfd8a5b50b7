import { describe, expect, test } from 'vitest';
import type { BandBox, Box, EventBox, Layout } from '../../timeline/layout/boxes.js';
import { fittingWidth, layout } from '../../timeline/layout/layout.js';
import type { TimelinePhase } from '../../timeline/types/timeline.js';
import { conforming, crowded, many, twoProblems } from './sample-timelines.js';

const samples = { conforming, twoProblems, crowded };
const widths = [320, 500, 900, 1400];
const cases = Object.entries(samples).flatMap(([name, timeline]) => widths.map((width) => ({ name, width, timeline })));

describe.each(cases)('$name at $width px', ({ timeline, width }) => {
  const boxes = layout(timeline, { width });

  test('lanes stand in the order declared, and headers do not touch', () => {
    expect(boxes.lanes.map((lane) => lane.name)).toEqual(timeline.participants.map(({ name }) => name));
    for (const [index, lane] of boxes.lanes.entries()) {
      const next = boxes.lanes[index + 1];
      if (next !== undefined) expect(lane.box.x + lane.box.width).toBeLessThan(next.box.x);
      expect(lane.box.width).toBeGreaterThan(60);
    }
  });

  test('all lanes have an icon, or none', () => {
    expect(new Set(boxes.lanes.map(({ icon }) => icon === null)).size).toBe(1);
  });

  test('nothing leaves the picture', () => {
    for (const box of boxes.bands.flatMap(textBoxes)) {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(boxes.width);
    }
    for (const lane of boxes.lanes) expect(lane.box.x + lane.box.width).toBeLessThanOrEqual(boxes.width);
  });

  test('labels, notes, chips and the head do not overlap', () => {
    for (const band of boxes.bands) {
      const all = textBoxes(band);
      for (const [index, one] of all.entries()) {
        for (const other of all.slice(index + 1)) expect(overlap(one, other), describeBoxes(one, other)).toBe(false);
      }
    }
  });

  test('rows follow each other, bands too, and content stays in its band', () => {
    let y = 0;
    for (const band of boxes.bands) {
      expect(band.y).toBe(y);
      y += band.slotHeight;
      for (const [index, event] of band.events.entries()) {
        const next = band.events[index + 1];
        if (next !== undefined) expect(event.row.y + event.row.height).toBe(next.row.y);
      }
      for (const box of textBoxes(band)) expect(box.y + box.height).toBeLessThanOrEqual(band.height);
    }
    expect(boxes.height).toBe(y);
  });

  test('the frame of a row cuts no words', () => {
    for (const band of boxes.bands) {
      const { title, subtitle, verdict } = band.head;
      const lines = [...title, ...subtitle, verdict, ...band.events.map(({ label }) => label.text)];
      const words = [
        ...lines.map(({ x, y }) => ({ x, y: y - 9, width: 1, height: 12 })),
        ...band.events
          .flatMap(({ changes, note }) => [...changes, ...(note?.lines ?? [])])
          .flatMap((part) => ('box' in part ? part.box : { x: part.x, y: part.y - 9, width: 1, height: 12 })),
      ];
      for (const { row } of band.events) {
        for (const y of [row.y, row.y + row.height]) {
          const edge = { x: row.x, y: y - 0.5, width: row.width, height: 1 };
          for (const box of words) expect(overlap(box, edge), describeBoxes(box, edge)).toBe(false);
        }
      }
    }
  });

  test('every event is there, in order', () => {
    expect(boxes.bands.flatMap((band) => band.events.map((event) => event.id))).toEqual(
      timeline.events.map((event) => event.id),
    );
  });
});

test('a picture that is laid out as wide as it fits does not scroll', () => {
  const wordy = { ...crowded, phases: crowded.phases.map((phase) => ({ ...phase, title: 'A title '.repeat(40) })) };
  for (const timeline of [conforming, twoProblems, crowded, wordy]) {
    for (let width = 200; width <= 2000; width += 37) {
      const fitting = fittingWidth(timeline, { width, buttons: true });
      expect(fitting).toBeGreaterThanOrEqual(width);
      expect(layout(timeline, { width: fitting, buttons: true }).scrolls, `${width} px`).toBe(false);
    }
  }
});

describe('what is drawn', () => {
  const boxes = layout(twoProblems, { width: 900 });

  test('a missing message is a row with a named arrow and the reason, and has no time', () => {
    const ghost = eventBox(boxes, '1-Accepts-m0');
    expect(ghost.status).toBe('missing');
    expect(ghost.label.text.text).toBe('missing: EventPartyAdded');
    expect(ghost.time.text).toBe('');
    expect(ghost.heads).toHaveLength(1);
    expect(ghost.note?.title).toContain('asks for it');
  });

  test('a broadcast is one arrow with a head at each receiver', () => {
    const broadcast = eventBox(boxes, '1-Accepts-2');
    expect(broadcast.lines).toHaveLength(1);
    expect(broadcast.heads.map((head) => head.direction)).toEqual([-1, -1]);
    expect(broadcast.origin?.broadcast).toBe(true);
  });

  test('receivers that are left out are ghost heads', () => {
    const incomplete = eventBox(layout(crowded, { width: 1400 }), '1-Talk-0');
    expect(incomplete.heads.map((head) => head.ghost)).toEqual([false, true]);
    expect(incomplete.lines.map((line) => line.ghost)).toEqual([false, true]);
  });

  test('a message to its sender is a loop beside the lane', () => {
    const wide = layout(crowded, { width: 1400 });
    const loop = eventBox(wide, '0-Invite-1');
    expect(loop.lines[0]?.points).toHaveLength(4);
    expect(loop.row.height).toBeGreaterThan(eventBox(wide, '0-Invite-0').row.height);
  });

  test('ends that cannot be told are stubs', () => {
    const wide = layout(crowded, { width: 1400 });
    expect(eventBox(wide, '1-Talk-1').lost).toHaveLength(1);
    expect(eventBox(wide, '1-Talk-2').lost).toHaveLength(1);
    expect(eventBox(wide, '2-Talk-0').lost).toHaveLength(2);
  });

  test('times are delays, and an unknown delay is not zero', () => {
    expect(boxes.bands[0]?.events.map((event) => event.time.text)).toEqual(['0 ms', '+40 ms', '+ ?']);
    expect(boxes.bands[1]?.events[0]?.time.text).toBe('+6 s');
    expect(boxes.bands[1]?.events[1]?.timeTitle).toBe('6.06 s since the path began');
    expect(boxes.bands[2]?.events[0]?.time.text).toBe('+4 min');
  });

  test('a bar runs from the event that begins a state to the one that ends it', () => {
    const pending = boxes.bands.map((band) => band.bars.filter((bar) => bar.participant === 'Bob' && bar.pending));
    expect(pending.map((bars) => bars.length)).toEqual([1, 1, 0]);
    const [begin, end] = [pending[0]?.[0], pending[1]?.[0]];
    expect(begin?.y).toBe(eventBox(boxes, '0-Invite-1').heads[0]?.y);
    expect(begin && begin.y + begin.height).toBe(boxes.bands[0]?.slotHeight);
    expect(end && end.y + end.height).toBe(eventBox(boxes, '1-Accepts-1').heads[0]?.y);
    expect(begin?.title).toBe('Bob: invited (pending)');
    const last = boxes.bands[2]?.bars.map((bar) => [bar.participant, bar.ends]);
    expect(last).toEqual([
      ['Alice', false],
      ['Bob', true],
    ]);
  });

  test('a state is named where it begins, under the arrow that begins it', () => {
    const changes = boxes.bands.flatMap((band) =>
      band.events.flatMap(({ id, changes: own }) => own.map((change) => [id, change.title])),
    );
    expect(changes).toEqual([
      ['0-Invite-1', 'Bob is now invited (pending)'],
      ['1-Accepts-1', 'Bob is now joined'],
      ['2-Leaves-1', 'Bob is now outside'],
    ]);
    const invited = eventBox(boxes, '0-Invite-1');
    const bob = boxes.lanes[1]?.x ?? 0;
    expect(invited.changes[0]?.box.y).toBeGreaterThan((invited.heads[0]?.y ?? 0) + 4);
    expect(invited.changes[0]?.box.x).toBeGreaterThan(bob);
  });

  test('a folded band is its head alone, says what it holds, and lets bars through', () => {
    const folded = layout(twoProblems, { width: 900, folded: new Set(['1 Accepts']) });
    const band = folded.bands[1];
    expect(band?.events).toEqual([]);
    expect(band?.outcomes).toBeNull();
    expect(band?.head.content?.text).toBe('3 messages');
    expect(band?.head.verdict.text).toBe('1 problem');
    expect(band?.height).toBeLessThan(56);
    expect(band?.bars.map((bar) => bar.title)).toEqual(['Alice: joined', 'Bob: invited (pending)', 'Bob: joined']);
    expect(folded.height).toBeLessThan(boxes.height);
  });

  test('what is said of a phase and of none of its events stands under its head', () => {
    const notes = layout(crowded, { width: 900 }).bands[0]?.notes;
    expect(notes?.map((note) => note.severity)).toEqual(['warning']);
  });

  test.each([320, 500, 900, 1400])('a chip that is pressed pushes no other, at %d px', (width) => {
    const places = [0, 1, 2].map((pressed) => {
      const take = (phase: TimelinePhase): TimelinePhase => ({
        ...phase,
        outcomes: phase.outcomes.map((outcome, index) => ({ ...outcome, taken: index === pressed })),
      });
      const { bands } = layout({ ...conforming, phases: conforming.phases.map(take) }, { width, buttons: true });
      return bands[0]?.outcomes?.chips.map(({ box, text }) => [box, text.text]);
    });
    expect(places[0]).toHaveLength(3);
    expect(places[1]).toEqual(places[0]);
    expect(places[2]).toEqual(places[0]);
  });

  test('outcomes tell which is taken and which cannot be', () => {
    const chips = boxes.bands[1]?.outcomes?.chips;
    expect(chips?.map((chip) => chip.text.text)).toEqual(['Leaves · 4 min', 'CannotLeave', 'Expires']);
    expect(chips?.map((chip) => [chip.taken, chip.possible])).toEqual([
      [true, true],
      [false, true],
      [false, false],
    ]);
  });

  test('what is dimmed keeps its place and is told in the head; what is not dimmed is as it was', () => {
    const filter = { participants: new Set(['Bob']), protocols: new Set<string>() };
    const faint = layout(twoProblems, { width: 900, filter, dim: true });
    expect(faint.lanes.map(({ name, x, dimmed }) => [name, x, dimmed])).toEqual(
      boxes.lanes.map(({ name, x }) => [name, x, name === 'Bob']),
    );
    const rows = (of: Layout) =>
      of.bands.flatMap((band) => band.events.map(({ id, row, time }) => [id, row, time.text]));
    expect(rows(faint)).toEqual(rows(boxes));
    const dimmed = faint.bands.flatMap((band) => band.events.filter((event) => event.dimmed).map(({ id }) => id));
    expect(dimmed).toEqual(['0-Invite-1', '1-Accepts-0', '1-Accepts-1', '2-Leaves-0', '2-Leaves-1']);
    expect(faint.bands[0]?.head.content?.text).toBe('1 of 3 dimmed');
    for (const bar of faint.bands.flatMap((band) => band.bars)) expect(bar.dimmed).toBe(bar.participant === 'Bob');
  });

  test('times are told from the beginning of the path where one wants them so', () => {
    const since = layout(twoProblems, { width: 900, time: 'since' });
    expect(since.bands[0]?.events.map((event) => event.time.text)).toEqual(['0 ms', '40 ms', '?']);
    expect(since.bands[1]?.events[0]?.time.text).toBe('6.04 s');
    expect(since.bands[1]?.events[0]?.timeTitle).toBe('6 s after the last event whose time is known');
  });

  test('a sentence tells what is drawn', () => {
    expect(eventBox(boxes, '0-Invite-1').told).toBe(
      'IxnServer sends EventInvite (TicketId: 7) to Bob on Interaction Management after 40 ms.\nConforms.',
    );
    expect(eventBox(boxes, '1-Accepts-m0').told).toMatch(
      /^IxnServer should send EventPartyAdded to StatServer on Reporting\.\nMissing: the model asks for it\./,
    );
  });

  test('a timeline without participants, phases or events is an empty picture', () => {
    const empty = { ...conforming, participants: [], phases: [], events: [], states: [], findings: [], path: [] };
    expect(layout(empty, { width: 500 })).toMatchObject({ width: 500, height: 0, lanes: [], bands: [] });
  });

  test('two thousand events are laid out in the blink of an eye', () => {
    const timeline = many(2000);
    const begin = performance.now();
    layout(timeline, { width: 900 });
    expect(performance.now() - begin).toBeLessThan(1000);
  });
});

function eventBox(boxes: Layout, id: string): EventBox {
  const box = boxes.bands.flatMap((band) => band.events).find((event) => event.id === id);
  if (box === undefined) throw new Error(`No event ${id} in the layout.`);
  return box;
}

function textBoxes(band: BandBox): Box[] {
  return [
    band.head.ground,
    ...band.notes.map((note) => note.box),
    ...band.events.flatMap((event) => [
      event.label.box,
      ...(event.note === null ? [] : [event.note.box]),
      ...event.changes.map((change) => change.box),
    ]),
    ...(band.outcomes?.chips.map((chip) => chip.box) ?? []),
  ];
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function describeBoxes(a: Box, b: Box): string {
  return `${JSON.stringify(a)} and ${JSON.stringify(b)}`;
}
