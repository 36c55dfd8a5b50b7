import { beforeAll, describe, expect, test } from 'vitest';
import { exportTimeline } from '../../timeline/index.js';
import type { EventBox } from '../../timeline/layout/event-boxes.js';
import { type LayoutOptions, layout } from '../../timeline/layout/layout.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import { type RecordedChats, recordedChats } from '../support/recorded-chats.js';
import { meet } from './picture-boxes.js';
import { conforming } from './sample-timelines.js';

let chats: RecordedChats;
beforeAll(async () => {
  chats = await recordedChats();
});

const interaction = (key: string): Timeline => chats.interactions.get(key) ?? conforming;
const rows = (timeline: Timeline, options: Partial<LayoutOptions> = {}): EventBox[] =>
  layout(timeline, { width: 1000, ...options }).bands.flatMap(({ events }) => events);
const row = (timeline: Timeline, message: string, options: Partial<LayoutOptions> = {}): EventBox | undefined =>
  rows(timeline, options).find(({ label }) => label.text.text === message);

describe('a recorded interaction', () => {
  test('a recorded interaction has the planned times of its flow next to the recorded ones', () => {
    expect(rows(interaction('chat-1009')).map(({ time, recorded }) => [time.text, recorded?.text])).toEqual([
      ['0 ms', '0 ms'],
      ['+40 ms', '+38 ms'],
      ['+5 ms', '+6 ms'],
      ['+30 s', '+41.02 s'],
      ['+5 ms', '+5 ms'],
    ]);
    const since = rows(interaction('chat-1009'), { time: 'since' });
    expect([since[3]?.time.text, since[3]?.recorded?.text]).toEqual(['30.044 s', '41.064 s']);
  });

  test('a recorded interaction marks a time that deviates at the time, and leaves its message as it is', () => {
    const late = row(interaction('chat-1009'), 'EventRevoked');
    expect(late?.timeMark?.severity).toBe('error');
    expect([late?.severity, late?.label.icon, late?.note]).toEqual([null, null, null]);
    expect(rows(interaction('chat-1001')).filter(({ timeMark }) => timeMark !== null)).toEqual([]);
  });

  test('a recorded interaction says in words that a time deviates, where a screen reader reads it and in the list form', () => {
    const timeline = interaction('chat-1009');
    expect(row(timeline, 'EventRevoked')?.summary).toMatch(
      /Later than the model allows\.\nPlanned \+30 s, recorded \+41\.02 s\.\n"NoAnswer" comes 41 s after/,
    );
    const note = row(timeline, 'EventRevoked', { width: 380 })?.note;
    expect(note?.lines.map(({ text }) => text).join(' ')).toBe('After 41 s instead of at most 30 s');
  });

  test('a recorded interaction has the two times one below the other in the list form, under heads in that order', () => {
    const boxes = layout(interaction('chat-1009'), { width: 380 });
    expect(boxes.form).toBe('list');
    const [planned, recorded] = boxes.timeHeads;
    expect([planned?.text, recorded?.text]).toEqual(['planned', 'recorded']);
    expect(recorded?.y).toBeGreaterThan((planned?.y ?? 0) + 11);
    for (const event of boxes.bands.flatMap(({ events }) => events)) {
      expect(event.recorded?.y).toBeGreaterThan(event.time.y + 11);
    }
  });

  test('a recorded interaction keeps the heads of its columns clear of the heads of its lanes', () => {
    for (const timeline of [...chats.interactions.values(), ...chats.flows]) {
      for (let width = 380; width <= 1600; width += 122) {
        const { timeHeads, lanes } = layout(timeline, { width });
        expect(timeHeads).toHaveLength(2);
        for (const { x, y, width: length, text } of timeHeads) {
          const box = { x, y: y - 9, width: length, height: 11 };
          const met = lanes.find((lane) => meet(box, lane.box));
          if (met !== undefined) expect.fail(`${width} px: ${text} and ${met.name}`);
        }
      }
    }
  });

  test('a recorded interaction has one column where nothing says when its messages were due', () => {
    const events = interaction('chat-1009').events.map(({ due, ...event }) => event);
    const timeline = { ...interaction('chat-1009'), events };
    expect(layout(timeline, { width: 1000 }).timeHeads).toEqual([]);
    const late = row(timeline, 'EventRevoked');
    expect([late?.time.text, late?.timeMark?.severity, late?.recorded]).toEqual(['+41.02 s', 'error', null]);
    expect(late?.note?.lines[0]?.text).toBe('After 41 s instead of at most 30 s');
  });

  test('a recorded interaction is exported with both times', () => {
    const timeline = interaction('chat-1009');
    const text = exportTimeline(timeline, 'text', {});
    expect(text).toMatch(/^planned +recorded /m);
    expect(text).toMatch(/^ +\+30 s +⚠ \+41\.02 s /m);
    expect(exportTimeline(timeline, 'markdown', {})).toContain('| 41.064 s | +41.02 s | +30 s | IxnServer | Bob |');
    expect(exportTimeline(timeline, 'html', { theme: 'light' })).toContain('<th scope="col">Planned</th>');
    expect(exportTimeline(timeline, 'mermaid', {})).toContain('EventRevoked · +41.02 s (planned +30 s)');
    expect(exportTimeline(timeline, 'plantuml', {})).toContain('EventRevoked · +41.02 s (planned +30 s)');
    const svg = exportTimeline(timeline, 'svg', {});
    expect(svg).toContain('>planned</text>');
    expect(svg).toMatch(/class="time recorded deviating severity-error"[^>]*>.*\+41\.02 s/);
  });
});

describe('a flow with what a recording has of it', () => {
  test('a flow with what a recording has of it shows for each row how often it was recorded and how often it was missing', () => {
    const [, unanswered = conforming] = chats.flows;
    expect(rows(unanswered).map(({ label, recorded }) => [label.text.text, recorded?.text])).toEqual([
      ['RequestConference', ''],
      ['EventInvite', '11×'],
      ['EventAgentInvited', '11×'],
      ['EventRevoked', '2×'],
      ['EventError', '2×'],
    ]);
  });

  test('the strips show how often phases were recorded', () => {
    const [flow = conforming] = chats.flows;
    const [invite] = layout(flow, { width: 1000 }).bands;
    expect(invite?.strip.content?.text).toBe('11×');
    expect(invite?.strip.summary).toMatch(
      /, recorded 11 times in 11 interactions, 1 of them deviating there; it takes/,
    );
  });
});
