import type { AstNode, CstNode } from 'langium';
import { CstUtils, GrammarAST, isCompositeCstNode } from 'langium';
import { type FlowPhase, isConferFile, isFlow, isFlowPhase, isNext, isStep, Next } from '../generated/ast.js';

/** A mistake that the grammar lets pass, so that the phase around it stays whole. */
export interface PhaseMistake {
  readonly offset: number;
  readonly length: number;
  readonly message: string;
}

/**
 * What stands in phases where it must not: left over words of half-written steps, `next` without a target, and steps
 * or another `next` after it.
 */
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
  if (isInOrder(phase)) return;
  let next: Next | undefined;
  for (const part of partsOf(phase, phase.$cstNode)) {
    const node = part.astNode;
    if (node === phase) {
      mistakes.push({ ...firstWord(part), message: strayMessage(part.text) });
    } else if (isNext(node)) {
      if (next !== undefined) mistakes.push({ ...firstWord(part), message: secondNext });
      else if (node.targets.length === 0) mistakes.push({ ...firstWord(part), message: bareNext });
      next = node;
    } else if (next !== undefined && isStep(node)) {
      mistakes.push({ ...firstWord(part), message: stepAfterNext(part.text) });
    }
  }
}

/** Whether all is in its place, which it mostly is: told by a plain look at the phase's parts. */
function isInOrder(phase: FlowPhase): boolean {
  let next = false;
  // The phase's node holds that of its rule, which holds the parts.
  const holders: (CstNode | undefined)[] = [phase.$cstNode];
  for (let holder = holders.pop(); holder !== undefined; holder = holders.pop()) {
    if (!isCompositeCstNode(holder)) continue;
    for (const child of holder.content) {
      if (!isCompositeCstNode(child)) continue;
      const node = child.astNode;
      if (node === phase) {
        if (isStray(child)) return false;
        holders.push(child);
      } else if (node.$type === Next.$type) {
        if (next || (node as Next).targets.length === 0) return false;
        next = true;
      } else if (next) {
        return false;
      }
    }
  }
  return true;
}

/** Steps, `next` and strays of a phase, in source order; strays belong to the phase's own node. */
function* partsOf(phase: FlowPhase, node: CstNode | undefined): Generator<CstNode> {
  if (!isCompositeCstNode(node)) return;
  for (const child of node.content) {
    if (!isCompositeCstNode(child)) continue;
    if (child.astNode !== phase || isStray(child)) yield child;
    else yield* partsOf(phase, child);
  }
}

const bareNext = '"next" cannot stand alone: name the phase that follows, or "end".';
const secondNext = '"next" cannot stand twice in a phase: write one, with its targets divided by "|".';

function stepAfterNext(text: string): string {
  const shown = text.split(/\s/, 1)[0] ?? '';
  if (shown === 'after') return '"after" needs a duration with its unit, such as "after 6s".';
  return `"${shown}" cannot stand here: "next" is the last thing in a phase. Move the step before it.`;
}

function strayMessage(text: string): string {
  if (/^-?[0-9.]+$/.test(text))
    return `"${text}" needs a unit: write ${text}ms, ${text}s, ${text}m or ${text}h after "after".`;
  if (/^[0-9]/.test(text)) return `"${text}" cannot stand here: a delay is written "after ${text}".`;
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return `"${shown}" cannot stand here: expected a step ("sender -> receiver : Message", or a message alone), "next" or "}".`;
}

const strayPlaces = new WeakMap<object, boolean>();

/** Whether a node stands for words that are out of place; asked for every phase, so a place in the grammar is judged once. */
function isStray(node: CstNode): boolean {
  const place = node.grammarSource;
  if (place === undefined) return false;
  let stray = strayPlaces.get(place);
  if (stray === undefined) {
    stray = GrammarAST.isRuleCall(place) && place.rule.ref?.name === 'Stray';
    strayPlaces.set(place, stray);
  }
  return stray;
}

function firstWord(node: CstNode): { offset: number; length: number } {
  const leaf = CstUtils.flattenCst(node).find((candidate) => !candidate.hidden);
  return { offset: leaf?.offset ?? node.offset, length: leaf?.length ?? node.length };
}
