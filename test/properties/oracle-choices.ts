import type { Visit } from './oracle.js';
import { type Players, Unspecified } from './oracle-entering.js';
import type { FlowSpec, ModelSpec, TriggerSpec } from './specification.js';

/** What is known of the start of a phase: who may send its triggers, and who sends or receives each of them. */
interface Start {
  readonly deciders: readonly number[];
  readonly overseers: readonly number[];
  /** Whether no participant, or one of several, sends a trigger. */
  readonly isOpen: boolean;
}

/**
 * Flow phases after which different participants decide what comes next, and no participant sees all their messages.
 */
export function nonLocalChoices(visits: readonly Visit[], flow: FlowSpec, model: ModelSpec): Set<number> {
  const found = new Set<number>();
  for (const visit of visits) {
    const starts = visit.ways.flatMap((way) => {
      if (typeof way !== 'object' || way.kind !== 'visit') return [];
      const next = way.visit();
      const { triggers } = model.phases[flow.phases[next.phase]?.realizes ?? -1] ?? { triggers: [] };
      const start = startOf(triggers, next.entry.players, model);
      return start === null ? [] : [start];
    });
    if (starts.length > 1 && starts.some(({ isOpen }) => isOpen)) {
      throw new Unspecified('a phase whose trigger nobody sends, or one of several');
    }
    const deciders = new Set(starts.flatMap((start) => start.deciders));
    const [first, ...rest] = starts;
    const isSeen = first?.overseers.some((one) => rest.every(({ overseers }) => overseers.includes(one)));
    if (deciders.size > 1 && starts.length > 1 && isSeen === false) found.add(visit.phase);
  }
  return found;
}

/** Null for a phase without a trigger. */
function startOf(triggers: readonly TriggerSpec[], players: Players, model: ModelSpec): Start | null {
  const startsOfTriggers = triggers.flatMap((trigger) => {
    const role = 'timer' in trigger ? trigger.timer : trigger.sender.kind === 'role' ? trigger.sender.role : -1;
    const senders = players[role] ?? [];
    // An optional role need not send a copy.
    if (senders.length === 0 && model.roles[role]?.optional && !('timer' in trigger)) return [];
    const receivers =
      'timer' in trigger
        ? []
        : trigger.receivers.flatMap((end) => (end.kind === 'role' ? (players[end.role] ?? []) : []));
    return [{ senders, seen: [...senders, ...receivers] }];
  });
  const [first, ...rest] = startsOfTriggers;
  if (first === undefined) return null;
  return {
    deciders: startsOfTriggers.flatMap(({ senders }) => senders),
    isOpen: startsOfTriggers.some(({ senders }) => senders.length !== 1),
    overseers: first.seen.filter((one) => rest.every(({ seen }) => seen.includes(one))),
  };
}
