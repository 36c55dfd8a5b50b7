import { lineEdits, linesOf } from '../assist/index.js';

/** Unchanged lines shown around a change. */
const CONTEXT = 3;

/** A part of two texts that differs; lines count from 0, `to` is exclusive. */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly newLines: readonly string[];
}

/** The changes of a file as `diff -u` writes them; empty if there are none. */
export function unifiedDiff(file: string, before: string, after: string): string {
  const lines = linesOf(before);
  const changes = changesOf(before, after);
  if (changes.length === 0) return '';
  const result = [`--- a/${file}`, `+++ b/${file}`];
  let shift = 0;
  for (const hunk of hunksOf(changes, lines.length)) {
    const [first] = hunk;
    const last = hunk.at(-1);
    if (first === undefined || last === undefined) continue;
    const from = Math.max(0, first.from - CONTEXT);
    const to = Math.min(lines.length, last.to + CONTEXT);
    const body: string[] = [];
    let at = from;
    let added = 0;
    for (const change of hunk) {
      body.push(...lines.slice(at, change.from).map((line) => marked(' ', line)));
      body.push(...lines.slice(change.from, change.to).map((line) => marked('-', line)));
      body.push(...change.newLines.map((line) => marked('+', line)));
      added += change.newLines.length - (change.to - change.from);
      at = change.to;
    }
    body.push(...lines.slice(at, to).map((line) => marked(' ', line)));
    const oldLength = to - from;
    const newLength = oldLength + added;
    result.push(
      `@@ -${start(from, oldLength)},${oldLength} +${start(from + shift, newLength)},${newLength} @@`,
      ...body,
    );
    shift += added;
  }
  return `${result.join('\n')}\n`;
}

/** Line numbers count from 1, and an empty part is after the line that it names. */
function start(from: number, length: number): number {
  return length === 0 ? from : from + 1;
}

function marked(mark: string, line: string): string {
  return line.endsWith('\n') ? mark + line.slice(0, -1) : `${mark}${line}\n\\ No newline at end of file`;
}

function changesOf(before: string, after: string): Change[] {
  const lineAt = new Map<number, number>();
  let offset = 0;
  for (const [index, line] of linesOf(before).entries()) {
    lineAt.set(offset, index);
    offset += line.length;
  }
  const end = linesOf(before).length;
  return lineEdits(before, after).map((edit) => ({
    from: lineAt.get(edit.start) ?? end,
    to: lineAt.get(edit.end) ?? end,
    newLines: linesOf(edit.text),
  }));
}

/** Changes whose surroundings touch are shown together. */
function hunksOf(changes: readonly Change[], length: number): Change[][] {
  const hunks: Change[][] = [];
  for (const change of changes) {
    const last = hunks.at(-1)?.at(-1);
    if (last !== undefined && change.from - last.to <= 2 * CONTEXT && length > 0) hunks.at(-1)?.push(change);
    else hunks.push([change]);
  }
  return hunks;
}
