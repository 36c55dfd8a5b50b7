import type { CoverageCount } from '../../timeline/types/coverage-count.js';
import type { FlowAnalysis } from '../flow-analysis.js';
import { rowsOf } from '../model/items.js';
import type { Row } from '../model/model.js';

/**
 * Counts the required rows of a flow's models, and those that the flow covers, as `coverageCounts` does. Linear in the
 * slots that were compared, so that each timeline can have it.
 * @returns null if the flow follows no model that requires anything
 */
export function coveredRows({ flow, model, comparisons }: FlowAnalysis): CoverageCount | null {
  if (flow.model === null) return null;
  const [met, failed] = [new Set<Row>(), new Set<Row>()];
  for (const comparison of comparisons) {
    if (comparison === null) continue;
    const withFinding = new Set(comparison.differences.map(({ copy }) => copy?.slot ?? null));
    for (const slot of comparison.slots) {
      if (slot.source !== 'row') continue;
      if (comparison.met.has(slot) && !withFinding.has(slot)) met.add(slot.row);
      else if (slot.required) failed.add(slot.row);
    }
  }
  const rows = model.phases
    .filter(({ partial }) => !partial)
    .flatMap(({ items }) => rowsOf(items))
    .filter(({ optional, faulty }) => !optional && !faulty);
  return rows.length === 0
    ? null
    : { covered: rows.filter((row) => met.has(row) && !failed.has(row)).length, total: rows.length };
}
