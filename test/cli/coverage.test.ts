import { lcovParser } from '@friedemannsommer/lcov-parser';
import { describe, expect, test } from 'vitest';
import { confer } from '../support/command.js';

const coverage = (...args: string[]) => confer(['coverage', ...args]);

const chat = ['examples/escalate-chat.confer', 'examples/escalate-chat-faults.confer'];

describe('confer coverage', () => {
  test('confer coverage counts what flows show of a model, and lists what they do not', async () => {
    const { code, out } = await coverage(...chat);
    expect(code).toBe(0);
    expect(out).toMatch(/^Conference \(Genesys Events and Models Reference, Conference\) {3}2 flows in 2 files\n/);
    expect(out).toMatch(/phases +7\/7\n {2}rows +16\/17 {3}given 16\/17 · inferred 0\/0 · optional 0\/3\n/);
    expect(out).toMatch(/outcomes +3\/3 {3}of InvitationIssued\n/);
    expect(out).toMatch(/facts +1\/2 {3}origin: queue ✓ {2}workbin –\n/);
    expect(out).toContain(
      'LeaveConference: server -> reporting : EventPlacedInWorkbin   not required in any flow: needs none joined and origin is workbin',
    );
    expect(out).toMatch(/\n {2}confer-library:\/genesys\/conference\.confer:\d+\n$/);
  });

  test('confer coverage gives other programs every row, with where it is sent and where it is missing', async () => {
    const { models, summary } = JSON.parse((await coverage('--format', 'json', ...chat)).out);
    expect(models).toHaveLength(1);
    expect(models[0]).toMatchObject({ model: 'Conference', path: 'confer-library:/genesys/conference.confer' });
    expect(models[0].flows).toMatchObject([
      { flow: 'EscalateChat', path: 'examples/escalate-chat.confer', paths: 12, scenarios: 5 },
      { path: 'examples/escalate-chat-faults.confer', paths: 5, scenarios: 0 },
    ]);
    const invite = models[0].rows.find(({ row }: { row: string }) => row === 'server -> agent2 : EventInvite');
    expect(invite).toMatchObject({ phase: 'InvitationIssued', ground: 'given', optional: false, covered: true });
    expect(invite.sent[0]).toMatchObject({ flow: 'EscalateChat', path: 'examples/escalate-chat.confer' });
    expect(summary.rows).toEqual({ covered: 16, total: 17 });
  });

  test('confer coverage writes lcov that adds up', async () => {
    const lines = (await coverage('--format', 'lcov', ...chat)).out.trimEnd().split('\n');
    expect(lines[1]).toBe('SF:confer-library:/genesys/conference.confer');
    expect(lines.filter((line) => line.startsWith('DA:'))).toHaveLength(17);
    expect(lines).toContain('LF:17');
    expect(lines).toContain('LH:16');
    expect(lines).toContain('FNH:7');
    const branches = lines.filter((line) => line.startsWith('BRDA:'));
    expect(lines).toContain(`BRF:${branches.length}`);
    expect(lines.at(-1)).toBe('end_of_record');
  });

  test('confer coverage writes lcov that another program reads', async () => {
    const sections = await lcovParser({ from: (await coverage('--format', 'lcov', ...chat)).out });
    expect(sections).toHaveLength(1);
    expect(sections[0]).toMatchObject({
      path: 'confer-library:/genesys/conference.confer',
      functions: { instrumented: 7, hit: 7 },
      lines: { instrumented: 17, hit: 16 },
    });
    const { functions, lines, branches } = sections[0] ?? {};
    expect(functions?.details).toContainEqual(expect.objectContaining({ name: 'Conference.InvitationIssued' }));
    expect(functions?.details).toHaveLength(7);
    expect(lines?.details.filter(({ hit }) => hit > 0)).toHaveLength(16);
    expect(branches?.details).toHaveLength(branches?.instrumented ?? 0);
    expect(branches?.details.filter(({ hit }) => hit > 0)).toHaveLength(branches?.hit ?? 0);
  });

  test('confer coverage writes a table for the summary of a build', async () => {
    const { out } = await coverage('--format', 'markdown', ...chat);
    expect(out).toMatch(/\| Conference \| 7\/7 \| 16\/17 \| 3\/3 \| 2\/2 \| 1\/2 \|/);
  });

  test('fails under a share that is asked for, and says by how much', async () => {
    expect((await coverage('--fail-under', 'rows=90,outcomes=100', ...chat)).code).toBe(0);
    const { code, err } = await coverage('--fail-under', 'rows=95', ...chat);
    expect(code).toBe(1);
    expect(err).toBe('confer: rows: 16 of 17 covered, 94.1%, less than 95%.\n');
    expect((await coverage('--fail-under', 'optional=1', ...chat)).code).toBe(2);
    expect((await coverage('--fail-under', 'rows', ...chat)).code).toBe(2);
  });

  test('measures a model that no flow follows, and knows none of another name', async () => {
    const { models } = JSON.parse((await coverage('--model', 'Transfer', '--format', 'json', ...chat)).out);
    expect(models[0].counts.phases.covered).toBe(0);
    const { code, err } = await coverage('--model', 'Transfr', ...chat);
    expect(code).toBe(2);
    expect(err).toContain('Did you mean Transfer?');
  });
});
