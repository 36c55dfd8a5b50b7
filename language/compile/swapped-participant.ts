import * as ast from '../generated/ast.js';
import type { NameTable } from './name-table.js';

/** A declaration with role and name swapped, recognized by what the names are. */
export interface SwappedParticipant {
  readonly name: string;
  readonly role: number;
  /** What to write instead. */
  readonly remedy: string;
}

/**
 * What a declaration means that is written `party role as Name`; null for others.
 * @param uses whether the flow's steps or bindings name a participant
 */
export function swappedParticipant(
  node: ast.Participant,
  roles: NameTable<number>,
  uses: (name: string) => boolean,
): SwappedParticipant | null {
  const [name, ...others] = node.roles.map((reference) => reference.$refText);
  const role = node.name === undefined ? undefined : roles.get(node.name);
  if (name === undefined || others.length > 0 || role === undefined || roles.get(name) !== undefined) return null;
  if (!uses(name) || uses(node.name)) return null;
  const written = `${node.kind ?? 'party'} ${name} as ${node.name}`;
  return { name, role, remedy: `The name of the participant comes first: write \`${written}\`.` };
}

/** Names of participants in the steps and bindings of a flow. */
export function usedParticipants(flow: ast.Flow): ReadonlySet<string> {
  const phases = flow.members.filter(ast.isFlowPhase);
  const bound = phases.flatMap(({ realizes }) =>
    (realizes?.bindings ?? []).flatMap(({ participant }) => participant?.$refText ?? []),
  );
  return new Set([...bound, ...phases.flatMap(({ steps }) => [...participantsIn(steps)])]);
}

/** Names of participants in steps. */
export function participantsIn(steps: ast.FlowPhase['steps']): ReadonlySet<string> {
  const references = steps
    .filter(ast.isArrowStep)
    .flatMap(({ sender, receivers }) => [
      sender,
      ...receivers.flatMap((receiver) => (ast.isAllReceiver(receiver) ? receiver.except : [receiver.participant])),
    ]);
  return new Set(references.flatMap((reference) => reference?.$refText ?? []));
}
