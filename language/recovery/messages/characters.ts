import { isComment } from '../repair/intended-words.js';

/** Says what is wrong with a text or a comment that nothing closes. */
export function neverClosed(found: string): string {
  return found.startsWith('"')
    ? "This string is never closed: write '\"' where it ends, on the same line."
    : 'This comment is never closed: write "*/" where it ends.';
}

/** Says what is wrong with characters that no word of the language can hold. */
export function unreadableCharacter(found: string): string {
  const shown = printable(found.length > 20 ? `${found.slice(0, 20)}…` : found);
  return `Unexpected "${shown}": ${advice(found)}.`;
}

function advice(found: string): string {
  if (isComment(found)) return 'a comment starts with "//"';
  if (/^[-=–—]$/.test(found)) return 'remove it';
  if (/^[-=<>‐‑‒–—―−→⟶⇒↦⟹➔➙➜➝➞➡➤⮕↔⇔⟷]/.test(found)) return 'an arrow is written "->"';
  if (found.startsWith(';')) return 'no separator is needed; remove it';
  if (/^['‘’“”„‟″«»`]/.test(found)) return 'use straight double quotes for strings, "like this"';
  if (/^.+\{$/.test(found)) return 'Confer has no such block; remove this line';
  if (/^[{}]/.test(found)) return 'a list is written without braces';
  if (/^(?:[/#]|%%)/.test(found)) return 'a comment starts with "//"';
  if (/^[[\]?!\\*+&|/~@%]+$/.test(found)) return 'remove it';
  return 'names consist of letters, digits, and "_"';
}

function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\ufeff\ufffd]/gu, (character) => {
    return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  });
}
