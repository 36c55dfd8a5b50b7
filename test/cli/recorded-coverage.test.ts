import { lcovParser } from '@friedemannsommer/lcov-parser';
import { describe, expect, test } from 'vitest';
import { call, capture, files, runIn } from '../support/recorded-calls.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('confer coverage --recording', () => {
  const coverage = (...args: string[]) =>
    runIn(
      temporaryFolder(files),
      'coverage',
      '--recording',
      'all.jsonl',
      '--model',
      'Conference',
      'calls.confer',
      ...args,
    );

  test('coverage shows what occurred and how often, next to what no flow shows', async () => {
    const { out, err } = await coverage();
    expect(err).toBe('');
    expect(out).toMatch(/\n {2}phases +0\/7\n/);
    expect(out).toMatch(
      /\n {2}recorded +3 interactions\n {4}phases +2\/7 {3}InvitationIssued 3×, InvitationTimesOut 3×\n/,
    );
    expect(out).toMatch(/\n {4}rows +4\/17\n {4}outcomes +1\/3 {3}InvitationIssued → InvitationTimesOut 3×\n/);
    expect(out).toMatch(/\n {4}never\n {6}InvitationAccepted {3}line \d+\n/);
    expect(out).toContain('InvitationIssued → InvitationRejected');
    expect(out).toContain('InvitationIssued: server -> reporting : EventAgentInvited   1×, missing 2×');
  });

  test('coverage distinguishes what never occurred from what was not recorded', async () => {
    const some = { ...files, 'calls.confer': capture.replace(', Reporting', ''), 'all.jsonl': call('K2', 10, false) };
    const args = ['coverage', '--recording', 'all.jsonl', '--model', 'Conference', 'calls.confer'];
    const { out } = await runIn(temporaryFolder(some), ...args);
    expect(out).toMatch(/\n {4}rows +3\/11 {3}6 on protocols that were not recorded\n/);
    expect(out).toMatch(/\n {6}InvitationAccepted {3}line \d+\n/);
    expect(out.slice(out.indexOf('  never\n'))).not.toContain('-> reporting');
    const markdown = await runIn(temporaryFolder(some), ...args, '--format', 'markdown');
    expect(markdown.out).toContain('\n- rows on protocols that were not recorded: 6\n');
    const { rows } = JSON.parse((await runIn(temporaryFolder(some), ...args, '--format', 'json')).out).models[0]
      .recorded;
    expect(rows.filter(({ captured }: { captured: boolean }) => !captured).length).toBeGreaterThanOrEqual(6);
    const [, recorded] = await lcovParser({
      from: (await runIn(temporaryFolder(some), ...args, '--format', 'lcov')).out,
    });
    expect(recorded).toMatchObject({ lines: { instrumented: 11, hit: 3 } });
  });

  test('confer coverage --recording knows the systems of a log by the names that a flow of the model gives them', async () => {
    const flow = `flow Chat follows Conference {
  party Ann as agent1
  party Bob as agent2
  system Ixn "The server" as server
  system Stat as reporting
}
`;
    const log = files['one.jsonl'].replaceAll('"server"', '"the server"').replaceAll('"reporting"', '"stat"');
    const folder = temporaryFolder({ ...files, 'chat.confer': flow, 'all.jsonl': log });
    const { out, err } = await runIn(folder, 'coverage', '--recording', 'all.jsonl', 'calls.confer', 'chat.confer');
    expect(err).toBe('');
    expect(out).toContain('InvitationIssued 1×, InvitationTimesOut 1×');
  });

  test('confer coverage --recording gives other programs each phase, row and outcome with how often it occurred', async () => {
    const { recorded } = JSON.parse((await coverage('--format', 'json')).out).models[0];
    expect(recorded).toMatchObject({
      interactions: 3,
      counts: { phases: { covered: 2, total: 7 }, rows: { covered: 4, total: 17 }, outcomes: { covered: 1, total: 3 } },
    });
    const summary = recorded.rows.find(({ row }: { row: string }) => row.endsWith('EventAgentInvited'));
    expect(summary).toMatchObject({ phase: 'InvitationIssued', optional: false, times: 1, missing: 2 });
    const flowsOnly = await runIn(temporaryFolder(files), 'coverage', '--model', 'Conference', '--format', 'json');
    expect(JSON.parse(flowsOnly.out).models[0].recorded).toBeUndefined();
  });

  test('confer coverage --recording writes a record of its own in lcov, and a table in Markdown', async () => {
    const [ofFlows, recorded] = await lcovParser({ from: (await coverage('--format', 'lcov')).out });
    expect(ofFlows).toMatchObject({ functions: { instrumented: 7, hit: 0 }, lines: { hit: 0 } });
    expect(recorded).toMatchObject({
      name: 'recordings',
      functions: { instrumented: 7, hit: 2 },
      lines: { instrumented: 17, hit: 4 },
      branches: { instrumented: 3, hit: 1 },
    });
    const { out } = await coverage('--format', 'markdown');
    expect(out).toContain('- recorded in 3 interactions: phases 2/7, rows 4/17, outcomes 1/3\n');
    expect(out).toContain('| phase | InvitationIssued | 3 | 0 |\n');
  });
});
