import path from 'node:path';
import { expect, test } from 'vitest';
import { analyzeFlow } from '../../check/analyze-flow.js';
import { copiesOf } from '../../check/conformance/copies.js';
import { matchCopies } from '../../check/conformance/matching.js';
import { obligationsOf } from '../../check/conformance/obligations.js';
import { isBlocked } from '../../check/exploration/transitions.js';
import type { FlowAnalysis } from '../../check/flow-analysis.js';
import type { FlowPhase } from '../../check/model/flow.js';
import { buildTimeline } from '../../check/timeline/timeline-builder.js';
import { root } from '../../scripts/project.mjs';
import { FaultyFile } from '../support/faulty-file.js';
import { readFixtures } from '../support/fixtures.js';

/** What is no instance of these has a cache of its own, as a place, which computes its range when it is asked. */
const PLAIN: ReadonlySet<unknown> = new Set([Object.prototype, Array.prototype, Map.prototype, Set.prototype]);

/** Makes a value and all that it holds refuse changes, maps and sets too. */
function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  if (!PLAIN.has(Object.getPrototypeOf(value)) || '$type' in value) return;
  if (value instanceof Map || value instanceof Set) {
    const refuse = (): never => {
      throw new TypeError('This was decided by the check and cannot change.');
    };
    Object.assign(value, value instanceof Map ? { set: refuse } : { add: refuse }, { delete: refuse, clear: refuse });
  }
  Object.freeze(value);
  if (value instanceof Map) for (const entry of value) for (const part of entry) deepFreeze(part);
  else for (const inner of value instanceof Set ? value : Object.values(value)) deepFreeze(inner);
}

function freeze({ flow, model, simulation, exploration, comparisons, findings }: FlowAnalysis): void {
  for (const part of [flow, model, simulation, exploration, comparisons, findings]) deepFreeze(part);
}

/** Every third of the fixtures that are about more than a name. */
const fixtures = readFixtures(path.join(root, 'test/fixtures'))
  .filter(({ name }) => /^(conference|fixes|outcomes|configurations|united)\//.test(name))
  .filter((_, index) => index % 3 === 0);

test('timelines and fixes are made of an analysis that cannot change', async () => {
  expect(fixtures.length).toBeGreaterThan(10);
  for (const { files } of fixtures) {
    const [text = ''] = Object.values(files);
    const file = await FaultyFile.open(text, files);
    const analysis = await file.workspace.services.analysis.AnalysisProvider.analyze(file.document);
    analysis.flows.forEach(freeze);
    for (const flow of analysis.flows) {
      buildTimeline(analysis, flow);
      buildTimeline(analysis, flow, { kind: 'all' });
    }
    const [finding] = analysis.findings;
    if (finding !== undefined) await file.workspace.services.fixes.FixProvider.fixes(file.document, finding);
  }
});

test('copies and rows are matched without being changed', async () => {
  let matched = 0;
  for (const { files } of fixtures) {
    const [text = ''] = Object.values(files);
    const file = await FaultyFile.open(text, files);
    const { flows } = await file.workspace.services.analysis.AnalysisProvider.analyze(file.document);
    for (const { flow, model, simulation, exploration } of flows) {
      for (const { phase, entered } of exploration.visits) {
        const { realized, players, configuration } = entered;
        const flowPhase = flow.phases[phase];
        if (realized === null || flowPhase === undefined) continue;
        const situation = simulation.context(configuration.states, players);
        const obligations = obligationsOf(realized, model.anytime, situation, new Map());
        const copies = copiesOf(flowPhase, obligations, situation);
        deepFreeze(obligations);
        deepFreeze(copies);
        matchCopies(copies, obligations, realized, model.protocols);
        matched++;
      }
    }
  }
  expect(matched).toBeGreaterThan(50);
});

/** Enters each phase from every configuration, and compares it: what a later stage may ask. */
function askEverything({ flow, simulation, exploration }: FlowAnalysis, phases: readonly FlowPhase[]): string[] {
  const configurations = [simulation.initial, ...exploration.visits.map(({ entered }) => entered.configuration)];
  const answers = phases.flatMap((phase) =>
    configurations.map((from, index) => {
      const entered = simulation.enter(phase, from);
      const what = `${phase.name} from ${index}`;
      if (isBlocked(entered)) return `${what}: blocked by ${entered.reason.kind}`;
      const { players, certain, configuration } = entered;
      const comparison = simulation.compare(phase, entered);
      const differences = comparison?.differences.map(({ code, step }) => `${code} ${step}`);
      const ways = simulation.openAlternatives(phase, entered).length;
      // Numbers of entries say only which are the same.
      const pending = simulation.pending(configuration).map((party) => simulation.makerOf(party, configuration)?.phase);
      return `${what}: ${JSON.stringify({ players, certain, states: configuration.states, pending, differences, ways })}`;
    }),
  );
  expect(flow.phases.length === 0 || answers.length > 0).toBe(true);
  return answers.sort();
}

test('a simulation’s answers do not depend on earlier questions', async () => {
  let asked = 0;
  for (const { files } of fixtures) {
    const [text = ''] = Object.values(files);
    const file = await FaultyFile.open(text, files);
    const { flows, findings } = await file.workspace.services.analysis.AnalysisProvider.analyze(file.document);
    const before = findings.map(({ id, message }) => `${id} ${message}`);
    for (const analysis of flows) {
      freeze(analysis);
      const { phases } = analysis.flow;
      const answers = askEverything(analysis, phases);
      expect(askEverything(analysis, [...phases].reverse())).toEqual(answers);
      const anew = await analyzeFlow(analysis.flow, 10_000);
      expect(askEverything(anew, [...phases].reverse())).toEqual(answers);
      expect(anew.findings.map(({ message }) => message)).toEqual(analysis.findings.map(({ message }) => message));
      asked += answers.length;
    }
    expect(findings.map(({ id, message }) => `${id} ${message}`)).toEqual(before);
  }
  expect(asked).toBeGreaterThan(500);
});
