import { type Flow, startTargets, targetsOf } from '../../check/index.js';
import { ANYWHERE, AT_START, type Explanation, type PhaseEntry } from './explanation.js';
import type { PhaseEntries } from './phase-entries.js';
import type { FollowedPhase, Subject } from './subject.js';

/** Whether the flow offers a phase at a place; without a flow, always. */
export function isOffered(subject: Subject, place: number, phase: FollowedPhase): boolean {
  const { flow } = subject;
  if (flow === null) return true;
  if (place === ANYWHERE) return phase.ofFlow;
  return targetsAt(flow, place).some((target) => target?.kind === 'phase' && target.phase === phase.index);
}

/** The targets of a flow at a known place; null for an end. */
export function targetsAt(flow: Flow, place: number): ReturnType<typeof targetsOf> {
  return place === AT_START ? startTargets(flow) : targetsOf(flow, place);
}

/** Index of the flow's phase for an entered one. */
export function placeAfter(
  explanation: Explanation,
  entry: PhaseEntry,
  forced: string | null,
  subject: Subject,
  entries: PhaseEntries,
): number {
  if (subject.flow === null) return explanation.place;
  if (forced === null) return entry.phase.index;
  const { modelPhase, singleRoles } = entry.phase;
  // A party that the flow does not have is in none of its phases, even if its roles fit them.
  if (singleRoles.some((role) => entry.players[role]?.some((player) => player >= subject.firstExtra))) {
    return explanation.place;
  }
  const entering = entries.entering(explanation.facts);
  const configuration = entries.configuration(explanation);
  const own = subject.phases.filter((phase) => phase.ofFlow && phase.modelPhase === modelPhase);
  const fitting = own.find(({ phase }) => {
    if (modelPhase === null) return false;
    const { players } = entering.roles.bind(phase, modelPhase, configuration);
    return singleRoles.every((role) => `${players[role]}` === `${entry.players[role]}`);
  });
  return fitting?.index ?? explanation.place;
}
