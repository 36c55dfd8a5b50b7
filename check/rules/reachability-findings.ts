import { type Exploration, isEntered, startTargets, targetsOf } from '../exploration/explore.js';
import type { FindingDraft } from '../findings/finding.js';
import type { Flow, FlowPhase } from '../model/flow.js';
import { quoted } from './message-text.js';
import { toFinding } from './visit-findings.js';

/**
 * Phases that no `start` or `next` leads to in the text: of phases that only lead to each other, the first as written.
 */
export function unreachablePhases(flow: Flow): FindingDraft[] {
  const reached = new Set<number>();
  // A name that does not resolve might mean any phase.
  if (!follow(startTargets(flow), flow, reached) || reached.size === flow.phases.length) return [];
  const roots: FlowPhase[] = [];
  const named = new Set(flow.phases.flatMap((phase) => othersNamed(phase, flow)));
  const names = new Set([...reached].map((phase) => flow.phases[phase]?.name));
  // First phases that no target names, then the rest: phases that lead to each other in a ring.
  for (const candidates of [flow.phases.filter((phase) => !named.has(phase.index)), flow.phases]) {
    for (const phase of candidates) {
      // The predecessors of a phase whose name was skipped are unknown.
      if (reached.has(phase.index) || phase.name === '') continue;
      if (!names.has(phase.name)) roots.push(phase);
      reached.add(phase.index);
      if (!follow(targetsOf(flow, phase.index), flow, reached)) return roots.map((root) => unreachable(root, flow));
    }
  }
  return roots.map((root) => unreachable(root, flow));
}

/** Adds what targets lead to in the text; false if one of them might mean anything. */
function follow(targets: ReturnType<typeof targetsOf>, flow: Flow, reached: Set<number>): boolean {
  const queue = [...targets];
  for (let target = queue.pop(); target !== undefined; target = queue.pop()) {
    if (target?.kind === 'unknown') return false;
    if (target?.kind !== 'phase' || reached.has(target.phase)) continue;
    reached.add(target.phase);
    queue.push(...targetsOf(flow, target.phase));
  }
  return true;
}

function othersNamed(phase: FlowPhase, flow: Flow): number[] {
  return targetsOf(flow, phase.index).flatMap((target) =>
    target?.kind === 'phase' && target.phase !== phase.index ? [target.phase] : [],
  );
}

function unreachable(phase: FlowPhase, flow: Flow): FindingDraft {
  return toFinding(
    {
      code: 'unreachable-phase',
      place: phase.namePlace,
      fact: `${quoted(phase.name)} is unreachable: no \`start\` or reachable \`next\` leads to it`,
      // Without the sign, `next end` ends the flow.
      remedy:
        phase.name === 'end'
          ? 'Write `next ^end` to lead to it, or give it another name: `next end` ends the flow.'
          : 'Add it to a `next`, or remove the phase.',
    },
    flow,
  );
}

/**
 * Participants that do nothing.
 * @param reached returns the participants that send or receive a copy of an `all` row
 * @param unbound kinds of the roles without a player: a participant of that kind without a role was to play one
 */
export function unusedParticipants(
  flow: Flow,
  reached: () => ReadonlySet<number>,
  unbound: ReadonlySet<string>,
): FindingDraft[] {
  const idle = flow.participants.filter(({ declaresRole, kind }) => !declaresRole && !unbound.has(kind));
  if (idle.length === 0) return [];
  const used = new Set<number>([...flow.nearlyNamed, ...reached()]);
  for (const phase of flow.phases) {
    for (const binding of phase.bindings) used.add(binding.participant);
    for (const step of phase.steps) {
      if (step.arrow === null) continue;
      used.add(step.arrow.sender);
      for (const receiver of step.arrow.receivers) {
        if (receiver.kind === 'participant') used.add(receiver.participant);
        else for (const excepted of receiver.except) used.add(excepted);
      }
    }
  }
  return idle
    .filter(({ index }) => !used.has(index))
    .map((participant) =>
      toFinding(
        {
          code: 'unused-participant',
          place: participant.place,
          fact: `${quoted(participant.name)} is unused: it has no role, and no step or binding names it`,
          remedy: 'Give it a role (`as …`), use it, or remove it.',
        },
        flow,
      ),
    );
}

/** Phases without steps that realize nothing. */
export function emptyPhases(flow: Flow, exploration: Exploration): FindingDraft[] {
  return flow.phases
    .filter((phase) => isEntered(phase, exploration))
    .filter((phase) => phase.realizes === null && phase.braces && phase.steps.length === 0 && !phase.hasSkippedText)
    .map((phase) =>
      toFinding(
        {
          code: 'empty-phase',
          place: phase.namePlace,
          fact: `${quoted(phase.name)} is empty: it has no step and no model phase`,
          remedy: 'Add steps, write `is` with a model phase, or remove the phase.',
        },
        flow,
      ),
    );
}
