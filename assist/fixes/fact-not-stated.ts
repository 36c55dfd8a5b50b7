import type { Fault } from '../edits/fault.js';
import type { Proposal } from '../edits/fix.js';
import { addDeclaration } from '../edits/member-edits.js';

/** `fact-not-stated`: states the fact; the value that was assumed first. */
export function factNotStated(fault: Fault): Proposal[] {
  const { flow } = fault;
  const expected = fault.finding.data.expected ?? [];
  if (flow === undefined) return [];
  const { model, entering } = flow.analysis;
  const assumed = model.facts.map(
    ({ name, values }, index) => `${name} is ${values[entering.facts[index] ?? -1] ?? ''}`,
  );
  return [...expected]
    .sort((a, b) => Number(assumed.includes(b)) - Number(assumed.includes(a)))
    .map((line) => ({
      title: `State "${line}"`,
      ways: [addDeclaration(fault.source, flow.node, line)],
      likely: assumed.includes(line),
    }));
}
