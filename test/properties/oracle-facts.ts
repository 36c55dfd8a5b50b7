import { targetsOf, type Verdict } from './oracle.js';
import { unsetStates } from './oracle-entering.js';
import { unhandledOutcomes } from './oracle-outcomes.js';
import { ambiguousRoles, unboundRoles } from './oracle-roles.js';
import { wrongReference } from './oracle-scenarios.js';
import { timeFindings } from './oracle-times.js';
import type { FlowSpec, ModelSpec } from './specification.js';
import { delayOf } from './writing.js';

/** How many errors and warnings there are: where several things at one place may be one finding, at least and at most. */
export interface Count {
  readonly least: number;
  readonly most: number;
}

/** The flow with each value of the model's fact in turn, or as it is where it states the value. */
export function withEachValue(flow: FlowSpec, { values }: ModelSpec): FlowSpec[] {
  if (flow.value !== null || values === 0) return [flow];
  return Array.from({ length: values }, (_, value) => ({ ...flow, value }));
}

/** Of these, the ones that may be reported against: with the fewest errors and warnings, the first of several. */
export function inFavor<T extends { readonly count: Count }>(judged: readonly T[]): T[] {
  return judged.filter(({ count: { least } }, index) =>
    judged.every((other, at) => at === index || (at < index ? least < other.count.most : least <= other.count.most)),
  );
}

/** How many errors and warnings there are of a flow's targets and roles. */
export function countOfTargets(verdict: Verdict, flow: FlowSpec, model: ModelSpec): Count {
  const { refused, endsWhilePending, stuck, deadEnds, wrongRoles, visits } = verdict;
  const { warnings } = unhandledOutcomes(verdict, flow, model);
  const times = timeFindings(visits, flow, model, delayOf).filter(
    ({ code, inferred }) => code !== 'missing-timeout' || !inferred,
  );
  const places = new Set(times.map(({ phase, target, code }) => `${phase}>${target} ${code}`));
  const fixed =
    refused.size +
    endsWhilePending.size +
    stuck.size +
    deadEnds.length +
    unboundRoles(verdict, flow, model).length +
    ambiguousRoles(verdict, flow, model).length +
    unsetStates(flow, model).length +
    flow.scenarios.filter((scenario) => wrongReference(scenario, verdict, flow) !== null).length;
  return {
    least: fixed + wrongRoles.size + warnings.size + places.size,
    // Each outcome that is left out may be a finding of its own, and so may each binding; a participant may be unused.
    most:
      fixed +
      wrongRoles.size * 2 +
      warnings.size * model.phases.length +
      times.length +
      flow.participants.filter(({ roles }) => roles.length === 0).length,
  };
}

/** Whether any condition of the model asks for its fact. */
export function asksForFact(model: ModelSpec): boolean {
  return JSON.stringify(model.phases).includes('"kind":"fact"');
}

/** Whether the targets come out otherwise under another value of the fact. */
export function turnsOnFact(verdicts: readonly Verdict[], flow: FlowSpec): boolean {
  const outcomes = verdicts.map(({ visits, refused, endsWhilePending, stuck }) =>
    JSON.stringify([
      visits.map(({ phase, entry }) => [phase, entry.configuration.states]),
      [...refused.keys()],
      [...endsWhilePending.keys()],
      [...stuck],
      flow.phases.map((_, phase) => targetsOf(flow, phase)),
    ]),
  );
  return new Set(outcomes).size > 1;
}
