import { type Edge, type Exploration, startTargets, targetsOf } from '../exploration/explore.js';
import { brief } from '../findings/brief.js';
import type { FindingDraft } from '../findings/finding.js';
import type { Scenario } from '../model/flow.js';
import { type MessageText, quoted, unquoted } from './message-text.js';
import { lowered, toFinding, type VisitFinding } from './visit-findings.js';

/** The brief of a path whose next phase cannot be taken. */
export const REFUSED_PHASE = 'Cannot be taken here: what it needs does not hold';

/** The first phase of a scenario that goes wrong. */
interface WrongPhase {
  /** Its position in the scenario. */
  readonly position: number;
  readonly visitFinding: VisitFinding;
}

/** Scenarios that leave the flow's paths: the first reference that goes wrong of each (`not-a-path`). */
export function scenarioFindings(exploration: Exploration, words: MessageText): FindingDraft[] {
  return words.flow.scenarios.flatMap((scenario, index) => {
    const wrong = follow(scenario, exploration, words);
    if (wrong === null) return [];
    const origin = { kind: 'scenario', scenario: index, position: wrong.position } as const;
    return [toFinding({ ...wrong.visitFinding, origin }, words.flow)];
  });
}

function follow(scenario: Scenario, exploration: Exploration, words: MessageText): WrongPhase | null {
  const { flow } = words;
  if (scenario.hasSkippedText) return null;
  let edges: readonly Edge[] = exploration.starts;
  let targets = startTargets(flow) as ReturnType<typeof targetsOf>;
  let before: number | null = null;
  for (const [position, { phase, exact, place }] of scenario.phases.entries()) {
    // A name that does not resolve is reported elsewhere; what follows it is unknown.
    if (phase === null) return null;
    const name = words.phase(phase);
    const way = targets.findIndex((target) => target?.kind === 'phase' && target.phase === phase);
    if (way < 0) {
      // A name that is reported itself need not mean the nearest one.
      if (!exact || targets.some((target) => target?.kind === 'unknown')) return null;
      const fact =
        before === null ? `The flow does not start with ${name}` : `${words.phase(before)} does not lead to ${name}`;
      const summary =
        before === null
          ? brief`The flow does not start with ${unquoted(name)}`
          : brief`${unquoted(words.phase(before))} does not lead here`;
      const remedy =
        before === null
          ? `Begin scenario ${quoted(scenario.name)} with a start of the flow, or add ${name} to \`start\`.`
          : `Correct the path, or add ${name} to the \`next\` of ${words.phase(before)}.`;
      return { position, visitFinding: { code: 'not-a-path', place, fact, brief: summary, remedy } };
    }
    const edge = edges[way];
    if (edge?.kind === 'unknown' || edge === undefined) return null;
    if (edge.kind !== 'visit') {
      const where = before === null ? 'at the start' : `after ${words.phase(before)} on this path`;
      const fact = `${name} cannot be taken ${where}`;
      const remedy = 'What the phase needs does not hold there. Correct the path.';
      const inferred = edge.kind === 'refused' ? edge.refusal.inferred : [];
      const visitFinding: VisitFinding = { code: 'not-a-path', place, fact, brief: REFUSED_PHASE, remedy };
      return { position, visitFinding: lowered(visitFinding, inferred) };
    }
    edges = exploration.visits[edge.visit]?.edges ?? [];
    targets = targetsOf(flow, phase);
    before = phase;
  }
  return null;
}
