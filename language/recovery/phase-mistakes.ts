import type { AstNode, CstNode } from 'langium';
import { CstUtils, isCompositeCstNode } from 'langium';
import { type FlowPhase, isConferFile, isFlow, isFlowPhase, isStep, Next } from '../generated/ast.js';

/** A mistake that the grammar lets pass, so that what is meant can be told. */
export interface PhaseMistake {
  readonly offset: number;
  readonly length: number;
  readonly message: string;
}

/** What stands in phases where it must not: steps, or another `next`, after `next`. */
export function misplacedInPhases(root: AstNode): PhaseMistake[] {
  if (!isConferFile(root)) return [];
  const mistakes: PhaseMistake[] = [];
  for (const flow of root.declarations) {
    if (!isFlow(flow)) continue;
    for (const member of flow.members) if (isFlowPhase(member)) readPhase(member, mistakes);
  }
  return mistakes;
}

function readPhase(phase: FlowPhase, mistakes: PhaseMistake[]): void {
  let next = false;
  for (const part of partsOf(phase)) {
    if (part.astNode.$type === Next.$type) {
      if (next) mistakes.push({ ...firstWord(part), message: secondNext });
      next = true;
    } else if (next) {
      mistakes.push({ ...firstWord(part), message: stepAfterNext(part.text) });
    }
  }
}

/** Steps and `next` of a phase, in source order. */
function partsOf(phase: FlowPhase): CstNode[] {
  const parts: CstNode[] = [];
  // The phase's node holds that of its rule, which holds the parts.
  const holders: (CstNode | undefined)[] = [phase.$cstNode];
  for (let holder = holders.pop(); holder !== undefined; holder = holders.pop()) {
    if (!isCompositeCstNode(holder)) continue;
    for (const child of holder.content) {
      if (!isCompositeCstNode(child)) continue;
      const node = child.astNode;
      if (node === phase) holders.push(child);
      else if (node.$type === Next.$type || isStep(node)) parts.push(child);
    }
  }
  return parts;
}

const secondNext = '"next" cannot stand twice in a phase: write one, with its targets divided by "|".';

function stepAfterNext(text: string): string {
  const shown = text.split(/\s/, 1)[0] ?? '';
  return `"${shown}" cannot stand here: "next" is the last thing in a phase. Move the step before it.`;
}

function firstWord(node: CstNode): { offset: number; length: number } {
  const leaf = CstUtils.flattenCst(node).find((candidate) => !candidate.hidden);
  return { offset: leaf?.offset ?? node.offset, length: leaf?.length ?? node.length };
}
