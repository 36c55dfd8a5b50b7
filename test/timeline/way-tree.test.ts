import { describe, expect, test } from 'vitest';
import { type PhaseNode, type WayNode, wayTree } from '../../timeline/layout/way-tree.js';
import { operandGuard } from '../../timeline/text/operand-text.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import { allPaths } from './branching-timelines.js';
import { conforming } from './sample-timelines.js';

function drawn(timeline: Timeline): string[] {
  const phases = (nodes: readonly PhaseNode[], indent: string): string[] =>
    nodes.flatMap(({ place, ways: on }) => [`${indent}${timeline.phases[place]?.name}`, ...ways(on, indent)]);
  const ways = (nodes: readonly WayNode[], indent: string): string[] =>
    nodes.flatMap(({ operand, phases: inside }) => [
      `${indent}${operandGuard(operand)}`,
      ...phases(inside, `${indent}  `),
    ]);
  const tree = wayTree(timeline);
  return [...ways(tree.ways, ''), ...phases(tree.phases, '')];
}

describe('phases and ways in each other', () => {
  test('the tree of one path is its phases in a row', () => {
    expect(drawn(conforming)).toEqual(['Invite', 'Accepts', 'Leaves']);
  });

  test('the tree of all paths is as the frames of the picture are', () => {
    expect(drawn(allPaths)).toEqual([
      'Invite',
      '  Invite',
      '  Accepts after 6 s',
      '    Accepts',
      '    Leaves',
      '  Declines after 9 s',
      '    Declines',
      '    Invite after 1 min',
      '    end',
      '  NoAnswer after 30 s',
      '    NoAnswer',
      'Refused',
      '  Refused',
    ]);
  });
});
