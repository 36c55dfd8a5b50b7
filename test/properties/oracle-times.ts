import { targetsOf, type Visit } from './oracle.js';
import { type Severity, severityOf } from './oracle-entering.js';
import type { FlowSpec, ModelSpec, TimerSpec } from './specification.js';

/** A finding about when a target is taken. */
export interface TimeFinding {
  readonly phase: number;
  readonly target: number;
  readonly code: 'too-early' | 'too-late' | 'missing-timeout';
  /** Whether everything that requires it is inferred: the finding is then one severity lower. */
  readonly inferred: boolean;
}

/** A target that is taken from a visit. */
interface Taken {
  readonly target: number;
  readonly next: Visit;
  readonly delay: number | null;
  /** The timers that alone start it; null for what something else may start. */
  readonly timers: readonly TimerSpec[] | null;
}

/**
 * The findings of the model's timers on the times of targets.
 * @param delayOf seconds after which a target is taken from a phase; null if the flow does not say
 */
export function timeFindings(
  visits: readonly Visit[],
  flow: FlowSpec,
  model: ModelSpec,
  delayOf: (phase: number, target: number) => number | null,
): TimeFinding[] {
  const found: TimeFinding[] = [];
  for (const visit of visits) {
    const { phase } = visit;
    const taken = targetsOf(flow, phase).flatMap((target, index): Taken[] => {
      const way = visit.ways[index];
      if (target === 'end' || typeof way !== 'object' || way.kind !== 'visit') return [];
      const triggers = model.phases[flow.phases[target]?.realizes ?? -1]?.triggers ?? [];
      const timers = triggers.flatMap((trigger) => ('timer' in trigger ? [trigger] : []));
      const isTimeout = timers.length > 0 && timers.length === triggers.length;
      return [{ target, next: way.visit(), delay: delayOf(phase, target), timers: isTimeout ? timers : null }];
    });
    for (const one of taken) found.push(...ofTimer(phase, one), ...afterTimeouts(visit, one, taken));
  }
  return found;
}

function ofTimer(phase: number, { target, delay, timers }: Taken): TimeFinding[] {
  if (timers === null) return [];
  const inferred = severityOf(timers) === 'warning';
  const lengths = timers.flatMap(({ length }) => length ?? []);
  if (delay === null) return lengths.length === 0 ? [{ phase, target, code: 'missing-timeout', inferred }] : [];
  // A timer without a stated duration may run as long as that.
  if (lengths.length < timers.length) return [];
  if (lengths.some(({ after, to }) => after <= delay && delay <= (to ?? after))) return [];
  const isEarly = lengths.every(({ after }) => delay < after);
  return [{ phase, target, code: isEarly ? 'too-early' : 'too-late', inferred }];
}

/** An outcome of a party that the phase made pending, if a timeout has already moved the party on. */
function afterTimeouts(visit: Visit, outcome: Taken, taken: readonly Taken[]): TimeFinding[] {
  const { delay, target } = outcome;
  if (delay === null || outcome.timers !== null) return [];
  const severities: Severity[] = [];
  for (const [party, memory] of visit.entry.configuration.memories.entries()) {
    if (memory?.phase !== visit.phase) continue;
    // A visit can be reached in several ways: memories are compared by their contents.
    const moves = ({ next }: Taken) =>
      JSON.stringify(next.entry.configuration.memories[party]) !== JSON.stringify(memory);
    if (!moves(outcome)) continue;
    for (const timeout of taken.filter((other) => other.timers !== null && moves(other))) {
      const length = lengthOf(timeout);
      if (length !== null && delay > length.seconds) severities.push(length.severity);
    }
  }
  if (severities.length === 0) return [];
  return [{ phase: visit.phase, target, code: 'too-late', inferred: !severities.includes('error') }];
}

/** How long a timeout takes at most; null if neither the flow nor the model says so. */
function lengthOf({ delay, timers }: Taken): { readonly seconds: number; readonly severity: Severity } | null {
  if (delay !== null) return { seconds: delay, severity: 'error' };
  const lengths = (timers ?? []).flatMap(({ length }) => (length === null ? [] : [length.to ?? length.after]));
  if (lengths.length < (timers?.length ?? 0)) return null;
  const seconds = Math.max(...lengths);
  const longest = (timers ?? []).filter((_, index) => lengths[index] === seconds);
  return { seconds, severity: severityOf(longest) };
}
