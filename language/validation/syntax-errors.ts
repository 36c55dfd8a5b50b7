import { AstUtils, CstUtils, type LangiumDocument } from 'langium';
import { briefOf, type FindingDraft, type RelatedPlace, rules } from '../../check/index.js';
import type { Range } from '../../timeline/types/timeline.js';
import { type FlowPhase, isFlowPhase } from '../generated/ast.js';
import { movedTexts, NOT_TEXT, repairsOf, slipsOf, TOO_DEEP, TOO_LARGE, TOO_LONG } from '../recovery/confer-lexer.js';
import { neverClosed } from '../recovery/messages/characters.js';
import { type ForeignBlock, joinForeignBlocks, type MarkedInBlock } from '../recovery/messages/foreign-blocks.js';
import { markInLine, withLineRemedy } from '../recovery/messages/line-remedies.js';
import { misplacedInPhases } from '../recovery/messages/phase-mistakes.js';
import type { Repair } from '../recovery/repair/token-repair.js';
import { endOf, UNREADABLE } from '../recovery/token-stream.js';

/** A mistake before it is known whether another on its line comes first. */
interface Mistake extends MarkedInBlock {
  readonly related?: readonly RelatedPlace[];
}

/** More findings do not help: the file is probably no Confer file. */
const MAX_FINDINGS = 100;
const WORD = /[\w\u00aa-\uffdc]+/g;
/** More of a line that cannot be read declares nothing, in UTF-16 units. */
const MAX_LINE = 1_000;

/**
 * The syntax errors of a document.
 * @returns one finding per mistake, the first of its line, in source order; empty if everything can be read
 */
export function syntaxFindings(document: LangiumDocument): FindingDraft[] {
  return firstOfEachLine(document, mistakesOf(document).mistakes).map((mistake) => toFinding(document, mistake));
}

/** The mistakes of a document, and the blocks of other notations in it, each of which is one mistake. */
function mistakesOf(document: LangiumDocument): ReturnType<typeof joinForeignBlocks<Mistake>> {
  const { lexerErrors, parserErrors } = document.parseResult;
  const repairs = repairsOf(document);
  const inPhases = misplacedInPhases(document.parseResult.value, movedTexts(document.parseResult));
  const slips = slipsOf(document);
  if (lexerErrors.length + parserErrors.length + repairs.length + inPhases.length + slips.length === 0) {
    return { mistakes: [], blocks: [] };
  }
  const text = document.textDocument.getText();
  const mistakes: Mistake[] = inPhases.map((mistake) => ({
    ...withLineRemedy(text, mistake, 'FlowPhase'),
    block: 'FlowPhase',
  }));
  for (const { offset, length, message } of slips) mistakes.push({ offset, length, message, block: '' });
  for (const { offset, length, message } of lexerErrors) {
    const isWorded = [NOT_TEXT, TOO_LONG, TOO_LARGE, TOO_DEEP].includes(message);
    const says = isWorded ? message : neverClosed(text.slice(offset, offset + 2));
    mistakes.push({ offset, length, message: says, block: '' });
  }
  // Where reading stopped before the end, that the file ends too early says nothing new.
  const cut = lexerErrors.some((error) => error.message === TOO_DEEP || text.startsWith('/*', error.offset));
  for (const [index, repair] of repairs.entries()) {
    if (cut && repair.edits[0].found === null) continue;
    if (closesMissingBrace(repair, repairs[index - 1])) continue;
    const related = repair.open === null ? [] : [opened(document, repair.open.startOffset)];
    mistakes.push({ ...markInLine(text, repair), related, block: repair.blocks[0] ?? '' });
  }
  for (const { token } of repairs.length > 0 ? [] : parserErrors) {
    const offset = Number.isNaN(token.startOffset) ? text.trimEnd().length : token.startOffset;
    mistakes.push({ offset, length: token.image.length, message: `Unexpected "${token.image}".`, block: '' });
  }
  const inBraces = blocksInBraces(repairs);
  const isOfBlock = ({ offset }: Mistake) => inBraces.some(({ start, end }) => offset > start && offset < end);
  const joined = joinForeignBlocks(
    text,
    // Steps and targets of branches, which are read one after the other.
    mistakes.filter((mistake, index) => index >= inPhases.length || !isOfBlock(mistake)),
  );
  return { mistakes: joined.mistakes, blocks: [...joined.blocks, ...inBraces] };
}

/** The blocks of other notations whose braces were left out. */
function blocksInBraces(repairs: readonly Repair[]): ForeignBlock[] {
  return repairs.flatMap(({ edits }) => {
    const [first, last] = [edits[0].found, edits.at(-1)?.found];
    const isBlock = first?.image.endsWith('{') === true && first.tokenTypeIdx === UNREADABLE && last?.image === '}';
    return isBlock ? [{ start: first.startOffset, end: endOf(last) }] : [];
  });
}

/** Whether a repair closes the block whose `{` was missing too: one mistake, which was reported at its head. */
function closesMissingBrace({ edits: [first], open }: Repair, before: Repair | undefined): boolean {
  if (open === null || first.kind !== 'insert' || first.wanted?.text !== '}' || before === undefined) return false;
  const opened = before.edits.find(({ kind, wanted }) => kind !== 'delete' && wanted?.text === '{');
  return opened?.found !== undefined && (opened.found?.startOffset ?? 0) > open.startOffset;
}

/**
 * Drops the findings that follow from syntax errors: others on their lines, and unknown names that these lines may
 * declare.
 * @param findings all findings, the syntax errors included
 */
export function dropFollowUpErrors(document: LangiumDocument, findings: readonly FindingDraft[]): FindingDraft[] {
  const lines = new Set<number>();
  for (const { code, range } of findings) if (code === 'syntax-error') lines.add(range.start.line);
  if (lines.size === 0) return [...findings];
  const { blocks } = mistakesOf(document);
  for (const line of passedLines(document, blocks)) lines.add(line);
  const text = document.textDocument.getText();
  // Everything that may be missing is inside the unclosed comment.
  const isCut = document.parseResult.lexerErrors.some(({ offset }) => text.startsWith('/*', offset));
  const declared = namesIn(document, lines);
  const nameless = codesOfNameless(document, lines);
  const reported = new Set<number>();
  const inBranches = wordsInBlocks(document, blocks);
  return findings.filter((finding) => {
    if (nameless.has(finding.code)) return false;
    if (inBranches.size > 0 && finding.code === 'duplicate-message') {
      const { start } = finding.range;
      const words = inBranches.get(phaseAt(document, document.textDocument.offsetAt(start)));
      if (words?.has(messageOf(finding, document))) return false;
    }
    if (finding.code === 'syntax-error') {
      const { line } = finding.range.start;
      return !reported.has(line) && reported.add(line);
    }
    // What was read on such a line may be no declaration.
    const others = finding.code === 'duplicate-name' ? finding.related : [];
    const isTwice = others.length === 0 || others.some(({ range }) => !lines.has(range.start.line));
    return !isCut && isTwice && !lines.has(finding.range.start.line) && !restsOn(declared, finding, document);
  });
}

/**
 * Lines that are left out as a whole: the second side of a merge conflict, what a diff removes, lists over several lines,
 * and blocks of other notations, of whose branches not all are meant.
 */
function passedLines(document: LangiumDocument, blocks: readonly ForeignBlock[]): number[] {
  const { textDocument } = document;
  const passed = slipsOf(document).flatMap(({ reads, covers = [] }) =>
    [...reads.filter(({ wholeLines }) => wholeLines === true), covers].flat(),
  );
  return [...passed, ...blocks].flatMap(({ start, end }) => {
    const [first, last] = [textDocument.positionAt(start).line, textDocument.positionAt(end).line];
    return Array.from({ length: last - first + 1 }, (_, line) => first + line);
  });
}

/** Words of the blocks of other notations in each phase: of the messages of their branches, not all are meant. */
function wordsInBlocks(
  document: LangiumDocument,
  blocks: readonly ForeignBlock[],
): ReadonlyMap<FlowPhase | undefined, ReadonlySet<string>> {
  const text = document.textDocument.getText();
  const words = new Map<FlowPhase | undefined, Set<string>>();
  for (const { start, end } of blocks) {
    const phase = phaseAt(document, start);
    const own = words.get(phase) ?? new Set();
    words.set(phase, own);
    for (const [word] of text.slice(start, end).matchAll(WORD)) own.add(word);
  }
  return words;
}

/** The phase of a flow around a place; undefined if there is none. @param offset in UTF-16 units */
function phaseAt({ parseResult }: LangiumDocument, offset: number): FlowPhase | undefined {
  const root = parseResult.value.$cstNode;
  const leaf = root && (CstUtils.findLeafNodeAtOffset(root, offset) ?? CstUtils.findLeafNodeBeforeOffset(root, offset));
  return AstUtils.getContainerOfType(leaf?.astNode, isFlowPhase);
}

/** Words of the lines that cannot be read; a step or row with its sender declares none. */
function namesIn({ textDocument }: LangiumDocument, lines: ReadonlySet<number>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const line of lines) {
    const start = { line, character: 0 };
    const text = textDocument.getText({ start, end: { line, character: MAX_LINE } });
    if (/[\w"]\s*->/.test(text)) continue;
    let before = '';
    for (const [name] of text.matchAll(WORD)) {
      names.add(name);
      // A name of two words.
      names.add(`${before}${name}`);
      before = name;
    }
  }
  return names;
}

/** The unknown names that a declaration without a name may declare, by the word that it begins with. */
const UNKNOWN_BY_WORD: Readonly<Record<string, readonly string[]>> = {
  protocol: ['unknown-protocol'],
  event: ['unknown-message'],
  request: ['unknown-message'],
  message: ['unknown-message'],
  model: ['unknown-model'],
  capture: ['unknown-capture'],
};

/** Codes of findings that rest on a declaration without its name. */
function codesOfNameless({ textDocument }: LangiumDocument, lines: ReadonlySet<number>): ReadonlySet<string> {
  const codes = [...lines].flatMap((line) => {
    const start = { line, character: 0 };
    const text = textDocument.getText({ start, end: { line, character: MAX_LINE } });
    return UNKNOWN_BY_WORD[/^(?<word>[a-z]+)\s*(?:$|\{|(?:is|on)\b)/.exec(text)?.groups?.word ?? ''] ?? [];
  });
  return new Set(codes);
}

/** The message of a step that is marked. */
function messageOf({ range }: Pick<FindingDraft, 'range'>, { textDocument }: LangiumDocument): string {
  return /^(?:[^:]*->[^:]*:\s*)?([\w\u00aa-\uffdc]+)/.exec(textDocument.getText(range))?.[1] ?? '';
}

/** Whether a finding would not be there if one of these names were declared. */
function restsOn(names: ReadonlySet<string>, { code, range, subject }: FindingDraft, document: LangiumDocument) {
  if (code === 'unbound-role') return subject !== undefined && names.has(subject);
  // A message alone, in a line that cannot be read, is the one too many.
  if (code === 'duplicate-message') return names.has(messageOf({ range }, document));
  const marked = document.textDocument.getText(range);
  const isOfName = code.startsWith('unknown-') || code === 'unreachable-state';
  return isOfName && names.has(marked.replace(/^\^/, ''));
}

/** The first mistake of each line. */
function firstOfEachLine(document: LangiumDocument, mistakes: readonly Mistake[]): Mistake[] {
  const faulty = new Set<number>();
  const first = [...mistakes]
    .sort((a, b) => a.offset - b.offset)
    .filter(({ offset }) => {
      const { line } = document.textDocument.positionAt(offset);
      return !faulty.has(line) && faulty.add(line);
    });
  return first.slice(0, MAX_FINDINGS);
}

function opened(document: LangiumDocument, offset: number): RelatedPlace {
  return { uri: document.uri.toString(), range: rangeOf(document, offset, 1), message: 'the "{" that is not closed' };
}

function toFinding(document: LangiumDocument, mistake: Mistake): FindingDraft {
  return {
    code: 'syntax-error',
    severity: 'error',
    message: mistake.message,
    brief: briefOf(mistake.message, rules['syntax-error'].brief),
    range: rangeOf(document, mistake.offset, mistake.length),
    related: mistake.related ?? [],
    data: {},
  };
}

function rangeOf(document: LangiumDocument, offset: number, length: number): Range {
  return {
    start: document.textDocument.positionAt(offset),
    end: document.textDocument.positionAt(offset + length),
  };
}
