import { lineEnd, lineStart } from '../../../timeline/types/text-lines.js';
import type { Slip } from './cleaned-text.js';

/** Signs that look like those of the language; full-width forms of ASCII that stand for these are not listed. */
const SIGNS: Readonly<Record<string, string>> = {
  '、': ',',
  '﹐': ',',
  '‚': ',',
  '︰': ':',
  '﹕': ':',
  '∶': ':',
  '﹙': '(',
  '﹚': ')',
  '﹛': '{',
  '﹜': '}',
  '│': '|',
  '∣': '|',
  '。': '',
  '；': '',
};
const ENTITIES: Readonly<Record<string, string>> = {
  '&gt;': '>',
  '&lt;': '<',
  '&amp;': '&',
  '&quot;': '"',
  '&nbsp;': ' ',
  '&#34;': '"',
  '&#39;': "'",
  '&#62;': '>',
  '&#60;': '<',
};
const entity = new RegExp(Object.keys(ENTITIES).join('|'), 'y');

/** Whether a character is not shown: of no width, or a mark of direction or variation. */
function isInvisible(character: string): boolean {
  return /^(?:\u00ad|[\u200b-\u200f]|[\u202a-\u202e]|[\u2060-\u2069]|[\ufe00-\ufe0f]|\ufeff)$/.test(character);
}

interface Found {
  readonly offset: number;
  readonly written: string;
  readonly reads: string;
  readonly what: string;
}

/** A stretch of a text that the lexer cannot read, in UTF-16 units. */
export interface UnlexedText {
  readonly offset: number;
  readonly length: number;
}

/**
 * Characters that look like others or like nothing, as programs write them for the ones of the language: one slip for
 * each line.
 * @param unreadable what the lexer cannot read
 * @param isPassed whether an offset is in a comment, or in what is left out of the text anyway
 */
export function lookAlikes(
  text: string,
  unreadable: readonly UnlexedText[],
  isPassed: (offset: number) => boolean,
): Slip[] {
  const signs = unreadable.filter(({ offset }) => !isPassed(offset)).flatMap((stretch) => foundIn(text, stretch));
  const found = [...signs, ...unpaired(text, isPassed)];
  return byLine(text, found).flatMap((ofLine) => {
    const [first] = ofLine;
    if (first === undefined) return [];
    const { offset, written, what } = first;
    const reads = ofLine.map((each) => ({
      start: each.offset,
      end: each.offset + each.written.length,
      text: each.reads,
    }));
    const shown = isInvisible(written) ? what : `"${written}"`;
    const removal = `Remove ${isInvisible(written) ? `the ${what}` : shown}`;
    const fix = first.reads === '' ? removal : `Change to ${signInWords(first.reads)}`;
    const remedy = first.reads === '' ? 'Remove it' : `Write ${signInWords(first.reads)} instead of ${what}`;
    const message = `Unexpected ${isInvisible(written) ? `${what} (${codeOf(written)})` : shown}. ${remedy}.`;
    return [{ offset, length: written.length, message, reads, fix }];
  });
}

/** A sign in quotes that it does not close; a space by its name. */
function signInWords(sign: string): string {
  if (sign === ' ') return 'a space';
  return sign === '"' ? `'"'` : `"${sign}"`;
}

function codeOf(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function foundIn(text: string, { offset, length }: UnlexedText): Found[] {
  const found: Found[] = [];
  for (let at = offset; at < offset + length; at++) {
    const written = text.charAt(at);
    entity.lastIndex = at;
    const [name] = entity.exec(text) ?? [];
    const [sign, code] = [SIGNS[written], written.charCodeAt(0)];
    if (name !== undefined) {
      found.push({ offset: at, written: name, reads: ENTITIES[name] ?? '', what: 'the HTML entity' });
    } else if (sign !== undefined) {
      found.push({ offset: at, written, reads: sign, what: 'the look-alike character' });
    } else if (code > 0xff00 && code < 0xff5f) {
      const reads = String.fromCharCode(code - 0xfee0);
      found.push({ offset: at, written, reads, what: 'the full-width character' });
    } else if (isInvisible(written)) found.push({ offset: at, written, reads: '', what: 'invisible character' });
  }
  return found;
}

/**
 * Curly quotes that pair with a straight one, because a program has changed only one of the two: the only curly one of a
 * line with an odd number of straight ones. The lexer may read it in another string, `"a”, "b"`.
 */
function unpaired(text: string, isPassed: (offset: number) => boolean): Found[] {
  const found: Found[] = [];
  let end = -1;
  for (const { index } of text.matchAll(/[“”„‟″]/g)) {
    if (index < end) continue;
    const start = lineStart(text, index);
    end = lineEnd(text, index);
    const quotes = [...text.slice(start, end).matchAll(/["“”„‟″]/g)].filter((quote) => !isPassed(start + quote.index));
    const [curly, second] = quotes.filter(([sign]) => sign !== '"');
    if (curly === undefined || second !== undefined || quotes.length % 2 !== 0) continue;
    found.push({ offset: start + curly.index, written: curly[0], reads: '"', what: 'the curly quote' });
  }
  return found;
}

/** What is found in a text, in its order, by lines. */
function byLine(text: string, found: readonly Found[]): Found[][] {
  const lines: Found[][] = [];
  let end = -1;
  for (const each of [...found].sort((a, b) => a.offset - b.offset)) {
    if (each.offset < end) lines.at(-1)?.push(each);
    else {
      lines.push([each]);
      end = lineEnd(text, each.offset);
    }
  }
  return lines;
}
