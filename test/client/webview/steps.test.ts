import { describe, expect, test } from 'vitest';
import {
  hasStops,
  type NavigationStep,
  type NavigationStop,
  stepFrom,
  stopWith,
} from '../../../client/webview/state/navigation.js';
import { searchHits } from '../../../client/webview/state/search.js';
import { NO_FILTER } from '../../../timeline/layout/event-filter.js';
import { hiddenText } from '../../../timeline/text/hidden-text.js';
import type { Timeline, TimelineFinding } from '../../../timeline/types/timeline.js';
import { conforming, twoProblems } from '../../timeline/sample-timelines.js';
import { at } from '../../timeline/timeline-parts.js';

const finding: TimelineFinding = {
  id: 'role-without-player',
  code: 'role-without-player',
  severity: 'warning',
  message: 'Nobody plays “agent2”.',
  brief: 'Nobody plays agent2',
  range: at(20),
  fixable: false,
};

/** One finding of a phase as a whole, and one of an event that the model has nothing against. */
const timeline: Timeline = {
  ...conforming,
  findings: [finding, { ...finding, id: 'unknown-attribute', message: 'No attribute “Kind”.', range: at(31) }],
  phases: conforming.phases.map((phase) => ({ ...phase, findings: phase.visit === 1 ? [0] : [] })),
  events: conforming.events.map((event) => ({ ...event, findings: event.id === '2-Leaves-1' ? [1] : [] })),
};

function led(
  step: NavigationStep,
  event: string | null,
  focusedBand: string | null = null,
  within = timeline,
): string | null {
  return summary(stepFrom(within, NO_FILTER, { event, focusedBand }, step));
}

function summary(stop: NavigationStop | null): string | null {
  switch (stop?.kind) {
    case 'event':
      return stop.event.id;
    case 'band':
      return stop.phase.name;
    case 'remark':
      return stop.finding.message;
    case undefined:
      return null;
  }
}

describe('steps', () => {
  test('steps stop at findings of a phase, and at events that have a finding but no status', () => {
    expect(led('next-problem', null)).toBe('Accepts');
    expect(led('next-problem', null, '1 Accepts')).toBe('2-Leaves-1');
    expect(led('next-problem', '2-Leaves-1')).toBeNull();
    expect(led('previous-problem', '2-Leaves-1')).toBe('Accepts');
    expect(led('previous-problem', null, '1 Accepts')).toBeNull();
  });

  test('continue from a phase as a whole with its events', () => {
    expect(led('next', null, '1 Accepts')).toBe('1-Accepts-0');
    expect(led('previous', null, '1 Accepts')).toBe('0-Invite-2');
    expect(led('next', '0-Invite-2'), 'event by event').toBe('1-Accepts-0');
    expect(led('play', '0-Invite-2'), 'playing').toBe('Accepts');
    expect(led('next-phase', null, '1 Accepts')).toBe('1-Accepts-0');
    expect(led('previous-phase', '1-Accepts-1')).toBe('1-Accepts-0');
  });

  test('steps lead to phases where there are no events at all', () => {
    const empty = { ...timeline, events: [] };
    expect(hasStops(empty)).toBe(true);
    expect(summary(stepFrom(empty, NO_FILTER, { event: null, focusedBand: null }, 'play'))).toBe('Accepts');
    expect(hasStops({ ...conforming, events: [] })).toBe(false);
  });

  test('steps stop first at flow-level findings, and continue from there', () => {
    const [first, second] = ['The flow cannot end.', 'Nobody needs Alice.'];
    const remarks: TimelineFinding[] = [first, second].map((message) => ({ ...finding, id: message, message }));
    const hint: TimelineFinding = { ...finding, id: 'fact', severity: 'information', message: 'A fact is not stated.' };
    const participants = timeline.participants.map((each, index) => ({ ...each, findings: index === 0 ? [3] : [] }));
    const findings = [...timeline.findings, remarks[0] ?? finding, remarks[1] ?? finding, hint];
    const remarked = { ...timeline, findings, participants, remarks: [2, 4] };
    expect(led('next-problem', null, null, remarked)).toBe(first);
    expect(led('next-problem', null, first, remarked)).toBe(second);
    expect(led('next-problem', null, second, remarked)).toBe('Accepts');
    expect(led('previous-problem', null, '1 Accepts', remarked)).toBe(second);
    expect(led('next', null, second, remarked)).toBe('0-Invite-0');
    expect(led('play', null, null, remarked)).toBe(first);
    expect(findings.slice(2).map((each) => summary(stopWith(remarked, each)))).toEqual([first, second, hint.message]);
  });

  test('steps lead to where a finding shows, if this path shows it', () => {
    const [first, second] = timeline.findings;
    expect(summary(stopWith(timeline, first ?? finding))).toBe('Accepts');
    expect(summary(stopWith(timeline, second ?? finding))).toBe('2-Leaves-1');
    expect(stopWith(timeline, finding && { ...finding })).toBeNull();
  });
});

test('what is hidden and has a finding is counted, and participants are called as their lanes are headed', () => {
  const participants = timeline.participants.map((each) => ({ ...each, title: `The ${each.name}` }));
  const filter = { participants: new Set(['IxnServer']), protocols: new Set<string>() };
  expect(hiddenText({ ...timeline, participants }, filter, false)).toMatch(
    /^Without IxnServer: .* 1 of them with a problem\.$/,
  );
});

test('the search finds phases and titles', () => {
  const titled = {
    ...twoProblems,
    phases: twoProblems.phases.map((phase) => (phase.visit === 2 ? { ...phase, title: 'Hang up' } : phase)),
    participants: twoProblems.participants.map((each) =>
      each.name === 'Bob' ? { ...each, title: 'Supervisor' } : each,
    ),
  };
  const inPhase = titled.events.filter(({ visit }) => visit === 2).map(({ id }) => id);
  expect(searchHits(titled, NO_FILTER, 'hang up')).toEqual(inPhase);
  expect(searchHits(titled, NO_FILTER, 'leaves')).toEqual(expect.arrayContaining(inPhase));
  expect(searchHits(titled, NO_FILTER, 'supervisor')).toEqual(searchHits(titled, NO_FILTER, 'Bob'));
  expect(searchHits(titled, NO_FILTER, 'supervisor').length).toBeGreaterThan(0);
});
