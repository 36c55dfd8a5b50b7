import { GrammarUtils } from 'langium';
import { UNKNOWN } from '../../check/index.js';
import { ast } from '../../language/index.js';
import type { Proposal } from '../edits/fix.js';
import type { FixContext } from '../edits/fix-context.js';
import { written } from '../edits/step-edits.js';

/**
 * Lets a party begin in the state that a phase at the start needs.
 * @param position of the start target that cannot be taken
 */
export function initialStateFix(context: FixContext, position: number): Proposal[] {
  const { flow } = context;
  const edge = flow?.analysis.exploration.starts[position];
  if (flow === undefined || edge?.kind !== 'refused') return [];
  const { reason } = edge.refusal;
  const neededState =
    reason.kind === 'source'
      ? { participant: reason.participant, state: reason.move.sources[0] ?? UNKNOWN }
      : reason.condition.kind === 'role'
        ? { participant: reason.context.players[reason.condition.role]?.[0], state: reason.condition.state }
        : undefined;
  const state = flow.analysis.model.states[neededState?.state ?? UNKNOWN];
  const participant = flow.analysis.flow.participants[neededState?.participant ?? UNKNOWN];
  // No party is pending before anything has happened.
  if (state === undefined || state.pending || participant === undefined) return [];
  const node = flow.node.members.filter(ast.isParticipant).find(({ name }) => name === participant.name)?.$cstNode;
  const stateNode = GrammarUtils.findNodeForProperty(node, 'initial');
  if (node === undefined) return [];
  const edit =
    stateNode === undefined
      ? { start: node.end, end: node.end, text: ` initially ${written(state.name)}` }
      : { start: stateNode.offset, end: stateNode.end, text: written(state.name) };
  return [{ title: `Start "${participant.name}" in "${state.name}"`, alternatives: [[edit]], preferable: true }];
}
