import { type Finding, type RuleCode, ruleCodes, rules } from '../../check/index.js';
import type { Severity } from '../../timeline/types/timeline.js';

/** How much a project makes of a rule. */
export const ruleLevels = ['error', 'warning', 'information', 'hint', 'off'] as const;

export type RuleLevel = (typeof ruleLevels)[number];

/** A level for every rule. */
export type RuleLevels = Readonly<Record<RuleCode, RuleLevel>> & {
  /** The least severity that a finding is reported with, if its rule's level allows it. */
  readonly least?: Severity;
};

/** The sets of levels that a project can start from. */
export const presets = {
  /** Rules for contradictions with a model or within a file, and for limits of the check: no matters of taste. */
  correctness: levels((code) =>
    rules[code].severity === 'error' || code === 'check-inconclusive' ? rules[code].severity : 'off',
  ),
  /** Every rule as the language grades it. */
  recommended: levels((code) => rules[code].severity),
  /** Every rule counts: information becomes a warning. */
  all: {
    ...levels((code) => (rules[code].severity === 'information' ? 'warning' : rules[code].severity)),
    least: 'warning',
  },
} as const satisfies Record<string, RuleLevels>;

export type PresetName = keyof typeof presets;

function levels(of: (code: RuleCode) => RuleLevel): Readonly<Record<RuleCode, RuleLevel>> {
  return Object.fromEntries(ruleCodes.map((code) => [code, of(code)])) as Record<RuleCode, RuleLevel>;
}

/** Whether findings keep their severities: no level is set. */
function gradesNothing(levels: RuleLevels): boolean {
  return levels.least === undefined && ruleCodes.every((code) => levels[code] === rules[code].severity);
}

const order: readonly Severity[] = ['hint', 'information', 'warning', 'error'];

/**
 * Findings as a project grades them; those of rules that are off are left out.
 *
 * A finding that the check makes milder than its rule, because the model only infers an arrow, stays milder: a level
 * above its own does not raise it, unless the project wants at least so much of every finding.
 */
export function graded(findings: readonly Finding[], levels: RuleLevels): readonly Finding[] {
  if (gradesNothing(levels)) return findings;
  return findings.flatMap((finding) => {
    const level = levels[finding.code];
    if (level === 'off') return [];
    const milder = order.indexOf(finding.severity) < order.indexOf(rules[finding.code].severity);
    const own = levels.least === undefined ? finding.severity : higher(finding.severity, levels.least);
    const severity = milder && order.indexOf(own) < order.indexOf(level) ? own : level;
    return [severity === finding.severity ? finding : { ...finding, severity }];
  });
}

function higher(one: Severity, other: Severity): Severity {
  return order.indexOf(one) < order.indexOf(other) ? other : one;
}
