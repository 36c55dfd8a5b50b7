import { expect, test } from 'vitest';
import { type LayoutOptions, layout } from '../../timeline/layout/layout.js';
import { eventSentences } from '../../timeline/text/event-sentence.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import { conforming, twoProblems } from './sample-timelines.js';
import { at } from './timeline-parts.js';

function legend(timeline: Timeline, options: Omit<LayoutOptions, 'width'> = {}): (readonly [string, string])[] {
  return layout(timeline, { width: 900, ...options }).legend.signs.map(([sample, text]) => [
    sample.kind === 'faulty' ? sample.severity : sample.kind,
    text,
  ]);
}

const everything = [
  ['protocol', 'Interaction Management'],
  ['protocol', 'Reporting'],
  ['state', 'joined'],
  ['state', 'invited (pending)'],
];

test('the list of signs explains what is drawn, and no more', () => {
  const participants = new Set(['Bob']);
  const protocols = new Set(['Reporting']);
  expect(legend(conforming)).toEqual(everything);
  expect(legend(conforming, { filter: { participants, protocols } })).toEqual([everything[0], everything[2]]);
  expect(legend(conforming, { filter: { participants, protocols }, dim: true })).toEqual(everything);
  expect(legend(conforming, { folded: new Set(['0 Invite', '1 Accepts', '2 Leaves']) })).toEqual(everything.slice(2));
});

test('errors and warnings have one sign each, whether a model or the message itself is what they are about', () => {
  expect(legend(twoProblems).slice(4)).toEqual([
    ['missing', 'missing'],
    ['error', 'error'],
  ]);
  const { events, findings } = twoProblems;
  const faulty = events.find(({ status }) => status !== 'ok' && status !== 'missing');
  const marked = (severity: 'error' | 'warning') => ({
    ...conforming,
    events: conforming.events.map((event, at) =>
      at === 1 ? { ...event, status: 'unjudged' as const, findings: faulty?.findings ?? [] } : event,
    ),
    findings: findings.map((finding) => ({ ...finding, severity })),
  });
  expect(legend(marked('warning')).slice(4)).toEqual([['warning', 'warning']]);
  expect(legend(marked('error')).slice(4)).toEqual([['error', 'error']]);
});

test('a message that the model only infers has a tip of its own, which the signs explain', () => {
  const row = {
    model: 'Transfer',
    phase: 'InvitationIssued',
    text: 'server -> agent2 : EventInvite',
    ground: { kind: 'inferred', text: 'by analogy' },
    source: 'Invitation Issued',
    uri: 'confer-library:/genesys/transfer.confer',
    range: at(26),
  } as const;
  const rests: Timeline = {
    ...conforming,
    rows: [row],
    events: conforming.events.map((event, index) => (index === 1 ? { ...event, row: 0 } : event)),
  };
  expect(legend(rests).slice(4)).toEqual([['inferred', 'inferred by the model']]);
  const given = { ...rests, rows: [{ ...row, ground: { kind: 'given', text: 'the text' } as const }] };
  expect(legend(given).slice(4)).toEqual([]);
  const [, event] = rests.events;
  expect(event === undefined ? [] : eventSentences(rests, event, undefined)).toContain(
    'The model infers it: by analogy.',
  );
});

test('the legend itself has each sign once: protocols, a pending state, a missing message', () => {
  for (const width of [420, 900]) {
    const { entries, height } = layout(twoProblems, { width }).legend;
    expect(entries.map(({ text }) => text.text)).toEqual(['Interaction Management', 'Reporting', 'pending', 'missing']);
    expect(height).toBe(28);
  }
});

test('the legend of a still picture takes as many rows as its signs need', () => {
  const { entries, height, width } = layout(twoProblems, { width: 420, still: 420 }).legend;
  expect(entries.map(({ box }) => box.y)).toEqual([0, 0, 0, 28]);
  expect(height).toBe(56);
  for (const { box } of entries) expect(box.x + box.width).toBeLessThanOrEqual(width);
});
