import { expect, test } from 'vitest';
import { analyzeFlow } from '../../check/analyze-flow.js';
import type { FlowAnalysis } from '../../check/flow-analysis.js';
import type { Flow, FlowPhase, Target } from '../../check/model/flow.js';
import { generatedFlow } from '../bench/generated-flow.js';
import { Checking } from '../properties/checking.js';

const BOUND = 10_000;

/** The flow with the first target of a phase exchanged for another phase. */
function retargeted(flow: Flow, name: string, target: string): Flow {
  const goal = flow.phases.find((phase) => phase.name === target);
  if (goal === undefined) throw new Error(`There is no phase ${target}.`);
  const phases = flow.phases.map((phase): FlowPhase => {
    const [first, ...others] = phase.next ?? [];
    if (phase.name !== name || first === undefined) return phase;
    const { place } = first;
    const next: Target = { kind: 'phase', phase: goal.index, name: target, delayMs: null, delayPlace: place, place };
    return { ...phase, next: [next, ...others] };
  });
  return { ...flow, phases };
}

const summary = ({ findings }: FlowAnalysis) =>
  findings.map(({ code, range, message, subject }) => ({ code, range, message, subject }));

test('if a phase leads elsewhere, the phases are entered as before, with the findings of a check from scratch', async () => {
  const { analysis } = await new Checking().check(generatedFlow(24));
  const [before] = analysis.flows;
  if (before === undefined) throw new Error('There is no flow.');
  const entries = new Set(before.exploration.visits.map(({ entered }) => entered));
  for (const target of ['Invite3', 'Refused', 'BobLeaves0']) {
    const changed = retargeted(before.flow, 'Declines1', target);
    const now = await analyzeFlow(changed, BOUND, undefined, before);
    const fresh = await analyzeFlow(changed, BOUND);
    expect(summary(now)).toEqual(summary(fresh));
    // Who made a party pending has a number, which may be another one.
    const seen = ({ exploration }: FlowAnalysis) =>
      exploration.visits.map(({ index, phase, parent, edges, entered: { players, configuration } }) => {
        return { index, phase, parent, edges, players, states: configuration.states };
      });
    expect(seen(now)).toEqual(seen(fresh));
    const anew = now.exploration.visits.filter(({ entered }) => !entries.has(entered));
    expect(new Set(anew.map(({ phase }) => changed.phases[phase]?.name))).toEqual(new Set(['Declines1']));
  }
});

test('a check notes nothing in what the version before keeps', async () => {
  const { analysis } = await new Checking().check(generatedFlow(24));
  const [before] = analysis.flows;
  if (before === undefined) throw new Error('There is no flow.');
  const [first, ...others] = before.flow.phases;
  if (first === undefined) throw new Error('There is no phase.');
  const now = await analyzeFlow(
    { ...before.flow, phases: [{ ...first, steps: [] }, ...others] },
    BOUND,
    undefined,
    before,
  );
  expect(now.exploration).toBe(before.exploration);
  const noted = ({ kept }: FlowAnalysis) => kept.shape?.transitions.decidingFacts;
  expect(noted(before)).toBeDefined();
  expect(noted(now)).not.toBe(noted(before));
});
