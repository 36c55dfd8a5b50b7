import type { Slip } from './cleaned-text.js';

/** Signs of other scripts that look like signs of the language, beside the full-width forms of ASCII. */
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
  '｜': '|',
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
 * @param unreadable what the lexer cannot read: no strings and no comments, except strings that nothing closes
 */
export function lookAlikes(text: string, unreadable: readonly UnlexedText[]): Slip[] {
  const lines = new Map<number, Found[]>();
  for (const found of [...unreadable.flatMap((stretch) => foundIn(text, stretch)), ...unpaired(text)]) {
    const line = Math.max(text.lastIndexOf('\n', found.offset - 1), text.lastIndexOf('\r', found.offset - 1));
    const known = lines.get(line);
    if (known === undefined) lines.set(line, [found]);
    else known.push(found);
  }
  return [...lines.values()].flatMap((found) => {
    const [first] = found;
    if (first === undefined) return [];
    const { offset, written, what } = first;
    const reads = found.map((each) => ({
      start: each.offset,
      end: each.offset + each.written.length,
      text: each.reads,
    }));
    const shown = isInvisible(written) ? what : `"${written}"`;
    const removal = `Remove ${isInvisible(written) ? `the ${what}` : shown}`;
    const fix = first.reads === '' ? removal : `Write ${signInWords(first.reads)}`;
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

/** Curly quotes that pair with a straight one, where a program has changed only one of the two. */
function unpaired(text: string): Found[] {
  return [...text.matchAll(/[^\r\n]*[“”„‟″][^\r\n]*/g)].flatMap(({ index, 0: line }) => {
    const [first, second] = [...line.matchAll(/[“”„‟″]/g)];
    if (first === undefined || second !== undefined || line.split('"').length % 2 !== 0) return [];
    return [{ offset: index + first.index, written: first[0], reads: '"', what: 'the curly quote' }];
  });
}
