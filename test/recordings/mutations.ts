import type { WalkMessage } from './walks.js';

/** What one mutation does to one message of an interaction. */
export const mutationKinds = ['drop', 'double', 'protocol', 'receiver', 'retime', 'foreign'] as const;
export type MutationKind = (typeof mutationKinds)[number];

/** An interaction, by time, one of whose messages is mutated. */
export function mutate(
  messages: readonly WalkMessage[],
  kind: MutationKind,
  random: () => number,
  agents: number,
): WalkMessage[] {
  const index = Math.floor(random() * messages.length);
  const message = messages[index];
  if (message === undefined) return [...messages];
  const others = messages.filter((_, at) => at !== index);
  return inOrder([...others, ...mutants(message, kind, random, agents)]);
}

function mutants(message: WalkMessage, kind: MutationKind, random: () => number, agents: number): WalkMessage[] {
  switch (kind) {
    case 'drop':
      return [];
    case 'double':
      return [message, { ...message, timeMs: message.timeMs + 1 }];
    case 'protocol':
      return [{ ...message, protocol: message.protocol === 'Reporting' ? 'InteractionManagement' : 'Reporting' }];
    case 'receiver':
      return [{ ...message, to: otherReceiver(message, random, agents) }];
    case 'retime':
      return [{ ...message, timeMs: message.timeMs + 4_000 + Math.floor(random() * 5_000) }];
    case 'foreign':
      // Of another model: nothing that is followed has it.
      return [message, { ...message, timeMs: message.timeMs + 1, message: 'EventAgentLogin' }];
  }
}

/**
 * Another receiver: for a request the reporting engine, for that engine's copy an agent, for an agent's another agent.
 */
function otherReceiver({ from, to }: WalkMessage, random: () => number, agents: number): string {
  if (to === 'server') return 'reporting';
  const names = Array.from({ length: agents }, (_, agent) => `agent_${agent}`).filter(
    (name) => name !== to && name !== from,
  );
  return names[Math.floor(random() * names.length)] ?? to;
}

/** An interaction some of whose copies to the reporting engine come late, into what follows. */
export function withLateCopies(messages: readonly WalkMessage[], share: number, random: () => number): WalkMessage[] {
  return inOrder(
    messages.map((message) => {
      const isLate = message.to === 'reporting' && random() < share;
      return isLate ? { ...message, timeMs: message.timeMs + 20 + Math.floor(random() * 400) } : message;
    }),
  );
}

function inOrder(messages: readonly WalkMessage[]): WalkMessage[] {
  return [...messages].sort((a, b) => a.timeMs - b.timeMs);
}
