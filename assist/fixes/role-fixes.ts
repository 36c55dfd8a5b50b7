import { AstUtils, GrammarUtils } from 'langium';
import { capitalized, type FlowPhase, type Participant, PhaseIndex, quoted, type RuleCode } from '../../check/index.js';
import { ast } from '../../language/index.js';
import { MAX_CANDIDATES, type Proposal } from '../edits/fix.js';
import type { FixContext, FlowAt, PhaseAt } from '../edits/fix-context.js';
import { freeName } from '../edits/free-name.js';
import { addBinding, addDeclaration, addRole, removeBinding, removeRole } from '../edits/member-edits.js';
import { written } from '../edits/step-edits.js';

/** Requirements on a role are found only once it has a player. */
const alsoFixes: ReadonlySet<RuleCode> = new Set(['missing-message']);

/**
 * `unbound-role`: gives the role to a participant without one, binds it in this phase, or declares a participant for
 * it.
 */
export function unboundRole(context: FixContext): Proposal[] {
  const { flow, phase } = context;
  const role = flow?.analysis.model.roles.find(({ name }) => name === context.finding.data.candidates?.[0]);
  if (flow === undefined || phase === undefined || role === undefined) return [];
  const nodes = flow.node.members.filter(ast.isParticipant);
  const fitting = flow.analysis.flow.participants.filter(({ kind }) => kind === role.kind);
  const free = fitting.filter(({ declaresRole }) => !declaresRole);
  const roleAssignments = free.slice(0, MAX_CANDIDATES).flatMap((participant): Proposal[] => {
    const node = nodes.find(({ name }) => name === participant.name);
    if (node === undefined) return [];
    const title = `Let ${quoted(participant.name)} play ${quoted(role.name)}`;
    return [
      {
        title,
        alternatives: [addRole(node, written(role.name))],
        preferable: free.length === 1,
        alsoFixes,
        unmasks: 'preferred',
      },
    ];
  });
  const usedNames = new Set(flow.analysis.flow.participants.map((participant) => participant.name));
  const name = freeName(capitalized(role.name), usedNames);
  const line = `${role.kind} ${name} as ${role.name}`;
  return [
    ...roleAssignments,
    {
      title: `Declare "${line}"`,
      alternatives: [addDeclaration(context.source, flow.node, line)],
      preferable: free.length === 0,
      alsoFixes,
      unmasks: 'preferred',
    },
    ...boundHere(context, fitting, role.name),
  ];
}

/** `ambiguous-role`: binds one of its players, in all phases or in this one; or takes the role from another. */
export function ambiguousRole(context: FixContext): Proposal[] {
  const { flow } = context;
  const role = flow?.analysis.model.roles.findIndex(({ name }) => name === context.finding.data.candidates?.[0]) ?? -1;
  const name = flow?.analysis.model.roles[role]?.name;
  if (flow === undefined || name === undefined) return [];
  const players = flow.analysis.flow.participants.filter(({ roles }) => roles.includes(role));
  const phases = context.phases().filter(({ phase }) => uses(flow, phase, role));
  const everywhere = players.slice(0, MAX_CANDIDATES).map((player): Proposal => {
    const edits = phases.flatMap(({ node }) => addBinding(node, written(player.name), name));
    return {
      title: `Bind ${quoted(player.name)} as ${quoted(name)} in all phases`,
      alternatives: phases.length > 1 ? [edits] : [],
      preferable: false,
      unmasks: 'offered',
    };
  });
  const nodes = flow.node.members.filter(ast.isParticipant);
  const transfers = players.slice(0, MAX_CANDIDATES).flatMap((player): Proposal[] => {
    const node = nodes.find((other) => other.name === player.name);
    const title = `Take role ${quoted(name)} from ${quoted(player.name)}`;
    return node === undefined
      ? []
      : [{ title, alternatives: [removeRole(node, name)], preferable: false, unmasks: 'offered' }];
  });
  return [...transfers, ...everywhere, ...boundHere(context, players, name)];
}

/** Whether a phase has to know who plays a role and does not bind it. */
function uses({ analysis: { model } }: FlowAt, phase: FlowPhase, role: number): boolean {
  const realized = phase.realizes?.phase;
  if (!realized || phase.bindings.some((binding) => binding.role === role)) return false;
  return PhaseIndex.of(model).roleUse(realized).single.has(role);
}

/** `wrong-role`: binds the participant that was bound when the party was made pending, or leaves that to memory. */
export function wrongRole(context: FixContext): Proposal[] {
  const { node } = context;
  const binding = node === undefined ? undefined : AstUtils.getContainerOfType(node, ast.isBinding);
  const realization = binding?.$container;
  const [remembered] = context.finding.data.candidates ?? [];
  const reference = binding?.participant?.$refNode;
  if (binding === undefined || !ast.isRealization(realization) || reference === undefined) return [];
  const proposals: Proposal[] = [];
  if (remembered !== undefined) {
    const edit = { start: reference.offset, end: reference.end, text: written(remembered) };
    proposals.push({ title: `Bind ${quoted(remembered)}`, alternatives: [[edit]], preferable: true });
  }
  return [...proposals, { title: 'Remove the binding', alternatives: [removeBinding(binding)], preferable: true }];
}

/**
 * `illegal-phase`: the phase binds a party that is not in the state that it needs, and another is, or is found
 * without the binding.
 * @param refused the party that is not
 */
export function otherBinding(context: FixContext, at: PhaseAt, refused: number, fits: readonly number[]): Proposal[] {
  const { flow } = context;
  const name = flow?.analysis.flow.participants[refused]?.name;
  const binding = at.node.realizes?.bindings.find(({ participant }) => participant?.ref?.name === name);
  const reference = binding?.participant?.$refNode;
  if (flow === undefined || binding === undefined || reference === undefined) return [];
  const bound = fits.map((index): Proposal => {
    const other = flow.analysis.flow.participants[index]?.name ?? '';
    const edit = { start: reference.offset, end: reference.end, text: written(other) };
    return { title: `Bind ${quoted(other)} in ${quoted(at.phase.name)}`, alternatives: [[edit]], preferable: true };
  });
  const title = `Remove the binding of ${quoted(at.phase.name)}`;
  return [{ title, alternatives: [removeBinding(binding)], preferable: true }, ...bound];
}

/** `wrong-kind`: declares the participant as what its role is. */
export function wrongKind(context: FixContext): Proposal[] {
  const { flow, node } = context;
  if (flow === undefined || node === undefined) return [];
  const binding = AstUtils.getContainerOfType(node, ast.isBinding);
  const participant = AstUtils.getContainerOfType(node, ast.isParticipant) ?? binding?.participant?.ref;
  const keyword = GrammarUtils.findNodeForProperty(participant?.$cstNode, 'kind');
  if (participant === undefined || keyword === undefined) return [];
  const kind = participant.kind === 'party' ? 'system' : 'party';
  const edit = { start: keyword.offset, end: keyword.end, text: kind };
  return [{ title: `Declare ${quoted(participant.name)} as a ${kind}`, alternatives: [[edit]], preferable: true }];
}

function boundHere(context: FixContext, participants: readonly Participant[], role: string): Proposal[] {
  const { phase } = context;
  if (phase === undefined) return [];
  return participants.slice(0, MAX_CANDIDATES).map(({ name }) => ({
    title: `Bind ${quoted(name)} as ${quoted(role)} in ${quoted(phase.phase.name)}`,
    alternatives: [addBinding(phase.node, written(name), role)],
    preferable: participants.length === 1,
    partial: true,
  }));
}
