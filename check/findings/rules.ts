import type { Severity } from '../../timeline/types/timeline.js';

/** What is known of a rule before any text is read. */
export interface Rule {
  /** Severity unless a project's configuration says another. */
  readonly severity: Severity;
  /** Whether an edit can mend a finding; to silence it is not an edit. */
  readonly fixable: boolean;
}

/**
 * Every code of a diagnostic with its default severity (docs/language.md). A rule has a page `docs/rules/<code>.md` and
 * fixtures of its name.
 */
export const rules = {
  'ambiguous-alternative': { severity: 'error', fixable: false },
  'ambiguous-name': { severity: 'error', fixable: true },
  'ambiguous-role': { severity: 'error', fixable: true },
  'attribute-type': { severity: 'error', fixable: true },
  'cannot-finish': { severity: 'error', fixable: true },
  'check-inconclusive': { severity: 'information', fixable: false },
  'condition-not-met': { severity: 'error', fixable: true },
  'contradictory-condition': { severity: 'error', fixable: true },
  'duplicate-message': { severity: 'warning', fixable: true },
  'duplicate-name': { severity: 'error', fixable: true },
  'empty-phase': { severity: 'warning', fixable: true },
  'ends-while-pending': { severity: 'error', fixable: true },
  'fact-not-stated': { severity: 'information', fixable: true },
  'ignore-without-reason': { severity: 'warning', fixable: true },
  'illegal-phase': { severity: 'error', fixable: true },
  'incomplete-broadcast': { severity: 'error', fixable: true },
  'missing-attribute': { severity: 'information', fixable: true },
  'missing-message': { severity: 'error', fixable: true },
  'missing-timeout': { severity: 'warning', fixable: true },
  'non-local-choice': { severity: 'information', fixable: false },
  'not-a-path': { severity: 'error', fixable: true },
  'order-violation': { severity: 'error', fixable: true },
  'outcome-not-observed': { severity: 'information', fixable: true },
  'pending-without-exit': { severity: 'error', fixable: true },
  'protocol-not-allowed': { severity: 'error', fixable: true },
  'replaces-not-follows': { severity: 'error', fixable: true },
  'self-message': { severity: 'warning', fixable: true },
  'syntax-error': { severity: 'error', fixable: true },
  'unbound-role': { severity: 'error', fixable: true },
  'unexpected-message': { severity: 'error', fixable: true },
  'unhandled-outcome': { severity: 'warning', fixable: true },
  'unknown-attribute': { severity: 'error', fixable: true },
  'unknown-fact': { severity: 'error', fixable: true },
  'unknown-import': { severity: 'error', fixable: true },
  'unknown-message': { severity: 'error', fixable: true },
  'unknown-model': { severity: 'error', fixable: true },
  'unknown-participant': { severity: 'error', fixable: true },
  'unknown-phase': { severity: 'error', fixable: true },
  'unknown-protocol': { severity: 'error', fixable: true },
  'unknown-role': { severity: 'error', fixable: true },
  'unknown-state': { severity: 'error', fixable: true },
  'unknown-value': { severity: 'error', fixable: true },
  'unreachable-phase': { severity: 'warning', fixable: true },
  'unreachable-state': { severity: 'error', fixable: true },
  'unset-protocol': { severity: 'error', fixable: true },
  'unused-ignore': { severity: 'warning', fixable: true },
  'unused-participant': { severity: 'warning', fixable: true },
  'wrong-direction': { severity: 'error', fixable: true },
  'wrong-kind': { severity: 'error', fixable: true },
  'wrong-protocol': { severity: 'error', fixable: true },
  'wrong-role': { severity: 'error', fixable: true },
} as const satisfies Record<string, Rule>;

export type RuleCode = keyof typeof rules;

/** Codes of the rules with a fix. */
export type FixableRule = { [Code in RuleCode]: (typeof rules)[Code]['fixable'] extends true ? Code : never }[RuleCode];

/** Whether a word in a suppression comment is the code of a rule. */
export function isRuleCode(word: string): word is RuleCode {
  return Object.hasOwn(rules, word);
}

/** Whether there is an edit to offer for a rule, other than silencing it. */
export function isFixable(code: RuleCode): code is FixableRule {
  return rules[code].fixable;
}
