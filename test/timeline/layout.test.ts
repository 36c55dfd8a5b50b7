import { describe, expect, test } from 'vitest';
import type { Layout } from '../../timeline/layout/boxes.js';
import type { EventBox } from '../../timeline/layout/event-boxes.js';
import { fittingWidth, layout } from '../../timeline/layout/layout.js';
import { conforming, crowded, many, twoProblems } from './sample-timelines.js';

const samples = { conforming, twoProblems, crowded };
const widths = [320, 500, 900, 1400];
const cases = Object.entries(samples).flatMap(([name, timeline]) => widths.map((width) => ({ name, width, timeline })));

describe.each(cases)('$name at $width px', ({ timeline, width }) => {
  const boxes = layout(timeline, { width });

  test('lanes are in the order declared, and heads do not touch', () => {
    expect(boxes.lanes.map((lane) => lane.name)).toEqual(timeline.participants.map(({ name }) => name));
    for (const [index, lane] of boxes.lanes.entries()) {
      const next = boxes.lanes[index + 1];
      if (next !== undefined) expect(lane.box.x + lane.box.width).toBeLessThanOrEqual(next.box.x);
    }
  });

  test('all lanes have an icon, or none', () => {
    expect(new Set(boxes.lanes.map(({ icon }) => icon === null)).size).toBe(1);
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
      for (const { box } of band.outcomes?.chips ?? []) expect(box.y + box.height).toBeLessThanOrEqual(band.height);
    }
    expect(boxes.height).toBe(y);
  });

  test('every event is there, in order', () => {
    expect(boxes.bands.flatMap((band) => band.events.map((event) => event.id))).toEqual(
      timeline.events.map((event) => event.id),
    );
  });
});

describe('the form', () => {
  test('the form is the diagram as soon as it fits, and the list below that', () => {
    const need = fittingWidth(twoProblems, { width: 0 });
    for (let width = 300; width <= 1200; width += 10) {
      const { form } = layout(twoProblems, { width });
      if (width < 480 || width < need) expect(form, `${width} px`).toBe('list');
      if (width > need + 60) expect(form, `${width} px`).toBe('diagram');
    }
  });

  test('the form can be pinned: a pinned diagram is as wide as it needs', () => {
    expect(layout(twoProblems, { width: 1200, form: 'list' }).form).toBe('list');
    const pinned = layout(twoProblems, { width: 300, form: 'diagram' });
    expect(pinned.form).toBe('diagram');
    expect(Math.ceil(pinned.width)).toBe(fittingWidth(twoProblems, { width: 0 }));
  });

  test('the form loses the icons of the heads before it becomes a list', () => {
    const need = fittingWidth(conforming, { width: 0 });
    const boxes = layout(conforming, { width: Math.max(480, need) });
    expect(boxes.form).toBe('diagram');
    expect(boxes.lanes[0]?.icon).toBeNull();
  });
});

describe('the strip of a phase', () => {
  test('the strip of a phase has the full width, the title at the left, the model phase and the verdict at the right', () => {
    const boxes = layout(twoProblems, { width: 900 });
    for (const { strip } of boxes.bands) {
      expect(strip.area).toMatchObject({ x: 0, y: 0, width: 900 });
      expect(strip.title[0]?.x).toBe(28);
      expect(strip.verdictIcon.x).toBeGreaterThan(700);
    }
    expect(boxes.bands.map(({ strip }) => strip.verdict?.text ?? null)).toEqual([null, '1 problem', '1 problem']);
  });

  test('the strip of a phase says equal words once', () => {
    const phases = conforming.phases.map((phase) => ({
      ...phase,
      title: 'Same',
      modelPhase: 'M',
      modelPhaseTitle: 'Same',
    }));
    const [band] = layout({ ...conforming, phases }, { width: 1200 }).bands;
    expect(band?.strip.title.map(({ text }) => text)).toEqual(['Same']);
    expect(band?.strip.model.map(({ text }) => text)).toEqual([phases[0]?.name]);
  });

  test('the strip of a phase names the phase and the model phase where the phase has a title', () => {
    const phases = conforming.phases.map((phase) => ({
      ...phase,
      title: 'A title',
      modelPhase: 'M',
      modelPhaseTitle: 'Of the model',
    }));
    const [band] = layout({ ...conforming, phases }, { width: 1200 }).bands;
    expect(band?.strip.model.map(({ text }) => text)).toEqual([phases[0]?.name, 'is', 'Of the model']);
  });

  test('the strip of a phase says why a phase was not fully checked', () => {
    const phases = conforming.phases.map((phase) => ({ ...phase, unchecked: 'nobody plays reporting' }));
    const [band] = layout({ ...conforming, phases }, { width: 1200 }).bands;
    expect(band?.strip.verdict?.text).toBe('not fully checked');
    expect(band?.strip.summary).toContain('not fully checked: nobody plays reporting');
  });
});

describe('what is drawn', () => {
  const boxes = layout(twoProblems, { width: 900 });

  test('a missing message is a row with a named arrow, and the word where its time would be', () => {
    const ghost = eventBox(boxes, '1-Accepts-m0');
    expect(ghost.status).toBe('missing');
    expect(ghost.label.text.text).toBe('EventPartyAdded');
    expect(ghost.time.text).toBe('missing');
    expect(ghost.heads).toHaveLength(1);
    expect(ghost.note).toBeNull();
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

  test('a message to its sender is a loop next to the lane', () => {
    const wide = layout(crowded, { width: 1400 });
    const loop = eventBox(wide, '0-Invite-1');
    expect(loop.lines[0]?.points).toHaveLength(4);
    expect(loop.row.height).toBeGreaterThan(36);
  });

  test('what is drawn ends that are unknown are stubs', () => {
    const wide = layout(crowded, { width: 1400 });
    expect(eventBox(wide, '1-Talk-1').lost).toHaveLength(1);
    expect(eventBox(wide, '1-Talk-2').lost).toHaveLength(1);
    expect(eventBox(wide, '2-Talk-0').lost).toHaveLength(2);
  });

  test('times are delays, and an unknown one is left out', () => {
    expect(boxes.bands[0]?.events.map((event) => event.time.text)).toEqual(['0 ms', '+40 ms', '']);
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

  test('a state is named next to its bar where it begins, on the side that the arrow does not come from', () => {
    const changes = boxes.bands.flatMap((band) =>
      band.events.flatMap(({ id, states }) => states.map((name) => [id, name.title])),
    );
    expect(changes).toEqual([
      ['0-Invite-1', 'Bob is now invited (pending)'],
      ['1-Accepts-1', 'Bob is now joined'],
      ['2-Leaves-1', 'Bob is now outside'],
    ]);
    const invited = eventBox(boxes, '0-Invite-1');
    const bob = boxes.lanes[1]?.x ?? 0;
    const box = invited.states[0]?.box;
    expect(Math.abs((box?.y ?? 0) + 5 - invited.y)).toBeLessThan(6);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan(bob);
  });

  test('a folded band is its strip alone, says what it holds, and lets bars through', () => {
    const folded = layout(twoProblems, { width: 900, folded: new Set(['1 Accepts']) });
    const band = folded.bands[1];
    expect(band?.events).toEqual([]);
    expect(band?.outcomes).toBeNull();
    expect(band?.strip.content?.text).toBe('3 messages');
    expect(band?.strip.verdict?.text).toBe('1 problem');
    expect(band?.height).toBeLessThan(56);
    expect(band?.bars.map((bar) => bar.title)).toEqual(['Alice: joined', 'Bob: invited (pending)', 'Bob: joined']);
    expect(folded.height).toBeLessThan(boxes.height);
  });

  test('a finding on a phase and on none of its events is under its head', () => {
    const notes = layout(crowded, { width: 900 }).bands[0]?.notes;
    expect(notes?.map((note) => note.severity)).toEqual(['warning']);
  });

  test('outcomes show which one is taken and which cannot be', () => {
    const chips = boxes.bands[1]?.outcomes?.chips;
    expect(chips?.map((chip) => chip.text.text)).toEqual(['Leaves · 4 min', 'CannotLeave', 'Expires']);
    expect(chips?.map((chip) => [chip.taken, chip.possible])).toEqual([
      [true, true],
      [false, true],
      [false, false],
    ]);
  });

  test('dimmed events keep their place and are counted in the strip; the others are unchanged', () => {
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
    expect(faint.bands[0]?.strip.content?.text).toBe('1 of 3 messages dimmed');
    for (const bar of faint.bands.flatMap((band) => band.bars)) expect(bar.dimmed).toBe(bar.participant === 'Bob');
  });

  test('times are counted from the beginning of the path where that is asked for', () => {
    const since = layout(twoProblems, { width: 900, time: 'since' });
    expect(since.bands[0]?.events.map((event) => event.time.text)).toEqual(['0 ms', '40 ms', '']);
    expect(since.bands[1]?.events[0]?.time.text).toBe('6.04 s');
    expect(since.bands[1]?.events[0]?.timeTitle).toBe('6 s after the last message with a known time');
  });

  test('a sentence describes what is drawn', () => {
    expect(eventBox(boxes, '0-Invite-1').summary).toBe(
      'IxnServer sends EventInvite (TicketId: 7) to Bob on Interaction Management after 40 ms.\nConforms.',
    );
    expect(eventBox(boxes, '1-Accepts-m0').summary).toMatch(
      /^IxnServer should send EventPartyAdded to StatServer on Reporting\.\nMissing: required by the model\./,
    );
  });

  test('a timeline without participants, phases or events is an empty picture', () => {
    const empty = { ...conforming, participants: [], phases: [], events: [], states: [], findings: [], path: [] };
    expect(layout(empty, { width: 500 })).toMatchObject({ width: 500, height: 0, lanes: [], bands: [] });
  });

  test('two thousand events are all laid out', () => {
    const { bands } = layout(many(2000), { width: 900 });
    expect(bands.flatMap((band) => band.events)).toHaveLength(many(2000).events.length);
  });
});

function eventBox(boxes: Layout, id: string): EventBox {
  const box = boxes.bands.flatMap((band) => band.events).find((event) => event.id === id);
  if (box === undefined) throw new Error(`No event ${id} in the layout.`);
  return box;
}
