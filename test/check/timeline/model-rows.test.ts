import { expect, test } from 'vitest';
import type { Timeline } from '../../../timeline/types/timeline.js';
import { drawn } from '../../support/drawn.js';

const vocabulary = `
protocol Line
protocol Wire
message Ask on Line
message Tell on Line, Wire
message Note on Line
message Ping on Line
`;

const model = `
model Other {
  source "Another handbook"
  system c
  phase Unused { c -> c : Ask }
}
model Talk {
  source "The handbook" at "https://example.org/handbook"
  system a
  system b
  system d
  channel a -> d on Wire
  anytime a -> b : Ping
  phase First {
    source "Chapter 1"
    trigger a -> b : Ask
    b -> a : Tell on Line
    optional   b -> a : Note
  }
  phase Second {
    b -> a : Tell on Line
    b -> a, d : Note
  }
}
`;

const flow = (first: string, second: string) => `${vocabulary}${model}
flow F follows Talk {
  system A as a
  system B as b
  system D as d
  phase One is First { ${first} next Two }
  phase Two is Second { ${second} }
}
`;

/** Per event its status and the text of its row. */
const summary = ({ events, rows }: Timeline) =>
  events.map(({ message, status, row }) => [message, status, row === null ? null : (rows[row]?.text ?? 'gone')]);

test('every event that meets a row names it, triggers and messages of any time too', async () => {
  const timeline = await drawn(
    flow('A -> B : Ask  A -> B : Ping  Tell on Line  B -> A : Note', 'A -> B : Ping  Tell on Line  Note'),
  );
  expect(summary(timeline)).toEqual([
    ['Ask', 'ok', 'trigger a -> b : Ask'],
    ['Ping', 'ok', 'anytime a -> b : Ping'],
    ['Tell', 'ok', 'b -> a : Tell on Line'],
    ['Note', 'ok', 'optional b -> a : Note'],
    ['Ping', 'ok', 'anytime a -> b : Ping'],
    ['Tell', 'ok', 'b -> a : Tell on Line'],
    ['Note', 'ok', 'b -> a, d : Note'],
  ]);
  expect(timeline.rows.map(({ model, phase, source }) => ({ model, phase, source }))).toEqual([
    { model: 'Talk', phase: 'First', source: 'Chapter 1' },
    { model: 'Talk', phase: null, source: 'The handbook' },
    { model: 'Talk', phase: 'First', source: 'Chapter 1' },
    { model: 'Talk', phase: 'First', source: 'Chapter 1' },
    { model: 'Talk', phase: 'Second', source: 'The handbook' },
    { model: 'Talk', phase: 'Second', source: 'The handbook' },
  ]);
});

test('a row says where it is written', async () => {
  const text = flow('A -> B : Ask  Tell on Line', 'Tell on Line  Note');
  const { rows } = await drawn(text);
  const lines = text.split('\n');
  for (const { uri, range, text: row } of rows) {
    expect(uri).toMatch(/test\.confer$/);
    expect(lines[range.start.line]?.slice(range.start.character, range.end.character)).toBe(row);
  }
});

test('a missing message names the row that requires it, and a wrong one the row that it was matched with', async () => {
  const timeline = await drawn(
    flow('A -> B : Ask  A -> B : Ask  B -> A : Tell on Wire', 'A -> B : Tell on Line  B -> D : Ask'),
  );
  expect(summary(timeline)).toEqual([
    ['Ask', 'ok', 'trigger a -> b : Ask'],
    ['Ask', 'duplicate', 'trigger a -> b : Ask'],
    ['Tell', 'wrong-protocol', 'b -> a : Tell on Line'],
    ['Tell', 'wrong-direction', 'b -> a : Tell on Line'],
    ['Note', 'missing', 'b -> a, d : Note'],
    ['Ask', 'unexpected', null],
  ]);
});

test('a flow without a model has no rows', async () => {
  const timeline = await drawn(`${vocabulary}flow F { system A system B phase P { A -> B : Ask } }`);
  expect(summary(timeline)).toEqual([['Ask', 'unjudged', null]]);
  expect(timeline.rows).toEqual([]);
});
