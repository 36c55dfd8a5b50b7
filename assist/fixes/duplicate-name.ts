import { type AstNode, AstUtils, GrammarUtils, isNamed } from 'langium';
import { ast } from '../../language/index.js';
import type { OffsetEdit, Proposal } from '../edits/fix.js';
import type { FixContext } from '../edits/fix-context.js';
import { freeName } from '../edits/free-name.js';
import { removeFromList } from '../edits/list-edits.js';
import { removeMember } from '../edits/member-edits.js';

/** `duplicate-name`: states a fact once; renames the second declaration of a name, or removes it. */
export function duplicateName(context: FixContext): Proposal[] {
  const { node, flow } = context;
  const statement = node === undefined ? undefined : AstUtils.getContainerOfType(node, ast.isFactStatement);
  if (statement !== undefined && flow !== undefined) {
    const stated = flow.node.members.filter(ast.isFactStatement);
    const first = stated.find((other) => other.fact?.$refText === statement.fact?.$refText);
    const title = 'Remove this statement';
    return [{ title, alternatives: [removeMember(context.source, statement)], preferable: first !== statement }];
  }
  const argument = node === undefined ? undefined : AstUtils.getContainerOfType(node, ast.isArgument);
  if (argument !== undefined) return givenOnce(argument);
  return node === undefined ? [] : others(context, node);
}

/** Which value is meant only the author knows: the later one is a slip more often. */
function givenOnce(argument: ast.Argument): Proposal[] {
  const { arguments: given } = argument.$container;
  const index = given.indexOf(argument);
  const first = given.findIndex((other) => other.attribute?.$refText === argument.attribute?.$refText);
  const alternatives = [removeFromList(given, new Set([index]))];
  return [{ title: 'Remove this value', alternatives, preferable: index !== first }];
}

/** Names refer to the first declaration: the others can change theirs, or go. */
function others(context: FixContext, node: AstNode): Proposal[] {
  const name = isNamed(node) ? node.name : undefined;
  const own = nameOf(node);
  if (name === undefined || own?.offset !== context.start) return [];
  const root = AstUtils.getContainerOfType(node, scopes.get(node.$type) ?? ast.isConferFile);
  if (root === undefined) return [];
  const alike = AstUtils.streamAllContents(root).filter((other) => other.$type === node.$type);
  const names = new Set(alike.flatMap((other) => (isNamed(other) ? [other.name] : [])));
  const [first, ...late] = alike.filter((other) => isNamed(other) && other.name === name);
  const [only, another] = node === first ? late : [node];
  if (first === undefined || only === undefined || another !== undefined) return [];
  const which = node === first ? 'the other one' : 'this one';
  const same = words(context, only) === words(context, first);
  const removed: Proposal = {
    title: `Remove ${which}`,
    alternatives: [removal(context, only)],
    preferable: true,
    unmasks: 'offered',
  };
  const place = nameOf(only);
  if (place === undefined) return [removed];
  const free = freeName(`${name}2`, names);
  const edit = { start: place.offset, end: place.end, text: free, select: { from: 0, length: free.length } };
  const renamed: Proposal = { title: `Rename ${which} to "${free}"`, alternatives: [[edit]], preferable: true };
  return same ? [removed, renamed] : [renamed, removed];
}

function words({ source }: FixContext, { $cstNode }: AstNode): string {
  return $cstNode === undefined ? '' : source.of($cstNode).replace(/\s+/g, ' ');
}

/** A declaration goes with its lines, a member of a list with its separator. */
function removal({ source }: FixContext, node: AstNode): OffsetEdit[] {
  const { $container: owner, $containerProperty: property = '' } = node;
  const list = (owner as unknown as Record<string, unknown> | undefined)?.[property];
  const listed = ast.isState(node) || ast.isFactValue(node) || ast.isAttribute(node);
  if (listed && Array.isArray(list)) return removeFromList(list as AstNode[], new Set([list.indexOf(node)]));
  return removeMember(source, node);
}

/** In what names of a kind must differ, if that is not the file. */
const scopes = new Map<string, (node: unknown) => node is AstNode>([
  ...['Participant', 'FlowPhase', 'Scenario'].map((type) => [type, ast.isFlow] as const),
  ...['Role', 'State', 'Fact', 'ModelPhase'].map((type) => [type, ast.isModel] as const),
  ['FactValue', ast.isFact],
  ['Attribute', ast.isMessage],
]);

function nameOf(node: AstNode): { offset: number; end: number } | undefined {
  return GrammarUtils.findNodeForProperty(node.$cstNode, 'name');
}
