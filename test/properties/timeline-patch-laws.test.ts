import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import type { TimelineParams, TimelineResult } from '../../server/protocol/timeline-messages.js';
import { isTimelinePatch, patchTimeline } from '../../server/protocol/timeline-patch.js';
import { AnsweredTimelines } from '../../server/requests/answered-timelines.js';
import { LastGoodFlows } from '../../server/requests/last-good-flows.js';
import { timelineAnswer } from '../../server/requests/timeline-answer.js';
import { generatedFlow } from '../bench/generated-flow.js';
import { propertyFactor, propertySeed } from '../support/property-factor.js';
import { Chance, randomEdit } from '../support/random-edits.js';
import { TestWorkspace } from '../support/workspace.js';
import { timeLimit } from './checking.js';

const edits = 28 * propertyFactor;
const file = 'patched.confer';
const texts: Readonly<Record<string, string>> = {
  'the flow of the example': readFileSync(path.join(root, 'examples/escalate-chat.confer'), 'utf8'),
  'many phases': generatedFlow(30),
  'a model and a flow': readFileSync(path.join(root, 'test/language/typos.confer'), 'utf8'),
};
const wishes: readonly Omit<TimelineParams, 'textDocument'>[] = [{}, { all: true }];

/** Files with a timeline next to them, as a client keeps it up to date by patches. */
class Followed {
  private readonly flows = new LastGoodFlows();
  private readonly answered = new AnsweredTimelines();
  private have: TimelineResult | undefined;
  version = 0;

  constructor(private readonly workspace: TestWorkspace) {}

  /** Changes the text. @returns the bytes sent, and whether they were a patch */
  async change(
    text: string,
    wish: (typeof wishes)[number],
  ): Promise<{ readonly bytes: number; readonly patch: boolean }> {
    await this.workspace.write({ [file]: text });
    const analysis = await this.workspace.services.analysis.AnalysisProvider.analyze(this.workspace.document(file));
    this.flows.note(analysis, text);
    const params = { textDocument: { uri: this.workspace.uri(file).toString() }, ...wish };
    const drawn = timelineAnswer(this.flows.drawn(analysis, text), params, ++this.version);
    const sent = JSON.stringify(this.answered.answer(drawn, this.have?.answer));
    const answer = JSON.parse(sent) as ReturnType<AnsweredTimelines['answer']>;
    const before = JSON.stringify(this.have);
    const now = isTimelinePatch(answer) ? patchTimeline(this.have, answer) : answer;
    expect(JSON.stringify(this.have), 'the answer from before is left as it was').toEqual(before);
    const { text: _, ...whole } = drawn;
    expect(now).toEqual({ ...JSON.parse(JSON.stringify(whole)), answer: now?.answer });
    this.have = now;
    return { bytes: sent.length, patch: isTimelinePatch(answer) };
  }
}

async function follow(text: string): Promise<Followed> {
  const workspace = await TestWorkspace.create({ [file]: text });
  return new Followed(workspace);
}

describe('patches of a timeline', () => {
  test.each(Object.entries(texts))(
    'patches of a timeline give the whole timeline of %s after any edit',
    async (_name, text) => {
      const followed = await follow(text);
      const chance = new Chance(propertySeed + text.length);
      let edited = text;
      let patches = 0;
      for (let edit = 0; edit < edits; edit++) {
        // A text that stays unreadable for many edits has few timelines.
        edited = chance.below(3) === 0 ? text : randomEdit(edited, chance);
        patches += (await followed.change(edited, chance.of(wishes))).patch ? 1 : 0;
      }
      expect(patches).toBeGreaterThan(edits / 3);
    },
    timeLimit,
  );

  test('patches of a timeline are small if a long flow changes in one step, moves by a line, or begins later', async () => {
    const text = generatedFlow(120);
    const followed = await follow(text);
    expect((await followed.change(text, {})).bytes).toBeGreaterThan(100_000);
    const typed = [
      text.replace('IxnServer -> Bob : EventAck after 20ms', 'IxnServer -> Bob : EventAcks after 20ms'),
      text,
      `\n${text}`,
      text,
      text.replace('after 40ms', 'after 41ms'),
      text.replace('Bob -> IxnServer : RequestAccept', '// here\n    Bob -> IxnServer : RequestAccept'),
    ];
    for (const edited of typed) {
      const { bytes, patch } = await followed.change(edited, {});
      expect({ bytes: bytes < 5_000 ? 'small' : bytes, patch }).toEqual({ bytes: 'small', patch: true });
    }
  });

  test('patches of a timeline are empty, and give the same answer, if nothing of the timeline changes', async () => {
    const text = texts['the flow of the example'] ?? '';
    const followed = await follow(text);
    await followed.change(text, {});
    const { bytes } = await followed.change(`${text}\n// The end\n`, {});
    expect(bytes).toBeLessThan(250);
  });
});
