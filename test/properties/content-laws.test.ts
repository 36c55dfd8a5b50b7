import { describe, expect, test } from 'vitest';
import type { Finding } from '../../check/findings/finding.js';
import { Checking, holds, isContent, telling, timeLimit } from './checking.js';
import type { Choices } from './choices.js';
import { isBroadcast, type RowCopy } from './oracle-content.js';
import { contentConforms } from './oracle-findings.js';
import { arrowStep, type ConformingFlow, conformingFlow, requiredCopies, type SentStep } from './random-flow.js';
import { randomModel } from './random-model.js';
import type { FlowSpec, ModelSpec, StepSpec } from './specification.js';
import { Writer } from './writing.js';

const writer = new Writer();
const checking = new Checking();

/** These two rules are about how a flow is written, not about what it does. */
const ofWriting = new Set(['self-message', 'unused-participant']);

interface CheckedContent {
  readonly text: string;
  readonly content: readonly Finding[];
  /** The other findings, without their lines: those differ from one notation of the flow to another. */
  readonly rest: readonly string[];
}

async function check(flow: FlowSpec, model: ModelSpec): Promise<CheckedContent> {
  const text = `${writer.model(model)}${writer.flow(flow, model)}`;
  const { findings } = await checking.check(text);
  const rest = findings
    .filter((finding) => !isContent(finding) && !ofWriting.has(finding.code))
    .map(({ code, message }) => `${code}: ${message}`);
  return { text, content: findings.filter(isContent), rest: rest.sort() };
}

/** A flow without a mistake in its content; undefined if it has no phase. */
function random(choices: Choices, order: boolean): ConformingFlow | undefined {
  const conforming = conformingFlow(choices, randomModel(choices, { ownMessages: true, order }));
  return conforming.flow.phases.length === 0 ? undefined : conforming;
}

function withSteps(flow: FlowSpec, steps: (phase: number) => readonly StepSpec[] | null): FlowSpec {
  return { ...flow, phases: flow.phases.map((phase, index) => ({ ...phase, steps: steps(index) })) };
}

/** One step of one phase replaced by others. */
function replaced(flow: FlowSpec, phase: number, at: number, by: readonly StepSpec[]): FlowSpec {
  return withSteps(flow, (index) => {
    const steps = [...(flow.phases[index]?.steps ?? [])];
    if (index === phase) steps.splice(at, 1, ...by);
    return steps;
  });
}

function expectContent({ text, content }: CheckedContent, codes: readonly string[]): void {
  const texts = content.map(telling).join('\n');
  expect(
    content.map(({ code }) => code),
    `${text}${texts}\ncontent`,
  ).toEqual(codes);
}

interface Chosen extends SentStep {
  readonly phase: number;
  readonly at: number;
}

/** A step of the flow of which `wanted` is true, if there is one. */
function chosen(
  choices: Choices,
  { sentSteps }: ConformingFlow,
  wanted: (step: SentStep) => boolean,
): Chosen | undefined {
  const all = sentSteps.flatMap((steps, phase) => steps.map((step, at) => ({ ...step, phase, at })));
  const fitting = all.filter(wanted);
  return fitting.length === 0 ? undefined : choices.one(fitting);
}

function isRequired({ copy }: SentStep): boolean {
  return copy !== null && !copy.row.optional;
}

/** Whether other copies of the same broadcast are sent too. */
function isOneOfSeveral(copy: RowCopy, { sentSteps }: ConformingFlow, phase: number): boolean {
  return isBroadcast(copy.row) && (sentSteps[phase] ?? []).filter((step) => step.copy?.row === copy.row).length > 1;
}

describe('a conforming phase', () => {
  test(
    'a conforming phase conforms without braces, in the short form and written in full',
    () => {
      return holds(40, async (choices) => {
        const conforming = random(choices, true);
        if (conforming === undefined) return;
        const { flow, model, entries } = conforming;
        const required = flow.phases.map((phase, index) => {
          const entry = entries[index];
          return entry === undefined ? [] : requiredCopies(model, flow, phase, entry);
        });
        const short = (phase: number) =>
          [...new Set((required[phase] ?? []).map(({ letter }) => letter.message))].map(
            (message): StepSpec => ({ arrow: null, message, protocol: null, value: null, delay: null }),
          );
        const none = await check(
          withSteps(flow, () => null),
          model,
        );
        expectContent(none, []);
        for (const steps of [
          short,
          (phase: number) => (required[phase] ?? []).map(({ letter }) => arrowStep(letter)),
        ]) {
          const other = await check(withSteps(flow, steps), model);
          expectContent(other, []);
          expect(other.rest, other.text).toEqual(none.rest);
        }
      });
    },
    timeLimit,
  );

  test(
    'a conforming phase may send in any order if the model requires none',
    () => {
      return holds(50, async (choices) => {
        const conforming = random(choices, false);
        if (conforming === undefined) return;
        const { flow, model } = conforming;
        const before = await check(flow, model);
        const shuffled = withSteps(flow, (phase) => choices.shuffled(flow.phases[phase]?.steps ?? []));
        const after = await check(shuffled, model);
        expectContent(before, []);
        expectContent(after, []);
        expect(after.rest, after.text).toEqual(before.rest);
      });
    },
    timeLimit,
  );

  test(
    'a conforming phase without one required step lacks that one, and conforms again with it',
    () => {
      return holds(75, async (choices) => {
        const conforming = random(choices, true);
        const step = conforming && chosen(choices, conforming, isRequired);
        if (conforming === undefined || step === undefined || step.copy === null) return;
        const { flow, model, entries } = conforming;
        const whole = await check(flow, model);
        expectContent(whole, []);
        const shortened = replaced(flow, step.phase, step.at, []);
        const lacking = await check(shortened, model);
        const broadcast = isOneOfSeveral(step.copy, conforming, step.phase);
        // Another member of its `one of` may have no receiver here and require no copy: then nothing is missing.
        const entry = entries[step.phase];
        const dispensable = entry !== undefined && contentConforms(shortened, model, step.phase, entry);
        expectContent(lacking, dispensable ? [] : [broadcast ? 'incomplete-broadcast' : 'missing-message']);
        expect(lacking.rest, lacking.text).toEqual(whole.rest);
        const again = await check(flow, model);
        expect({ ...again }).toEqual({ ...whole });
      });
    },
    timeLimit,
  );

  test(
    'a conforming phase with a step twice has one step too many, unless its row may be repeated',
    () => {
      return holds(75, async (choices) => {
        const conforming = random(choices, true);
        const step = conforming && chosen(choices, conforming, () => true);
        if (conforming === undefined || step === undefined) return;
        const { flow, model } = conforming;
        const twice = await check(replaced(flow, step.phase, step.at, [step.step, step.step]), model);
        expectContent(twice, step.copy?.row.repeated ? [] : ['duplicate-message']);
        const [finding] = twice.content;
        const lines = twice.text.split('\n');
        // The second of the two is marked, unless a later step of the message may be the one too many.
        const same = flow.phases[step.phase]?.steps?.filter(({ message }) => message === step.step.message);
        if (finding !== undefined && same?.length === 1) {
          const line = finding.range.start.line;
          expect(lines[line - 1], telling(finding)).toBe(lines[line]);
        }
      });
    },
    timeLimit,
  );

  test(
    'a conforming phase still conforms with any number of `anytime` steps',
    () => {
      return holds(40, async (choices) => {
        const conforming = random(choices, false);
        const anytime = conforming?.model.anytime[0];
        const [end] = anytime?.receivers ?? [];
        if (conforming === undefined || anytime?.sender.kind !== 'role' || end?.kind !== 'role') return;
        const { flow, model } = conforming;
        const sender = anytime.sender.role;
        const receiver = end.role;
        // A role's default player has its number; if another participant is bound, the arrow is another one.
        const free = flow.phases.flatMap(({ bindings }, phase) => (bindings.length === 0 ? [phase] : []));
        const players = (phase: number) => conforming.entries[phase]?.players;
        const fitting = free.filter(
          (phase) => players(phase)?.[sender]?.[0] === sender && players(phase)?.[receiver]?.[0] === receiver,
        );
        if (fitting.length === 0) return;
        const phase = choices.one(fitting);
        const { message, protocol } = anytime;
        const step = arrowStep({ message, protocol, sender, receiver });
        const count = choices.between(1, 3);
        const more = withSteps(flow, (index) => {
          const steps = flow.phases[index]?.steps ?? [];
          return index === phase ? [...Array.from({ length: count }, () => step), ...steps] : steps;
        });
        expectContent(await check(more, model), []);
      });
    },
    timeLimit,
  );
});
