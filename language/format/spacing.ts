import { isArgument, isAttribute, isFact } from '../generated/ast.js';
import type { Token } from './tokens.js';

const clauses = new Set([
  'after',
  'and',
  'answers',
  'as',
  'at',
  'follows',
  'from',
  'inferred',
  'initially',
  'is',
  'next',
  'on',
  'replaces',
  'to',
]);

/** How many spaces stand between two tokens of a line. */
export function spacesBetween(previous: Token, next: Token): number {
  if (previous.comment !== null || next.comment !== null) return 1;
  if (previous.text === '(' || previous.text === '.') return 0;
  if ([',', ')', '.', '('].includes(next.text)) return 0;
  if (next.text === ':') {
    const owner = next.leaf.astNode;
    return isArgument(owner) || isAttribute(owner) || isFact(owner) ? 0 : 1;
  }
  return previous.text === '{' && next.text === '}' ? 0 : 1;
}

/** Whether an author's line break inside a step, a row or a heading is kept: at a list's commas and before a clause. */
export function mayBreakBetween(previous: Token, next: Token): boolean {
  if (previous.comment !== null || next.comment !== null) return true;
  if ([',', '|', '('].includes(previous.text)) return next.text !== ')';
  return next.text === '|' || next.text.startsWith('"') || clauses.has(next.text);
}
