import { describe, expect, test } from 'vitest';
import type { Finding } from '../../check/findings/finding.js';
import { type Checked, Checking, holds, telling, timeLimit } from './checking.js';
import type { Choices } from './choices.js';
import { randomSubject } from './random-text.js';
import type { FlowPhaseSpec, FlowSpec, ModelSpec } from './specification.js';
import { type Kind, type Naming, plainNames, Writer } from './writing.js';

const writer = new Writer();
const checking = new Checking();

function written(flow: FlowSpec, model: ModelSpec): string {
  return `${writer.model(model)}${writer.flow(flow, model)}`;
}

/** Code and line, with the line counted from another one. */
function placed(findings: readonly Finding[], from = 0): string[] {
  return findings.map(({ severity, code, range }) => `${severity} ${code} ${range.start.line - from}`).sort();
}

const keywords =
  'flow phase party system next end start scenario is as all except on after follows model protocol event needs moves ' +
  'when order one of some none and trigger timeout at in optional repeated';
const letters = ['Größe', 'имя', 'nom', '名前', 'Ώρα'];

/** Other names: words of the language, escaped, or words of other scripts. */
function otherNames(choices: Choices): Naming {
  const words = choices.shuffled(keywords.split(' '));
  const word = choices.one(letters);
  const escaped = new Map<Kind, boolean>();
  return (kind, index) => {
    const asWord = escaped.get(kind) ?? choices.chance(50);
    escaped.set(kind, asWord);
    return asWord ? `^${words[index % words.length]}` : `${word}_${kind}_${index}`;
  };
}

describe('the check of a text', () => {
  test(
    'the check of a text gives the same findings twice',
    () => {
      return holds(20, async (choices) => {
        const subject = randomSubject(choices);
        if (subject === undefined) return;
        const text = written(subject.flow, subject.model);
        const first = (await checking.check(text)).findings;
        const second = (await new Checking().check(text)).findings;
        expect(plain(second)).toEqual(plain(first));
      });
    },
    timeLimit,
  );

  test(
    'the check of a text does not depend on names',
    () => {
      return holds(40, async (choices) => {
        const subject = randomSubject(choices);
        if (subject === undefined) return;
        const { flow, model } = subject;
        const before = await checking.check(written(flow, model));
        const renaming = new Writer(otherNames(choices));
        const after = await checking.check(`${renaming.model(model)}${renaming.flow(flow, model)}`);
        expect(placed(after.findings), after.text).toEqual(placed(before.findings));
      });
    },
    timeLimit,
  );

  test(
    'the check of a text gives the same findings with the model in another file',
    () => {
      return holds(40, async (choices) => {
        const subject = randomSubject(choices);
        if (subject === undefined) return;
        const modelText = writer.model(subject.model);
        const flowText = writer.flow(subject.flow, subject.model);
        const whole = await checking.check(`${modelText}${flowText}`);
        const apart = await checking.check(`import "./model.confer"\n${flowText}`, { 'model.confer': modelText });
        const begin = modelText.split('\n').length - 1;
        const ofFlow = whole.findings.filter(({ range }) => range.start.line >= begin);
        expect(described(apart.findings, 1), whole.text).toEqual(described(ofFlow, begin));
      });
    },
    timeLimit,
  );

  test(
    'the check of a text with one more unreachable phase reports that, and nothing else except on that phase',
    () => {
      return holds(40, async (choices) => {
        const subject = randomSubject(choices);
        if (subject === undefined) return;
        const { model } = subject;
        // Everything after the phases would move.
        const flow = { ...subject.flow, scenarios: [] };
        const realizes = choices.chance(20) ? null : choices.below(model.phases.length);
        const added: FlowPhaseSpec = { realizes, bindings: [], steps: null, next: choices.chance(50) ? [0] : null };
        const before = await checking.check(written(flow, model));
        const after = await checking.check(written({ ...flow, phases: [...flow.phases, added] }, model));
        const begin = after.lines.findIndex((line) =>
          line.startsWith(`  phase ${plainNames('phase', flow.phases.length)}`),
        );
        const own = after.findings.filter(({ range }) => range.start.line >= begin);
        const others = after.findings.filter(({ range }) => range.start.line < begin);
        expect(described(others), after.text).toEqual(described(before.findings));
        expect(own.filter(({ code }) => code === 'unreachable-phase').length, after.text).toBe(1);
      });
    },
    timeLimit,
  );

  test(
    'the check of a text with every finding ignored finds nothing',
    () => {
      return holds(40, async (choices) => {
        const subject = randomSubject(choices);
        if (subject === undefined) return;
        const before = await checking.check(written(subject.flow, subject.model));
        const after = await checking.check(ignoring(before));
        expect(after.findings.map(telling), after.text).toEqual([]);
      });
    },
    timeLimit,
  );

  test(
    'the check of a text chooses a fact that the flow leaves open in its favor',
    () => {
      return holds(40, async (choices) => {
        const subject = randomSubject(choices);
        if (subject === undefined || subject.model.values === 0) return;
        const { flow, model } = subject;
        const problems = async (value: number | null) => {
          // The line that would state the fact stays, so that all others keep their places.
          const text = written({ ...flow, value: value ?? 0 }, model);
          const open = value === null ? text.replace(/^ {2}weather0 is .*$/m, '  // left open') : text;
          const { findings } = await checking.check(open);
          return placed(findings.filter(({ severity }) => severity === 'error' || severity === 'warning'));
        };
        const stated: string[][] = [];
        for (let value = 0; value < model.values; value++) stated.push(await problems(value));
        const least = Math.min(...stated.map(({ length }) => length));
        const open = await problems(null);
        expect(open, written({ ...flow, value: null }, model)).toEqual(stated.find(({ length }) => length === least));
      });
    },
    timeLimit,
  );
});

/** The text with a comment before every line with findings. */
function ignoring({ lines, findings }: Checked): string {
  return lines
    .flatMap((line, index) => {
      const codes = new Set(findings.filter(({ range }) => range.start.line === index).map(({ code }) => code));
      const ignored = codes.size === 0 ? [] : [`// confer-ignore ${[...codes].join(', ')}: known and wanted`];
      return [...ignored, line];
    })
    .join('\n');
}

/** Findings with their words, lines counted from another one. */
function described(findings: readonly Finding[], from = 0): string[] {
  return findings.map((finding) => `${placed([finding], from)} ${finding.message}`).sort();
}

function plain(findings: readonly Finding[]): unknown[] {
  return findings.map(({ witness, origin: _origin, ...finding }) => ({ ...finding, witness: witness?.() }));
}
