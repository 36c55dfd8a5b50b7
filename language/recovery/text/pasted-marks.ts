import type { Replacement, Slip } from './cleaned-text.js';
import { offsetsIn, type TextStretch } from './stretches.js';
import { swappedHeads } from './swapped-heads.js';
import { typedMembers } from './typed-members.js';
import { unwrappedLists, type WrittenLine } from './unwrapped-lists.js';

/**
 * Marks at the beginning of lines that come with a pasted text: of a merge conflict or a diff, fences of Markdown, line
 * numbers, bullets and marks of quoted mails. Marks of consecutive lines are one slip. So are lists over several lines, and
 * two heads of blocks that are swapped.
 * @param comments comments of several lines
 */
export function pastedMarks(text: string, comments: readonly TextStretch[]): Slip[] {
  const written = linesOf(text, comments);
  const lists = unwrappedLists(written);
  const isListed = offsetsIn(lists.flatMap(({ reads }) => reads));
  const lines = written.filter(({ offset }) => !isListed(offset));
  const conflicts = conflictSlips(lines);
  const isTaken = offsetsIn(conflicts.flatMap(({ reads }) => reads));
  const free = lines.filter(({ offset }) => !isTaken(offset));
  const diff = diffSlips(free);
  const rest = diff.length > 0 ? free.filter(({ text: line }) => !isOfDiff(line)) : free;
  return [
    ...swappedHeads(written),
    ...lists,
    ...typedMembers(text, written),
    ...conflicts,
    ...diff,
    ...fenceSlips(rest),
    ...numberSlips(rest),
    ...markSlips(rest, mayHaveLetterBullets(text)),
  ];
}

function linesOf(text: string, comments: readonly TextStretch[]): WrittenLine[] {
  const isComment = offsetsIn(comments);
  const lines: WrittenLine[] = [];
  let offset = 0;
  for (const [number, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (!isComment(offset)) lines.push({ number, offset, text: line });
    offset += line.length;
    offset += text.startsWith('\r\n', offset) ? 2 : 1;
  }
  return lines;
}

const whole = ({ offset, text }: WrittenLine): Replacement => ({
  ...{ start: offset, end: offset + text.length, text: '' },
  wholeLines: true,
});

const conflictStart = /^<{7}(?:\s.*)?$/;
const conflictDivider = /^(?:={7}|\|{7})(?:\s.*)?$/;
const conflictEnd = /^>{7}(?:\s.*)?$/;

/** For each line, the index of the next one after it that a pattern matches; infinite if there is none. */
function nextMatches(lines: readonly WrittenLine[], pattern: RegExp): number[] {
  const next = lines.map(() => Number.POSITIVE_INFINITY);
  let found = Number.POSITIVE_INFINITY;
  for (let at = lines.length - 1; at >= 0; at--) {
    next[at] = found;
    if (pattern.test(lines[at]?.text ?? '')) found = at;
  }
  return next;
}

/** Conflicts of a merge, read as their first side; a marker without its others is one as well. */
function conflictSlips(lines: readonly WrittenLine[]): Slip[] {
  const isMarker = ({ text }: WrittenLine) =>
    [conflictStart, conflictDivider, conflictEnd].some((marker) => marker.test(text));
  if (!lines.some(isMarker)) return [];
  const [starts, dividers, ends] = [conflictStart, conflictDivider, conflictEnd].map((marker) =>
    nextMatches(lines, marker),
  );
  const slips: Slip[] = [];
  for (let at = 0; at < lines.length; at++) {
    const first = lines[at];
    if (first === undefined || !isMarker(first)) continue;
    const [sign = ''] = first.text.split(/\s/, 1);
    const [start = 0, divider = 0, end = 0] = [starts?.[at], dividers?.[at], ends?.[at]];
    const [second, last] = [lines[divider], lines[end]];
    const isWhole = sign.startsWith('<') && divider < Math.min(start, end);
    if (!isWhole || second === undefined || last === undefined) {
      const message = `Unexpected "${sign}": a merge conflict marker. Remove its line.`;
      const fix = 'Remove the marker';
      slips.push({ offset: first.offset, length: sign.length, message, reads: [whole(first)], fix });
      continue;
    }
    const message = `Unresolved merge conflict up to line ${last.number + 1}. Keep one side, and remove the markers.`;
    const reads = [whole(first), { ...whole(last), start: second.offset }];
    slips.push({ offset: first.offset, length: sign.length, message, reads, fix: null });
    at = end;
  }
  return slips;
}

/** Heads of a diff and of its parts. */
const diffHead = /^(?:diff --git .*|index [0-9a-f]{6,}\.\..*|@@ .*@@.*|--- [^->].*|\+\+\+ .*|\\ No newline.*)$/;
const added = /^\+(?![-=]*>)/;
const removed = /^-(?![-=]*>|-\s)/;
const isOfDiff = (line: string) => diffHead.test(line) || added.test(line) || removed.test(line);

/** A pasted diff, read as the text after it. */
function diffSlips(lines: readonly WrittenLine[]): Slip[] {
  const isDiff = lines.some(({ text }) => added.test(text) || /^(?:@@ .*@@|diff --git )/.test(text));
  const marked = isDiff ? lines.filter(({ text }) => isOfDiff(text)) : [];
  const [first] = marked;
  if (first === undefined) return [];
  const isLost = ({ text }: WrittenLine) => diffHead.test(text) || removed.test(text);
  const reads = marked.map((line) =>
    isLost(line) ? whole(line) : { start: line.offset, end: line.offset + 1, text: '' },
  );
  const sign = diffHead.test(first.text) ? (/^\S+/.exec(first.text)?.[0] ?? '') : first.text.charAt(0);
  const remedy = marked.some(isLost)
    ? 'Remove the "+" at the start of lines, and the lines that begin with "-" or are diff headers'
    : `Remove it${marked.length > 1 ? ' from each line' : ''}`;
  const message = `Unexpected "${sign}": a diff marker. ${remedy}.`;
  const fix = 'Remove the diff markers';
  return [{ offset: first.offset, length: sign.length, message, reads, fix }];
}

/** Fences of Markdown: one slip for the two around a text. */
function fenceSlips(lines: readonly WrittenLine[]): Slip[] {
  const fences = lines.filter(({ text }) => /^\s*(?:\x60{3,}|~{3,})\s*(?:[\w-]+\s*)?$/.test(text));
  const slips: Slip[] = [];
  for (let at = 0; at < fences.length; at += 2) {
    const [open, close] = [fences[at], fences[at + 1]];
    if (open === undefined) break;
    const sign = open.text.trim();
    const also = close === undefined ? '' : `, and the one on line ${close.number + 1}`;
    const message = `Unexpected "${sign}": a Markdown fence. Remove it${also}.`;
    const reads = [open, ...(close === undefined ? [] : [close])].map(whole);
    const offset = open.offset + open.text.indexOf(sign);
    slips.push({ offset, length: sign.length, message, reads, fix: 'Remove the fence' });
  }
  return slips;
}

/** The mark at the beginning of a line. */
interface Mark extends WrittenLine {
  /** The text before the mark, and the mark with the white space after it. */
  readonly before: string;
  readonly mark: string;
}

/** Splits lines with marks into runs of consecutive ones; blank lines do not end a run. */
function runsOf(
  lines: readonly WrittenLine[],
  markOf: (line: WrittenLine) => Mark | null,
  follows: (one: Mark, next: Mark) => boolean,
): Mark[][] {
  const runs: Mark[][] = [];
  let open = false;
  for (const line of lines) {
    if (line.text.trim() === '') continue;
    const mark = markOf(line);
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (mark !== null && open && run !== undefined && last !== undefined && follows(last, mark)) run.push(mark);
    else if (mark !== null) runs.push([mark]);
    open = mark !== null;
  }
  return runs;
}

function slipOf(run: readonly Mark[], what: string, fix: string): Slip[] {
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined) return [];
  const sign = first.mark.trim();
  const remedy = run.length > 1 ? `Remove it from each line up to line ${last.number + 1}` : 'Remove it';
  const message = `Unexpected "${sign}": ${what}. ${remedy}.`;
  const reads = run.map(({ offset, before, mark }) => {
    const start = offset + before.length;
    return { start, end: start + mark.length, text: '' };
  });
  const offset = first.offset + first.text.indexOf(sign);
  return [{ offset, length: sign.length, message, reads, fix }];
}

/** Numbers of lines: of several lines, or with the sign that programs write after them. */
function numberSlips(lines: readonly WrittenLine[]): Slip[] {
  const numberOf = (line: WrittenLine): Mark | null => {
    const [, before = '', mark = ''] = /^(\s*)(\d+(?:[→\t]|\s*[|│:.)](?:\s|$)?|(?:\s|$)))/.exec(line.text) ?? [];
    // A sign or a tab ends a column of numbers; the rest is the line.
    const isColumn = /[|│:→\t]/.test(mark);
    if (mark === '') return null;
    return isColumn ? { ...line, before: '', mark: before + mark } : { ...line, before, mark };
  };
  const value = ({ mark }: Mark) => Number.parseInt(mark, 10);
  const runs = runsOf(lines, numberOf, (one, next) => [1, next.number - one.number].includes(value(next) - value(one)));
  return runs
    .filter(([first, second]) => second !== undefined || /^\d+(?:\s*[|│]|\t)/.test(first?.mark.trimStart() ?? ''))
    .flatMap((run) => slipOf(run, 'a line number', 'Remove the line numbers'));
}

const bullet = /^(\s*)([•‣▪▫■□●○◦·∙⁃➢➤✓✔\uf0b7\uf0a7\uf0d8§*–—-]\s+)(?=\S)/;
const letterBullet = /^(\s*)(o\t\s*)(?=[^\s<:,-])/;
const numbering = /^(\s*)(\(?(?:\d+|[a-z]|[ivx]+)[.)]\s+)(?=\S)/;
const quotation = /^(\s*)((?:>\s?)+)/;

/**
 * Whether lines may begin with `o` and a tab, a bullet of word processors. The letter is a name of the file if it is
 * written elsewhere too.
 */
export function mayHaveLetterBullets(text: string): boolean {
  return /^[^\S\r\n]*o\t/m.test(text) && !/\S[^\S\r\n]*\bo\b|^[^\S\r\n]*o\b(?!\t)/m.test(text);
}

/** Bullets, numbers of lists and marks of quoted mails. */
function markSlips(lines: readonly WrittenLine[], letters: boolean): Slip[] {
  const markIn =
    (pattern: RegExp) =>
    (line: WrittenLine): Mark | null => {
      const [, before = '', mark = ''] = pattern.exec(line.text) ?? [];
      return mark === '' ? null : { ...line, before, mark };
    };
  const always = () => true;
  const states = new Set(lines.filter(({ text }) => /^\s*states\b[^,]*$/.test(text)).map(({ number }) => number + 1));
  const isYaml = ({ text }: Mark) => /^\s*-\s+\w+:(?:\s|$)/.test(text);
  const isList = (run: readonly Mark[]) =>
    run[0] !== undefined && !states.has(run[0].number) && (run.length > 2 || !run.every(isYaml));
  const bulletIn = (line: WrittenLine) => markIn(bullet)(line) ?? (letters ? markIn(letterBullet)(line) : null);
  const bullets = runsOf(lines, bulletIn, always).filter(isList);
  // A single mark of the keyboard is left to what it may mean in its line.
  const sure = bullets.filter(([first, second]) => second !== undefined || !/^[-*–—•]/.test(first?.mark ?? ''));
  const numbers = runsOf(lines, markIn(numbering), always).filter(
    (run) => isList(run) && run.length > 1 && !run.every(({ mark }) => /^\d/.test(mark)),
  );
  const quotes = runsOf(lines, markIn(quotation), always).filter(
    (run) => run.length > 1 && run.some(({ text }) => /->|[{}]/.test(text)),
  );
  return [
    ...sure.flatMap((run) => slipOf(run, 'lines are written without bullets', 'Remove the bullets')),
    ...numbers.flatMap((run) => slipOf(run, 'lines are written without numbers', 'Remove the numbers')),
    ...quotes.flatMap((run) => slipOf(run, 'a marker of quoted text', 'Remove the markers')),
  ];
}
