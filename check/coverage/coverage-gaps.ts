import type { Place } from '../model/place.js';
import { requiredRows } from './coverage-counts.js';
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
export function coverageGaps(coverage: ModelCoverage, scope: CoverageScope = 'flows'): CoverageGap[] {
  const { phases, outcomes, alternatives, facts, branches } = coverage;
  return [
    ...phases.flatMap((phase) => gapsOfPhase(phase, scope)),
    ...outcomes
      .filter(({ taken }) => !taken)
      .map(({ of, outcome, place }) => gap('outcome', `${of} → ${outcome}`, 'never taken', place)),
    ...alternatives.flatMap(gapsOfAlternatives),
    ...facts.flatMap(({ name, values, place }) =>
      values
        .filter(({ taken }) => !taken)
        .map((value) => gap('fact', `${name} is ${value.name}`, reasons[scope].fact, place)),
    ),
    ...branches
      .filter(({ taken }) => !taken)
      .map(({ phase, text, place }) => gap('branch', `${phase}: ${text}`, 'never the case', place)),
  ];
}

function gap(kind: CoverageGap['kind'], text: string, reason: string, place: Place): CoverageGap {
  return { kind, text, reason, place };
}

/** A phase that is never entered; otherwise its required rows that are never sent. */
function gapsOfPhase(phase: ModelCoverage['phases'][number], scope: CoverageScope): CoverageGap[] {
  const { name, status, place } = phase;
  const why = reasons[scope];
  if (status !== 'entered') {
    return [gap('phase', name, status === 'written' ? 'in a flow, but never entered' : why.phase, place)];
  }
  return requiredRows([phase])
    .filter(({ covered }) => !covered)
    .map((row) => gap('row', `${row.phase}: ${row.text}`, reasonFor(row, why.row, scope), row.place));
}

function gapsOfAlternatives({ members }: ModelCoverage['alternatives'][number]): CoverageGap[] {
  return members
    .filter(({ taken }) => !taken)
    .map((member) => {
      const others = members.filter((other) => other !== member).map(({ phase }) => phase);
      return gap('alternative', member.phase, `never taken instead of ${others.join(', ')}`, member.place);
    });
}

function reasonFor({ visits, needs, missing }: RowStatus, unasked: string, scope: CoverageScope): string {
  if (visits === 0) return needs.length === 0 ? unasked : `${unasked}: needs ${needs.join(' and ')}`;
  return `missing in ${missing.map(({ flow, phase }) => (scope === 'flow' ? phase : `${flow} (${phase})`)).join(', ')}`;
}
