import type { CstNode } from 'langium';
import { capitalized } from '../../../check/index.js';
import { restOfLine } from '../../../timeline/types/text-lines.js';
import { type FlowPhase, isArrowStep, type Step } from '../../generated/ast.js';
import { isCommentLine } from '../text/comment-lines.js';
import { unreadableCharacter } from './characters.js';
import { clausePlace } from './clause-places.js';
import { misplacedInWords } from './expectations.js';
import { beginsForeignBlock } from './foreign-blocks.js';
import { foreignParticipant } from './foreign-lines.js';
import { firstWord, type MisreadLine, type PhaseMistake } from './misread-line.js';
import { afterNextLine, onNextLine } from './parts-over-lines.js';

/** Lines of a phase that are no steps, with the words in them that are read as steps. */
export function noSteps({ steps, next }: FlowPhase, names: () => NonMessageNames): MisreadLine[] {
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
    const stepsOnLine = lines.get(line);
    if (stepsOnLine === undefined) lines.set(line, [step]);
    else stepsOnLine.push(step);
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
    const isBeforeNext = node.offset < (next?.$cstNode?.offset ?? Number.POSITIVE_INFINITY);
    const target = second === undefined && isUnknown && isBeforeNext ? targetAlone(first, names()) : null;
    if (target !== null) return [{ ...firstWord(node), message: target, steps: line }];
    if (isUnknown && isCommentLine(text)) {
      return [{ offset: node.offset, length: text.length, message: unreadableCharacter(text), steps: line }];
    }
    // A declared word of a label makes the line no step.
    const begins = first.message?.ref === undefined && !isArrowStep(first);
    // No message of the file, so it begins a block.
    const shown = isUnknown && /^(?:opt|par)$/.test(text) ? `${text} …` : text;
    const foreign = begins && (isUnknown || beginsForeignBlock(text)) ? foreignParticipant(shown) : null;
    if (foreign !== null) return [{ ...firstWord(node), message: foreign, steps: line }];
    const sentence = second === undefined ? null : sentenceIn(line, names());
    if (sentence !== null) return [{ ...sentence, steps: line }];
    const before = wordsBeforeStep(line);
    if (before !== null) return [before];
    const filler = wordBeforeMessage(line);
    if (filler !== null) return [filler];
    const half = second === undefined && isUnknown ? halfWritten(first, names()) : null;
    if (half !== null) return [{ ...half, steps: [] }];
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

/** The message about a phase in place of a step, which is what follows; null for other steps. */
function targetAlone(step: Step, { phases }: NonMessageNames): string | null {
  const name = step.message?.$refText ?? '';
  if (isArrowStep(step) || !phases.has(name)) return null;
  const target = step.delay === undefined ? name : `${name} after ${step.delay}`;
  return `Unexpected "${name}". The phases that can follow are written after "next": write "next ${target}".`;
}

/** The message about words that name nothing of a step. */
function noStep({ message }: Step): string {
  return `Unexpected "${message?.$refText ?? ''}": a step is written "sender -> receiver : Message", or as a message alone.`;
}

/** Words that rows, or other notations, begin the sending of a message with. */
const VERB =
  /^(?:anytime|await|call|dispatch|emit|fire|invoke|on|optional|publish|raise|receive|received|receives|recv|repeated|return|send|sends|signal|throw|trigger|upon|wait)$/;

/** Words before a step in its line: a number, or a word that other notations begin steps with. */
function wordsBeforeStep(line: readonly Step[]): MisreadLine | null {
  const step = line.findIndex(isArrowStep);
  const [word, messageStep, none] = line;
  const isVerb =
    messageStep?.message?.ref !== undefined && none === undefined && VERB.test(word?.message?.$refText ?? '');
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
  const missing = after === undefined ? afterClauseWord(word) : null;
  if (missing !== null) return { ...firstWord(node), message: missing };
  const isLast = after === undefined && isArrowStep(first) && first.message?.ref !== undefined;
  const remedy = afterStep(word) ?? (isLast ? ': a step names one message. Remove it, or write it as a comment' : null);
  return remedy === null ? null : { ...firstWord(node), message: `Unexpected "${word}"${remedy}.` };
}

/** What is missing after a word that begins a part of a step, at the end of its line; null for other words. */
export function afterClauseWord(word: string): string | null {
  if (word === 'on') return 'Expected a protocol after "on".';
  return word === 'after' ? 'Expected a duration (6s) after "after".' : null;
}

/** A line of one word that is the beginning of a step or of a keyword: the name of a participant, `nex`. */
function halfWritten(step: Step, { participants }: NonMessageNames): PhaseMistake | null {
  const { message, $cstNode: node } = step;
  const word = message?.$refText ?? '';
  if (node === undefined || isArrowStep(step) || node.text !== word) return null;
  if (participants.has(word)) {
    const remedy = 'A step is written "sender -> receiver : Message", or as a message alone';
    return { ...firstWord(node), message: `Expected "->" after "${word}". ${remedy}.` };
  }
  const keyword = word.length < MIN_HALF ? undefined : KEYWORDS.find((other) => other.startsWith(word));
  if (keyword === undefined) return null;
  const remedy =
    keyword === 'next'
      ? 'Did you mean "next"?'
      : 'A step is written "sender -> receiver : Message", or as a message alone.';
  return { ...firstWord(node), message: `Unexpected "${word}". ${remedy}` };
}

/** Words that lines of flows and of models' phases begin with. */
const KEYWORDS = [
  ...['next', 'optional', 'repeated', 'trigger', 'needs', 'moves', 'when', 'partial', 'party', 'system', 'phase'],
  ...['scenario', 'start'],
];
/** Fewer letters may begin any name. */
const MIN_HALF = 3;

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
export interface NonMessageNames {
  readonly participants: ReadonlySet<string>;
  readonly phases: ReadonlySet<string>;
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

/** The text from a node to the end of its line. */
export function lineFrom({ offset, root }: CstNode): string {
  return restOfLine(root.fullText, offset, 1_000).trimEnd();
}

function severalWords(first: Step, line: readonly Step[]): string {
  const words = line.map(({ message }) => message?.$refText ?? '');
  const name = words.map(capitalized).join('');
  const shown = words.slice(1).join(' ');
  return `Unexpected "${shown}" after "${first.message?.$refText ?? ''}": a step names one declared message. Give it a name of one word, such as ${name}; the words can be its title: message ${name} "${words.join(' ')}" on ….`;
}
