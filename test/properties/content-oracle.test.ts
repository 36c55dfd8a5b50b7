import { describe, expect, test } from 'vitest';
import type { Finding } from '../../check/findings/finding.js';
import { type Checked, Checking, holds, isContent, telling, timeLimit } from './checking.js';
import type { Choices } from './choices.js';
import { mutated } from './mutation.js';
import { judgeTargets, type Verdict } from './oracle.js';
import type { ContentFinding } from './oracle-content-finding.js';
import { Unspecified } from './oracle-entering.js';
import { type Count, countOfTargets, inFavor, withEachValue } from './oracle-facts.js';
import { contentOutcomes, identityOf, once } from './oracle-findings.js';
import { phasesOfOpenRoles } from './oracle-roles.js';
import { leavingOpen, randomGraph } from './random-flow.js';
import { randomModel } from './random-model.js';
import type { FlowSpec, ModelSpec } from './specification.js';
import { plainNames, saysGiven, Writer } from './writing.js';

const MAX_COMBINATIONS = 500;

const writer = new Writer();
const checking = new Checking();

/** What may be reported on each flow phase, over all configurations that it is entered in. */
function wanted(phase: number, verdict: Verdict, flow: FlowSpec, model: ModelSpec): { words: string[]; count: Count } {
  let together: ContentFinding[][] = [notAllowed(phase, flow, model)];
  const visits = verdict.visits.filter((visit) => visit.phase === phase);
  for (const visit of visits) {
    const outcomes = contentOutcomes(flow, model, phase, visit.entry, saysGiven);
    together = together.flatMap((before) => outcomes.map((outcome) => merged(before, outcome, visit === visits[0])));
    if (together.length > MAX_COMBINATIONS) throw new Unspecified('too many things that may be reported');
    together = [...new Map(together.map((findings) => [findings.map(identityOf).sort().join(), findings])).values()];
  }
  const lengths = together.map(({ length }) => length);
  const words = [...new Set(together.map((findings) => inWords(findings)))];
  const lines = words.map((text) => text.split('\n').filter((line) => line !== '').length);
  return { words, count: { least: Math.min(...lines), most: Math.max(...lengths) } };
}

/** What may be reported on each flow phase of a flow that states its fact; null for a phase that is left open. */
function judgedContent(flow: FlowSpec, model: ModelSpec) {
  const verdict = judgeTargets(flow, model);
  const open = phasesOfOpenRoles(verdict, flow, model);
  const may = flow.phases.map((_, phase) => (open.has(phase) ? null : wanted(phase, verdict, flow, model)));
  const counts: readonly Count[] = [
    countOfTargets(verdict, flow, model),
    ...may.map((own) => own?.count ?? { least: 0, most: Number.POSITIVE_INFINITY }),
  ];
  const least = counts.reduce((sum, count) => sum + count.least, 0);
  const most = counts.reduce((sum, count) => sum + count.most, 0);
  return { may, count: { least, most } };
}

/** The findings of several configurations together; `self-message` counts only for steps without another finding in any. */
function merged(before: readonly ContentFinding[], outcome: readonly ContentFinding[], isFirst: boolean) {
  const all = once([...before, ...outcome]);
  const isIn = (findings: readonly ContentFinding[], { step, code }: ContentFinding) =>
    findings.some((other) => other.step === step && other.code === code);
  const isAlone = ({ step }: ContentFinding) =>
    all.every((other) => other.code === 'self-message' || other.step !== step);
  return all.filter(
    (finding) =>
      finding.code !== 'self-message' ||
      (isAlone(finding) && isIn(outcome, finding) && (isFirst || isIn(before, finding))),
  );
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

function isCompared(finding: Finding): boolean {
  return isContent(finding) || finding.code === 'self-message';
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
  for (const { code, severity, range, message } of findings.filter(isCompared)) {
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
  const flow = leavingOpen(choices, mutated(choices, randomGraph(choices, model), model));
  if (flow.phases.length === 0) return;
  const judged = inFavor(withEachValue(flow, model).map((stated) => judgedContent(stated, model)));
  const text = `${writer.model(model)}${writer.flow(flow, model)}`;
  const checked = await checking.check(text);
  const texts = reported(checked);
  const isSaid = (own: { words: readonly string[] } | null, phase: number) =>
    own === null || own.words.includes(texts.get(phase) ?? '');
  // Of several values of a fact that may have the fewest findings, one is reported against.
  const [first] = judged;
  if (first === undefined || judged.some(({ may }) => may.every(isSaid))) return;
  for (const [phase, own] of first.may.entries()) {
    const actual = texts.get(phase) ?? '';
    if (own === null || isSaid(own, phase)) continue;
    const all = checked.findings.filter(isCompared).map(telling).join('\n');
    const may = own.words.join('\nor\n');
    const where = `what is reported on ${plainNames('phase', phase)}:\n${actual}\nwhat may be:\n${may}\n`;
    expect(actual, `${text}${all}\n${where}`).toEqual(may);
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
