import { editDistance } from '../../../check/index.js';
import type { Token } from '../automaton.js';
import type { ExpectedToken } from '../parser-state.js';
import { isCommentLine } from '../text/comment-lines.js';
import { isSynonym } from './synonyms.js';
import type { Edit } from './token-edit.js';

/** Whether a word is another one misspelled, or not written to its end. */
export function isNear(image: string, wanted: string): boolean {
  if (image.length < 2 || image === wanted) return false;
  if (image.length > 2 && (wanted.startsWith(image) || image.startsWith(wanted))) return true;
  const bound = Math.min(image.length, wanted.length) > 3 ? 2 : 1;
  return editDistance(image.toLowerCase(), wanted, bound) <= bound;
}

/** Whether a word is meant as another one: misspelled, or another notation's. */
export function mayMean(image: string, wanted: string): boolean {
  return isNear(image, wanted) || isSynonym(image, wanted);
}

const JOINED_NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]+$/u;

/** Whether a text is a name in quotes. */
export function isQuotedName(image: string): boolean {
  return /^"[\p{L}_][\p{L}\p{N}_]*"$/u.test(image);
}

/** Whether a text is a name in quotes, or one with signs or a first digit that a name cannot have. */
export function isNearlyName(image: string): boolean {
  if (/^\d+(?:\.\d+)?$/.test(image)) return false;
  return isQuotedName(image) || (JOINED_NAME.test(image) && (/[-.]/.test(image) || /^\p{N}/u.test(image)));
}

/** The valid name for what is almost a name. */
export function writableName(image: string): string {
  if (image.startsWith('"')) return image.slice(1, -1);
  const [, digits = '', rest = ''] = /^(\p{N}+)(.*)$/u.exec(image) ?? ['', '', image];
  return `${rest.replace(/^[-.]+/, '')}${digits}`.replace(/[-.]+/g, '_');
}

/** Whether a name is wanted as the value of an attribute. */
export function isValue({ kind, rule }: ExpectedToken): boolean {
  return kind === 'name' && rule === 'WordLiteral';
}

/** Whether characters are a number as other notations write it: `1e3`, `0x10`, `1_000`. */
export function isNumber(image: string): boolean {
  return /^\d+$/.test(String(Number(image.replaceAll('_', ''))));
}

/** What begins as a number, as a value: `1e3` as `1000`, `3rd` as a text. */
export function writableValue(image: string): string {
  return isNumber(image) ? String(Number(image.replaceAll('_', ''))) : JSON.stringify(image);
}

/** Whether characters are a text of several words without quotes. */
export function isUnquoted(image: string): boolean {
  return /^[\p{L}_]\S*(?:\s|"$)/u.test(image);
}

/** Words, or a text in other quotes, as a text in straight double quotes. */
export function writableText(image: string): string {
  const inner = image.startsWith('""') ? image.slice(2, -2) : image.slice(1, -1);
  return JSON.stringify(isQuoted(image) ? inner : image.replace(/"$/, ''));
}

/** Whether a word of the text is read as the wanted one, not only skipped. */
export function isReadAs({ kind }: Edit, found: Token, wanted: ExpectedToken): boolean {
  // `unless` asks for the contrary of `when`.
  if (kind !== 'replace' || (wanted.text === 'when' && /^unless$/i.test(found.image))) return false;
  if (wanted.kind === 'name') return isNearlyName(found.image);
  if (wanted.kind === 'literal') return isQuoted(found.image) || isUnquoted(found.image);
  return wanted.kind === 'sign' || (wanted.kind === 'word' && mayMean(found.image, wanted.text));
}

/** The text that a written word is read as. */
export function intendedWord(image: string, { kind, text }: ExpectedToken): string {
  if (kind === 'literal') return writableText(image);
  if (kind !== 'name') return text;
  return image.startsWith('"') ? writableName(image) : image;
}

/** Whether characters that are no sign of the language look like an arrow. */
export function looksLikeArrow(image: string): boolean {
  return /^(?:[-=~.‐‑‒–—―−]+>{0,2}|<{1,2}[-=~.‐‑‒–—―−]+>{0,2}|[→⟶⇒↦⟹➔➙➜➝➞➡➤⮕↔⇔⟷])$/.test(image.replaceAll(' ', ''));
}

/** Whether an arrow of another notation points from its second end to its first. */
export function isReversedArrow(image: string): boolean {
  return /^<{1,2}[-=~.]+$/.test(image.replaceAll(' ', ''));
}

/** Whether an arrow of another notation points both ways. */
export function isTwoWay(image: string): boolean {
  return /^(?:<.*>|[↔⇔⟷])$/.test(image);
}

/** Whether characters are a comment of another notation, up to the end of its line. */
export function isComment(image: string): boolean {
  return /^(?:#|%%|'[^']*$|--\s*[^\s>])/.test(image) || isCommentLine(image);
}

/** Whether words close a block in other notations. */
export function isBlockEnd(image: string): boolean {
  return /^(?:fi|esac|end[\s_]*(?:alt|capture|event|flow|fork|group|if|loop|message|model|opt|par|phase|request|scenario|state|when|while)?)$/i.test(
    image,
  );
}

/** Whether a word is where prose has one and Confer none: `next to A`, `as the server`, `when f is v then {`. */
export function isFiller(image: string, before: string, after: string): boolean {
  if (after === '{') return /^(?:then|do)$/.test(image);
  if (!/^[\w"]/.test(after)) return false;
  return image === 'not'
    ? before === 'is'
    : /^(?:an?|are|by|for|the|in|is|model|not|of|on|parties|phase|protocol|role|roles|state|to)$/.test(image) &&
        /^(?:according|all|answers|as|but|except|follows|from|initially|instance|is|next|on|replaces|start|states|to|trigger|with|without)$/.test(
          before,
        );
}

/** Whether a sign marks an item of a list, as in Markdown and YAML. */
export function isBullet(image: string): boolean {
  return /^(?:[-*+•–]|\*\*|__)$/.test(image);
}

/** Whether characters are a text in the quotes of another notation. */
export function isQuoted(image: string): boolean {
  return /^(?:"[^"]*"[^"]+"[^"]*"|'[^']*'|[‘’][^‘’]*[‘’]|[“”„‟″][^“”„‟″]*[“”‟″]|«[^»]*»|`[^`]*`)$/.test(image);
}

/** Whether a line joins two ends that has no direction, or the other one. */
export function isUndirected(image: string): boolean {
  return /^(?:[-–—=~.]+|<[-=~.]+)$/.test(image);
}
