import { describe, expect, test } from 'vitest';
import { Checking, holds, isContent, telling, timeLimit } from './checking.js';
import type { Choices } from './choices.js';
import { mutated } from './mutation.js';
import { judgeTargets } from './oracle.js';
import { contentConforms } from './oracle-content.js';
import { phasesWithoutPlayer } from './oracle-roles.js';
import { randomGraph } from './random-flow.js';
import { randomModel } from './random-model.js';
import { Writer } from './writing.js';

const writer = new Writer();
const checking = new Checking();

async function compare(choices: Choices, order: boolean): Promise<void> {
  const model = randomModel(choices, { ownMessages: choices.chance(30), order });
  const flow = mutated(choices, randomGraph(choices, model), model);
  if (flow.phases.length === 0) return;
  const verdict = judgeTargets(flow, model);
  const visits = verdict.visits.filter(({ phase, entry }) => !contentConforms(flow, model, phase, entry));
  const faulty = new Set(visits.map(({ phase }) => phase));
  const open = phasesWithoutPlayer(verdict, flow, model);
  // Of a phase never entered, protocols are judged only.
  for (const [index, { steps }] of flow.phases.entries()) {
    const protocols = (steps ?? []).some(({ message, protocol }) => {
      return protocol !== null && !model.messages[message]?.protocols.includes(protocol);
    });
    if (protocols) faulty.add(index);
  }
  const text = `${writer.model(model)}${writer.flow(flow, model)}`;
  const { findings, lines } = await checking.check(text);
  const content = findings.filter(isContent);
  const said = content.map(({ range }) => phaseAt(lines, range.start.line));
  const all = content.map(telling).join('\n');
  const sorted = (phases: Iterable<number>) =>
    [...new Set(phases)].filter((phase) => !open.has(phase)).sort((a, b) => a - b);
  const context = `${text}${all}\nphases that do not conform`;
  expect(sorted(said), context).toEqual(sorted(faulty));
}

/** Number of the flow phase that a line belongs to. */
function phaseAt(lines: readonly string[], line: number): number {
  return lines.slice(0, line + 1).filter((text) => text.startsWith('  phase Scene')).length - 1;
}

describe('content', () => {
  test(
    'content of unordered phases conforms where an oracle by brute force says so',
    () => {
      return holds(200, (choices) => compare(choices, false));
    },
    timeLimit,
  );

  test(
    'content in order conforms where an oracle by brute force says so',
    () => {
      return holds(120, (choices) => compare(choices, true));
    },
    timeLimit,
  );
});
