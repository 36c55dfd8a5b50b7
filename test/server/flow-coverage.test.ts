import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Cancellation } from 'langium';
import { expect, test } from 'vitest';
import {
  coverageCounts,
  coveredRows,
  evidenceOf,
  modelCoverage,
  outcomeCoverage,
  sumOfCounts,
} from '../../check/index.js';
import { ModelLookup } from '../../language/index.js';
import type { FlowCoverage } from '../../server/protocol/coverage-messages.js';
import { flowCoverage } from '../../server/requests/flow-coverage-handler.js';
import { TestEditor } from '../support/editor.js';
import { readFixtures } from '../support/fixtures.js';
import { spread } from '../support/spread.js';
import { TestWorkspace } from '../support/workspace.js';

/** A third of them. */
const MAX_FIXTURES = 240;

const examples = path.join(import.meta.dirname, '../../examples');
const names = readdirSync(examples).filter((name) => name.endsWith('.confer'));
const texts = Object.fromEntries(names.map((name) => [name, readFileSync(path.join(examples, name), 'utf8')]));

function coverage(workspace: TestWorkspace, name: string, flow: string): Promise<FlowCoverage> {
  return flowCoverage(workspace.services, workspace.document(name), flow, Cancellation.CancellationToken.None);
}

test('what a flow leaves out of its model is listed with the reason and its place in the model', async () => {
  const workspace = await TestWorkspace.create(texts);
  const { models } = await coverage(workspace, 'escalate-chat.confer', 'EscalateChat');
  expect(models).toHaveLength(1);
  const [conference] = models ?? [];
  expect(conference).toMatchObject({ model: 'Conference', counts: { rows: { covered: 16, total: 17 } } });
  expect(conference?.gaps[0]).toMatchObject({
    text: 'LeaveConference: server -> reporting : EventPlacedInWorkbin',
    reason: 'not required in this flow: needs none joined and origin is workbin',
    elsewhere: false,
    uri: 'confer-library:/genesys/conference.confer',
  });
  expect(conference?.covered).toHaveLength(16);
  expect(conference?.covered[0]).toMatchObject({ phase: 'InvitationIssued', sent: [{ phase: 'Invite' }] });
});

test('a part that only another flow covers is distinguished from one that no flow covers', async () => {
  const workspace = await TestWorkspace.create(texts);
  const { models } = await coverage(workspace, 'escalate-chat-faults.confer', 'EscalateChatFaults');
  const [conference] = models ?? [];
  expect(conference?.counts.rows).toEqual({ covered: 8, total: 17 });
  expect(conference?.gaps[0]).toMatchObject({ reason: 'missing in Invite', elsewhere: true });
  const open = conference?.gaps.filter(({ elsewhere }) => !elsewhere).map(({ text }) => text);
  expect(open).toEqual([
    'LeaveConference: server -> reporting : EventPlacedInWorkbin',
    'origin is workbin',
    'LeaveConference: when none joined and origin is workbin',
  ]);
});

test('a flow that follows several models has the coverage of each', async () => {
  const workspace = await TestWorkspace.create(texts);
  const { models } = await coverage(workspace, 'chat-through-five-models.confer', 'ChatFromEndToEnd');
  expect(models?.map(({ model }) => model)).toEqual([
    'MediaServerSubmits',
    'DeliverToAgent',
    'Conference',
    'Transfer',
    'StopProcessing',
  ]);
});

test('a flow that is gone has no coverage', async () => {
  const workspace = await TestWorkspace.create({ 'none.confer': 'flow None {\n}\n' });
  expect(await coverage(workspace, 'none.confer', 'Gone')).toEqual({ flow: 'Gone', models: null });
  expect((await coverage(workspace, 'none.confer', 'None')).models).toEqual([]);
});

test('the counts of a timeline and of the line above its flow are those of the list, in fixtures and examples', async () => {
  const fixtures = spread(readFixtures(path.join(import.meta.dirname, '../fixtures')), MAX_FIXTURES, 1);
  let counted = 0;
  const workspace = await TestWorkspace.create();
  for (const files of [...fixtures.map((fixture) => fixture.files), texts]) {
    const paths = Object.keys(files).filter((file) => file.endsWith('.confer'));
    await workspace.write(files);
    await workspace.load(...paths);
    for (const file of paths) {
      const { flows } = await workspace.services.analysis.AnalysisProvider.analyze(workspace.document(file));
      for (const analysis of flows) {
        const models = new ModelLookup(workspace.services).followed([analysis]);
        const counts = models.flatMap((model) => {
          const found = modelCoverage(model, [evidenceOf(analysis)]);
          return found === null ? [] : [coverageCounts(found)];
        });
        const { rows, outcomes } = sumOfCounts(counts);
        const count = coveredRows(analysis);
        expect(count ?? { covered: 0, total: 0 }, `${file} ${analysis.flow.name}`).toEqual(rows);
        // Models that contradict each other, which is an error, have no common outcomes.
        const isContradictory = files[file]?.includes('error duplicate-name') ?? false;
        if (!isContradictory) expect(outcomeCoverage(analysis), `${file} ${analysis.flow.name}`).toEqual(outcomes);
        if (count !== null) counted++;
      }
    }
    await workspace.remove(...Object.keys(files));
  }
  expect(counted).toBeGreaterThan(MAX_FIXTURES / 2);
});

test.each(names)('the line above the flow in %s counts as the list of the timeline does', async (name) => {
  const workspace = await TestWorkspace.create(texts);
  const editor = await TestEditor.open(texts);
  const lenses = await editor.services.lsp.CodeLensProvider?.provideCodeLens(editor.document(name), {
    textDocument: { uri: editor.document(name).uri.toString() },
  });
  const [line] = (lenses ?? []).flatMap(({ command }) => (command?.title.startsWith('Show') ? [command] : []));
  const flow: string = line?.arguments?.[1];
  const { models } = await coverage(workspace, name, flow);
  const { rows, outcomes } = sumOfCounts((models ?? []).map(({ counts }) => counts));
  expect(line?.title).toContain(` · ${rows.covered}/${rows.total} model messages · `);
  expect(line?.title).toContain(` · ${outcomes.covered}/${outcomes.total} outcomes`);
});
