import type { Visit } from './oracle.js';
import {
  askedFor,
  entryRoles,
  movesToPending,
  type Players,
  pendingParties,
  severityOf,
  Unspecified,
} from './oracle-entering.js';
import type { FlowSpec, ModelPhaseSpec, ModelSpec } from './specification.js';

/**
 * Flow phases that offer some of a pending party's outcomes and not all: `unhandled-outcome` as a warning. Where the
 * party is pending, or the missing outcomes are some, by inference alone, it is less than that.
 */
export function unhandledOutcomes(visits: readonly Visit[], flow: FlowSpec, model: ModelSpec): Set<number> {
  const found = new Set<number>();
  for (const visit of visits) {
    for (const party of pendingParties(model, visit.entry.configuration)) {
      if (lacksAnOutcome(party, visit, flow, model)) found.add(visit.phase);
    }
  }
  return found;
}

function lacksAnOutcome(party: number, visit: Visit, flow: FlowSpec, model: ModelSpec): boolean {
  const { states, memories } = visit.entry.configuration;
  const memory = memories[party] ?? null;
  // Nothing is asked of a party that no phase made pending.
  if (memory === null) return false;
  const made = movesToPending(flow, model, memory, party);
  const [{ role }] = made.length === 1 ? made : [{ role: -1 }];
  if (role === undefined || role < 0) throw new Unspecified('a party that is pending in several roles');
  const movesOut = ({ moves }: ModelPhaseSpec) =>
    moves.filter((move) => move.kind === 'role' && move.role === role && move.sources.includes(states[party] ?? -1));
  const situation = { flow, states, players: memory.players };
  const outcomes = model.phases.filter(
    (phase) =>
      movesOut(phase).length > 0 &&
      !needsUnplayed(phase, flow, model, memory.players) &&
      askedFor(model, phase).every(({ holds }) => holds(situation)),
  );
  if (visit.ways.some((way) => typeof way === 'object' && way.kind === 'unbound')) {
    throw new Unspecified('a phase without a player may be meant as an outcome');
  }
  const offered = new Set(
    visit.ways.flatMap((way) => {
      if (typeof way !== 'object' || way.kind !== 'visit') return [];
      const { phase, entry } = way.visit();
      const realized = model.phases[flow.phases[phase]?.realizes ?? -1];
      return realized !== undefined && entry.players[role]?.includes(party) ? [realized] : [];
    }),
  );
  const missing = outcomes.filter((phase) => !offered.has(phase));
  if (missing.length === 0 || missing.length === outcomes.length) return false;
  return severityOf(made) === 'error' && severityOf(missing.flatMap(movesOut)) === 'error';
}

/** A phase whose every trigger comes from roles that nobody plays, or that needs or moves one. */
function needsUnplayed(phase: ModelPhaseSpec, flow: FlowSpec, model: ModelSpec, players: Players): boolean {
  const { triggers } = phase;
  const isUnplayed = (role: number) =>
    (players[role] ?? []).length === 0 && flow.phases.every(({ bindings }) => bindings.every((b) => b.role !== role));
  return (
    entryRoles(model, phase).some(isUnplayed) ||
    (triggers.length > 0 &&
      triggers.every(
        (trigger) => !('timer' in trigger) && trigger.sender.kind === 'role' && isUnplayed(trigger.sender.role),
      ))
  );
}
