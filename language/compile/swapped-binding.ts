import type * as ast from '../generated/ast.js';
import type { NameTable } from './name-table.js';

/** A binding with role and participant swapped, recognized by what the names are. */
interface SwappedBinding {
  readonly participant: number;
  readonly role: number;
  /** What to write instead. */
  readonly remedy: string;
}

/** What a binding means that is written `role as Name`; null for others. */
export function swappedBinding(
  node: ast.Binding,
  participants: NameTable<number>,
  roles: NameTable<number>,
): SwappedBinding | null {
  const [first, second] = [node.participant?.$refText, node.role?.$refText];
  if (first === undefined || second === undefined) return null;
  if (participants.get(first) !== undefined || roles.get(second) !== undefined) return null;
  const [participant, role] = [participants.get(second), roles.get(first)];
  if (participant === undefined || role === undefined) return null;
  return { participant, role, remedy: `The participant comes first: write \`${second} as ${first}\`.` };
}
