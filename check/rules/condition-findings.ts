import type { FindingDraft } from '../findings/finding.js';
import { conditionsOf, nestedItems } from '../model/items.js';
import type { Condition, Model } from '../model/model.js';
import { UNKNOWN } from '../model/model.js';
import { quoted } from './message-text.js';
import { modelFinding } from './model-finding.js';

/**
 * Conditions that can never hold together: two values of a fact, two states of a role, no party and some party in one
 * state (`contradictory-condition`). Nested `when`s count together; `needs` count by themselves, for they are judged
 * before the moves.
 */
export function conditionFindings(model: Model): FindingDraft[] {
  const findings: FindingDraft[] = [];
  for (const phase of model.phases) {
    addContradictions([], phase.needs, model, findings);
    for (const { item, blocks } of nestedItems(phase.items)) {
      addContradictions(blocks.flatMap(conditionsOf), conditionsOf(item), model, findings);
    }
  }
  return findings;
}

function addContradictions(
  outer: readonly Condition[],
  conditions: readonly Condition[],
  model: Model,
  findings: FindingDraft[],
): void {
  const before = [...outer];
  for (const condition of conditions) {
    const other = before.find((earlier) => contradict(earlier, condition, model));
    if (other !== undefined) {
      const message = `This condition can never hold together with ${inWords(other, model)}. Remove one of the two conditions.`;
      const related = [{ place: other.place, message: 'the other condition' }];
      findings.push(modelFinding('contradictory-condition', condition.place, message, related));
    }
    before.push(condition);
  }
}

/** Whether two conditions exclude each other in every configuration. */
export function contradict(a: Condition, b: Condition, model: Model): boolean {
  if (a.kind === 'fact' && b.kind === 'fact') {
    return a.fact === b.fact && a.fact !== UNKNOWN && a.value !== b.value && a.value !== UNKNOWN && b.value !== UNKNOWN;
  }
  if (a.kind === 'role' && b.kind === 'role') {
    return a.role === b.role && a.role !== UNKNOWN && a.state !== b.state && a.state !== UNKNOWN && b.state !== UNKNOWN;
  }
  return noneAndSome(a, b, model) || noneAndSome(b, a, model);
}

function noneAndSome(none: Condition, some: Condition, model: Model): boolean {
  if (none.kind !== 'count' || none.quantifier !== 'none' || none.state === UNKNOWN) return false;
  if (some.kind === 'fact' || some.state !== none.state) return false;
  if (some.kind === 'role') {
    // A party left out of the count may be in the state; so may another role, which the same party may play.
    return none.except.length === 0 && some.role !== UNKNOWN && model.roles[some.role]?.kind === 'party';
  }
  return some.quantifier === 'some' && none.except.every((role) => role !== UNKNOWN && some.except.includes(role));
}

function inWords(condition: Condition, model: Model): string {
  switch (condition.kind) {
    case 'role':
      return `\`${model.roles[condition.role]?.name ?? '?'} ${model.states[condition.state]?.name ?? '?'}\``;
    case 'count': {
      const names = condition.except.map((role) => model.roles[role]?.name ?? '?');
      const except = names.length === 0 ? '' : ` except ${names.join(', ')}`;
      return `\`${condition.quantifier} ${model.states[condition.state]?.name ?? '?'}${except}\``;
    }
    case 'fact': {
      const fact = model.facts[condition.fact];
      return `${quoted(fact?.name ?? '?')} is ${quoted(fact?.values[condition.value] ?? '?')}`;
    }
  }
}
