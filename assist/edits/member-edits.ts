import { type AstNode, GrammarUtils } from 'langium';
import { ast } from '../../language/index.js';
import type { OffsetEdit } from './fix.js';
import { removeFromList } from './list-edits.js';
import type { SourceText } from './source-text.js';

/** Declares a participant, below those of its kind, or states a fact: below those that are there, above the phases. */
export function addDeclaration(source: SourceText, flow: ast.Flow, line: string): OffsetEdit[] {
  const members = (flow.members ?? []).filter((member) => member !== undefined);
  const isHead = (member: AstNode) => ast.isParticipant(member) || ast.isFactStatement(member);
  const [, kind] = /^(party|system) /.exec(line) ?? [];
  const participants = members.filter(ast.isParticipant);
  const first = participants[0]?.$cstNode;
  // Parties come first: the first party is put above the systems.
  if (kind === 'party' && first !== undefined && participants.every((other) => other.kind !== kind)) {
    return [source.before(first, line)];
  }
  const alike = participants.findLast((other) => other.kind === kind) ?? participants.at(-1);
  const last = (kind === undefined ? members.findLast(isHead) : alike)?.$cstNode;
  if (last !== undefined) return [source.after(last.end, [line], source.indentation(last.offset))];
  const open = GrammarUtils.findNodeForKeyword(flow.$cstNode, '{');
  if (open === undefined) return [];
  const cst = members[0]?.$cstNode;
  const indentation =
    cst !== undefined && source.startsLine(cst.offset)
      ? source.indentation(cst.offset)
      : source.indentation(flow.$cstNode?.offset ?? 0) + source.unit;
  return [source.after(open.end, [line], indentation)];
}

/** Takes a declaration or a statement out with its lines. */
export function removeMember(source: SourceText, node: AstNode | undefined): OffsetEdit[] {
  return node?.$cstNode === undefined ? [] : [source.removal(node.$cstNode)];
}

/** Gives a participant one more default role. */
export function addRole(participant: ast.Participant, role: string): OffsetEdit[] {
  const nodes = GrammarUtils.findNodesForProperty(participant.$cstNode, 'roles');
  const last = nodes.at(-1);
  if (last !== undefined) return [{ start: last.end, end: last.end, text: `, ${role}` }];
  const before =
    GrammarUtils.findNodeForProperty(participant.$cstNode, 'title') ??
    GrammarUtils.findNodeForProperty(participant.$cstNode, 'name');
  return before === undefined ? [] : [{ start: before.end, end: before.end, text: ` as ${role}` }];
}

/** Binds a role in one phase. */
export function addBinding(phase: ast.FlowPhase, participant: string, role: string): OffsetEdit[] {
  const { realizes } = phase;
  const last = realizes?.bindings.at(-1)?.$cstNode;
  const text = `${participant} as ${role}`;
  if (last !== undefined) return [{ start: last.end, end: last.end, text: `, ${text}` }];
  const end = realizes?.$cstNode?.end;
  return end === undefined ? [] : [{ start: end, end, text: `(${text})` }];
}

/** Takes a binding out, with the brackets if it is the only one. */
export function removeBinding(binding: ast.Binding): OffsetEdit[] {
  const { bindings, $cstNode } = binding.$container;
  if (bindings.length > 1) return removeFromList(bindings, new Set([bindings.indexOf(binding)]));
  const open = GrammarUtils.findNodeForKeyword($cstNode, '(');
  const close = GrammarUtils.findNodeForKeyword($cstNode, ')');
  return open === undefined || close === undefined ? [] : [{ start: open.offset, end: close.end, text: '' }];
}

/** Takes a default role from a participant. */
export function removeRole(participant: ast.Participant, role: string): OffsetEdit[] {
  const nodes = GrammarUtils.findNodesForProperty(participant.$cstNode, 'roles');
  const index = participant.roles.findIndex(({ ref, $refText }) => (ref?.name ?? $refText) === role);
  const own = nodes[index];
  if (own === undefined) return [];
  const neighbor = nodes[index - 1] ?? nodes[index + 1];
  if (neighbor !== undefined) {
    return index > 0
      ? [{ start: neighbor.end, end: own.end, text: '' }]
      : [{ start: own.offset, end: neighbor.offset, text: '' }];
  }
  const before =
    GrammarUtils.findNodeForProperty(participant.$cstNode, 'title') ??
    GrammarUtils.findNodeForProperty(participant.$cstNode, 'name');
  return before === undefined ? [] : [{ start: before.end, end: own.end, text: '' }];
}
