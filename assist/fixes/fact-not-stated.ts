import type { Proposal } from '../edits/fix.js';
import type { FixContext } from '../edits/fix-context.js';
import { addDeclaration } from '../edits/member-edits.js';

/** `fact-not-stated`: states the fact; the value that was assumed first. */
export function factNotStated(context: FixContext): Proposal[] {
  const { flow } = context;
  const expected = context.finding.data.expected ?? [];
  if (flow === undefined) return [];
  const { model, simulation } = flow.analysis;
  const assumed = model.facts.map(
    ({ name, values }, index) => `${name} is ${values[simulation.facts[index] ?? -1] ?? ''}`,
  );
  return [...expected]
    .sort((a, b) => Number(assumed.includes(b)) - Number(assumed.includes(a)))
    .map((line) => ({
      title: `State "${line}"`,
      alternatives: [addDeclaration(context.source, flow.node, line)],
      preferable: assumed.includes(line),
    }));
}
