import type { Slot } from '../conformance/obligations.js';
import { type EvaluationContext, judgeCondition } from '../exploration/three-valued.js';
import { rules } from '../findings/rules.js';
import { guardedRows } from '../model/items.js';
import type { Condition, ModelPhase } from '../model/model.js';
import type { Description } from './difference-description.js';
import { unmetCondition } from './unmet-condition.js';
import type { VisitFinding } from './visit-findings.js';

/** The actual state of things against a row's condition, and the required one. */
export function unmetText({
  realized,
  slot,
  message,
  where,
  words,
  context,
}: Description): Pick<VisitFinding, 'brief' | 'fact'> {
  const condition = unmetConditionOf(realized, slot, context);
  const fact = `${message} must not be sent here`;
  if (condition === undefined) {
    return { brief: rules['condition-not-met'].brief, fact: `${fact}: its condition in ${where} does not hold` };
  }
  const unmet = unmetCondition(condition, context, words);
  return { brief: unmet.brief, fact: `${fact}: ${unmet.actual}, but ${where} allows it only when ${unmet.required}` };
}

function unmetConditionOf(
  realized: ModelPhase,
  slot: Slot | undefined,
  context: EvaluationContext,
): Condition | undefined {
  const guarded = guardedRows(realized.items).find(({ row }) => row === slot?.row);
  return guarded?.conditions.find((condition) => judgeCondition(condition, context) === 'no');
}
