import { describe, expect, test } from 'vitest';
import { type BranchNode, branchTree, type PhaseNode } from '../../timeline/layout/branch-tree.js';
import { operandGuard } from '../../timeline/text/operand-text.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import { allPaths } from './branching-timelines.js';
import { conforming } from './sample-timelines.js';

function drawn(timeline: Timeline): string[] {
  const phases = (nodes: readonly PhaseNode[], indent: string): string[] =>
    nodes.flatMap(({ place, branches: on }) => [`${indent}${timeline.phases[place]?.name}`, ...branches(on, indent)]);
  const branches = (nodes: readonly BranchNode[], indent: string): string[] =>
    nodes.flatMap(({ operand, phases: inside }) => [
      `${indent}${operandGuard(operand)}`,
      ...phases(inside, `${indent}  `),
    ]);
  const tree = branchTree(timeline);
  return [...branches(tree.branches, ''), ...phases(tree.phases, '')];
}

describe('phases and branches in each other', () => {
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
