import type { CstNode } from 'langium';
import { CstUtils } from 'langium';
import type { Step } from '../../generated/ast.js';

/** A mistake that the grammar accepts, so that it can be reported by what is meant. */
export interface PhaseMistake {
  readonly offset: number;
  readonly length: number;
  readonly message: string;
}

/** A line of words that are no steps. */
export interface MisreadLine extends PhaseMistake {
  readonly steps: readonly Step[];
}

/** The place of the first word of a node. */
export function firstWord(node: CstNode): { offset: number; length: number } {
  const leaf = CstUtils.flattenCst(node).find((candidate) => !candidate.hidden);
  return { offset: leaf?.offset ?? node.offset, length: leaf?.length ?? node.length };
}
