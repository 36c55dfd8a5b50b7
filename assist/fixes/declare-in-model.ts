import { AstUtils } from 'langium';
import { ast } from '../../language/index.js';
import type { OffsetEdit, Proposal } from '../edits/fix.js';
import type { FixContext } from '../edits/fix-context.js';

/**
 * `unknown-state` and `unknown-role` within a model: declares what is named, in the form that its use requires.
 * @param likely whether no name that is there was meant
 */
export function declareInModel(context: FixContext, preferable: boolean): Proposal[] {
  const model = context.node === undefined ? undefined : AstUtils.getContainerOfType(context.node, ast.isModel);
  if (model === undefined) return [];
  const name = context.source.text.slice(context.start, context.end);
  if (context.finding.code === 'unknown-state') {
    const edits = addState(context, model, name);
    return [{ title: `Declare state "${name}"`, alternatives: [edits], preferable, unmasks: 'offered' }];
  }
  if (context.finding.code !== 'unknown-role') return [];
  // Only a party moves, and is in a state.
  const { node } = context;
  const inState = ast.isRoleMove(node) || ast.isRoleCondition(node) || ast.isAllMove(node) || ast.isAllEnd(node);
  return (inState || ast.isCountCondition(node) ? (['party'] as const) : (['party', 'system'] as const)).map(
    (kind) => ({
      title: `Declare "${kind} ${name}"`,
      alternatives: [addRole(context, model, `${kind} ${name}`)],
      preferable: preferable && kind === 'party' && (inState || ast.isCountCondition(node)),
      unmasks: 'offered',
    }),
  );
}

function addState({ source }: FixContext, model: ast.Model, name: string): OffsetEdit[] {
  const last = model.members.findLast(ast.isStateList)?.states.at(-1)?.$cstNode;
  if (last !== undefined) return [{ start: last.end, end: last.end, text: `, ${name}` }];
  return below(model.members.findLast(ast.isRole), source, `states ${name}`);
}

function addRole({ source }: FixContext, model: ast.Model, line: string): OffsetEdit[] {
  const kind = line.startsWith('party') ? 'party' : 'system';
  const roles = model.members.filter(ast.isRole);
  return below(roles.findLast((role) => role.kind === kind) ?? roles.at(-1), source, line);
}

function below(member: ast.ModelMember | undefined, source: FixContext['source'], line: string): OffsetEdit[] {
  const cst = member?.$cstNode;
  return cst === undefined ? [] : [source.after(cst.end, [line], source.indentation(cst.offset))];
}
