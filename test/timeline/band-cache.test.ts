import { describe, expect, test } from 'vitest';
import { BandCache } from '../../timeline/layout/band-cache.js';
import { type LayoutOptions, layout } from '../../timeline/layout/layout.js';
import type { Timeline, TimelineEvent, TimelineFinding } from '../../timeline/types/timeline.js';
import { allPaths, unanswered } from './branching-timelines.js';
import { conforming, crowded, many, twoProblems } from './sample-timelines.js';
import { at } from './timeline-parts.js';

/** Changes of a timeline, one after the other. */
const MAX_ROUNDS = 60;

const WIDTH = 900;
const plain: LayoutOptions = { width: WIDTH };

/** One thing that an edit can change. */
type Change = (timeline: Timeline, pick: (count: number) => number) => Timeline;

const finding: TimelineFinding = {
  id: 'order-violation',
  code: 'order-violation',
  severity: 'error',
  message: 'This comes too late.',
  brief: 'Too late',
  range: at(3),
  fixable: true,
};

function withEvent(timeline: Timeline, index: number, change: (event: TimelineEvent) => TimelineEvent): Timeline {
  return { ...timeline, events: timeline.events.map((event, at) => (at === index ? change(event) : event)) };
}

const changes: Readonly<Record<string, Change>> = {
  'another message': (timeline, pick) =>
    withEvent(timeline, pick(timeline.events.length), (event) => ({ ...event, message: `${event.message}Again` })),
  'another protocol': (timeline, pick) =>
    withEvent(timeline, pick(timeline.events.length), (event) => ({ ...event, protocol: null })),
  'an event less': (timeline, pick) => {
    const index = pick(timeline.events.length);
    return { ...timeline, events: timeline.events.filter((_, at) => at !== index) };
  },
  'an event later': (timeline, pick) =>
    withEvent(timeline, pick(timeline.events.length), (event) => ({ ...event, timeMs: (event.timeMs ?? 0) + 3 })),
  'all that follows later': (timeline, pick) => {
    const from = pick(timeline.events.length);
    const later = (event: TimelineEvent) => ({
      ...event,
      timeMs: event.timeMs === null ? null : event.timeMs + 60_000,
    });
    return { ...timeline, events: timeline.events.map((event, at) => (at < from ? event : later(event))) };
  },
  'times that are the least': (timeline) => ({
    ...timeline,
    events: timeline.events.map((event) => ({ ...event, timeIsLeast: true })),
  }),
  'a finding before the others': (timeline, pick) => {
    const shifted = <Part extends { readonly findings: readonly number[] }>(part: Part): Part => ({
      ...part,
      findings: part.findings.map((index) => index + 1),
    });
    const all = {
      ...timeline,
      findings: [finding, ...timeline.findings],
      phases: timeline.phases.map(shifted),
      events: timeline.events.map(shifted),
    };
    return withEvent(all, pick(all.events.length), (event) => ({ ...event, status: 'order', findings: [0] }));
  },
  'another reason': (timeline) => ({
    ...timeline,
    findings: timeline.findings.map((each) => ({ ...each, message: `${each.message} Really.` })),
  }),
  'a line above everything': (timeline) => ({
    ...timeline,
    events: timeline.events.map((event) => ({ ...event, range: event.range && at(event.range.start.line + 1) })),
    phases: timeline.phases.map((phase) => ({ ...phase, range: at(phase.range.start.line + 1) })),
  }),
  'a title for a phase': (timeline, pick) => {
    const index = pick(timeline.phases.length);
    const phases = timeline.phases.map((phase, at) => (at === index ? { ...phase, title: 'Another title' } : phase));
    return { ...timeline, phases };
  },
  'an outcome not taken': (timeline) => ({
    ...timeline,
    phases: timeline.phases.map((phase) => ({ ...phase, outcomes: phase.outcomes.slice(1) })),
  }),
  'a state less': (timeline) => ({ ...timeline, states: timeline.states.slice(1) }),
  'a protocol with another title': (timeline) => ({
    ...timeline,
    protocols: timeline.protocols.map((protocol) => ({ ...protocol, title: 'Another protocol' })),
  }),
  'lanes the other way round': (timeline) => ({ ...timeline, participants: timeline.participants.toReversed() }),
};

const looks: readonly LayoutOptions[] = [
  plain,
  { width: 500 },
  { width: WIDTH, time: 'since' },
  { width: WIDTH, scale: true },
  { width: WIDTH, buttons: true },
  { width: WIDTH, folded: new Set(['0 Invite']) },
  { width: WIDTH, filter: { participants: new Set(['Bob']), protocols: new Set() } },
  { width: WIDTH, filter: { participants: new Set(['Bob']), protocols: new Set() }, dim: true },
];

/** Numbers that look random and are the same in every run. */
function picker(seed: number): (count: number) => number {
  let state = seed;
  return (count) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * Math.max(1, count));
  };
}

describe('bands that are remembered', () => {
  test.each(Object.entries({ conforming, twoProblems, crowded, allPaths, unanswered }))(
    'bands that are remembered are what a fresh layout of %s gives, whatever changed before',
    (_, sample) => {
      const cache = new BandCache();
      const pick = picker(7);
      const kinds = Object.values(changes);
      let timeline: Timeline = sample;
      for (let round = 0; round < MAX_ROUNDS; round++) {
        // Now and then back to the beginning: changes to changes become small pictures.
        timeline = round % 6 === 0 ? sample : (kinds[pick(kinds.length)]?.(timeline, pick) ?? timeline);
        const look = looks[round % 3 === 0 ? pick(looks.length) : 0] ?? plain;
        expect(layout(timeline, look, cache)).toEqual(layout(timeline, look));
      }
    },
  );

  const local = ['another message', 'an event less', 'an event later', 'a finding before the others'];

  test.each(local)('%s: only the band that it is in is laid out again', (name) => {
    const timeline = many(200);
    const cache = new BandCache();
    const before = layout(timeline, plain, cache);
    const after = layout(changes[name]?.(structuredClone(timeline), (count) => count >> 1) ?? timeline, plain, cache);
    const anew = after.bands.filter(({ events }, index) => events !== before.bands[index]?.events);
    expect(anew).toHaveLength(1);
  });

  test('a delay at the beginning lays out its band; all others take over their times', () => {
    const timeline = many(200);
    const cache = new BandCache();
    const before = layout(timeline, plain, cache);
    const later = (event: TimelineEvent) => ({ ...event, timeMs: event.timeMs === null ? null : event.timeMs + 3 });
    const events = timeline.events.map((event, index) => (index === 0 ? event : later(event)));
    const after = layout({ ...timeline, events }, plain, cache);
    const labels = ({ bands }: typeof after) => bands.map((band) => band.events.map(({ label }) => label));
    const anew = labels(after).filter((band, index) => band[0] !== labels(before)[index]?.[0]);
    expect(anew).toHaveLength(1);
    expect(after.bands.at(-1)?.events[0]?.timeTitle).not.toBe(before.bands.at(-1)?.events[0]?.timeTitle);
  });

  test('a line above everything leaves every band the value that it was', () => {
    const cache = new BandCache();
    const before = layout(conforming, plain, cache);
    const after = layout(changes['a line above everything']?.(conforming, () => 0) ?? conforming, plain, cache);
    for (const [index, band] of after.bands.entries()) expect(band).toBe(before.bands[index]);
  });
});
