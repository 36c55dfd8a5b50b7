import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { nextPhases, withRecordedModel, withRecording } from '../../../client/recordings/frequencies.js';
import type { RunSummary } from '../../../runner/protocol/messages.js';
import { root } from '../../../scripts/project.mjs';
import { exportTimeline } from '../../../timeline/index.js';
import type { Timeline } from '../../../timeline/types/timeline.js';
import { drawn } from '../../support/drawn.js';
import { timelineResult } from '../../support/timeline-result.js';

const flow = readFileSync(path.join(root, 'examples/escalate-chat.confer'), 'utf8');

const summary: RunSummary = {
  lines: { read: 9, messages: 9, unreadable: 0 },
  interactions: { deviates: 0, inconclusive: 0, unfinished: 0, conforms: 200, unplaced: 0 },
  problems: [],
  notRecorded: [],
  phases: [{ name: 'Invite', times: 400, interactions: 400, deviating: 0, medianMs: 45, p95Ms: 61 }],
  rows: [],
  models: [],
  next: [
    { from: 'Invite', to: 'NoAnswer', times: 1, medianMs: 30_000, p95Ms: 30_000 },
    { from: 'Invite', to: 'Accepts', times: 284, medianMs: 6_112.3, p95Ms: 9_871.4 },
  ],
  kinds: [],
  elapsedMs: 1,
};

async function counted(): Promise<Timeline> {
  const timeline = await drawn(flow);
  return withRecording(timelineResult({ timeline }), summary).timeline ?? timeline;
}

test('each target of a recorded phase shows how often it was taken; other phases show nothing', async () => {
  const { phases } = await counted();
  const [invite, ...others] = phases;
  expect(invite?.outcomes.map(({ phase, recorded }) => [phase, recorded?.times, recorded?.share])).toEqual([
    ['Accepts', 284, 0.71],
    ['Declines', 0, 0],
    ['NoAnswer', 1, 0.0025],
  ]);
  expect(others.flatMap(({ outcomes }) => outcomes).filter(({ recorded }) => recorded !== undefined)).toEqual([]);
});

test('the chips show the shares, and what was never taken is dim', async () => {
  const svg = exportTimeline(await counted(), 'svg', {});
  expect(svg).toContain('Accepts · 6 s · 71%');
  expect(svg).toContain('NoAnswer · 30 s · &lt;1%');
  expect(svg).toContain('after a median of 6.1 s, 95% within 9.9 s');
  expect(svg).toMatch(/class="chip unrecorded"[^>]*><title>[^<]*Never taken in the recording/);
});

test('the timeline shows nothing of a recording without an interaction: no phase is called never recorded', async () => {
  const timeline = await drawn(flow);
  const interactions = { deviates: 0, inconclusive: 0, unfinished: 0, conforms: 0, unplaced: 0 };
  const result = timelineResult({ timeline });
  const phases = summary.phases.map((phase) => ({ ...phase, times: 0, interactions: 0 }));
  expect(withRecording(result, { ...summary, interactions, phases })).toBe(result);
});

test('a followed flow has what occurred of its models, and another flow of a model that was followed alone has it too', async () => {
  const none = { covered: 0, total: 0 };
  const counts = { phases: none, rows: none, outcomes: none };
  const report = { interactions: 200, counts, phases: [], rows: [], outcomes: [] };
  const models = [{ model: 'Conference', uri: 'file:///conference.confer', report }];
  const result = timelineResult({ timeline: await drawn(flow) });
  const own = { ...summary, models };
  expect(withRecording(result, own).recorded).toBe(models);
  expect(withRecordedModel(result, 'Conference', own)).toEqual({ ...result, recorded: models });
  expect(withRecordedModel(result, 'EscalateChat', own), 'another flow was followed').toBe(result);
  const elsewhere = { ...own, models: models.map((model) => ({ ...model, model: 'Transfer' })) };
  expect(withRecordedModel(result, 'Transfer', elsewhere), 'its model was not followed').toBe(result);
  const interactions = { deviates: 0, inconclusive: 0, unfinished: 0, conforms: 0, unplaced: 0 };
  expect(withRecordedModel(result, 'Conference', { ...own, interactions }), 'nothing was recorded').toBe(result);
});

test('the ways from a phase begin with the most frequent', () => {
  expect(nextPhases('Invite', summary).map(({ to }) => to)).toEqual(['Accepts', 'NoAnswer']);
});
