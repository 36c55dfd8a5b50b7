import { lineStart, nextLine, restOfLine } from '../../../timeline/types/text-lines.js';
import { ROWS } from './line-remedy.js';
import type { Marked } from './repair-message.js';
import { excerptOf, wordInQuotes } from './word-in-quotes.js';

/** What begins a block that other notations end with a word, its branches, and its end. */
const HEAD =
  /^(?:alt|box|break|case|choice|critical|either|for|foreach|fork|group|if|loop|opt|par|parallel|rect|repeat|switch|unless|when|while)\b/i;
const BRANCH = /^(?:else|elseif|elsif|elif|or|and|option|case|default)\b/i;
const END = /^(?:end|done|fi|esac)(?:\b|if|_|$)/i;

/** Heads of blocks that are sent several times, and of those that only group what they hold. */
const LOOP = /^(?:do|for|foreach|forever|loop|repeat|until|while)$/;
const GROUP = /^(?:critical|fork|group|par|parallel|partition|rect|seq|try)$/;

/** A line of YAML with items or pairs below it, and one of these. */
const LIST_HEAD = /^(?:-\s+\w+:|[^{}]*:$)/;
const LIST_ITEM = /^[ \t]*(?:-\s|\w+:(?:\s|$))/;

/** The first line of a note over several lines. */
const NOTE = /^[hr]?note\b[^:]*$/i;
/** A longer note is none, in UTF-16 units. */
const MAX_NOTE = 2_000;

/** More of a line is not looked at, in UTF-16 units. */
const MAX_LINE = 400;

/** A mistake with the rule of the block around it. */
export interface MarkedInBlock extends Marked {
  readonly block: string;
}

/** Where a block of another notation is, in UTF-16 units; `end` is exclusive. */
export interface ForeignBlock {
  readonly start: number;
  readonly end: number;
}

/** Whether a line of another notation begins a block. */
export function beginsForeignBlock(line: string): boolean {
  return HEAD.test(line) && !line.endsWith('{');
}

/**
 * Makes one mistake of those in a block of another notation that ends with a word, `if … else … end`.
 * @param mistakes in any order
 * @returns the mistakes with one for each such block, at its first line, and where these blocks are
 */
export function joinForeignBlocks<T extends MarkedInBlock>(
  text: string,
  mistakes: readonly T[],
): { readonly mistakes: readonly T[]; readonly blocks: readonly ForeignBlock[] } {
  const joined: T[] = [];
  const blocks = new Map<T, ForeignBlock>();
  const open: { readonly head: T; readonly column: number }[] = [];
  let closed = -1;
  let note: { readonly head: T | null; readonly start: number; readonly end: number } = {
    head: null,
    start: 0,
    end: 0,
  };
  let list: { readonly head: T; readonly start: number; readonly end: number } | undefined;
  for (const mistake of [...mistakes].sort((a, b) => a.offset - b.offset)) {
    const start = firstOf(text, mistake.offset);
    const [line, column] = [lineAt(text, start), start - lineStart(text, start)];
    if (list !== undefined && start < list.end) {
      blocks.set(list.head, list);
      continue;
    }
    list = LIST_HEAD.test(line) ? { head: mistake, start, end: endOfList(text, start, column) } : undefined;
    if (start === closed) continue;
    if (mistake.offset < note.end) {
      blocks.set(note.head ?? mistake, { start: note.start, end: note.end });
      continue;
    }
    const isBranch = (BRANCH.test(line) || END.test(line)) && !/->|[{}]/.test(line);
    const found = isBranch ? (open.findLast((block) => block.column === column) ?? open.at(-1)) : undefined;
    if (found !== undefined) {
      blocks.set(found.head, { start: firstOf(text, found.head.offset), end: start + line.length });
      while (END.test(line) && open.length > 0 && open.pop() !== found);
      // Of one line, there may be several mistakes.
      closed = start;
      continue;
    }
    joined.push(mistake);
    if (NOTE.test(line)) note = { head: mistake, start, end: endOfNote(text, start) };
    else if (beginsForeignBlock(line)) open.push({ head: mistake, column });
  }
  return { mistakes: joined.map((own) => ofBlock(text, own, blocks.get(own))), blocks: [...blocks.values()] };
}

/** The offset after a note over several lines; that of its first line if it does not end. */
function endOfNote(text: string, start: number): number {
  const lines = text.slice(start, start + MAX_NOTE);
  const end = /[\r\n][ \t]*end\s*[hr]?note\b/i.exec(lines);
  return end === null ? start : start + end.index + end[0].length;
}

/** The offset after the last item or pair of a list of YAML below its first line; that of the first line if it has none. */
function endOfList(text: string, start: number, column: number): number {
  let end = start;
  for (let next = nextLine(text, start); next < text.length; next = nextLine(text, next)) {
    const line = restOfLine(text, next, MAX_LINE);
    if (line.trim() === '') continue;
    if (!LIST_ITEM.test(line) || line.search(/\S/) <= column) break;
    end = next + line.trimEnd().length;
  }
  return end;
}

function ofBlock<T extends MarkedInBlock>(text: string, mistake: T, lines: ForeignBlock | undefined): T {
  if (lines === undefined) return mistake;
  const offset = firstOf(text, mistake.offset);
  const head = lineAt(text, offset);
  // Its own remedy is to write the braces, or that it is a comment.
  if (firstWord(head) === 'when' || NOTE.test(head)) return mistake;
  if (LIST_HEAD.test(head)) return mistake;
  const remedy = ROWS.test(mistake.block) ? remedyForRows(head) : remedyForSteps(head);
  return {
    ...mistake,
    offset,
    length: head.length,
    message: `Unexpected ${wordInQuotes(excerptOf(head))}. ${remedy}.`,
  };
}

/** What to write instead of a block of another notation in a phase of a model, by its first line. */
export function remedyForRows(head: string): string {
  const word = firstWord(head);
  if (LOOP.test(word)) {
    return 'Write "repeated" before each row that is sent several times: "repeated sender -> receiver : Message"';
  }
  if (GROUP.test(word) || word === 'break') {
    return 'Rows come in any order unless they are in "in order { … }": remove the lines around them';
  }
  const cases = 'Rows under a condition are in braces, and each case has its own: write "when CONDITION { … }"';
  if (/^(?:alt|choice|either)$/.test(word)) return `${cases}. Other alternatives are in "one of { … }"`;
  return word === 'opt' ? `${cases}. A row that can be omitted begins with "optional"` : cases;
}

/** What to write instead of a block of another notation in a phase of a flow, by its first line. */
export function remedyForSteps(head: string): string {
  const word = firstWord(head);
  if (word === 'box') return 'Participants are not grouped: remove the lines around them';
  if (LOOP.test(word)) {
    return 'Write a step for each time a message is sent, or a phase that "next" leads back to';
  }
  if (GROUP.test(word)) {
    return 'Steps are written one after the other: remove the lines around them';
  }
  return 'A phase has no alternatives: write a phase for each case, and all of them after "next", "next A | B"';
}

function firstWord(line: string): string {
  return (/^\w+/.exec(line)?.[0] ?? '').toLowerCase();
}

/** The offset of the first word of a line. */
function firstOf(text: string, offset: number): number {
  const start = lineStart(text, offset);
  return start + (/^[ \t]*/.exec(restOfLine(text, start, MAX_LINE))?.[0].length ?? 0);
}

function lineAt(text: string, offset: number): string {
  return restOfLine(text, offset, MAX_LINE)
    .replace(/\s*\/\/.*$/, '')
    .trimEnd();
}
