import { type Edge, type Exploration, startTargets, targetsOf } from '../exploration/explore.js';
import { brief } from '../findings/brief.js';
import type { FindingDraft } from '../findings/finding.js';
import type { Scenario } from '../model/flow.js';
import { type MessageText, quoted, unquoted } from './message-text.js';
import { lowered, toFinding } from './visit-findings.js';

/** The brief of a path whose next phase cannot be taken. */
export const REFUSED_PHASE = 'Cannot be taken here: what it needs does not hold';

/** Scenarios that leave the flow's paths: the first reference that goes wrong of each (`not-a-path`). */
export function scenarioFindings(exploration: Exploration, words: MessageText): FindingDraft[] {
  return words.flow.scenarios.flatMap((scenario) => follow(scenario, exploration, words) ?? []);
}

function follow(scenario: Scenario, exploration: Exploration, words: MessageText): FindingDraft | null {
  const { flow } = words;
  if (scenario.hasSkippedText) return null;
  let edges: readonly Edge[] = exploration.starts;
  let targets = startTargets(flow) as ReturnType<typeof targetsOf>;
  let before: number | null = null;
  for (const { phase, exact, place } of scenario.phases) {
    // A name that does not resolve is reported elsewhere; what follows it is unknown.
    if (phase === null) return null;
    const name = words.phase(phase);
    const position = targets.findIndex((target) => target?.kind === 'phase' && target.phase === phase);
    if (position < 0) {
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
      return toFinding({ code: 'not-a-path', place, fact, brief: summary, remedy }, flow);
    }
    const edge = edges[position];
    if (edge?.kind === 'unknown' || edge === undefined) return null;
    if (edge.kind !== 'visit') {
      const where = before === null ? 'at the start' : `after ${words.phase(before)} on this path`;
      const fact = `${name} cannot be taken ${where}`;
      const remedy = 'What the phase needs does not hold there. Correct the path.';
      const inferred = edge.kind === 'refused' ? edge.refusal.inferred : [];
      return toFinding(lowered({ code: 'not-a-path', place, fact, brief: REFUSED_PHASE, remedy }, inferred), flow);
    }
    edges = exploration.visits[edge.visit]?.edges ?? [];
    targets = targetsOf(flow, phase);
    before = phase;
  }
  return null;
}
