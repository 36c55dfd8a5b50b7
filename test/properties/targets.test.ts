import { describe, expect, test } from 'vitest';
import type { FlowAnalysis } from '../../check/flow-analysis.js';
import { type Checked, Checking, holds, timeLimit } from './checking.js';
import type { Choices } from './choices.js';
import { judgeTargets, targetsOf, type Verdict } from './oracle.js';
import { Unspecified } from './oracle-entering.js';
import { randomGraph } from './random-flow.js';
import { randomModel } from './random-model.js';
import type { FlowSpec } from './specification.js';
import { plainNames, Writer } from './writing.js';

const writer = new Writer();
const checking = new Checking();

/** What the check says of the flow's targets, in the oracle's words. */
function told({ findings, lines }: Checked, flow: FlowSpec) {
  const numbers = new Map(flow.phases.map((_, phase) => [plainNames('phase', phase), phase]));
  const refused = new Map<string, string>();
  const phases: Record<string, Set<number>> = {
    'ends-while-pending': new Set(),
    'cannot-finish': new Set(),
    'wrong-role': new Set(),
  };
  for (const { code, range } of findings) {
    const line = lines[range.start.line] ?? '';
    const marked = numbers.get(/^\w+/.exec(line.slice(range.start.character))?.[0] ?? '') ?? -1;
    // The last phase that begins on this line or before.
    const around = lines.slice(0, range.start.line + 1).filter((text) => text.startsWith('  phase Scene')).length - 1;
    if (code === 'illegal-phase' || code === 'replaces-not-follows') {
      const implied =
        flow.start === null && marked === 0 && line.startsWith('  phase Scene0 ') && range.start.character === 8;
      refused.set(line.startsWith('  start') || implied ? `start>${marked}` : `${around}>${marked}`, code);
    }
    phases[code]?.add(code === 'wrong-role' ? around : marked);
  }
  return { refused, phases };
}

function expectSame(verdict: Verdict, checked: Checked, flow: FlowSpec): void {
  const { refused, phases } = told(checked, flow);
  const said = new Map(
    [...refused].map(([target, code]) => [target, verdict.refused.get(target) === 'either' ? 'either' : code]),
  );
  expect(said, 'targets that can never be taken').toEqual(verdict.refused);
  expect(sorted(phases['ends-while-pending']), 'phases that end while somebody is pending').toEqual(
    sorted(verdict.endsWhilePending),
  );
  const wanted = new Set([...verdict.stuck, ...verdict.deadEnds.flatMap((end) => Math.min(...end))]);
  expect(sorted(phases['cannot-finish']), 'phases that cannot finish').toEqual(sorted(wanted));
  expect(sorted(phases['wrong-role']), 'phases with the wrong one bound').toEqual(sorted(verdict.wrongRoles));
}

function sorted(numbers: Iterable<number> | undefined): number[] {
  return [...(numbers ?? [])].sort((a, b) => a - b);
}

/** The phases entered, each with the states it was entered with. */
function configurations(analysis: FlowAnalysis): string[] {
  const all = analysis.exploration.visits.map(
    ({ phase, entered }) => `${phase}: ${[...entered.configuration.states].map((state) => Math.max(state, -1))}`,
  );
  return [...new Set(all)].sort();
}

async function compare(choices: Choices): Promise<void> {
  const model = randomModel(choices, { ownMessages: true, order: false });
  let flow: FlowSpec;
  let verdict: Verdict;
  try {
    flow = randomGraph(choices, model);
    flow = { ...flow, phases: flow.phases.map((phase) => ({ ...phase, steps: null })) };
    if (flow.phases.length === 0) return;
    verdict = judgeTargets(flow, model);
  } catch (error) {
    if (error instanceof Unspecified) return;
    throw error;
  }
  const text = `${writer.model(model)}${writer.flow(flow, model)}`;
  const checked = await checking.check(text);
  const [analysis] = checked.analysis.flows;
  if (analysis === undefined) throw new Error('The flow was not analysed.');
  try {
    const states = verdict.visits.map(({ phase, entry }) => `${phase}: ${entry.configuration.states}`);
    expect(configurations(analysis)).toEqual([...new Set(states)].sort());
    expectSame(verdict, checked, flow);
  } catch (error) {
    throw new Error(`${text}\n${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

describe('targets', () => {
  test('are judged as an oracle by brute force judges them', () => holds(300, compare), timeLimit);

  test('of a phase without next are an implied end', () => {
    const phase = { realizes: null, bindings: [], steps: null, next: null };
    expect(targetsOf({ participants: [], value: null, start: null, phases: [phase] }, 0)).toEqual(['end']);
  });
});
