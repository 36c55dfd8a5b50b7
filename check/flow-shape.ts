import type { Flow, FlowPhase, Target } from './model/flow.js';

/** How a flow differs from its version before, in which some phases' steps or targets were others. */
export interface FlowChange {
  /** Indices of the phases that differ. */
  readonly phases: ReadonlySet<number>;
  /** Whether some of them lead to others, or after other delays. */
  readonly leadsElsewhere: boolean;
}

/** @returns undefined if phases are others, or have others in their roles */
export function flowChange(flow: Flow, before: Flow): FlowChange | undefined {
  if (flow.phases.length !== before.phases.length || flow.rolesUncertain !== before.rolesUncertain) return undefined;
  const phases = new Set<number>();
  let leadsElsewhere = false;
  for (const [index, phase] of flow.phases.entries()) {
    const other = before.phases[index];
    if (phase === other) continue;
    if (other === undefined || !enteredAlike(phase, other)) return undefined;
    phases.add(index);
    leadsElsewhere ||= !leadAlike(phase, other);
  }
  return { phases, leadsElsewhere };
}

/** Whether two phases differ only in their steps, their targets and their places. */
function enteredAlike(phase: FlowPhase, other: FlowPhase): boolean {
  return (
    phase.name === other.name &&
    phase.realizes?.phase === other.realizes?.phase &&
    keyOf(phase.bindings.map(({ participant, role }) => [participant, role])) ===
      keyOf(other.bindings.map(({ participant, role }) => [participant, role]))
  );
}

function leadAlike(phase: FlowPhase, other: FlowPhase): boolean {
  return keyOf(phase.next?.map(shownOf) ?? null) === keyOf(other.next?.map(shownOf) ?? null);
}

/** The properties of a target, without its place. */
function shownOf(target: Target): readonly unknown[] {
  return target.kind === 'phase' ? [target.phase, target.delayMs] : [target.kind];
}

function keyOf(value: unknown): string {
  return JSON.stringify(value);
}
