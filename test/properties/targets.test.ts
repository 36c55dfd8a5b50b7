import { describe, expect, test } from 'vitest';
import type { FlowAnalysis } from '../../check/flow-analysis.js';
import { type Checked, Checking, holds, timeLimit } from './checking.js';
import type { Choices } from './choices.js';
import { judgeTargets, targetsOf, type Verdict } from './oracle.js';
import { Unspecified } from './oracle-entering.js';
import { randomGraph } from './random-flow.js';
import { randomModel } from './random-model.js';
import type { FlowSpec, ModelSpec } from './specification.js';
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
  return { refused, phases, times: findings.flatMap((finding) => timeOf(finding, lines)).sort() };
}

/** `2 too-early 4s`: the phase, the code, and the target, of which every one is taken after two seconds. */
function timeOf({ code, range }: Checked['findings'][number], lines: readonly string[]): string[] {
  if (code !== 'too-early' && code !== 'too-late') return [];
  const around = lines.slice(0, range.start.line + 1).filter((text) => text.startsWith('  phase Scene')).length - 1;
  const target = /(\w+) $/.exec((lines[range.start.line] ?? '').slice(0, range.start.character))?.[1] ?? '';
  return [`${around} ${code} ${target}`];
}

/** What the model's timers say of targets that are taken after two seconds. */
function timesOf(verdict: Verdict, flow: FlowSpec, model: ModelSpec): string[] {
  const told = new Set<string>();
  for (const { phase, ways } of verdict.visits) {
    for (const [index, target] of targetsOf(flow, phase).entries()) {
      const way = ways[index];
      if (target === 'end' || typeof way !== 'object' || way.kind !== 'visit') continue;
      const triggers = model.phases[flow.phases[target]?.realizes ?? -1]?.triggers ?? [];
      const lengths = triggers.map((trigger) => ('timer' in trigger ? trigger.length : null));
      if (lengths.length === 0 || lengths.some((length) => length === null)) continue;
      const fits = lengths.some((length) => length !== null && length.after <= 2 && 2 <= (length.to ?? length.after));
      if (fits) continue;
      const early = lengths.every((length) => length !== null && length.after > 2);
      told.add(`${phase} ${early ? 'too-early' : 'too-late'} ${plainNames('phase', target)}`);
    }
  }
  return [...told].sort();
}

function expectSame(verdict: Verdict, checked: Checked, flow: FlowSpec, model: ModelSpec): void {
  const { refused, phases, times } = told(checked, flow);
  expect(times, 'times that no timer allows').toEqual(timesOf(verdict, flow, model));
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
    expectSame(verdict, checked, flow, model);
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
