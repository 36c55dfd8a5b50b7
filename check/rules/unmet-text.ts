import type { Slot } from '../conformance/obligations.js';
import { type EvaluationContext, judgeCondition } from '../exploration/three-valued.js';
import { rules } from '../findings/rules.js';
import type { Condition, Item, ModelPhase, Row } from '../model/model.js';
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
  const conditions = slot === undefined ? [] : (conditionsOf(realized.items, slot.row) ?? []);
  return conditions.find((condition) => judgeCondition(condition, context) === 'no');
}

/** The conditions that apply to a row, outer ones first; undefined if the row is not among the items. */
function conditionsOf(items: readonly Item[], row: Row): readonly Condition[] | undefined {
  for (const item of items) {
    if (item.kind === 'row') {
      if (item.row === row) return [];
      continue;
    }
    const inner = conditionsOf(item.items, row);
    if (inner !== undefined) return item.kind === 'when' ? [...item.conditions, ...inner] : inner;
  }
  return undefined;
}
