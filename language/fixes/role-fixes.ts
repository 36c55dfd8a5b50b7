import { AstUtils, GrammarUtils } from 'langium';
import type { RuleCode } from '../analysis/rules.js';
import { quoted } from '../analysis/wording.js';
import * as ast from '../generated/ast.js';
import type { Participant } from '../model/flow.js';
import type { Fault } from './fault.js';
import type { Proposal } from './fix.js';
import { removeFromList } from './list-edits.js';
import { addBinding, addDeclaration, addRole } from './member-edits.js';
import { written } from './step-edits.js';

/** What a role asks for is seen when somebody plays it. */
const reveals: ReadonlySet<RuleCode> = new Set(['missing-message']);

/** More than these are no help. */
const MOST_CANDIDATES = 3;

/** `unbound-role`: gives the role to a participant without one, binds it in this phase, or declares somebody for it. */
export function unboundRole(fault: Fault): Proposal[] {
  const { flow, phase } = fault;
  const role = flow?.analysis.model.roles.find(({ name }) => name === fault.finding.data.candidates?.[0]);
  if (flow === undefined || phase === undefined || role === undefined) return [];
  const nodes = flow.node.members.filter(ast.isParticipant);
  const fitting = flow.analysis.flow.participants.filter(({ kind }) => kind === role.kind);
  const free = fitting.filter(({ declaresRole }) => !declaresRole);
  const given = free.slice(0, MOST_CANDIDATES).flatMap((participant): Proposal[] => {
    const node = nodes.find(({ name }) => name === participant.name);
    if (node === undefined) return [];
    const title = `Let ${quoted(participant.name)} play ${quoted(role.name)}`;
    return [{ title, ways: [addRole(node, written(role.name))], likely: free.length === 1, reveals, uncovers: true }];
  });
  const name = freeName(role.name, flow.analysis.flow.participants);
  const line = `${role.kind} ${name} as ${role.name}`;
  return [
    ...given,
    {
      title: `Declare "${line}"`,
      ways: [addDeclaration(fault.source, flow.node, line)],
      likely: free.length === 0,
      reveals,
      uncovers: true,
    },
    ...boundHere(fault, fitting, role.name),
  ];
}

/** `ambiguous-role`: binds one of its players in this phase. */
export function ambiguousRole(fault: Fault): Proposal[] {
  const { flow } = fault;
  const role = flow?.analysis.model.roles.findIndex(({ name }) => name === fault.finding.data.candidates?.[0]) ?? -1;
  const name = flow?.analysis.model.roles[role]?.name;
  if (flow === undefined || name === undefined) return [];
  const players = flow.analysis.flow.participants.filter(({ roles }) => roles.includes(role));
  return boundHere(fault, players, name);
}

/** `wrong-role`: binds who was bound when the party was made pending, or leaves that to memory. */
export function wrongRole(fault: Fault): Proposal[] {
  const { node } = fault;
  const binding = node === undefined ? undefined : AstUtils.getContainerOfType(node, ast.isBinding);
  const realization = binding?.$container;
  const [remembered] = fault.finding.data.candidates ?? [];
  const reference = binding?.participant?.$refNode;
  if (binding === undefined || !ast.isRealization(realization) || reference === undefined) return [];
  const proposals: Proposal[] = [];
  if (remembered !== undefined) {
    const edit = { start: reference.offset, end: reference.end, text: written(remembered) };
    proposals.push({ title: `Bind ${quoted(remembered)}`, ways: [[edit]], likely: true });
  }
  const { bindings } = realization;
  const open = GrammarUtils.findNodeForKeyword(realization.$cstNode, '(');
  const close = GrammarUtils.findNodeForKeyword(realization.$cstNode, ')');
  const alone = open === undefined || close === undefined ? [] : [{ start: open.offset, end: close.end, text: '' }];
  const edits = bindings.length > 1 ? removeFromList(bindings, new Set([bindings.indexOf(binding)])) : alone;
  return [...proposals, { title: 'Leave the binding out', ways: [edits], likely: true }];
}

/** `wrong-kind`: declares the participant as what its role is. */
export function wrongKind(fault: Fault): Proposal[] {
  const { flow, node } = fault;
  if (flow === undefined || node === undefined) return [];
  const binding = AstUtils.getContainerOfType(node, ast.isBinding);
  const participant = AstUtils.getContainerOfType(node, ast.isParticipant) ?? binding?.participant?.ref;
  const keyword = GrammarUtils.findNodeForProperty(participant?.$cstNode, 'kind');
  if (participant === undefined || keyword === undefined) return [];
  const kind = participant.kind === 'party' ? 'system' : 'party';
  const edit = { start: keyword.offset, end: keyword.end, text: kind };
  return [{ title: `Declare ${quoted(participant.name)} as a ${kind}`, ways: [[edit]], likely: true }];
}

function boundHere(fault: Fault, participants: readonly Participant[], role: string): Proposal[] {
  const { phase } = fault;
  if (phase === undefined) return [];
  return participants.slice(0, MOST_CANDIDATES).map(({ name }) => ({
    title: `Bind ${quoted(name)} as ${quoted(role)} in ${quoted(phase.phase.name)}`,
    ways: [addBinding(phase.node, written(name), role)],
    likely: participants.length === 1,
    lessens: true,
  }));
}

function freeName(role: string, participants: readonly Participant[]): string {
  const base = role.charAt(0).toUpperCase() + role.slice(1);
  const isFree = (name: string) => participants.every((participant) => participant.name !== name);
  if (isFree(base)) return base;
  for (let number = 2; ; number++) if (isFree(`${base}${number}`)) return `${base}${number}`;
}
