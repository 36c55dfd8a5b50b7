import type { LangiumDocument } from 'langium';
import { applyChanges, type FormatChange, formatDocument } from '../format/formatter.js';
import { applyEdits, type OffsetEdit, overlapping } from './fix.js';
import { SourceText } from './source-text.js';
import { tidyChanges } from './tidy-changes.js';

/**
 * The edits of a document with what the formatter makes of what they write, and of the lines around that were laid out
 * as it has them before. What an author lays out in another way stays, and new lines among such lines are like them.
 * @param before the document they are for
 * @param after the document as they leave it, parsed
 */
export function formattedEdits(
  before: LangiumDocument,
  edits: readonly OffsetEdit[],
  after: LangiumDocument,
): readonly OffsetEdit[] {
  const indent = new SourceText(before).unit;
  const changes = tidyChanges(before, edits, after, formatDocument(after, { indent }), untidyLines(before, indent));
  if (changes.length === 0) return edits;
  const together = merged(edits, changes);
  const formattedText = applyChanges(after.textDocument.getText(), changes);
  // A change over two edits at once is too much: better untidy than wrong.
  const holds = !overlapping(together) && applyEdits(before.textDocument.getText(), together) === formattedText;
  return holds ? together : edits;
}

/** By the document's links, as an analysis is: asked for each fix of a version. */
const untidyLinesByVersion = new WeakMap<LangiumDocument['references'], ReadonlySet<number>>();

/** Lines in front of whose words, or between them, the formatter has something to change. */
function untidyLines(document: LangiumDocument, indent: string): ReadonlySet<number> {
  let lines = untidyLinesByVersion.get(document.references);
  if (lines === undefined) {
    const changes = formatDocument(document, { indent, unreadable: true });
    lines = new Set(changes.map(({ end }) => document.textDocument.positionAt(end).line));
    untidyLinesByVersion.set(document.references, lines);
  }
  return lines;
}

/** A stretch of the text after the edits that an edit or a change has written. */
interface Piece {
  /** By offsets in the text before. */
  start: number;
  end: number;
  /** By offsets in the text after. */
  from: number;
  to: number;
  text: string;
  select: OffsetEdit['select'];
}

/** Edits and then changes of what they leave, as edits. */
function merged(edits: readonly OffsetEdit[], changes: readonly FormatChange[]): OffsetEdit[] {
  const pieces: Piece[] = [];
  let shift = 0;
  for (const { start, end, text, select } of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    pieces.push({ start, end, from: start + shift, to: start + shift + text.length, text, select });
    shift += text.length - (end - start);
  }
  // From the last to the first: what a change moves is then never looked at again.
  for (const change of [...changes].reverse()) workIn(pieces, change);
  return pieces.map(({ start, end, text, select }) => ({
    start,
    end,
    text,
    ...(select === undefined ? {} : { select }),
  }));
}

function workIn(pieces: Piece[], change: FormatChange): void {
  const own = pieces.find(({ from, to }) => change.start <= to && change.end >= from);
  if (own === undefined) {
    const next = pieces.findIndex(({ from }) => from > change.start);
    const at = next < 0 ? pieces.length : next;
    const before = pieces[at - 1];
    const shift = before === undefined ? 0 : before.to - before.end;
    const { start, end, text } = change;
    pieces.splice(at, 0, { start: start - shift, end: end - shift, from: start, to: end, text, select: undefined });
    return;
  }
  // Text around the piece that the change covers becomes part of it.
  const before = Math.max(0, own.from - change.start);
  const after = Math.max(0, change.end - own.to);
  const start = Math.max(0, change.start - own.from);
  const end = Math.min(own.text.length, Math.max(0, change.end - own.from));
  own.text = own.text.slice(0, start) + change.text + own.text.slice(end);
  if (own.select !== undefined && end <= own.select.from) {
    own.select = { from: own.select.from + change.text.length - (end - start), length: own.select.length };
  }
  own.start -= before;
  own.from -= before;
  own.end += after;
  own.to += after;
}
