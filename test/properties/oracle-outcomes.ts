import { targetsOf, type Verdict, type Visit } from './oracle.js';
import { companionsLeftOut } from './oracle-companions.js';
import {
  askedFor,
  initialConfiguration,
  isOfAnother,
  movesToPending,
  pendingParties,
  severityOf,
  Unspecified,
} from './oracle-entering.js';
import { needsUnplayed } from './oracle-unplayed.js';
import type { FlowSpec, ModelPhaseSpec, ModelSpec } from './specification.js';

/** The outcomes of a pending party that a visit does not offer. */
export interface MissingOutcomes {
  readonly phases: readonly ModelPhaseSpec[];
  /** Whether others are offered. */
  readonly some: boolean;
  /** Whether the party is pending, or all of them are outcomes, by inference alone. */
  readonly inferred: boolean;
}

/** Flow phases with a finding on outcomes: a warning if only some are offered, otherwise information. */
export interface UnhandledOutcomes {
  readonly warnings: ReadonlySet<number>;
  readonly information: ReadonlySet<number>;
  readonly atStart: boolean;
}

/** The findings on outcomes that are not offered, and on phases that belong together with an offered one. */
export function unhandledOutcomes({ visits, startWays }: Verdict, flow: FlowSpec, model: ModelSpec): UnhandledOutcomes {
  const warnings = new Set<number>();
  const information = new Set<number>();
  // The same missing outcome is one finding, whose severity is lower only if it is inferred on every path.
  const found = new Map<string, { readonly phase: number; readonly isWarning: boolean }>();
  for (const visit of visits) {
    const { configuration } = visit.entry;
    const reported = new Set<ModelPhaseSpec>();
    for (const party of pendingParties(model, configuration)) {
      const missing = missingOutcomes(party, visit, flow, model);
      if (missing === null || missing.phases.length === 0) continue;
      if (!missing.some && targetsOf(flow, visit.phase).includes('end')) continue;
      for (const phase of missing.phases) reported.add(phase);
      const key = [
        visit.phase,
        party,
        missing.some,
        ...missing.phases.map((phase) => model.phases.indexOf(phase)),
      ].join();
      const isWarning = (missing.some && !missing.inferred) || found.get(key)?.isWarning === true;
      found.set(key, { phase: visit.phase, isWarning });
    }
    const apart = companionsLeftOut(visit.ways, configuration.states, flow, model);
    if ([...apart].some((phase) => !reported.has(phase))) information.add(visit.phase);
  }
  for (const { phase, isWarning } of found.values()) (isWarning ? warnings : information).add(phase);
  const initial = initialConfiguration(flow, model);
  const atStart = initial !== null && companionsLeftOut(startWays, initial.states, flow, model).size > 0;
  return { warnings, information, atStart };
}

function missingOutcomes(party: number, visit: Visit, flow: FlowSpec, model: ModelSpec): MissingOutcomes | null {
  const { states, memories } = visit.entry.configuration;
  const memory = memories[party] ?? null;
  // A party that no phase made pending needs no outcome.
  if (memory === null) return null;
  const made = movesToPending(flow, model, memory, party);
  const [{ role }] = made.length === 1 ? made : [{ role: -1 }];
  if (role === undefined || role < 0) throw new Unspecified('a party that is pending in several roles');
  const movesOut = ({ moves }: ModelPhaseSpec) =>
    moves.filter((move) => move.kind === 'role' && move.role === role && move.sources.includes(states[party] ?? -1));
  const situation = { flow, states, players: memory.players };
  const outcomes = model.phases.filter(
    (phase) =>
      movesOut(phase).length > 0 &&
      !isOfAnother(memory, flow, model, phase) &&
      !needsUnplayed(phase, flow, model, memory.players) &&
      askedFor(model, phase).every(({ holds }) => holds(situation)),
  );
  const offered = new Set(
    visit.ways.flatMap((way) => {
      if (typeof way !== 'object' || way.kind !== 'visit') return [];
      const { phase, entry } = way.visit();
      const realized = model.phases[flow.phases[phase]?.realizes ?? -1];
      return realized !== undefined && entry.players[role]?.includes(party) ? [realized] : [];
    }),
  );
  const phases = outcomes.filter((phase) => !offered.has(phase));
  if (phases.length > 0 && visit.ways.some((way) => typeof way === 'object' && way.kind === 'unbound')) {
    throw new Unspecified('a phase without a player may be meant as an outcome');
  }
  const some = phases.length < outcomes.length;
  const inferred = severityOf(made) !== 'error' || severityOf(phases.flatMap(movesOut)) !== 'error';
  return { phases, some, inferred };
}
