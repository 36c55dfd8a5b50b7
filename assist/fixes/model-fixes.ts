import { type AstNode, AstUtils, CstUtils, GrammarUtils } from 'langium';
import { ast } from '../../language/index.js';
import type { Range } from '../../timeline/types/timeline.js';
import type { OffsetEdit, Proposal } from '../edits/fix.js';
import type { FixContext } from '../edits/fix-context.js';
import { removeFromList } from '../edits/list-edits.js';

/** `unreachable-state`: removes the state; a name that is still used somewhere brings it back. */
export function unreachableState({ node, source }: FixContext): Proposal[] {
  if (!ast.isState(node)) return [];
  const { states } = node.$container;
  const list = node.$container.$cstNode;
  const alone = list === undefined ? [] : [source.removal(list)];
  const edits = states.length > 1 ? removeFromList(states, new Set([states.indexOf(node)])) : alone;
  return [{ title: `Remove state "${node.name}"`, alternatives: [edits], preferable: true }];
}

/** `pending-without-exit`: takes out `pending`. */
export function pendingWithoutExit({ node }: FixContext): Proposal[] {
  const word = ast.isState(node) ? GrammarUtils.findNodeForKeyword(node.$cstNode, 'pending') : undefined;
  const name = GrammarUtils.findNodeForProperty(node?.$cstNode, 'name');
  if (!ast.isState(node) || word === undefined || name === undefined) return [];
  const edits = [{ start: word.offset, end: name.offset, text: '' }];
  return [
    {
      title: `Remove "pending" from state "${node.name}"`,
      alternatives: [edits],
      preferable: true,
      unmasks: 'offered',
    },
  ];
}

/** `contradictory-condition`: takes out one of the two; only the author of the model knows which was meant. */
export function contradictoryCondition(context: FixContext): Proposal[] {
  const related = context.finding.related[0]?.range;
  const both = [
    conditionAt(context, context.finding.range),
    related === undefined ? undefined : conditionAt(context, related),
  ];
  return both.flatMap((condition): Proposal[] => {
    const cst = condition?.$cstNode;
    if (condition === undefined || cst === undefined) return [];
    const title = `Remove the condition "${context.source.of(cst)}"`;
    return [{ title, alternatives: [withoutCondition(context, condition)], preferable: false, unmasks: 'offered' }];
  });
}

/** `outcome-not-observed`: a row by which another outcome notifies the same role. */
export function outcomeNotObserved({ node, finding, source }: FixContext): Proposal[] {
  const phase = node === undefined ? undefined : AstUtils.getContainerOfType(node, ast.isModelPhase);
  const last = phase?.members.at(-1)?.$cstNode;
  if (last === undefined) return [];
  return (finding.data.expected ?? []).map((row) => ({
    title: `Add "${row}"`,
    alternatives: [[source.after(last.end, [row], source.indentation(last.offset))]],
    preferable: false,
    unmasks: 'offered',
  }));
}

function conditionAt(context: FixContext, range: Range): ast.Condition | undefined {
  const root = context.document.parseResult.value.$cstNode;
  const leaf = root === undefined ? undefined : CstUtils.findLeafNodeAtOffset(root, context.offset(range.start));
  return leaf === undefined ? undefined : AstUtils.getContainerOfType(leaf.astNode, isCondition);
}

function isCondition(node: AstNode): node is ast.Condition {
  return ast.isRoleCondition(node) || ast.isCountCondition(node) || ast.isFactCondition(node);
}

/** With the last condition go `needs`; rows under a `when` stay, without it. */
function withoutCondition({ source }: FixContext, condition: ast.Condition): OffsetEdit[] {
  const holder = condition.$container;
  const { conditions } = holder;
  if (conditions.length > 1) return removeFromList(conditions, new Set([conditions.indexOf(condition)]));
  if (holder.$cstNode === undefined) return [];
  return ast.isNeeds(holder) ? [source.removal(holder.$cstNode)] : [];
}
