import { SkippedText } from '../ast/skipped-text.js';
import * as ast from '../generated/ast.js';

/** Whether the expression of a line may be in text that cannot be read. */
export function lacksExpression(node: ast.Capture): boolean {
  const skipped = SkippedText.of(node);
  if (!skipped.in(node)) return false;
  const lines = node.members.filter(ast.isCaptureLine);
  return lines.some((line) => line.pattern === undefined || skipped.in(line)) || skipped.between(node, node.members);
}
