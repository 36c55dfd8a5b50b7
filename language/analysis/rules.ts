import type { Severity } from '../../timeline/types/timeline.js';

/**
 * Every code of a diagnostic with its default severity (docs/language.md). A rule has a page `docs/rules/<code>.md` and
 * fixtures of its name.
 */
export const rules = {
  'ambiguous-alternative': 'error',
  'ambiguous-name': 'error',
  'ambiguous-role': 'error',
  'attribute-type': 'error',
  'cannot-finish': 'error',
  'check-inconclusive': 'information',
  'condition-not-met': 'error',
  'contradictory-condition': 'error',
  'duplicate-message': 'warning',
  'duplicate-name': 'error',
  'empty-phase': 'warning',
  'ends-while-pending': 'error',
  'fact-not-stated': 'information',
  'ignore-without-reason': 'warning',
  'illegal-phase': 'error',
  'incomplete-broadcast': 'error',
  'missing-attribute': 'information',
  'missing-message': 'error',
  'missing-timeout': 'warning',
  'non-local-choice': 'information',
  'not-a-path': 'error',
  'order-violation': 'error',
  'outcome-not-observed': 'information',
  'pending-without-exit': 'error',
  'protocol-not-allowed': 'error',
  'replaces-not-follows': 'error',
  'self-message': 'warning',
  'syntax-error': 'error',
  'unbound-role': 'error',
  'unexpected-message': 'error',
  'unhandled-outcome': 'warning',
  'unknown-attribute': 'error',
  'unknown-fact': 'error',
  'unknown-import': 'error',
  'unknown-message': 'error',
  'unknown-model': 'error',
  'unknown-participant': 'error',
  'unknown-phase': 'error',
  'unknown-protocol': 'error',
  'unknown-role': 'error',
  'unknown-state': 'error',
  'unknown-value': 'error',
  'unreachable-phase': 'warning',
  'unreachable-state': 'error',
  'unset-protocol': 'error',
  'unused-ignore': 'warning',
  'unused-participant': 'warning',
  'wrong-direction': 'error',
  'wrong-kind': 'error',
  'wrong-protocol': 'error',
  'wrong-role': 'error',
} as const satisfies Record<string, Severity>;

export type RuleCode = keyof typeof rules;

/** Whether a word in a suppression comment is the code of a rule. */
export function isRuleCode(word: string): word is RuleCode {
  return Object.hasOwn(rules, word);
}
