import { ast } from '../../language/index.js';
import type { FormatToken } from './tokens.js';

const clauses = new Set([
  'after',
  'and',
  'answers',
  'as',
  'at',
  'follows',
  'from',
  'given',
  'inferred',
  'initially',
  'is',
  'next',
  'on',
  'replaces',
  'to',
  'within',
]);

/** Signs with no space before them, and those that the next word follows at once. */
const [closeBefore, closeBehind] = [new Set([',', ')', '.', '(']), new Set(['(', '.'])];
const closeColons = new Set<string>([ast.Argument.$type, ast.Attribute.$type, ast.Fact.$type, ast.StateList.$type]);

/**
 * A sign or word with the spaces that belong around it, in the midst of a line.
 * @param rule what it is a part of
 */
export function spaced(text: string, rule: string): string {
  const before = closeBefore.has(text) || (text === ':' && closeColons.has(rule)) ? '' : ' ';
  return `${before}${text}${closeBehind.has(text) ? '' : ' '}`;
}

/** Number of spaces between two tokens of a line. */
export function spacesBetween(previous: FormatToken, next: FormatToken): number {
  if (previous.comment !== null || next.comment !== null) return 1;
  if (closeBehind.has(previous.text) || closeBefore.has(next.text)) return 0;
  if (next.text === ':') return closeColons.has(next.leaf.astNode.$type) ? 0 : 1;
  return previous.text === '{' && next.text === '}' ? 0 : 1;
}

/** Whether an author's line break inside a step, a row or a heading is kept: at a list's commas and before a clause. */
export function mayBreakBetween(previous: FormatToken, next: FormatToken): boolean {
  if (previous.comment !== null || next.comment !== null) return true;
  if ([',', '|', '('].includes(previous.text)) return next.text !== ')';
  return next.text === '|' || next.text.startsWith('"') || clauses.has(next.text);
}
