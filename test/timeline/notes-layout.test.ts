import { describe, expect, test } from 'vitest';
import type { BandBox, NoteBox } from '../../timeline/layout/boxes.js';
import { layout } from '../../timeline/layout/layout.js';
import { renderSvg } from '../../timeline/render/svg.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import { allPaths, unanswered } from './branching-timelines.js';
import { crowded, twoProblems } from './sample-timelines.js';

const mendable = (timeline: Timeline): Timeline => ({
  ...timeline,
  findings: timeline.findings.map((found) => ({ ...found, fixable: true })),
});
/** What is wrong is said of the phases, not of their messages. */
const ofPhases: Timeline = {
  ...twoProblems,
  events: twoProblems.events.map((event) => ({ ...event, findings: [] })),
};
const twoLanes: Timeline = { ...ofPhases, participants: ofPhases.participants.slice(0, 2) };
const samples = Object.entries({ twoProblems, ofPhases, twoLanes, crowded, unanswered, allPaths }).flatMap(
  ([name, timeline]) =>
    [330, 470, 510, 661, 770, 920, 1400].map((width) => ({ name, width, timeline: mendable(timeline) })),
);

function notesOf({ notes, events }: BandBox): NoteBox[] {
  return [...notes, ...events.flatMap((event) => event.note ?? [])];
}

describe.each(samples)('in $name at $width px', ({ timeline, width }) => {
  const { bands, columnWidth } = layout(timeline, { width, buttons: true });

  test('the buttons that mend are in sight before anything is scrolled', () => {
    const fixes = bands.flatMap((band) => [...band.notes, ...band.events].flatMap(({ fix }) => fix ?? []));
    for (const { box } of fixes) {
      expect(box.x).toBeGreaterThanOrEqual(columnWidth);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
    }
  });

  test('notes stand right of times and brackets, in sight', () => {
    for (const { box } of bands.flatMap(notesOf)) {
      expect(box.x).toBeGreaterThanOrEqual(columnWidth);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
    }
  });
});

test('a note tells what to do even where it is narrow, and takes no more than eight lines', () => {
  for (const width of [600, 661, 770, 900]) {
    const notes = layout(mendable(twoProblems), { width, buttons: true }).bands.flatMap(notesOf);
    expect(notes.length).toBeGreaterThan(0);
    for (const { lines, title } of notes) expect(lines.map(({ text }) => text).join(' ')).toBe(title);
  }
  const message = 'It is as it is. '.repeat(99);
  const wordy = { ...twoProblems, findings: twoProblems.findings.map((found) => ({ ...found, message })) };
  for (const { lines } of layout(wordy, { width: 600 }).bands.flatMap(notesOf)) expect(lines).toHaveLength(8);
});

test('a note that would be long between bars lies over as many as it needs to be short', () => {
  const said = (message: string) => ({
    ...mendable(twoProblems),
    findings: twoProblems.findings.map((found) => ({ ...found, message, fixable: true })),
  });
  const noteAt = (timeline: Timeline) =>
    layout(timeline, { width: 700, buttons: true }).bands[1]?.events.find(({ status }) => status === 'missing')?.note;
  const bars = layout(twoProblems, { width: 700, buttons: true }).bands[1]?.bars.map(({ x }) => x) ?? [];
  const crossed = (note: NoteBox | null | undefined) =>
    bars.filter((x) => note != null && x > note.box.x && x < note.box.x + note.box.width).length;
  const short = noteAt(said('It is missing.'));
  const long = noteAt(said(`${'The model asks for it here, and nobody sends it. '.repeat(5)}Add it.`));
  expect(crossed(short)).toBe(0);
  expect(crossed(long)).toBeGreaterThan(0);
  expect(long?.lines.length).toBeLessThanOrEqual(6);
});

test('the grounds of labels and notes lie over the bars behind them', () => {
  const svg = renderSvg(crowded, { theme: 'light' });
  for (const band of svg.split('<g class="band ').slice(1)) {
    const [beforeColumn = ''] = band.split('<g class="band-column');
    expect(beforeColumn.indexOf('<g class="grounds"')).toBeGreaterThan(beforeColumn.lastIndexOf('<g class="bar '));
  }
});
