import type { FlowAnalysis } from '../flow-analysis.js';
import { type Condition, type Item, type Model, type Row, UNKNOWN } from '../model/model.js';

/** How much of its models a flow shows. */
export interface RowCoverage {
  /** Rows that apply and are met wherever they are asked for. */
  readonly met: number;
  /** Required rows of the models that the facts of the flow do not rule out. */
  readonly applying: number;
}

/**
 * Counts the required rows of a flow's models that apply to it, and those it meets: asked for somewhere, and nowhere
 * left out. A row counts once, however many phases realize its own.
 */
export function rowCoverage({ model, comparisons, simulation }: FlowAnalysis): RowCoverage {
  const asked = new Set<Row>();
  const failed = new Set<Row>();
  for (const comparison of comparisons) {
    if (comparison === null) continue;
    for (const slot of comparison.slots) {
      if (!slot.required) continue;
      asked.add(slot.row);
      if (!comparison.met.has(slot)) failed.add(slot.row);
    }
  }
  const applying = applyingRows(model, simulation.facts, asked);
  return { met: applying.filter((row) => asked.has(row) && !failed.has(row)).length, applying: applying.length };
}

/**
 * @param facts per fact of the model, the value stated or assumed
 * @param asked rows that a phase was compared with: they tell which member of a `one of` was chosen
 */
function applyingRows(model: Model, facts: readonly number[], asked: ReadonlySet<Row>): Row[] {
  const rowsIn = (item: Item): Row[] => {
    if (item.kind === 'row') return item.row.optional || item.row.faulty ? [] : [item.row];
    if (item.kind === 'when' && item.conditions.some((condition) => isRuledOut(condition, facts))) return [];
    const members = item.items.map(rowsIn);
    if (item.kind !== 'choice') return members.flat();
    return members.find((rows) => rows.some((row) => asked.has(row))) ?? members[0] ?? [];
  };
  return model.phases.flatMap((phase) => phase.items.flatMap(rowsIn));
}

function isRuledOut(condition: Condition, facts: readonly number[]): boolean {
  if (condition.kind !== 'fact' || condition.value === UNKNOWN) return false;
  const value = facts[condition.fact] ?? UNKNOWN;
  return value !== UNKNOWN && value !== condition.value;
}
