import {
  type AstNode,
  type CompositeCstNode,
  type CstNode,
  CstNodeBuilder,
  isAstNode,
  isCompositeCstNode,
  isLeafCstNode,
  type LangiumDocument,
  type LangiumParser,
  type ParseResult,
} from 'langium';
import { isLineEnd } from '../../timeline/types/text-lines.js';
import { type FlowPhase, isConferFile, isFlow, isFlowPhase } from '../generated/ast.js';
import { movedTexts, repairsOf, slipsOf } from '../recovery/confer-lexer.js';
import { shiftAfter, shiftNode } from './cst-shift.js';
import { phaseAround } from './phase-at.js';
import { changeBetween } from './text-change.js';

/** Makes the lines of a phase a file of their own, in which every word keeps its column. */
const BEFORE = 'flow x {\n';
const AFTER = '\n}';

/** The lines that a phase has to itself. */
interface PhaseLines {
  /** Offset of the first line. */
  readonly start: number;
  /** Offset after the last line's text, in the new text. */
  readonly end: number;
}

/** A phase as it is written now, and where it goes. */
export interface PhasePart {
  /** The phase, still as it was read before. */
  readonly phase: FlowPhase;
  /** The new text of the phase, in a tree of its own. */
  readonly read: FlowPhase;
  readonly text: string;
  /** How far what follows the phase moves. */
  readonly moved: number;
}

/**
 * Parses the one phase of a file that contains a change.
 * @param document its tree is that of its text before the change
 * @param text the text now
 * @returns undefined if it takes more to know what the text says
 */
export function readPhase(document: LangiumDocument, text: string, parser: LangiumParser): PhasePart | undefined {
  const { parseResult } = document;
  const root = parseResult.value;
  const before = root.$cstNode?.root.fullText;
  if (before === undefined || !isConferFile(root) || !isFaultless(parseResult)) return undefined;
  const change = changeBetween(before, text);
  const phase = phaseAround(root, change);
  const node = phase?.$cstNode;
  if (phase === undefined || node === undefined) return undefined;
  const moved = change.newEnd - change.oldEnd;
  const lines = linesOf(text, node.offset, node.end + moved);
  if (lines === undefined) return undefined;
  const read = readLines(text.slice(lines.start, lines.end), parser);
  const part = read?.$cstNode;
  if (read === undefined || part === undefined) return undefined;
  const offset = lines.start - BEFORE.length;
  if (part.offset + offset !== node.offset || part.end + offset !== node.end + moved) return undefined;
  // After a name, `after` may follow, which may as well begin what follows the phase.
  if (lastTokenType(part) !== lastTokenType(node)) return undefined;
  shiftNode(part, { offset, lines: node.range.start.line - part.range.start.line });
  return { phase, read, text, moved };
}

/**
 * Replaces a phase in the syntax tree of its file with the new version, and moves the nodes after it. The phase's
 * node stays the same one and gets what is in the phase now, so that references to it hold.
 */
export function putBack(document: LangiumDocument, { phase, read, text, moved }: PhasePart): void {
  const { $cstNode: old } = phase;
  const { $cstNode: node } = read;
  if (old === undefined || node === undefined) return;
  const { line } = old.range.end;
  replaceNode(old, node, phase);
  shiftAfter(node, { offset: moved, lines: node.range.end.line - line });
  adopt(phase, read);
  replaceText(document.parseResult.value, text);
}

function lastTokenType(node: CstNode): string | undefined {
  const last = isCompositeCstNode(node) ? node.content.at(-1) : undefined;
  return isLeafCstNode(node) ? node.tokenType.name : last && lastTokenType(last);
}

/** Whether nothing of a text had to be read over. */
function isFaultless(result: ParseResult): boolean {
  const { lexerErrors, parserErrors } = result;
  if (lexerErrors.length + parserErrors.length > 0) return false;
  const parsed = { parseResult: result };
  return repairsOf(parsed).length + slipsOf(parsed).length + movedTexts(result).length === 0;
}

/** The whole lines of a range of the text; undefined if they contain anything else. */
function linesOf(text: string, from: number, to: number): PhaseLines | undefined {
  let start = from;
  while (start > 0 && isBlank(text.charAt(start - 1))) start--;
  let end = to;
  while (end < text.length && isBlank(text.charAt(end))) end++;
  const isAlone = isBorder(text.charAt(start - 1)) && isBorder(text.charAt(end));
  return isAlone ? { start, end } : undefined;
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\t';
}

/** Whether a character is a line end; the empty string is the start or the end of the text. */
function isBorder(character: string): boolean {
  return character === '' || isLineEnd(character);
}

/** Reads lines as the only member of a flow; undefined if they are not one phase without a fault. */
function readLines(lines: string, parser: LangiumParser): FlowPhase | undefined {
  const result = parser.parse(BEFORE + lines + AFTER);
  if (!isConferFile(result.value) || !isFaultless(result)) return undefined;
  const [flow, another] = result.value.declarations;
  if (!isFlow(flow) || another !== undefined) return undefined;
  const [phase, further] = flow.members;
  return isFlowPhase(phase) && further === undefined ? phase : undefined;
}

function replaceNode(
  old: NonNullable<AstNode['$cstNode']>,
  node: NonNullable<AstNode['$cstNode']>,
  owner: AstNode,
): void {
  const around = old.container;
  if (around === undefined || !isCompositeCstNode(node)) throw new Error('A phase must be in a flow.');
  const builder = new CstNodeBuilder();
  builder.insertChildren(around, around.content.indexOf(old), [node]);
  builder.removeNode(old);
  setOwner(node, owner);
}

function setOwner(node: CompositeCstNode, owner: AstNode): void {
  (node as { astNode: AstNode }).astNode = owner;
}

/** Replaces the contents of a phase with those of the version that was read. */
function adopt(phase: FlowPhase, read: FlowPhase): void {
  const target = phase as unknown as Record<string, unknown>;
  for (const property of Object.keys(phase)) if (!property.startsWith('$')) delete target[property];
  for (const [property, value] of Object.entries(read)) {
    if (property.startsWith('$')) continue;
    target[property] = value;
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isAstNode(child)) (child as { $container?: AstNode }).$container = phase;
    }
  }
  (phase as { $cstNode?: FlowPhase['$cstNode'] }).$cstNode = read.$cstNode;
}

/** Gives a tree the text that it is read from now: a root node's text is fixed when it is made. */
function replaceText(root: AstNode, text: string): void {
  const node = root.$cstNode?.root;
  if (node === undefined) return;
  const builder = new CstNodeBuilder();
  const replacement = builder.buildRootNode(text);
  builder.appendChildren(replacement, [...node.content]);
  setOwner(replacement, root);
  (root as { $cstNode?: AstNode['$cstNode'] }).$cstNode = replacement;
}
