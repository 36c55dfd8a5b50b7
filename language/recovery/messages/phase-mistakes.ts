import { type AstNode, type CstNode, isCompositeCstNode } from 'langium';
import { memoize } from '../../../timeline/types/memoize.js';
import { isPhaseWithoutWord } from '../../ast/phase-without-word.js';
import {
  type FactStatement,
  type Flow,
  type FlowPhase,
  isConferFile,
  isFact,
  isFactStatement,
  isFlow,
  isFlowPhase,
  isModel,
  isParticipant,
  isPhaseTarget,
  isRole,
  isShortStep,
  isStart,
  isStep,
  Next,
  type Role,
  type Start,
  type Step,
} from '../../generated/ast.js';
import type { MovedText } from '../repair/token-repair.js';
import { foreignLine } from './foreign-lines.js';
import { firstWord, type PhaseMistake } from './misread-line.js';
import { afterClauseWord, lineFrom, type NonMessageNames, noSteps } from './misread-steps.js';
import { modifiersAfterRows } from './parts-over-lines.js';
import { typedFact } from './typed-facts.js';

/**
 * Parts of flows and models that the grammar accepts but the language does not: a second `start`, steps or a `next` after
 * `next`, a type in place of the values of a fact, rows whose first word ends another line, and lines of words that are
 * no declared messages but belong to another place or notation.
 * @param moved lines that are read in another block than the one they are in, and reported as such elsewhere
 */
export function misplacedInPhases(root: AstNode, moved: readonly MovedText[]): PhaseMistake[] {
  if (!isConferFile(root)) return [];
  const mistakes: PhaseMistake[] = [];
  for (const flow of root.declarations) {
    if (isModel(flow)) mistakes.push(...modifiersAfterRows(flow), ...flow.members.filter(isFact).flatMap(typedFact));
    if (!isFlow(flow)) continue;
    mistakes.push(...secondStart(flow, moved));
    const names = namesOf(flow);
    for (const member of flow.members) {
      const found = isFlowPhase(member) ? [noSteps(member, names), afterNext(member, names)].flat() : [];
      for (const mistake of found) mistakes.push(mistake);
      if (isFactStatement(member)) mistakes.push(...noFact(member));
    }
  }
  return mistakes;
}

/** The mistake of a flow's second `start`; empty if it has one at most. */
function secondStart({ members }: Flow, moved: readonly MovedText[]): PhaseMistake[] {
  const isMoved = ({ $cstNode }: AstNode) =>
    moved.some(({ offset, end }) => $cstNode !== undefined && $cstNode.offset >= offset && $cstNode.offset < end);
  // What was made up to read a line that ends with `start` is no target.
  const isWritten = ({ targets }: Start) =>
    targets.every((target) => !isPhaseTarget(target) || target.phase?.$refText !== '');
  const [, second] = members.filter(isStart).filter((start) => !isMoved(start) && isWritten(start));
  return second?.$cstNode === undefined ? [] : [{ ...firstWord(second.$cstNode), message: SECOND_START }];
}

/** The first step or `next` after the `next` of a phase. */
function afterNext(phase: FlowPhase, names: () => NonMessageNames): PhaseMistake[] {
  const late = partsAfterNext(phase);
  const [first] = late;
  if (first === undefined) return [];
  const second = late.find(isNext);
  const targets = late.flatMap((part) => furtherTarget(part, names) ?? []);
  if (targets.length > 0) return targets;
  const isOfTarget = first.range.start.line === phase.next?.$cstNode?.range.end.line;
  const half = isOfTarget ? afterClauseWord(first.text) : null;
  if (half !== null) return [{ ...firstWord(first), message: half }];
  const message = isNext(first) ? SECOND_NEXT : stepAfterNext(first.text, late.length - (second === undefined ? 0 : 1));
  const mistakes = [{ ...firstWord(first), message }];
  if (second !== undefined && second !== first) mistakes.push({ ...firstWord(second), message: SECOND_NEXT });
  return mistakes;
}

/**
 * Steps of a phase that are only words of lines in another place or notation.
 * @param flow the flow that contains the phase
 */
export function misreadSteps(phase: FlowPhase, flow: Flow): ReadonlySet<Step> {
  return new Set(noSteps(phase, namesOf(flow)).flatMap(({ steps }) => steps));
}

function namesOf({ members }: Flow): () => NonMessageNames {
  return () => ({
    participants: new Set(members.filter(isParticipant).map(({ name }) => name)),
    phases: new Set(members.filter(isFlowPhase).map(({ name }) => name)),
  });
}

/** A statement of no fact that is something else. */
function noFact(statement: FactStatement): PhaseMistake[] {
  const { fact, $cstNode: node } = statement;
  if (node === undefined || fact === undefined || fact.ref !== undefined) return [];
  if (fact.$refText === 'phase') {
    return [{ ...firstWord(node), message: 'A phase has a name: write it between "phase" and "is".' }];
  }
  if (isPhaseWithoutWord(statement)) {
    const unexpected = `Unexpected "${fact.$refText}". A phase begins with its keyword`;
    return [
      { ...firstWord(node), message: `${unexpected}: phase ${fact.$refText} is ${statement.value?.$refText ?? ''}.` },
    ];
  }
  const role = fact.$refText;
  const isOfRole = isFlow(statement.$container) && rolesOf(statement.$container).has(role);
  if (isOfRole && statement.value !== undefined) {
    const name = statement.value.$refText;
    const remedy = `"${role}" is a role: a participant is declared "party ${name} as ${role}"`;
    return [{ ...firstWord(node), message: `Unexpected "${role}". ${remedy}, or with "system".` }];
  }
  const foreign = foreignLine(lineFrom(node));
  return foreign === null ? [] : [{ ...firstWord(node), message: foreign }];
}

/** Names of the roles of the models that a flow follows. */
function rolesOf({ models }: Flow): ReadonlySet<string> {
  const roles = models.flatMap(({ ref }) => ref?.members.filter(isRole) ?? []);
  // The word that makes a role of a line may have been put there to read it.
  const isWritten = ({ $cstNode: node }: Role) => /^(?:optional\s+)?(?:party|system)\b/.test(node?.text ?? '');
  return new Set(roles.filter(isWritten).map(({ name }) => name));
}

/** Steps and `next` of a phase, in source order. */
function* partsOf(phase: FlowPhase): Generator<CstNode> {
  // The phase's node holds that of its rule, which holds the parts.
  const holders: (CstNode | undefined)[] = [phase.$cstNode];
  for (let holder = holders.pop(); holder !== undefined; holder = holders.pop()) {
    if (!isCompositeCstNode(holder)) continue;
    for (const child of holder.content) {
      if (!isCompositeCstNode(child)) continue;
      const node = child.astNode;
      if (node === phase) holders.push(child);
      else if (node.$type === Next.$type || isStep(node)) yield child;
    }
  }
}

/** The parts of a phase after its first `next`. */
function partsAfterNext(phase: FlowPhase): readonly CstNode[] {
  if (!hasPartAfterNext(phase)) return [];
  const parts = [...partsOf(phase)];
  const next = parts.findIndex(isNext);
  // One that was put before the words of a line is reported there; what follows it is in its place.
  const isMadeUp = parts[next]?.text.startsWith('next') === false;
  return next < 0 || isMadeUp ? [] : parts.slice(next + 1);
}

/** Whether a phase has more parts after its first `next`. */
export function hasPartAfterNext({ $cstNode: node }: FlowPhase): boolean {
  return node !== undefined && continuesAfterNext(node);
}

/** Cached by the phase's CST node, which is new after the phase is read again: each key press needs this of all phases. */
const continuesAfterNext = memoize(({ astNode: phase }: CstNode): boolean => {
  if (!isFlowPhase(phase) || phase.next === undefined) return false;
  const last = phase.next.$cstNode;
  if (last !== undefined && isLastPart(last, phase)) return false;
  const first = firstNext(phase.$cstNode, phase);
  return first !== last || (phase.steps.at(-1)?.$cstNode?.offset ?? 0) > (last?.offset ?? 0);
});

/** Whether a `next` is the only one of its phase and its last part, as nearly all are: one look over the parts. */
function isLastPart(next: CstNode, phase: FlowPhase): boolean {
  const { container, grammarSource } = next;
  const step = phase.steps.at(-1)?.$cstNode;
  // Lines that are read in another block than they are written in are elsewhere in the tree.
  if (container?.astNode !== phase || (step !== undefined && step.container !== container)) return false;
  const first = container.content.find((node) => node.grammarSource === grammarSource);
  return first === next && container.content.findLast(isCompositeCstNode) === next;
}

/** The first `next` of a phase, if its node holds that of its rule; of several the tree has the last one. */
function firstNext(node: CstNode | undefined, phase: FlowPhase): CstNode | undefined {
  if (node === undefined || !isCompositeCstNode(node)) return undefined;
  for (const child of node.content) {
    if (!isCompositeCstNode(child)) continue;
    const { astNode } = child;
    const found = astNode === phase ? firstNext(child, phase) : astNode.$type === Next.$type ? child : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function isNext({ astNode }: CstNode): boolean {
  return astNode.$type === Next.$type;
}

const SECOND_START = 'Duplicate "start". Write one per flow, with its targets separated by "|".';

const SECOND_NEXT = 'Duplicate "next". Write one per phase, with its targets separated by "|".';

/** A phase on a line of its own after `next`, as a step; null for a step. */
function furtherTarget(node: CstNode, names: () => NonMessageNames): PhaseMistake | null {
  const { astNode: step } = node;
  if (!isShortStep(step) || step.message === undefined || step.message.ref !== undefined) return null;
  const name = step.message.$refText;
  if (!names().phases.has(name)) return null;
  const message = `Unexpected "${name}". Write "|" between the targets of "next": next A | ${name}.`;
  return { ...firstWord(node), message };
}

/** The message of steps after `next`. @param count how many steps there are */
function stepAfterNext(text: string, count: number): string {
  const shown = text.split(/\s/, 1)[0] ?? '';
  const what = count === 1 ? 'Move the step before it.' : 'Move the steps before it.';
  return `Unexpected "${shown}": "next" comes last in a phase. ${what}`;
}
