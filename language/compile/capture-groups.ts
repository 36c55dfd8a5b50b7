import { SkippedText } from '../ast/skipped-text.js';
import * as ast from '../generated/ast.js';

/** Whether the expression of a line may be in text that cannot be read. */
export function lacksExpression(node: ast.Capture): boolean {
  const skipped = SkippedText.of(node);
  if (!skipped.in(node)) return false;
  const lines = node.members.filter(ast.isCaptureLine);
  return lines.some((line) => line.pattern === undefined || skipped.in(line)) || skipped.between(node, node.members);
}

/** Whether the expression of a line can be read; the groups of another one are not known. */
export function isValid({ pattern = '' }: ast.CaptureLine): boolean {
  const end = pattern.lastIndexOf('/');
  try {
    new RegExp(pattern.slice(1, Math.max(1, end)));
    return true;
  } catch {
    return false;
  }
}

/** The names of the named groups of an expression. */
export function groupsOf(pattern: string): string[] {
  return [...pattern.matchAll(/\(\?<([A-Za-z_$][\w$]*)>/g)].flatMap(([, name]) => name ?? []);
}
