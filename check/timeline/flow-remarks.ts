import type { FlowAnalysis } from '../flow-analysis.js';
import type { Scenario } from '../model/flow.js';
import { scenarioParts } from '../paths/paths.js';
import type { FlowFindings } from './flow-findings.js';

/** The findings of a flow that belong to no phase, by what they are reported on. */
export interface FlowRemarks {
  /** Findings on the flow as a whole, on its start, and on the scenario that is drawn. */
  readonly ofFlow: readonly number[];
  /** Findings by participant. */
  readonly ofParticipants: readonly (readonly number[])[];
  /** Findings on the scenario that is drawn, by visit: its phases in order. */
  readonly ofVisits: readonly (readonly number[])[];
}

/**
 * Sorts the findings outside the phases.
 * @param scenario the one that is drawn; findings on others are shown at their own
 */
export function flowRemarks({ flow }: FlowAnalysis, findings: FlowFindings, scenario: Scenario | null): FlowRemarks {
  const phases = findings.list.length === 0 ? [] : flow.phases;
  const elsewhere = new Set(phases.flatMap(({ place }) => findings.within(place.range)));
  const ofParticipants = flow.participants.map(({ declarationPlace }) => findings.within(declarationPlace.range));
  const ofVisits = (scenario?.phases ?? [])
    .filter(({ phase }) => phase !== null)
    .map(({ place }) => findings.within(place.range));
  for (const other of flow.scenarios) {
    if (other === scenario) continue;
    for (const { range } of scenarioParts(other)) for (const index of findings.within(range)) elsewhere.add(index);
  }
  for (const index of [...ofParticipants, ...ofVisits].flat()) elsewhere.add(index);
  const ofFlow = findings.list.flatMap((_, index) => (elsewhere.has(index) ? [] : index));
  return { ofFlow, ofParticipants, ofVisits };
}
