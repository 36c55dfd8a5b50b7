import type { AstNode, CstNode } from 'langium';
import { isCompositeCstNode } from 'langium';
import { capitalized } from '../../check/index.js';
import { memoize } from '../../timeline/types/memoize.js';
import { isPhaseWithoutWord } from '../ast/phase-without-word.js';
import {
  type FactStatement,
  type Flow,
  type FlowPhase,
  isArrowStep,
  isConferFile,
  isFact,
  isFactStatement,
  isFlow,
  isFlowPhase,
  isModel,
  isParticipant,
  isRole,
  isShortStep,
  isStart,
  isStep,
  Next,
  type Role,
  type Step,
} from '../generated/ast.js';
import { unreadableCharacter } from './characters.js';
import { clausePlace } from './clause-places.js';
import { isCommentLine } from './comment-lines.js';
import { misplacedInWords } from './expectations.js';
import { beginsForeignBlock } from './foreign-blocks.js';
import { foreignLine, foreignParticipant } from './foreign-lines.js';
import { firstWord, type MisreadLine, type PhaseMistake } from './misread-line.js';
import { afterNextLine, modifiersAfterRows, onNextLine } from './parts-over-lines.js';
import type { MovedText } from './token-repair.js';
import { typedFact } from './typed-facts.js';

/**
 * Parts of flows and models that the grammar accepts but the language does not: a second `start`, steps or a `next` after
 * `next`, a type in place of the values of a fact, rows whose first word ends another line, and lines whose words are no messages that are declared but something that is written in another place or
 * notation.
 * @param moved lines that are read in another block than the one they are in, which are reported as that
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

/** The `start` of a flow that has one already. */
function secondStart({ members }: Flow, moved: readonly MovedText[]): PhaseMistake[] {
  const isMoved = ({ $cstNode }: AstNode) =>
    moved.some(({ offset, end }) => $cstNode !== undefined && $cstNode.offset >= offset && $cstNode.offset < end);
  const [, second] = members.filter(isStart).filter((start) => !isMoved(start));
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

/** Lines of a phase that are no steps, with the words in them that are read as steps. */
function noSteps({ steps, next }: FlowPhase, names: () => NonMessageNames): MisreadLine[] {
  // Places cost more to find than messages, and most phases have no such line.
  const onLines = steps.flatMap((step, index) => [
    ...onNextLine(step),
    ...afterNextLine(step, steps[index + 1] ?? next),
  ]);
  if (onLines.length > 0) return onLines;
  if (steps.every(({ message }) => message?.ref !== undefined)) return [];
  const lines = new Map<number, Step[]>();
  for (const step of steps) {
    const line = step.$cstNode?.range.start.line;
    if (line === undefined) continue;
    const known = lines.get(line);
    if (known === undefined) lines.set(line, [step]);
    else known.push(step);
  }
  return [...lines.values()].flatMap((line) => {
    const [first, second] = line;
    const node = first?.$cstNode;
    if (first === undefined || node === undefined) return [];
    const text = lineFrom(node);
    const isUnknown = line.every(({ message }) => message?.ref === undefined);
    if (second === undefined && isUnknown && !isArrowStep(first) && END.test(first.message?.$refText ?? '')) {
      const end = `Unexpected "${first.message?.$refText ?? ''}". To end the flow, write "next end".`;
      return [{ ...firstWord(node), message: end, steps: line }];
    }
    if (isUnknown && isCommentLine(text)) {
      return [{ offset: node.offset, length: text.length, message: unreadableCharacter(text), steps: line }];
    }
    // A declared word of a label makes the line no step.
    const begins = first.message?.ref === undefined && !isArrowStep(first);
    const foreign = begins && (isUnknown || beginsForeignBlock(text)) ? foreignParticipant(text) : null;
    if (foreign !== null) return [{ ...firstWord(node), message: foreign, steps: line }];
    const sentence = second === undefined ? null : sentenceIn(line, names());
    if (sentence !== null) return [{ ...sentence, steps: line }];
    const before = wordsBeforeStep(line);
    if (before !== null) return [before];
    const filler = wordBeforeMessage(line);
    if (filler !== null) return [filler];
    const joined = second === undefined ? null : joinedTo(line);
    if (joined !== null) return [{ ...joined, steps: line.slice(1) }];
    if (!isUnknown || second === undefined) return [];
    if (isArrowStep(first)) {
      return line.slice(1).some(isArrowStep) || second.$cstNode === undefined
        ? []
        : [{ ...firstWord(second.$cstNode), message: severalWords(first, line), steps: line.slice(1) }];
    }
    // What was made up to read the line is no word of it.
    if (first.message === undefined || first.message.$refText === '') return [];
    const isFact = second.message?.$refText === 'is' && line.length > 2;
    const message = isFact ? misplacedInWords(text, 'is', ['Flow'], ['FlowPhase']) : noStep(first);
    return [{ ...firstWord(node), message, steps: line }];
  });
}

/** The message about words that name nothing of a step. */
function noStep({ message }: Step): string {
  return `Unexpected "${message?.$refText ?? ''}": a step is written "sender -> receiver : Message", or as a message alone.`;
}

/** Words that other notations begin the sending of a message with. */
const VERB =
  /^(?:await|call|dispatch|emit|fire|invoke|on|publish|raise|receive|received|receives|recv|return|send|sends|signal|throw|upon|wait)$/;

/** Words before a step in its line: a number, or a word that other notations begin steps with. */
function wordsBeforeStep(line: readonly Step[]): MisreadLine | null {
  const step = line.findIndex(isArrowStep);
  const [word, known, none] = line;
  const isVerb = known?.message?.ref !== undefined && none === undefined && VERB.test(word?.message?.$refText ?? '');
  const steps = line.slice(0, Math.max(step, isVerb ? 1 : 0));
  const [first] = steps;
  if (first?.$cstNode === undefined || steps.some(({ message }) => message === undefined || message.ref !== undefined))
    return null;
  const words = steps.map(({ message }) => message?.$refText ?? '').join(' ');
  const message = `Unexpected "${words}": a step begins with its sender, "sender -> receiver : Message", or is a message alone. Remove it.`;
  return { ...firstWord(first.$cstNode), message, steps };
}

/** A word between the colon and the message of a step: `A -> B : new Hello`. The message stands for the step. */
function wordBeforeMessage([first, second, more]: readonly Step[]): MisreadLine | null {
  if (first === undefined || second === undefined || more !== undefined || !isArrowStep(first)) return null;
  if (isArrowStep(second) || second.message?.ref === undefined || first.message?.ref !== undefined) return null;
  const node = first.message?.$refNode;
  if (node === undefined) return null;
  const [word, name] = [first.message?.$refText ?? '', second.message.$refText];
  const message = `Unexpected "${word}". A step names one declared message: write "${name}" alone.`;
  return { offset: node.offset, length: node.length, message, steps: [first] };
}

/** A clause after a step in its line, joined by a word that is no keyword: `… : Hello over Tcp`, `… : Hello and Bye`. */
function joinedTo([first, second, after]: readonly Step[]): PhaseMistake | null {
  const { message, $cstNode: node } = second ?? {};
  if (first === undefined || message === undefined || message.ref !== undefined || node === undefined) return null;
  // A step of its own begins with its sender, whatever its message is.
  if (second !== undefined && isArrowStep(second)) return null;
  const word = message.$refText;
  const { protocol, delay } = first;
  if (word === 'on' && delay !== undefined && protocol === undefined && after?.message !== undefined) {
    const text = `Wrong order: move "on ${after.message.$refText}" before "after".`;
    return { ...firstWord(node), message: text };
  }
  if (word === 'on' && protocol !== undefined) {
    return { ...firstWord(node), message: 'Duplicate "on": a step has one protocol. Remove one.' };
  }
  const isLast = after === undefined && isArrowStep(first) && first.message?.ref !== undefined;
  const remedy = afterStep(word) ?? (isLast ? ': a step names one message. Remove it, or write it as a comment' : null);
  return remedy === null ? null : { ...firstWord(node), message: `Unexpected "${word}"${remedy}.` };
}

/** The remedy for a word after a step in its line; null if the word suggests none. */
function afterStep(word: string): string | null {
  const place = clausePlace(word === 'if' || word === 'unless' ? 'when' : word);
  if (place !== null) return `. ${place}`;
  if (/^(?:via|over|using|through|by)$/.test(word)) {
    return ': the protocol follows "on", "sender -> receiver : Message on Protocol"';
  }
  return /^(?:and|or|then)$/.test(word)
    ? ': a step names one message. Write a step for each, on a line of its own'
    : null;
}

/** Words that end a flow in other notations. */
const END = /^(?:done|exit|finish|finished|quit|stop|terminate)$/i;

/** Names of a flow that are no messages. */
interface NonMessageNames {
  readonly participants: ReadonlySet<string>;
  readonly phases: ReadonlySet<string>;
}

function namesOf({ members }: Flow): () => NonMessageNames {
  return () => ({
    participants: new Set(members.filter(isParticipant).map(({ name }) => name)),
    phases: new Set(members.filter(isFlowPhase).map(({ name }) => name)),
  });
}

/** A line of single words that is a sentence about a message or a target: `Ann sends Hello to Bob`. */
function sentenceIn(line: readonly Step[], { participants, phases }: NonMessageNames): PhaseMistake | null {
  if (line.some(isArrowStep)) return null;
  const unknown = line.filter(({ message }) => message !== undefined && message.ref === undefined);
  const named = (names: ReadonlySet<string>) => unknown.find(({ message }) => names.has(message?.$refText ?? ''));
  const [first] = unknown;
  const [word, ...others] = line.map(({ message }) => message?.$refText ?? '');
  const isTarget = (name: string) => phases.has(name) || /^(?:or|and)$/.test(name);
  if (first?.$cstNode !== undefined && /^(?:or|and)$/.test(word ?? '') && others.every(isTarget)) {
    const text = `Unexpected "${word}". Write "|" between the targets of "next": next A | B.`;
    return { ...firstWord(first.$cstNode), message: text };
  }
  const [participant, phase] = [named(participants), named(phases)];
  if (first?.$cstNode === undefined || unknown.length < 2 || (participant ?? phase) === undefined) return null;
  const remedy =
    participant === undefined
      ? `write what follows as "next ${phase?.message?.$refText ?? ''}"`
      : 'a step is written "sender -> receiver : Message", or as a message alone';
  return { ...firstWord(first.$cstNode), message: `Unexpected "${first.message?.$refText ?? ''}": ${remedy}.` };
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

/** By the phase's node, which is another one once the phase is read again: every key press asks for every phase. */
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

/** The text from a node to the end of its line. */
function lineFrom({ offset, root }: CstNode): string {
  return /[^\r\n]*/.exec(root.fullText.slice(offset, offset + 1_000))?.[0].trimEnd() ?? '';
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

function stepAfterNext(text: string, count: number): string {
  const shown = text.split(/\s/, 1)[0] ?? '';
  const what = count === 1 ? 'Move the step before it.' : 'Move the steps before it.';
  return `Unexpected "${shown}": "next" comes last in a phase. ${what}`;
}

function severalWords(first: Step, line: readonly Step[]): string {
  const words = line.map(({ message }) => message?.$refText ?? '');
  const name = words.map(capitalized).join('');
  const shown = words.slice(1).join(' ');
  return `Unexpected "${shown}" after "${first.message?.$refText ?? ''}": a step names one declared message. Give it a name of one word, such as ${name}; the words can be its title: message ${name} "${words.join(' ')}" on ….`;
}
