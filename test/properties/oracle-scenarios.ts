import { targetsOf, type Verdict, type Way } from './oracle.js';
import type { Severity } from './oracle-entering.js';
import type { FlowSpec } from './specification.js';

/** The first reference of a scenario that goes wrong. */
export interface WrongReference {
  /** Its place in the scenario. */
  readonly at: number;
  readonly severity: Severity;
}

/**
 * Follows a scenario along `next` and the configurations; null if it is a path of the flow, or if that is not known.
 */
export function wrongReference(
  scenario: readonly number[],
  { startWays }: Verdict,
  flow: FlowSpec,
): WrongReference | null {
  let targets: readonly (number | 'end')[] = flow.start ?? [0];
  let ways: readonly Way[] = startWays;
  for (const [at, phase] of scenario.entries()) {
    const position = targets.indexOf(phase);
    if (position < 0) return { at, severity: 'error' };
    const way = ways[position];
    // No phase is entered if the initial state of a participant is not known.
    if (way === undefined) return null;
    // A scenario is not followed through a phase that is not entered because a role has no player.
    if (typeof way !== 'object' || way.kind === 'unbound') return null;
    if (way.kind === 'refused') return { at, severity: way.inferred ? 'warning' : 'error' };
    const visit = way.visit();
    targets = targetsOf(flow, phase);
    ways = visit.ways;
  }
  return null;
}
