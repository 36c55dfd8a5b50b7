import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { buildTimeline } from '../../../check/index.js';
import { TestWorkspace } from '../../support/workspace.js';

const examples = path.join(import.meta.dirname, '../../../examples');

async function phasesOf(file: string) {
  const workspace = await TestWorkspace.create({ [file]: readFileSync(path.join(examples, file), 'utf8') });
  const found = await workspace.services.analysis.AnalysisProvider.analyze(workspace.document(file));
  const [analysis] = found.flows;
  if (analysis === undefined) throw new Error('The file has no flow.');
  return buildTimeline(found, analysis).phases;
}

test('if a flow follows several models, each phase names the one that it comes from', async () => {
  const models = (await phasesOf('chat-through-five-models.confer')).map(({ model }) => model);
  expect(models).toEqual([
    'MediaServerSubmits',
    ...['DeliverToAgent', 'DeliverToAgent'],
    ...['Conference', 'Conference', 'Conference'],
    ...['Transfer', 'Transfer'],
    'StopProcessing',
  ]);
});

test('if a flow follows one model, no phase repeats its name', async () => {
  const phases = await phasesOf('escalate-chat.confer');
  expect(phases.filter((phase) => 'model' in phase)).toEqual([]);
});
