import {
  endOf,
  isComment,
  isMisplaced,
  isNearlyName,
  isReadAs,
  isReversedArrow,
  isValue,
  type MovedPart,
  markInLine,
  type PlacedEdit,
  type Repair,
  repairsOf,
  rowCount,
  type Slip,
  slipsOf,
  startsLine,
  UNREADABLE,
  writableComment,
  writableName,
  writableText,
  writableValue,
} from '../../language/index.js';
import type { OffsetEdit, Proposal } from '../edits/fix.js';
import type { FixContext } from '../edits/fix-context.js';
import { spacesBefore } from '../edits/source-text.js';
import { spaced } from '../format/spacing.js';

/**
 * `syntax-error`: writes what the text was read as. If a name has to be invented, or words were skipped,
 * nothing.
 */
export function syntaxError(context: FixContext): Proposal[] {
  const { source } = context;
  const slip = slipsOf(context.document).find(({ offset }) => offset === context.start);
  if (slip !== undefined) return withoutSlip(slip, context);
  const repairs = repairsOf(context.document);
  const marked = repairs.find((repair) => markInLine(source.text, repair).offset === context.start);
  if (marked === undefined) return [];
  const { writes, length } = markInLine(source.text, marked);
  if (writes !== undefined) return writes === null ? [] : asInLine(writes, length, context);
  const [first] = marked.edits;
  if (first.line?.moves !== undefined) return inOrder(first.line.moves, context);
  if (first.line?.removes !== undefined) return withoutPart(first.line.removes, context);
  if (first.line !== undefined) return movedLine(context);
  if (marked.open !== null && marked.edits.length === 1) return closed(context, marked);
  if (first.wanted?.text === 'DURATION') return withUnit(first);
  if (first.kind === 'insert' && first.wanted?.rule === 'Channel' && /^<?->$/.test(first.wanted.text)) {
    return ['<->', '->'].map((arrow) => ({
      title: `Add "${arrow}"`,
      alternatives: [[{ start: endOf(first.before), end: context.start, text: ` ${arrow} ` }]],
      preferable: false,
    }));
  }
  const count = rowCount(first, marked.blocks);
  if (count !== null) return marked.edits.length === 1 ? countedFirst(first, count, context) : [];
  // Only the first mistake of a line is reported: what fixes it fixes the line.
  const line = source.lineStart(context.start);
  const together = repairs.filter((repair) => source.lineStart(markInLine(source.text, repair).offset) === line);
  const parts = together.flatMap(({ edits }) => edits.map((edit) => partOf(edit, context)));
  const edits = parts.filter((part) => part !== null);
  return edits.length < parts.length ? [] : [{ title: titleOf(first), alternatives: [edits], preferable: true }];
}

/** Writes what is read instead of the characters of a slip; lines that are left out go with their ends. */
function withoutSlip({ reads, fix }: Slip, { source }: FixContext): Proposal[] {
  if (fix === null) return [];
  const edits = reads.map(({ start, end, text, wholeLines }) => ({
    start,
    end: wholeLines === true ? source.afterLine(end) : end,
    text,
  }));
  return [{ title: fix, alternatives: [edits], preferable: true }];
}

/** Writes what the line says instead of its marked part; that alone on its line goes with the line. */
function asInLine(writes: string, length: number, { source, start: offset }: FixContext): Proposal[] {
  const [from, to] = [offset, offset + length];
  const isFirst = source.startsLine(from);
  const start = writes === '' && !isFirst ? from - spacesBefore(source.text, from) : from;
  const end = writes === '' && isFirst ? to + (/^[ \t]*/.exec(source.text.slice(to))?.[0].length ?? 0) : to;
  const title =
    writes === '' ? `Remove "${source.text.slice(from, to)}"` : `Change to "${writes.replace(/^"|"$/g, '')}"`;
  return [{ title, alternatives: [[{ start, end, text: writes }]], preferable: true }];
}

/** Removes a part of a line up to a token, or the whole line. */
function withoutPart(last: MovedPart['last'], { source, start }: FixContext): Proposal[] {
  const end = endOf(last);
  const title = `Remove "${source.text.slice(start, end)}"`;
  const whole = source.startsLine(start) && source.endsLine(end);
  const gap = /[ \t]*$/.exec(source.text.slice(source.lineStart(start), start))?.[0].length ?? 0;
  const edit = whole
    ? { start: source.lineStart(start), end: source.afterLine(end), text: '' }
    : { start: start - gap, end, text: '' };
  return [{ title, alternatives: [[edit]], preferable: true }];
}

/** Moves a part of a line before the part that it belongs before. */
function inOrder({ first, last, before }: MovedPart, { source }: FixContext): Proposal[] {
  const [start, end] = [first.startOffset, endOf(last)];
  const part = source.text.slice(start, end);
  const between = source.text.slice(before.startOffset, start);
  const gap = between.length - between.trimEnd().length;
  const edits = [
    { start: before.startOffset, end: before.startOffset, text: `${part} ` },
    { start: start - gap, end, text: '' },
  ];
  return [{ title: `Move before "${before.image.replace(/^"|"$/g, '')}"`, alternatives: [edits], preferable: true }];
}

/** Writes how often a message is sent before its row, and removes the sign for it after the row. */
function countedFirst({ found, before }: PlacedEdit, count: string, { source, start }: FixContext): Proposal[] {
  if (found === null || before === null) return [];
  const first = source.lineStart(start) + (/^\s*/.exec(source.text.slice(source.lineStart(start)))?.[0].length ?? 0);
  if (/^(?:optional|repeated|trigger|anytime)\b/.test(source.text.slice(first))) return [];
  const edits = [
    { start: first, end: first, text: `${count} ` },
    { start: endOf(before), end: endOf(found), text: '' },
  ];
  return [{ title: `Write "${count}" before the row`, alternatives: [edits], preferable: true }];
}

/** Moves a member of the wrong block after the member of the right block that it was written in. */
function movedLine({ source, start, node }: FixContext): Proposal[] {
  let member = node;
  while (member !== undefined && !isMisplaced(member)) member = member.$container;
  const place = member?.$cstNode;
  if (member === undefined || place === undefined || place.offset !== start || !source.ownsLines(place)) return [];
  let around = place.container;
  while (around !== undefined && around.astNode.$container !== member.$container) around = around.container;
  if (around === undefined || around.astNode === member) return [];
  const blockEnd = source.lineEnd(around.end);
  const text = source.eol + source.indentation(around.offset) + source.of(place);
  const line = { start: source.lineStart(start), end: source.lineEnd(place.end) + source.eol.length, text: '' };
  return [
    {
      title: 'Move this line out of the block',
      alternatives: [[line, { start: blockEnd, end: blockEnd, text }]],
      preferable: true,
    },
  ];
}

/** Writes an edit of the reading into the text; null if it would be a guess. */
function partOf(edit: PlacedEdit, { source }: FixContext): OffsetEdit | null {
  const { kind, wanted, found, before } = edit;
  const sameLine = found !== null && !startsLine(found, before);
  const endBefore = before === null ? 0 : endOf(before);
  if (kind === 'insert') {
    if (wanted === null || wanted.kind === 'name' || wanted.kind === 'literal' || wanted.begins) return null;
    const text = spaced(wanted.text, wanted.rule);
    if (!sameLine) return { start: endBefore, end: endBefore, text: text.trimEnd() };
    return { start: endBefore, end: found.startOffset, text: found.image === ')' ? text.trimEnd() : text };
  }
  if (found === null) return null;
  const [start, end] = [sameLine ? endBefore : found.startOffset, endOf(found)];
  if (wanted === null && isCommentOfLine(found)) {
    return { start: found.startOffset, end, text: writableComment(found.image) };
  }
  if (wanted === null) {
    if (found.tokenTypeIdx !== UNREADABLE && /^["\w\u00aa-\uffdc]/.test(found.image)) return null;
    const alone = source.startsLine(start) && source.endsLine(end);
    return alone
      ? { start: source.lineStart(start), end: source.lineEnd(end) + source.eol.length, text: '' }
      : { start, end, text: '' };
  }
  if (isValue(wanted) && /^\d/.test(found.image)) {
    return { start: found.startOffset, end, text: writableValue(found.image) };
  }
  if (wanted.kind === 'name' && isNearlyName(found.image)) {
    return { start: found.startOffset, end, text: writableName(found.image) };
  }
  if (wanted.kind === 'name' || (wanted.kind === 'literal' && wanted.text !== 'STRING')) return null;
  // A second arrow of a channel, and one that points back, mean other ends than are written.
  if (wanted.kind === 'sign' && isReversedArrow(found.image) && wanted.text === '->') return null;
  if (wanted.begins && !isReadAs(edit, found, wanted)) return null;
  const text = wanted.kind === 'literal' ? ` ${writableText(found.image)}` : spaced(wanted.text, wanted.rule).trimEnd();
  const tight = /\S/.test(source.text.charAt(end)) && wanted.kind === 'sign' ? ' ' : '';
  return { start, end, text: (sameLine ? text : text.trimStart()) + tight };
}

/** Whether a token is a comment of another notation that ends on its line. */
function isCommentOfLine({ image, tokenTypeIdx }: { readonly image: string; readonly tokenTypeIdx: number }): boolean {
  return tokenTypeIdx === UNREADABLE && isComment(image) && !/[\r\n]/.test(image);
}

function titleOf({ kind, wanted, found }: PlacedEdit): string {
  if (kind === 'insert') return `Add "${wanted?.text ?? ''}"`;
  if (wanted === null && found !== null && isCommentOfLine(found)) return 'Change to a "//" comment';
  if (wanted === null) return `Remove this "${found?.image ?? ''}"`;
  const image = found?.image ?? '';
  if (isValue(wanted) && /^\d/.test(image)) return `Change to ${writableValue(image)}`;
  if (wanted.kind === 'name') return `Change to "${writableName(image)}"`;
  return wanted.kind === 'literal' ? 'Write it in quotes' : `Change to "${wanted.text}"`;
}

/** A number becomes a duration: with the unit written after it, otherwise each unit is offered. */
function withUnit({ found, after }: PlacedEdit): Proposal[] {
  if (found === null || !/^\d/.test(found.image)) return [];
  const end = endOf(found);
  const written = after === null || startsLine(after, found) ? undefined : unitOf(after.image);
  if (written !== undefined && after !== null) {
    const text = `${found.image}${written}`;
    const whole = { start: found.startOffset, end: endOf(after), text };
    return [{ title: `Change to "${text}"`, alternatives: [[whole]], preferable: true }];
  }
  return ['s', 'ms', 'm', 'h'].map((unit) => ({
    title: `Change to "${found.image}${unit}"`,
    alternatives: [[{ start: end, end, text: unit }]],
    preferable: false,
  }));
}

function unitOf(word: string): string | undefined {
  const [, milliseconds, seconds, minutes, hours] =
    /^(?:(ms|millis\w*)|(s|secs?|seconds?)|(m|mins?|minutes?)|(h|hours?))$/.exec(word) ?? [];
  return milliseconds !== undefined ? 'ms' : seconds !== undefined ? 's' : minutes !== undefined ? 'm' : hours && 'h';
}

/** Closes a block in front of the line that shows that it is open; at the end of the file after its last word. */
function closed({ source, start, end }: FixContext, { edits: [{ found }], open }: Repair): Proposal[] {
  const brace = `${source.indentation(open?.startOffset ?? start)}}`;
  // After the block's last word, not after the blank lines that follow it.
  const last = found === null ? end : source.text.slice(0, source.lineStart(start)).trimEnd().length;
  const edit = { start: source.lineEnd(last), end: source.lineEnd(last), text: source.eol + brace };
  return [{ title: 'Add the missing "}"', alternatives: [[edit]], preferable: true }];
}
