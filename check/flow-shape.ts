import type { Flow, FlowPhase, Target } from './model/flow.js';

/**
 * The phases that differ from a flow's version before, in which some phases' steps or targets were others.
 * @returns their indices; undefined where phases lead to others than before, or are others
 */
export function phasesChanged(flow: Flow, before: Flow): ReadonlySet<number> | undefined {
  if (flow.phases.length !== before.phases.length || flow.rolesUncertain !== before.rolesUncertain) return undefined;
  const changed = new Set<number>();
  for (const [index, phase] of flow.phases.entries()) {
    const other = before.phases[index];
    if (phase === other) continue;
    if (other === undefined || !leadAlike(phase, other)) return undefined;
    changed.add(index);
  }
  return changed;
}

/** Whether two phases differ in their steps only, and in where they stand. */
function leadAlike(phase: FlowPhase, other: FlowPhase): boolean {
  return (
    phase.name === other.name &&
    phase.realizes?.phase === other.realizes?.phase &&
    keyOf(phase.bindings.map(({ participant, role }) => [participant, role])) ===
      keyOf(other.bindings.map(({ participant, role }) => [participant, role])) &&
    keyOf(phase.next?.map(shownOf) ?? null) === keyOf(other.next?.map(shownOf) ?? null)
  );
}

/** What counts of a target wherever it stands. */
function shownOf(target: Target): readonly unknown[] {
  return target.kind === 'phase' ? [target.phase, target.delayMs] : [target.kind];
}

function keyOf(value: unknown): string {
  return JSON.stringify(value);
}
