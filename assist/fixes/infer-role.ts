import { type End, messageTriggers, type Row } from '../../check/index.js';
import { ast } from '../../language/index.js';
import type { FlowAt, PhaseAt, StepAt } from '../edits/fix-context.js';

/** The kind and role of an undeclared participant, as far as the flow shows them. */
export interface InferredRole {
  readonly kind: 'party' | 'system';
  /** Null if it has a player already, or if nothing shows which role it is. */
  readonly role: string | null;
}

/** One end of a step that names the participant. */
interface Named {
  readonly at: PhaseAt;
  readonly step: StepAt;
  readonly sends: boolean;
}

/**
 * The role that a participant plays, by what all the steps that name it would meet over the whole flow, and by the
 * bindings that name it.
 * @returns undefined if nothing shows it
 */
export function inferRole(flow: FlowAt, phases: readonly PhaseAt[], name: string): InferredRole | undefined {
  const { roles } = flow.analysis.model;
  const scores = roles.map(() => 0);
  let isKnown = false;
  for (const { at, step, sends } of stepsNaming(phases, name)) {
    const ends = rowsOf(flow, at).flatMap((row) => endsMet(row, step, sends));
    for (const [index, { kind }] of roles.entries()) {
      // `all` may be any party.
      const may = ends.some((end) => (end.kind === 'role' ? end.role === index : kind === 'party'));
      if (may) scores[index] = (scores[index] ?? 0) + 1;
      isKnown ||= may;
    }
  }
  const bound = boundRole(phases, name);
  const boundTo = roles.find((role) => role.name === bound);
  if (boundTo !== undefined) return { kind: boundTo.kind, role: null };
  if (!isKnown) return undefined;
  const most = Math.max(...scores);
  const { defaultPlayers } = flow.analysis.simulation;
  const best = roles.flatMap((role, index) =>
    scores[index] === most ? { role, players: defaultPlayers[index] ?? [] } : [],
  );
  const free = best.filter(({ players }) => players.length === 0);
  const [first, another] = free.length > 0 ? free : best;
  if (first === undefined) return undefined;
  if (another === undefined) return { kind: first.role.kind, role: free.length > 0 ? first.role.name : null };
  const alike = (free.length > 0 ? free : best).every(({ role }) => role.kind === first.role.kind);
  return alike ? { kind: first.role.kind, role: null } : undefined;
}

function* stepsNaming(phases: readonly PhaseAt[], name: string): Generator<Named> {
  for (const at of phases) {
    const nodes = at.node.steps.filter((step) => step !== undefined);
    for (const [index, node] of nodes.entries()) {
      const step = at.phase.steps[index];
      if (step === undefined || !ast.isArrowStep(node)) continue;
      if (node.sender?.$refText === name) yield { at, step: { step, node }, sends: true };
      const receives = node.receivers.some((r) => ast.isParticipantReceiver(r) && r.participant?.$refText === name);
      if (receives) yield { at, step: { step, node }, sends: false };
    }
  }
}

/** The rows that a step of the phase may meet. */
function rowsOf(flow: FlowAt, { phase }: PhaseAt): Row[] {
  const realized = phase.realizes?.phase;
  if (!realized) return [];
  const triggers = messageTriggers(realized).map(({ row }) => row);
  return [...realized.rows, ...triggers, ...flow.analysis.model.anytime];
}

/** The ends of a row that the participant would be, if its message is the step's. */
function endsMet(row: Row, { step }: StepAt, sends: boolean): readonly End[] {
  if (step.message === null || row.message !== step.message) return [];
  const on = step.on?.kind === 'known' ? step.on.protocol : null;
  const arrows = row.arrows.filter(({ protocol }) => on === null || protocol === null || protocol === on);
  if (arrows.length === 0) return [];
  return sends ? [row.sender] : arrows.map(({ receiver }) => receiver);
}

function boundRole(phases: readonly PhaseAt[], name: string): string | undefined {
  for (const { node } of phases) {
    const binding = node.realizes?.bindings.find(({ participant }) => participant?.$refText === name);
    if (binding !== undefined) return binding.role?.$refText;
  }
  return undefined;
}
