import { describe, expect, test } from 'vitest';
import { type Checked, Checking, holds, isContent, telling, timeLimit } from './checking.js';
import type { Choices } from './choices.js';
import { mutated } from './mutation.js';
import { judgeTargets, type Verdict } from './oracle.js';
import { Unspecified } from './oracle-entering.js';
import { type ContentFinding, contentOutcomes, identityOf, once } from './oracle-findings.js';
import { phasesWithoutPlayer } from './oracle-roles.js';
import { randomGraph } from './random-flow.js';
import { randomModel } from './random-model.js';
import type { FlowSpec, ModelSpec } from './specification.js';
import { plainNames, saysGiven, Writer } from './writing.js';

const MAX_COMBINATIONS = 500;

const writer = new Writer();
const checking = new Checking();

/** What may be reported on each flow phase, over all configurations that it is entered in. */
function wanted(phase: number, { visits }: Verdict, flow: FlowSpec, model: ModelSpec): string[] {
  let together: ContentFinding[][] = [notAllowed(phase, flow, model)];
  for (const visit of visits) {
    if (visit.phase !== phase) continue;
    const outcomes = contentOutcomes(flow, model, phase, visit.entry, saysGiven);
    together = together.flatMap((before) => outcomes.map((outcome) => once([...before, ...outcome])));
    if (together.length > MAX_COMBINATIONS) throw new Unspecified('too many things that may be reported');
    together = [...new Map(together.map((findings) => [findings.map(identityOf).sort().join(), findings])).values()];
  }
  return [...new Set(together.map((findings) => inWords(findings)))];
}

/** Whether a phase is entered or not, protocols are judged. */
function notAllowed(phase: number, flow: FlowSpec, model: ModelSpec): ContentFinding[] {
  return (flow.phases[phase]?.steps ?? []).flatMap(({ message, protocol }, step): ContentFinding[] => {
    if (protocol === null || model.messages[message]?.protocols.includes(protocol)) return [];
    return [{ code: 'protocol-not-allowed', step, place: null, severity: 'error', about: null }];
  });
}

function inWords(findings: readonly ContentFinding[]): string {
  const missing = findings.filter(({ step }) => step === null);
  const ofSteps = findings.filter(({ step }) => step !== null);
  return [
    ...missing.map(({ code, severity, about }) => {
      const message = about !== null && 'message' in about ? plainNames('message', about.message) : '';
      return `${severity} ${code} ${message}`;
    }),
    ...new Set(ofSteps.map(({ code, severity, step, place }) => `${severity} ${code} of step ${step} at ${place}`)),
  ]
    .sort()
    .join('\n');
}

/** What of a step's arrow is marked: its sender, or which of its receivers. */
function placeOf(line: string, character: number): 'sender' | number {
  const before = line.slice(0, character).split(' -> ')[1];
  return before === undefined ? 'sender' : before.split(',').length - 1;
}

/** What the check reports on each flow phase, in the oracle's words. */
function reported({ findings, lines }: Checked): Map<number, string> {
  const heads = lines.flatMap((text, line) => (text.startsWith('  phase Scene') ? [line] : []));
  const found = new Map<number, Set<string>>();
  const missing = new Map<number, string[]>();
  for (const { code, severity, range, message } of findings.filter(isContent)) {
    const phase = heads.filter((line) => line <= range.start.line).length - 1;
    const step = range.start.line - (heads[phase] ?? 0) - 1;
    const place = code === 'wrong-direction' ? placeOf(lines[range.start.line] ?? '', range.start.character) : null;
    if (step >= 0)
      found.set(phase, (found.get(phase) ?? new Set()).add(`${severity} ${code} of step ${step} at ${place}`));
    else
      missing.set(phase, [...(missing.get(phase) ?? []), `${severity} ${code} ${/: (Letter\d+)/.exec(message)?.[1]}`]);
  }
  return new Map(
    heads.map((_, phase) => [phase, [...(found.get(phase) ?? []), ...(missing.get(phase) ?? [])].sort().join('\n')]),
  );
}

async function compare(choices: Choices, order: boolean): Promise<void> {
  const model = randomModel(choices, { ownMessages: choices.chance(30), order, nested: true });
  const flow = mutated(choices, randomGraph(choices, model), model);
  if (flow.phases.length === 0) return;
  const verdict = judgeTargets(flow, model);
  const open = phasesWithoutPlayer(verdict, flow, model);
  const may = flow.phases.map((_, phase) => (open.has(phase) ? [] : wanted(phase, verdict, flow, model)));
  const text = `${writer.model(model)}${writer.flow(flow, model)}`;
  const checked = await checking.check(text);
  const said = reported(checked);
  for (const [phase, own] of may.entries()) {
    const actual = said.get(phase) ?? '';
    if (open.has(phase) || own.includes(actual)) continue;
    const all = checked.findings.filter(isContent).map(telling).join('\n');
    expect(actual, `${text}${all}\nwhat is reported on ${plainNames('phase', phase)}`).toEqual(own.join('\nor\n'));
  }
}

describe('content', () => {
  test(
    'the findings of unordered phases are those of a brute-force oracle',
    () => {
      return holds(150, (choices) => compare(choices, false));
    },
    timeLimit,
  );

  test(
    'the findings of phases in order are those of a brute-force oracle',
    () => {
      return holds(100, (choices) => compare(choices, true));
    },
    timeLimit,
  );
});
