import type { Flow, FlowPhase, Target } from './model/flow.js';

/** How a flow differs from its version before, which had the same participants, facts and names of phases. */
export interface FlowChange {
  /** Indices of the phases that differ. */
  readonly phases: ReadonlySet<number>;
  /** Whether phases are entered otherwise, or they or the start lead to others or after other delays. */
  readonly isExploredAnew: boolean;
}

/** @returns undefined if more differs: then what held of a phase need not hold though it is the same */
export function flowChange(flow: Flow, before: Flow): FlowChange | undefined {
  if (!haveSameFrame(flow, before)) return undefined;
  const phases = new Set<number>();
  let isExploredAnew = !leadAlike(startOf(flow), startOf(before));
  for (const [index, phase] of flow.phases.entries()) {
    const other = before.phases[index];
    if (phase === other) continue;
    phases.add(index);
    isExploredAnew ||= other === undefined || !enteredAlike(phase, other) || !leadAlike(phase.next, other.next);
  }
  return { phases, isExploredAnew };
}

/**
 * Whether two versions of a flow are the same but for what their phases are and send, where they lead, and scenarios.
 * Places do not count.
 */
export function haveSameFrame(flow: Flow, other: Flow): boolean {
  return (
    flow.model === other.model &&
    flow.phases.length === other.phases.length &&
    flow.phases.every(({ name, title }, index) => {
      const before = other.phases[index];
      return before?.name === name && before.title === title;
    }) &&
    keyOf(headOf(flow)) === keyOf(headOf(other))
  );
}

function headOf({
  name,
  title,
  modelMissing,
  follows,
  facts,
  rolesUncertain,
  statesUnset,
  participants,
}: Flow): unknown {
  const cast = participants.map(({ place, declarationPlace, ...participant }) => participant);
  return [name, title, modelMissing, follows, facts, rolesUncertain, statesUnset, cast];
}

/** The targets of the stated start; null if it is implied. */
function startOf({ start, startPlace }: Flow): readonly Target[] | null {
  return startPlace === null ? null : start;
}

/** Whether two phases of one name differ only in their steps, their targets and their places. */
function enteredAlike(phase: FlowPhase, other: FlowPhase): boolean {
  return phase.realizes?.phase === other.realizes?.phase && keyOf(castOf(phase)) === keyOf(castOf(other));
}

function castOf({ bindings }: FlowPhase): unknown {
  return bindings.map(({ participant, role, isWrongKind }) => [participant, role, isWrongKind]);
}

function leadAlike(targets: readonly Target[] | null, others: readonly Target[] | null): boolean {
  return keyOf(targets?.map(shownOf) ?? null) === keyOf(others?.map(shownOf) ?? null);
}

/** The properties of a target, without its place. */
function shownOf(target: Target): readonly unknown[] {
  return target.kind === 'phase' ? [target.phase, target.delayMs] : [target.kind];
}

function keyOf(value: unknown): string {
  return JSON.stringify(value);
}
