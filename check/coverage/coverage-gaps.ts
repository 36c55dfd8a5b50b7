import type { ModelCoverage } from './model-coverage.js';

/** What is not covered, in words; the places say where the model asks for it. */
export interface CoverageGap {
  readonly kind: 'phase' | 'row' | 'outcome' | 'alternative' | 'fact' | 'branch';
  readonly text: string;
  readonly reason: string;
  /** One-based line in the model's file. */
  readonly line: number;
}

/** Lists what is not covered, in the model's order. Optional rows are never among it. */
export function coverageGaps({ phases, outcomes, alternatives, facts, branches }: ModelCoverage): CoverageGap[] {
  return [
    ...phases.flatMap((phase): CoverageGap[] => {
      if (phase.status !== 'entered') {
        const reason = phase.status === 'written' ? 'written, and never entered' : 'realized by no flow';
        return [{ kind: 'phase', text: phase.name, reason, line: lineOf(phase) }];
      }
      return phase.rows
        .filter(({ covered, optional, ground }) => !covered && !optional && ground !== 'unknown')
        .map((row) => ({ kind: 'row', text: `${row.phase}: ${row.text}`, reason: reasonFor(row), line: lineOf(row) }));
    }),
    ...outcomes
      .filter(({ taken }) => !taken)
      .map(
        (o): CoverageGap => ({
          kind: 'outcome',
          text: `${o.of} → ${o.outcome}`,
          reason: 'never taken',
          line: lineOf(o),
        }),
      ),
    ...alternatives.flatMap(({ members }) =>
      members
        .filter(({ taken }) => !taken)
        .map((member): CoverageGap => {
          const others = members.filter((other) => other !== member).map(({ phase }) => phase);
          const reason = `never taken instead of ${others.join(', ')}`;
          return { kind: 'alternative', text: member.phase, reason, line: lineOf(member) };
        }),
    ),
    ...facts.flatMap((fact) =>
      fact.values
        .filter(({ taken }) => !taken)
        .map(
          ({ name }): CoverageGap => ({
            kind: 'fact',
            text: `${fact.name} is ${name}`,
            reason: 'no flow is explored under it',
            line: lineOf(fact),
          }),
        ),
    ),
    ...branches
      .filter(({ taken }) => !taken)
      .map(
        (b): CoverageGap => ({ kind: 'branch', text: `${b.phase}: ${b.text}`, reason: 'never so', line: lineOf(b) }),
      ),
  ];
}

function reasonFor({ visits, needs, missing }: ModelCoverage['phases'][number]['rows'][number]): string {
  if (visits === 0)
    return needs.length === 0 ? 'asked for by no flow' : `asked for by no flow: needs ${needs.join(' and ')}`;
  return `missing in ${missing.map(({ flow, phase }) => `${flow} (${phase})`).join(', ')}`;
}

function lineOf({ place }: Pick<ModelCoverage, 'place'>): number {
  return place.range.start.line + 1;
}
