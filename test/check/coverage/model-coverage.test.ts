import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import {
  type CoverageCounts,
  coverageCounts,
  evidenceOf,
  type FlowAnalysis,
  type ModelCoverage,
  modelCoverage,
} from '../../../check/index.js';
import { TestWorkspace } from '../../support/workspace.js';

const examples = path.join(import.meta.dirname, '../../../examples');

/** The coverage of the model that the example's first flow follows. */
async function coverageOf(...names: string[]): Promise<ModelCoverage> {
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(path.join(examples, name), 'utf8')]));
  const workspace = await TestWorkspace.create(files);
  const analyses: FlowAnalysis[] = [];
  for (const name of names) {
    const { flows } = await workspace.services.analysis.AnalysisProvider.analyze(workspace.document(name));
    analyses.push(...flows);
  }
  const document = workspace.shared.workspace.LangiumDocuments.all.find(
    ({ uri }) => uri.toString() === analyses[0]?.model.headers[0]?.place.uri,
  );
  if (document === undefined) throw new Error('No model is followed.');
  const [model] = workspace.services.analysis.Compiler.file(document).models;
  const coverage = model === undefined ? null : modelCoverage(model, analyses.map(evidenceOf));
  if (coverage === null) throw new Error('The file has no model.');
  return coverage;
}

function brief(counts: CoverageCounts): Record<string, string> {
  return Object.fromEntries(Object.entries(counts).map(([name, { covered, total }]) => [name, `${covered}/${total}`]));
}

function rowsByPhase({ phases }: ModelCoverage): Record<string, string> {
  return Object.fromEntries(
    phases.map(({ name, rows }) => {
      const required = rows.filter(({ optional }) => !optional);
      return [name, `${required.filter(({ covered }) => covered).length}/${required.length}`];
    }),
  );
}

// The numbers were computed by hand.

test('the example of an escalated chat covers all of the Conference model but the workbin', async () => {
  const coverage = await coverageOf('escalate-chat.confer');
  expect(brief(coverageCounts(coverage))).toMatchObject({
    phases: '7/7',
    rows: '16/17',
    given: '16/17',
    inferred: '0/0',
    optional: '0/3',
    outcomes: '3/3',
    alternatives: '2/2',
    facts: '1/2',
  });
  const gaps = coverage.phases.flatMap(({ rows }) => rows).filter(({ covered, optional }) => !covered && !optional);
  expect(gaps.map(({ text, needs }) => [text, needs])).toEqual([
    ['server -> reporting : EventPlacedInWorkbin', ['none joined', 'origin is workbin']],
  ]);
});

test('a row counts only without findings at its step, and only if it is met each time it is required', async () => {
  const coverage = await coverageOf('escalate-chat-faults.confer');
  expect(brief(coverageCounts(coverage))).toMatchObject({
    phases: '6/7',
    rows: '8/17',
    outcomes: '2/3',
    alternatives: '2/2',
  });
  expect(rowsByPhase(coverage)).toEqual({
    InvitationIssued: '1/2',
    InvitationAccepted: '2/3',
    InvitationRejected: '0/3',
    InvitationTimesOut: '1/2',
    InvitationInvalid: '0/1',
    LeaveConference: '3/5',
    FailToLeaveConference: '1/1',
  });
});

test('what one of several flows covers is covered', async () => {
  const coverage = await coverageOf('escalate-chat.confer', 'escalate-chat-faults.confer');
  expect(brief(coverageCounts(coverage))).toMatchObject({
    phases: '7/7',
    rows: '16/17',
    outcomes: '3/3',
    facts: '1/2',
  });
  expect(coverage.flows).toHaveLength(2);
});

test('a model of one’s own is covered like those of the library', async () => {
  const coverage = await coverageOf('callback.confer');
  expect(brief(coverageCounts(coverage))).toMatchObject({
    phases: '4/4',
    rows: '8/8',
    outcomes: '2/2',
    alternatives: '0/0',
  });
});
