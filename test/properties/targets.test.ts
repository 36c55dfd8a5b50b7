import { describe, expect, test } from 'vitest';
import type { FlowAnalysis } from '../../check/flow-analysis.js';
import { type Checked, Checking, holds, timeLimit } from './checking.js';
import type { Choices } from './choices.js';
import { judgeTargets, targetsOf, type Verdict } from './oracle.js';
import { nonLocalChoices } from './oracle-choices.js';
import { Unspecified, unsetStates } from './oracle-entering.js';
import { asksForFact, countOfTargets, inFavor, turnsOnFact, withEachValue } from './oracle-facts.js';
import { unhandledOutcomes } from './oracle-outcomes.js';
import { ambiguousRoles, unboundRoles } from './oracle-roles.js';
import { wrongReference } from './oracle-scenarios.js';
import { timeFindings } from './oracle-times.js';
import { leavingOpen, randomGraph } from './random-flow.js';
import { randomModel } from './random-model.js';
import type { FlowSpec, ModelSpec } from './specification.js';
import { delayOf, plainNames, Writer } from './writing.js';

const writer = new Writer();
const checking = new Checking();

/** The findings on the flow's targets, in the oracle's terms. */
function reported({ findings, lines }: Checked, flow: FlowSpec) {
  const numbers = new Map(flow.phases.map((_, phase) => [plainNames('phase', phase), phase]));
  const refused = new Map<string, string>();
  const phases: Record<string, Map<number, string>> = {
    'ends-while-pending': new Map(),
    'cannot-finish': new Map(),
    'wrong-role': new Map(),
  };
  const unhandled = { warnings: new Set<number>(), information: new Set<number>(), atStart: false };
  const astray: string[] = [];
  const choices: number[] = [];
  const times: string[] = [];
  const unbound: string[] = [];
  const ambiguous: string[] = [];
  const unset: number[] = [];
  for (const { code, severity, range } of findings) {
    const line = lines[range.start.line] ?? '';
    const marked = numbers.get(/^\w+/.exec(line.slice(range.start.character))?.[0] ?? '') ?? -1;
    // The last phase that begins on this line or before.
    const around = lines.slice(0, range.start.line + 1).filter((text) => text.startsWith('  phase Scene')).length - 1;
    if (code === 'illegal-phase' || code === 'replaces-not-follows') {
      const implied =
        flow.start === null && marked === 0 && line.startsWith('  phase Scene0 ') && range.start.character === 8;
      refused.set(
        line.startsWith('  start') || implied ? `start>${marked}` : `${around}>${marked}`,
        `${severity} ${code}`,
      );
    }
    if (code === 'unbound-role') unbound.push(`${marked} ${severity}`);
    if (code === 'ambiguous-role') ambiguous.push(`${marked} ${severity}`);
    if (code === 'unset-state') unset.push(Number(/Person(\d+)/.exec(line)?.[1]));
    if (code === 'unhandled-outcome') {
      // The name of a phase without a `next` of its own is marked for an implied start only.
      const isStart = line.startsWith('  start') || (flow.start === null && line.startsWith('  phase Scene0 '));
      if (isStart) unhandled.atStart = true;
      else if (severity === 'warning') unhandled.warnings.add(around);
      else unhandled.information.add(around);
    }
    if (code === 'non-local-choice') choices.push(around);
    if (code === 'not-a-path') astray.push(`${severity} ${line.trim().split(' ')[1]} at ${range.start.character}`);
    if (code === 'too-early' || code === 'too-late') {
      const target = numbers.get(/(\w+) $/.exec(line.slice(0, range.start.character))?.[1] ?? '') ?? -1;
      times.push(`${around}>${target} ${severity} ${code}`);
    }
    if (code === 'missing-timeout') times.push(`${around}>${marked} ${severity} ${code}`);
    phases[code]?.set(code === 'wrong-role' ? around : marked, severity);
  }
  return {
    refused,
    phases,
    times: times.sort(),
    unbound: unbound.sort(),
    ambiguous: ambiguous.sort(),
    unhandled,
    unset,
    choices,
    astray,
  };
}

/** The oracle's findings on times, as texts; of several configurations the one with the highest severity. */
function timesOf(verdict: Verdict, flow: FlowSpec, model: ModelSpec): string[] {
  const texts = new Map<string, boolean>();
  for (const { phase, target, code, inferred } of timeFindings(verdict.visits, flow, model, delayOf)) {
    const key = `${phase}>${target} ${code}`;
    texts.set(key, inferred && (texts.get(key) ?? true));
  }
  return [...texts].map(([key, inferred]) => {
    const [where = '', code = ''] = key.split(' ');
    const [full, less] = code === 'missing-timeout' ? ['warning', 'information'] : ['error', 'warning'];
    return `${where} ${inferred ? less : full} ${code}`;
  });
}

function expectSame(verdict: Verdict, checked: Checked, flow: FlowSpec, model: ModelSpec): void {
  const { refused, phases, times, unbound, ambiguous, unhandled, unset, choices, astray } = reported(checked, flow);
  expect(unset, 'participants that start in one of several states').toEqual(unsetStates(flow, model));
  expect(unbound, 'phases with a role without a player').toEqual(unboundRoles(verdict, flow, model));
  expect(ambiguous, 'phases with a role that several play').toEqual(ambiguousRoles(verdict, flow, model));
  expect(times, 'times that no timer allows').toEqual(timesOf(verdict, flow, model).sort());
  const wantedRefusals = new Map(
    [...verdict.refused].map(([target, { code, severity }]) => {
      const texts = refused.get(target)?.split(' ')[1] ?? 'illegal-phase';
      return [target, `${severity} ${code === 'either' ? texts : code}`];
    }),
  );
  expect(refused, 'targets that can never be taken').toEqual(wantedRefusals);
  expect(phases['ends-while-pending'], 'phases that end while a party is pending').toEqual(verdict.endsWhilePending);
  const stuck = [...verdict.stuck, ...verdict.deadEnds.map((end) => Math.min(...end))];
  expect(phases['cannot-finish'], 'phases that cannot finish').toEqual(new Map(stuck.map((phase) => [phase, 'error'])));
  expect(phases['wrong-role'], 'phases with the wrong one bound').toEqual(verdict.wrongRoles);
  expect(unhandled, 'phases that leave outcomes out').toEqual(unhandledOutcomes(verdict, flow, model));
  expect(choices.sort(), 'choices that no participant sees as a whole').toEqual(
    [...nonLocalChoices(verdict.visits, flow, model)].sort(),
  );
  expect(astray, 'scenarios that are no path').toEqual(
    flow.scenarios.flatMap((scenario, index) => wrongIn(scenario, index, verdict, flow)),
  );
}

function wrongIn(scenario: readonly number[], index: number, verdict: Verdict, flow: FlowSpec): string[] {
  const wrong = wrongReference(scenario, verdict, flow);
  if (wrong === null) return [];
  const head = `  scenario ${plainNames('scenario', index)} { `;
  const before = scenario.slice(0, wrong.at).map((phase) => `${plainNames('phase', phase)}, `);
  return [`${wrong.severity} ${plainNames('scenario', index)} at ${`${head}${before.join('')}`.length}`];
}

/** The phases entered, each with the states it was entered with. */
function configurations(analysis: FlowAnalysis): string[] {
  const all = analysis.exploration.visits.map(
    ({ phase, entered }) => `${phase}: ${[...entered.configuration.states].map((state) => Math.max(state, -1))}`,
  );
  return [...new Set(all)].sort();
}

interface Judged {
  readonly flow: FlowSpec;
  readonly verdict: Verdict;
}

/** What the check says otherwise than the oracle does of the flow with one value of its fact; null for nothing. */
function differenceFrom(
  { flow, verdict }: Judged,
  checked: Checked,
  analysis: FlowAnalysis,
  model: ModelSpec,
): unknown {
  try {
    const states = verdict.visits.map(({ phase, entry }) => `${phase}: ${entry.configuration.states}`);
    expect(configurations(analysis)).toEqual([...new Set(states)].sort());
    expectSame(verdict, checked, flow, model);
    return null;
  } catch (error) {
    if (error instanceof Unspecified) throw error;
    return error;
  }
}

async function compare(choices: Choices): Promise<void> {
  const model = randomModel(choices, { ownMessages: true, order: false });
  const graph = leavingOpen(choices, randomGraph(choices, model));
  const flow = { ...graph, phases: graph.phases.map((phase) => ({ ...phase, steps: null })) };
  if (flow.phases.length === 0) return;
  const judged = withEachValue(flow, model).map((stated) => {
    const verdict = judgeTargets(stated, model);
    return { flow: stated, verdict, count: countOfTargets(verdict, stated, model) };
  });
  const text = `${writer.model(model)}${writer.flow(flow, model)}`;
  const checked = await checking.check(text);
  const [analysis] = checked.analysis.flows;
  if (analysis === undefined) throw new Error('The flow was not analyzed.');
  try {
    const differences = inFavor(judged).map((one) => differenceFrom(one, checked, analysis, model));
    // Of several values that may have the fewest findings, one is reported against.
    const [first] = differences;
    if (first !== undefined && differences.every((difference) => difference !== null)) throw first;
    const isReported = checked.findings.some(({ code }) => code === 'fact-not-stated');
    if (judged.length > 1 && isReported !== asksForFact(model)) {
      const turns = turnsOnFact(
        judged.map(({ verdict }) => verdict),
        flow,
      );
      expect(isReported, 'that the flow leaves a fact open is said').toBe(turns);
    }
  } catch (error) {
    if (error instanceof Unspecified) throw error;
    throw new Error(`${text}\n${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

describe('targets', () => {
  test('targets have the findings of a brute-force oracle', () => holds(250, compare), timeLimit);

  test('targets of a phase without next are an implied end', () => {
    const phase = { realizes: null, bindings: [], steps: null, next: null };
    expect(targetsOf({ participants: [], value: null, start: null, phases: [phase], scenarios: [] }, 0)).toEqual([
      'end',
    ]);
  });
});
