import type { Place } from '../model/place.js';
import type { ModelCoverage, RowStatus } from './model-coverage.js';

/** An uncovered part of a model, in words. */
export interface CoverageGap {
  readonly kind: 'phase' | 'row' | 'outcome' | 'alternative' | 'fact' | 'branch';
  readonly text: string;
  readonly reason: string;
  /** Where the model has it. */
  readonly place: Place;
}

/** The scope of the measurement: all flows together, or one. */
export type CoverageScope = 'flows' | 'flow';

/** Why something is not covered, by what was measured. */
const reasons: Readonly<Record<CoverageScope, Readonly<Record<'phase' | 'row' | 'fact', string>>>> = {
  flows: { phase: 'not in any flow', row: 'not required in any flow', fact: 'no flow has this value' },
  flow: { phase: 'not in this flow', row: 'not required in this flow', fact: 'this flow has another value' },
};

/** Lists what is not covered, in the model's order. Optional rows are never among it. */
export function coverageGaps(
  { phases, outcomes, alternatives, facts, branches }: ModelCoverage,
  scope: CoverageScope = 'flows',
): CoverageGap[] {
  const why = reasons[scope];
  return [
    ...phases.flatMap((phase): CoverageGap[] => {
      if (phase.status !== 'entered') {
        const reason = phase.status === 'written' ? 'in a flow, but never entered' : why.phase;
        return [{ kind: 'phase', text: phase.name, reason, place: phase.place }];
      }
      return phase.rows
        .filter(({ covered, optional, ground }) => !covered && !optional && ground !== 'unknown')
        .map((row) => ({
          kind: 'row',
          text: `${row.phase}: ${row.text}`,
          reason: reasonFor(row, why.row, scope),
          place: row.place,
        }));
    }),
    ...outcomes
      .filter(({ taken }) => !taken)
      .map(
        (o): CoverageGap => ({
          kind: 'outcome',
          text: `${o.of} → ${o.outcome}`,
          reason: 'never taken',
          place: o.place,
        }),
      ),
    ...alternatives.flatMap(({ members }) =>
      members
        .filter(({ taken }) => !taken)
        .map((member): CoverageGap => {
          const others = members.filter((other) => other !== member).map(({ phase }) => phase);
          const reason = `never taken instead of ${others.join(', ')}`;
          return { kind: 'alternative', text: member.phase, reason, place: member.place };
        }),
    ),
    ...facts.flatMap((fact) =>
      fact.values
        .filter(({ taken }) => !taken)
        .map(
          ({ name }): CoverageGap => ({
            kind: 'fact',
            text: `${fact.name} is ${name}`,
            reason: why.fact,
            place: fact.place,
          }),
        ),
    ),
    ...branches
      .filter(({ taken }) => !taken)
      .map(
        (b): CoverageGap => ({
          kind: 'branch',
          text: `${b.phase}: ${b.text}`,
          reason: 'never the case',
          place: b.place,
        }),
      ),
  ];
}

function reasonFor({ visits, needs, missing }: RowStatus, unasked: string, scope: CoverageScope): string {
  if (visits === 0) return needs.length === 0 ? unasked : `${unasked}: needs ${needs.join(' and ')}`;
  return `missing in ${missing.map(({ flow, phase }) => (scope === 'flow' ? phase : `${flow} (${phase})`)).join(', ')}`;
}
