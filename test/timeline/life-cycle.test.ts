import { describe, expect, test } from 'vitest';
import { layout } from '../../timeline/layout/layout.js';
import { partiesAt } from '../../timeline/layout/parties-at.js';
import { allPaths } from './branching-timelines.js';
import { conforming, twoProblems } from './sample-timelines.js';
import { begins } from './timeline-parts.js';

describe('the states of parties', () => {
  const names = (eventId: string, timeline = conforming): string[] =>
    partiesAt(timeline, eventId).map(
      ({ participant, state, pending }) => `${participant} ${state}${pending ? '…' : ''}`,
    );

  test('the states of parties follows each party from state to state, in the order of the lanes', () => {
    expect(names('0-Invite-0')).toEqual(['Alice joined', 'Bob outside']);
    expect(names('0-Invite-1')).toEqual(['Alice joined', 'Bob invited…']);
    expect(names('1-Accepts-0')).toEqual(['Alice joined', 'Bob invited…']);
    expect(names('1-Accepts-1')).toEqual(['Alice joined', 'Bob joined']);
    expect(names('2-Leaves-1')).toEqual(['Alice joined', 'Bob outside']);
    expect(names('2-Leaves-4', twoProblems)).toEqual(['Alice joined', 'Bob outside']);
  });

  test('on several branches, each begins with the states at the branch', () => {
    expect(names('1-Accepts-1', allPaths)).toEqual(['Alice joined', 'Bob joined']);
    expect(names('3-Declines-0', allPaths)).toEqual(['Alice joined', 'Bob invited…']);
    expect(names('3-Declines-1', allPaths)).toEqual(['Alice joined', 'Bob outside']);
    expect(names('4-NoAnswer-0', allPaths)).toEqual(['Alice joined', 'Bob outside']);
    expect(names('5-Refused-0', allPaths)).toEqual(['Alice joined', 'Bob outside']);
  });

  test('the name of a state that a flow begins in is inside the row of its first message', () => {
    const [band] = layout(conforming, { width: 700 }).bands;
    const row = band?.events[0]?.row;
    expect(band?.entryStates.map(({ text }) => text.text)).toEqual(['joined']);
    // Its letters reach 9 px above their line: an edge of the row would cross them.
    for (const { text } of band?.entryStates ?? []) expect(text.y - 9).toBeGreaterThan((row?.y ?? Infinity) + 2);
  });

  test('the drawings of states differ, among pending ones and among the others', () => {
    const variants = partiesAt(
      { ...conforming, initialStates: [begins('Alice', 'on hold'), begins('Bob', 'outside')] },
      '1-Accepts-1',
    ).map(({ participant, variant }) => [participant, variant]);
    expect(variants).toEqual([
      ['Alice', 1],
      ['Bob', 1],
    ]);
    expect(partiesAt(conforming, '0-Invite-1').map(({ variant }) => variant)).toEqual([0, 0]);
  });

  test('the states of parties is not known of an event that there is not', () => {
    expect(partiesAt(conforming, 'nowhere')).toEqual([]);
  });
});
