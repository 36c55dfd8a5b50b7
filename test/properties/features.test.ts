import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Choices, sources } from './choices.js';
import { mutated } from './mutation.js';
import { judgeTargets, type Verdict } from './oracle.js';
import { nonLocalChoices } from './oracle-choices.js';
import type { ContentCode } from './oracle-content-finding.js';
import { Unspecified, unsetStates } from './oracle-entering.js';
import { withEachValue } from './oracle-facts.js';
import { contentOutcomes } from './oracle-findings.js';
import { unhandledOutcomes } from './oracle-outcomes.js';
import { ambiguousRoles, unboundRoles } from './oracle-roles.js';
import { wrongReference } from './oracle-scenarios.js';
import { timeFindings } from './oracle-times.js';
import { leavingOpen, randomGraph } from './random-flow.js';
import { randomModel } from './random-model.js';
import type { FlowSpec, ModelSpec } from './specification.js';
import { delayOf, saysGiven, Writer } from './writing.js';

const RUNS = 500;
/** How many of 500 flows have each feature at least; most features are far more frequent. */
const MIN_COUNT = 4;

const constructs: Readonly<Record<string, RegExp>> = {
  'a title of a message': /^message \w+ "/m,
  'an attribute of words': /Hue: red \|/,
  'an attribute of numbers': /Hue: number/,
  'an attribute of durations': /Hue: duration/,
  'a fact left open': /^ {2}fact (?![\s\S]*^ {2}weather0 is)/m,
  'a row that gives a value': /^ {4,}part\w* -> .*\(Hue: .*\)/m,
  'states of a role': /^ {2}states part\d+:/m,
  'an optional system': /^ {2}optional system/m,
  'an optional party': /^ {2}optional party/m,
  'a party of two roles': /^ {2}party Person\d+ as part\d+, part\d+/m,
  'two triggers': /^ {4}trigger .*\n {4}trigger/m,
  'a timer of a known length': /trigger timeout at part\d+ after \d+s$/m,
  'a timer of a range': /trigger timeout at part\d+ after \d+s to \d+s/,
  within: /^ {4,}.* within \d+s/m,
  'an inferred row': /^ {4,}part.*->.* inferred "/m,
  'a given row': /^ {4,}part.*->.* given "/m,
  'an inferred timer': /^ {4}trigger timeout.* inferred "/m,
  'an inferred need': /^ {4}needs .* inferred "/m,
  'an inferred move': /^ {4}moves .* inferred "/m,
  'an inferred replaces': /replaces Chapter\d+ inferred "/,
  'inferred arrows': /^ {2}arrows inferred/m,
  'two after except': /^ {4}.*except part\d+, part\d+/m,
  'anytime to everybody': /^ {2}anytime .*-> all/m,
  'anytime from everybody': /^ {2}anytime all/m,
  'everybody to everybody': /^ {4,}(?:optional |repeated )*all .*-> all/m,
  'several needs': /^ {4}needs .*\n {4}needs/m,
  'several moves': /^ {4}moves .*\n {4}moves/m,
  'moves of everybody': /^ {4}moves all/m,
  'one of': /^ {4}one of \{/m,
  when: /^ {4}when /m,
  'two models': /follows Pattern0, Pattern1/,
  'a phase of one of two models': / is Pattern1\./,
  'a scenario': /^ {2}scenario /m,
  'a phase that is partly known': /^ {4}partial/m,
};

const codes: readonly ContentCode[] = [
  'protocol-not-allowed',
  'wrong-protocol',
  'wrong-value',
  'wrong-direction',
  'missing-message',
  'unexpected-message',
  'incomplete-broadcast',
  'condition-not-met',
  'duplicate-message',
  'self-message',
];

type Note = (what: string, has?: boolean) => void;

function noteTargets(verdict: Verdict, flow: FlowSpec, model: ModelSpec, note: Note): void {
  const { refused, endsWhilePending, stuck, deadEnds, wrongRoles, unbound, visits } = verdict;
  const refusals = [...refused.values()];
  note('unset-state', unsetStates(flow, model).length > 0);
  note('unbound-role', unboundRoles(verdict, flow, model).length > 0);
  note('ambiguous-role', ambiguousRoles(verdict, flow, model).length > 0);
  note('a phase that is not entered for a role', unbound.length > 0);
  const times = timeFindings(visits, flow, model, delayOf);
  for (const code of ['too-early', 'too-late', 'missing-timeout'])
    note(
      code,
      times.some((one) => one.code === code),
    );
  note(
    'illegal-phase',
    refusals.some(({ code }) => code === 'illegal-phase'),
  );
  note(
    'illegal-phase by inference',
    refusals.some(({ severity }) => severity === 'warning'),
  );
  note(
    'replaces-not-follows',
    refusals.some(({ code }) => code === 'replaces-not-follows'),
  );
  note('ends-while-pending', endsWhilePending.size > 0);
  note('a phase that nothing can follow', stuck.size > 0);
  note('a dead end', deadEnds.length > 0);
  note(
    'a ring',
    deadEnds.some((ring) => ring.length > 1),
  );
  note('two dead ends', deadEnds.length > 1);
  note('wrong-role', wrongRoles.size > 0);
  const { warnings, information, atStart } = unhandledOutcomes(verdict, flow, model);
  note('unhandled-outcome', warnings.size > 0);
  note('unhandled-outcome for information', information.size > 0);
  note('unhandled-outcome at the start', atStart);
  note('non-local-choice', nonLocalChoices(visits, flow, model).size > 0);
  const wrong = flow.scenarios.flatMap((scenario) => wrongReference(scenario, verdict, flow) ?? []);
  note('not-a-path', wrong.length > 0);
  note(
    'not-a-path after the start',
    wrong.some(({ at }) => at > 0),
  );
  note('a scenario that is a path', wrong.length < flow.scenarios.length);
}

function noteContent({ visits }: Verdict, flow: FlowSpec, model: ModelSpec, note: Note): void {
  const judged = visits.filter(({ phase }) => flow.phases[phase]?.realizes !== null);
  const outcomes = judged.map(({ phase, entry }) => contentOutcomes(flow, model, phase, entry, saysGiven));
  note(
    'content that conforms',
    outcomes.some((all) => all.some(({ length }) => length === 0)),
  );
  for (const code of codes) {
    note(
      code,
      outcomes.some((all) => all.every((findings) => findings.some((finding) => finding.code === code))),
    );
  }
  const steps = flow.phases.flatMap((phase) => phase.steps ?? []);
  note(
    'a step that gives a value',
    steps.some(({ value }) => value !== null),
  );
  note(
    'a short form',
    steps.some(({ arrow }) => arrow === null),
  );
  note(
    'a value of another type',
    steps.some(({ value }) => value?.amount === null),
  );
  note(
    'two participants after except',
    steps.some(({ arrow }) => {
      return arrow?.receivers.some((receiver) => receiver.kind === 'all' && receiver.except.length > 1) === true;
    }),
  );
}

/** How many of 500 random flows have each construct, or show each kind of finding by the oracle. */
function counted(ofTargets: boolean, order: boolean): Map<string, number> {
  const counts = new Map<string, number>();
  const note: Note = (what, has = true) => void counts.set(what, (counts.get(what) ?? 0) + (has ? 1 : 0));
  const writer = new Writer();
  for (const source of fc.sample(sources, { numRuns: RUNS, seed: 1 })) {
    const choices = new Choices(source);
    const model = randomModel(choices, { ownMessages: ofTargets, order });
    try {
      const graph = randomGraph(choices, model);
      const whole = leavingOpen(choices, ofTargets ? graph : mutated(choices, graph, model));
      const text = `${writer.model(model)}${writer.flow(whole, model)}`;
      const [flow = whole] = withEachValue(whole, model);
      if (flow.phases.length === 0) {
        note('left open: no phase');
        continue;
      }
      const verdict = judgeTargets(flow, model);
      if (ofTargets) noteTargets(verdict, flow, model, note);
      else noteContent(verdict, flow, model, note);
      for (const [what, pattern] of Object.entries(constructs)) note(what, pattern.test(text));
    } catch (error) {
      if (!(error instanceof Unspecified)) throw error;
      note(`left open: ${error.message}`);
    }
  }
  return counts;
}

describe('random flows', () => {
  test.each([
    { kind: 'for targets', ofTargets: true, order: false },
    { kind: 'for content', ofTargets: false, order: false },
    { kind: 'for content in order', ofTargets: false, order: true },
  ])('$kind have each feature of the language often enough', ({ ofTargets, order }) => {
    const counts = counted(ofTargets, order);
    const seldom = [...counts].filter(([what, count]) => count < MIN_COUNT && !what.startsWith('left open'));
    expect(seldom).toEqual([]);
    const open = [...counts].reduce((sum, [what, count]) => sum + (what.startsWith('left open') ? count : 0), 0);
    expect(open).toBeLessThan(RUNS / 10);
  });
});
