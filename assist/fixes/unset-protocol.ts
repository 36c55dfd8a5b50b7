import { AstUtils } from 'langium';
import { ast } from '../../language/index.js';
import type { Proposal } from '../edits/fix.js';
import type { FixContext } from '../edits/fix-context.js';
import { setProtocol, written } from '../edits/step-edits.js';

function isRowOrTrigger(node: unknown): node is ast.Row | ast.MessageTrigger {
  return ast.isRow(node) || ast.isMessageTrigger(node);
}

/** `unset-protocol`: one of the message's protocols; only the author of the model knows which. */
export function unsetProtocol(context: FixContext): Proposal[] {
  const { node } = context;
  const row = node === undefined ? undefined : AstUtils.getContainerOfType(node, isRowOrTrigger);
  const protocols = row?.message?.ref?.protocols ?? [];
  if (row === undefined) return [];
  return protocols.flatMap((reference): Proposal[] => {
    const name = reference.ref?.name;
    if (name === undefined) return [];
    return [
      {
        title: `Add "on ${name}"`,
        alternatives: [setProtocol(row, written(name))],
        preferable: protocols.length === 1,
        unmasks: 'offered',
      },
    ];
  });
}
