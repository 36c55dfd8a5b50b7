import { AstUtils } from 'langium';
import { ast } from '../../language/index.js';
import type { Proposal } from '../edits/fix.js';
import type { FixContext } from '../edits/fix-context.js';

/** `no-channel`: declares the channel that the row needs, below the others. */
export function addChannel({ finding, node, source }: FixContext): Proposal[] {
  const line = finding.data.declaration;
  const model = node === undefined ? undefined : AstUtils.getContainerOfType(node, ast.isModel);
  const last = model?.members.findLast(ast.isChannel)?.$cstNode;
  if (line === undefined || last === undefined) return [];
  const edits = [source.after(last.end, [line], source.indentation(last.offset))];
  return [{ title: `Declare "${line}"`, alternatives: [edits], preferable: true }];
}
