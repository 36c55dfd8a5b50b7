import type { FlowPhase } from '../../check/index.js';
import type { FlowQueries } from '../context/flow-queries.js';

/** Participants that a channel lets send here, or receive from a sender. */
export function fittingParticipants(
  queries: FlowQueries,
  phase: FlowPhase | undefined,
  sender: string | null,
): ReadonlySet<string> {
  const roles = rolesIn(queries, phase);
  const from = sender === null ? null : (roles.get(sender) ?? []);
  const fitting = new Set<string>();
  for (const [name, own] of roles) {
    const speaks = directions(queries).some(({ left, right }) =>
      from === null ? meet(own, left) : meet(from, left) && meet(own, right),
    );
    if (speaks && name !== sender) fitting.add(name);
  }
  return fitting;
}

/** Names of the protocols on which channels let a participant send to one of some others. */
export function protocolsBetween(
  queries: FlowQueries,
  phase: FlowPhase | undefined,
  sender: string,
  receivers: readonly string[],
): ReadonlySet<string> {
  const roles = rolesIn(queries, phase);
  const from = roles.get(sender) ?? [];
  const to = receivers.flatMap((name) => roles.get(name) ?? []);
  const found = directions(queries).filter(({ left, right }) => meet(from, left) && meet(to, right));
  return new Set(found.flatMap(({ protocols }) => protocols.map(({ name }) => name)));
}

/** Channels, one that goes both ways as two. */
function directions({ analysis }: FlowQueries) {
  return analysis.model.channels.flatMap(({ left, right, both, protocols }) => [
    { left, right, protocols },
    ...(both ? [{ left: right, right: left, protocols }] : []),
  ]);
}

/** The roles that each participant plays, those bound for the phase among them. */
function rolesIn({ analysis }: FlowQueries, phase: FlowPhase | undefined): ReadonlyMap<string, readonly number[]> {
  const bound = phase?.bindings ?? [];
  return new Map(
    analysis.flow.participants.map(({ index, name, roles }) => {
      const here = bound.filter(({ participant }) => participant === index).map(({ role }) => role);
      return [name, [...roles, ...here]];
    }),
  );
}

function meet(a: readonly number[], b: readonly number[]): boolean {
  return a.some((role) => b.includes(role));
}
