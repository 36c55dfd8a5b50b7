import type { Flow } from '../model/flow.js';
import type { Place } from '../model/place.js';
import { startTargets, targetsOf } from './explore.js';
import type { Finding } from './finding.js';
import { toFinding } from './occurrences.js';
import { quoted } from './wording.js';

/** What the text of a flow shows without a look at configurations. */
export function shapeFindings(flow: Flow): Finding[] {
  return [...unreachablePhases(flow), ...unusedParticipants(flow), ...emptyPhases(flow)];
}

/** Phases that no `start` or `next` leads to in the text. */
function unreachablePhases(flow: Flow): Finding[] {
  const reached = new Set<number>();
  const queue: number[] = [];
  let certain = true;
  const visit = (targets: ReturnType<typeof targetsOf>) => {
    for (const target of targets) {
      if (target?.kind === 'phase' && !reached.has(target.phase)) {
        reached.add(target.phase);
        queue.push(target.phase);
      }
      // A name that nothing stands for might mean any phase.
      if (target?.kind === 'unknown') certain = false;
    }
  };
  visit(startTargets(flow));
  for (let phase = queue.pop(); phase !== undefined; phase = queue.pop()) visit(targetsOf(flow, phase));
  if (!certain) return [];
  return flow.phases
    .filter((phase) => !reached.has(phase.index))
    .map((phase) =>
      toFinding(
        {
          code: 'unreachable-phase',
          place: phase.namePlace,
          fact: `Nothing leads to ${quoted(phase.name)}: no \`start\` and no \`next\` that is reached names it`,
          remedy: 'Add it to a `next`, or remove the phase.',
        },
        flow,
      ),
    );
}

function unusedParticipants(flow: Flow): Finding[] {
  const used = new Set<number>();
  for (const phase of flow.phases) {
    for (const binding of phase.bindings) used.add(binding.participant);
    for (const step of phase.steps) {
      if (step.arrow === null) continue;
      used.add(step.arrow.sender);
      for (const receiver of step.arrow.receivers) {
        if (receiver.kind === 'participant') used.add(receiver.participant);
        else if (receiver.except !== null) used.add(receiver.except);
      }
    }
  }
  return flow.participants
    .filter((participant) => !participant.declaresRole && !used.has(participant.index))
    .map((participant) =>
      toFinding(
        {
          code: 'unused-participant',
          place: participant.place,
          fact: `${quoted(participant.name)} takes no part: it has no role, and no step or binding names it`,
          remedy: 'Give it a role (`as …`), use it, or remove it.',
        },
        flow,
      ),
    );
}

function emptyPhases(flow: Flow): Finding[] {
  return flow.phases
    .filter((phase) => phase.realizes === null && phase.braces && phase.steps.length === 0)
    .map((phase) =>
      toFinding(
        {
          code: 'empty-phase',
          place: phase.namePlace,
          fact: `${quoted(phase.name)} has no step and realizes no phase of a model`,
          remedy: 'Add its steps, write `is` with the model phase it realizes, or remove it.',
        },
        flow,
      ),
    );
}

/**
 * Steps whose sender is their receiver, where nothing else is said of the step (`self-message`).
 * @param said findings about the flow so far
 */
export function selfMessages(flow: Flow, said: readonly Finding[]): Finding[] {
  return flow.phases.flatMap((phase) =>
    phase.steps.flatMap((step) => {
      const { arrow } = step;
      if (arrow === null || arrow.sender < 0) return [];
      const itself = arrow.receivers.find((r) => r.kind === 'participant' && r.participant === arrow.sender);
      if (itself === undefined || said.some((finding) => startsWithin(finding, step.place))) return [];
      const name = quoted(flow.participants[arrow.sender]?.name ?? '?');
      const fact = `${name} sends ${quoted(step.messageName)} to itself`;
      const remedy = 'Name the receiver that is meant.';
      return toFinding({ code: 'self-message', place: itself.place, fact, remedy }, flow);
    }),
  );
}

function startsWithin(finding: Finding, step: Place): boolean {
  const { start, end } = step.range;
  const at = finding.range.start;
  const after = at.line > start.line || (at.line === start.line && at.character >= start.character);
  const before = at.line < end.line || (at.line === end.line && at.character < end.character);
  return after && before;
}
