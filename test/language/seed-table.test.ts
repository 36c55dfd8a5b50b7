import { describe, expect, test } from 'vitest';
import type { Finding } from '../../check/findings/finding.js';
import { checkText } from '../support/check.js';
import { seedFlow } from '../support/seed-flow.js';

// The tables of the Conference chapter of the Events and Models Reference: phase, message, protocol. Each row with the
// steps that carry it in the flow below; EventPartyAdded is in one row of the table and is sent on both protocols.
const table: readonly [phase: string, message: string, protocol: string, step: string][] = [
  ['Invite', 'EventAgentInvited', 'Reporting', 'Server -> Stats : EventAgentInvited'],
  ['Invite', 'EventInvite', 'InteractionManagement', 'Server -> Bob : EventInvite'],
  ['Accept', 'EventAck', 'InteractionManagement', 'Server -> Bob : EventAck'],
  ['Accept', 'EventPartyAdded', 'Reporting', 'Server -> Stats : EventPartyAdded'],
  ['Accept', 'EventPartyAdded', 'InteractionManagement', 'Server -> Ann : EventPartyAdded'],
  ['Decline', 'EventAck', 'InteractionManagement', 'Server -> Bob : EventAck'],
  ['Decline', 'EventError', 'InteractionManagement', 'Server -> Ann : EventError'],
  ['Decline', 'EventRejected', 'Reporting', 'Server -> Stats : EventRejected'],
  ['Expire', 'EventError', 'InteractionManagement', 'Server -> Ann : EventError'],
  ['Expire', 'EventRevoked', 'InteractionManagement', 'Server -> Bob : EventRevoked'],
  ['Refuse', 'EventError', 'InteractionManagement', 'Server -> Ann : EventError'],
  ['BobLeaves', 'EventAck', 'InteractionManagement', 'Server -> Bob : EventAck'],
  ['BobLeaves', 'EventPartyRemoved', 'InteractionManagement', 'Server -> Ann : EventPartyRemoved'],
  ['BobLeaves', 'EventPartyRemoved', 'Reporting', 'Server -> Stats : EventPartyRemoved'],
  ['AnnLeaves', 'EventPlacedInQueue', 'Reporting', 'Server -> Stats : EventPlacedInQueue'],
  ['AnnLeaves', 'EventPlacedInWorkbin', 'Reporting', 'Server -> Stats : EventPlacedInWorkbin'],
  ['Stay', 'EventError', 'InteractionManagement', 'Server -> Bob : EventError'],
];

/** The flow's lines from the phase's first to its closing brace. */
function linesOf(lines: readonly string[], phase: string): [first: number, last: number] {
  const first = lines.findIndex((line) => line.startsWith(`  phase ${phase} is `));
  return [first, lines.indexOf('  }', first)];
}

/** The flow without that step of that phase, and the line of the phase's name. */
function without(text: string, phase: string, step: string): { text: string; line: number } {
  const lines = text.split('\n');
  const [first, last] = linesOf(lines, phase);
  const dropped = lines.findIndex((line, index) => index > first && index < last && line.trim() === step);
  if (first < 0 || dropped < 0) throw new Error(`no step "${step}" in phase "${phase}"`);
  return { text: lines.filter((_, index) => index !== dropped).join('\n'), line: first };
}

function summary({ code, severity, range }: Finding): object {
  return { code, severity, line: range.start.line };
}

describe("the reference's tables", () => {
  test('the seed table has seven phases with 17 rows of message and protocol', () => {
    expect(table).toHaveLength(17);
    expect(new Set(table.map((row) => row.slice(0, 3).join()))).toHaveProperty('size', 17);
    // The last two rows of Leave the Conference are of the same phase, left by the last party.
    const phases = new Set(table.map(([phase]) => (phase === 'AnnLeaves' ? 'BobLeaves' : phase)));
    expect(phases.size).toBe(7);
  });

  test.each(['queue', 'workbin'] as const)('conform in the flow back to the %s', async (origin) => {
    expect(await checkText(seedFlow(origin))).toEqual([]);
  });

  test.each(table)(
    '%s without %s on %s lacks that message, and nothing else',
    async (phase, message, protocol, step) => {
      const flow = seedFlow(message === 'EventPlacedInWorkbin' ? 'workbin' : 'queue');
      const { text, line } = without(flow, phase, step);
      const findings = await checkText(text);
      expect(findings.map(summary)).toEqual([{ code: 'missing-message', severity: 'error', line }]);
      const [finding] = findings;
      expect(finding?.message).toContain(`: ${message}`);
      // Which of two rows of one message it is: the step to add has the row's arrow, and so its protocol.
      const [expected = ''] = finding?.data.expected ?? [];
      expect(expected.replace(` on ${protocol}`, '')).toBe(step);
    },
  );
});
