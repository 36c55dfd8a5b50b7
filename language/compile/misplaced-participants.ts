import type { Participant } from '../../check/index.js';
import type * as ast from '../generated/ast.js';
import { isMisplaced } from '../recovery/confer-parser.js';

/**
 * Takes roles from participants that are declared in the wrong block, where another one plays them: such a declaration
 * may be meant for a phase alone.
 * @param nodes of the participants, by their index
 */
export function withoutRivals(
  nodes: readonly ast.Participant[],
  participants: readonly Participant[],
): readonly Participant[] {
  const misplaced = new Set(nodes.flatMap((node, index) => (isMisplaced(node) ? [index] : [])));
  if (misplaced.size === 0) return participants;
  const played = new Set(participants.flatMap(({ index, roles }) => (misplaced.has(index) ? [] : roles)));
  return participants.map((participant) => {
    if (!misplaced.has(participant.index)) return participant;
    return { ...participant, roles: participant.roles.filter((role) => !played.has(role)) };
  });
}
