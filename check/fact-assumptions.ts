import { joinWithAnd, joinWithOr } from '../timeline/types/join-words.js';
import { type Assumption, assumptionsFor, unstatedFacts } from './exploration/facts.js';
import { brief } from './findings/brief.js';
import type { FindingDraft } from './findings/finding.js';
import { mistakeKey } from './findings/mistake-key.js';
import type { FlowRun } from './flow-run.js';
import type { Flow } from './model/flow.js';
import { type Model, UNKNOWN } from './model/model.js';
import { quoted } from './rules/message-text.js';
import { toFinding } from './rules/visit-findings.js';

/**
 * Checks under the facts in the author's favor: the first values as declared with the fewest errors and
 * warnings. Only facts that an answer turns on are varied.
 * @param bound the most pairs explored in all: under several assumptions a flow is explored as often
 */
export async function chooseFacts(
  flow: Flow,
  model: Model,
  bound: number,
  run: (assumption: Assumption) => Promise<FlowRun>,
): Promise<{ best: FlowRun; runs: readonly FlowRun[]; assumptions: number; bounded: boolean; exhausted: boolean }> {
  const runByFacts = new Map<string, FlowRun>();
  let pairs = 0;
  let open: number[] = [];
  for (;;) {
    const { assumptions, bounded } = assumptionsFor(flow, model, open);
    let best: FlowRun | undefined;
    let exhausted = false;
    for (const assumption of assumptions) {
      const key = assumption.values.join();
      const earlierRun = runByFacts.get(key);
      exhausted ||= earlierRun === undefined && pairs >= bound;
      if (exhausted) break;
      const result = earlierRun ?? (await run(assumption));
      if (earlierRun === undefined) pairs += result.exploration.visits.length;
      runByFacts.set(key, result);
      if (best === undefined || result.problems < best.problems) best = result;
      if (result.problems === 0) break;
    }
    const runs = [...runByFacts.values()];
    const turnedOn = [...new Set(runs.flatMap((result) => decidingFacts(result, flow, model)))].sort((a, b) => a - b);
    if (best === undefined) throw new Error('A flow has at least one assumption to check it under.');
    if (best.problems === 0 || turnedOn.length === open.length || exhausted) {
      return { best, runs, assumptions: assumptions.length, bounded, exhausted };
    }
    open = turnedOn;
  }
}

/** Facts the flow leaves open and an answer turned on. */
export function decidingFacts(run: FlowRun, flow: Flow, model: Model): number[] {
  return [...run.transitions.decidingFacts].filter((fact) => unstatedFacts(flow, model).includes(fact));
}

/** Marks findings that hold under this assumption only. */
export function withAssumptions(best: FlowRun, runs: readonly FlowRun[], flow: Flow, model: Model): FindingDraft[] {
  const mistakesOfRuns = runs.map((run) => new Set(run.findings.map(mistakeKey)));
  const suffix = ` (Assumed because the flow does not state it: ${assumedFacts(best, flow, model)}.)`;
  return best.findings.map((finding) =>
    mistakesOfRuns.every((mistakes) => mistakes.has(mistakeKey(finding)))
      ? finding
      : { ...finding, message: finding.message + suffix },
  );
}

function assumedFacts(run: FlowRun, flow: Flow, model: Model): string {
  return joinWithAnd(
    decidingFacts(run, flow, model).map((index) => {
      const fact = model.facts[index];
      return `${quoted(fact?.name ?? '?')} is ${quoted(fact?.values[run.assumption.values[index] ?? UNKNOWN] ?? '?')}`;
    }),
  );
}

/** A finding for each fact that the flow does not state and an answer depends on (`fact-not-stated`). */
export function openFactFindings(open: readonly number[], flow: Flow, model: Model, run: FlowRun): FindingDraft[] {
  return open.flatMap((index) => {
    const fact = model.facts[index];
    // A value that does not resolve is reported at its name.
    if (fact === undefined || flow.facts[index] !== null) return [];
    const values = joinWithOr(fact.values.map(quoted));
    const assumed = fact.values[run.assumption.values[index] ?? UNKNOWN] ?? '?';
    return toFinding(
      {
        code: 'fact-not-stated',
        subject: fact.name,
        brief: brief`Depends on ${fact.name}: ${assumed} is assumed`,
        place: flow.namePlace,
        fact: `Fact ${quoted(fact.name)} is not stated: ${quoted(assumed)} is assumed. What flow ${quoted(flow.name)} must send depends on it (${values})`,
        remedy: `Add \`${fact.name} is ${assumed}\`.`,
        related: [{ uri: fact.place.uri, range: fact.place.range, message: `fact ${quoted(fact.name)}` }],
        data: { candidates: fact.values, expected: fact.values.map((value) => `${fact.name} is ${value}`) },
      },
      flow,
    );
  });
}
