import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { confer } from '../support/command.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const root = path.resolve(import.meta.dirname, '../..');
const examples = readdirSync(path.join(root, 'examples')).filter((file) => file.endsWith('.confer'));

async function print(cwd: string, ...args: string[]): Promise<Record<string, unknown>> {
  const { code, out, err } = await confer(['timeline', '--format', 'json', ...args], cwd);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as Record<string, unknown>;
}

const position = { line: expect.any(Number), character: expect.any(Number) };
const range = { start: position, end: position };
const verdicts = ['conforms', 'warnings', 'errors', 'unjudged'];
const severities = ['error', 'warning', 'information', 'hint'];
const statuses = [
  'ok',
  'missing',
  'unexpected',
  'wrong-protocol',
  'wrong-direction',
  'incomplete',
  'condition',
  'duplicate',
  'order',
  'unjudged',
];

interface Printed {
  readonly participants: readonly { readonly kind: string; readonly roles: readonly unknown[] }[];
  readonly phases: readonly { readonly visit: number; readonly verdict: string; readonly modelPhase: unknown }[];
  readonly events: readonly {
    readonly visit: number;
    readonly timeMs: unknown;
    readonly protocol: unknown;
    readonly sender: unknown;
    readonly receivers: readonly unknown[];
    readonly status: string;
    readonly findings: readonly number[];
    readonly range: unknown;
  }[];
  readonly states: readonly {
    readonly fromEvent: string;
    readonly toEvent: string | null;
    readonly pending: unknown;
  }[];
  readonly findings: readonly { readonly severity: string }[];
}

const orNull = (value: unknown, type: string) => value === null || typeof value === type;

/** Whether everything that other programs rely on is there; more may be. */
function expectContract(printed: Record<string, unknown>): void {
  expect(printed).toMatchObject({
    flow: expect.any(String),
    models: expect.any(Array),
    participants: expect.any(Array),
    phases: expect.any(Array),
    events: expect.any(Array),
    states: expect.any(Array),
    findings: expect.any(Array),
  });
  expect(orNull(printed.scenario, 'string')).toBe(true);
  const { participants, phases, events, states, findings } = printed as unknown as Printed;
  for (const participant of participants) {
    expect(participant).toMatchObject({ name: expect.any(String), roles: expect.any(Array) });
    expect(['party', 'system']).toContain(participant.kind);
  }
  phases.forEach((phase, index) => {
    expect(phase).toMatchObject({ visit: index, name: expect.any(String), range });
    expect(orNull(phase.modelPhase, 'string')).toBe(true);
    expect(verdicts).toContain(phase.verdict);
  });
  for (const event of events) {
    expect(event).toMatchObject({ id: expect.any(String), message: expect.any(String), receivers: expect.any(Array) });
    expect(phases[event.visit]).toBeDefined();
    expect(orNull(event.timeMs, 'number')).toBe(true);
    expect(orNull(event.protocol, 'string')).toBe(true);
    expect(orNull(event.sender, 'string')).toBe(true);
    expect(statuses).toContain(event.status);
    for (const finding of event.findings) expect(findings[finding]).toBeDefined();
    if (event.status === 'missing') expect(event.range).toBeNull();
    else expect(event.range).toMatchObject(range);
  }
  const ids = new Set((events as readonly { id?: string }[]).map(({ id }) => id));
  for (const state of states) {
    expect(state).toMatchObject({
      participant: expect.any(String),
      state: expect.any(String),
      fromEvent: expect.any(String),
    });
    expect(typeof state.pending).toBe('boolean');
    expect(ids).toContain(state.fromEvent);
    if (state.toEvent !== null) expect(ids).toContain(state.toEvent);
  }
  for (const finding of findings) {
    expect(finding).toMatchObject({ code: expect.any(String), message: expect.any(String), range });
    expect(severities).toContain(finding.severity);
  }
}

describe('confer timeline --format json keeps what other programs rely on', () => {
  test.each(examples)(
    'confer timeline --format json keeps what other programs rely on for one path and for all of %s',
    async (file) => {
      const folder = path.join(root, 'examples');
      const one = await print(folder, file);
      expectContract(one);
      expect((one as unknown as Printed).events.length).toBeGreaterThan(0);
      const all = await print(folder, '--all-paths', file);
      expectContract(all);
      expect(all).toMatchObject({ scenario: null, truncated: false });
      expect((all as unknown as Printed).phases.length).toBeGreaterThanOrEqual(
        new Set((one as { path?: string[] }).path).size,
      );
    },
  );
});

describe('a loop', () => {
  const flow = `flow F follows Conference {
  party Alice as agent1
  party Bob as agent2
  system Ixn as server
  system Stat as reporting
  phase Invite is InvitationIssued {
    Ixn -> Bob : EventInvite
    EventAgentInvited after 1s
    next Accepts after 6s | Declines after 9s
  }
  phase Accepts is InvitationAccepted
  phase Declines is InvitationRejected next Invite after 10s | end
}
`;
  const loop = ['Invite', 'Declines', 'Invite', 'Declines', 'Invite', 'Accepts'];

  test('a loop is gone through as often as it is named', async () => {
    const folder = temporaryFolder({ 'flow.confer': flow });
    const printed = await print(folder, '--path', loop.join(), 'flow.confer');
    expectContract(printed);
    expect(printed).toMatchObject({ path: loop, scenario: null });
    const { events, states } = printed as unknown as Printed;
    const begins = loop.map((_, visit) => events.find((event) => event.visit === visit)?.timeMs);
    expect(begins).toEqual([0, 10_000, 20_000, 30_000, 40_000, 47_000]);
    const bob = (states as readonly { participant?: string; state?: string }[]).filter(
      ({ participant }) => participant === 'Bob',
    );
    expect(bob.map(({ state }) => state)).toEqual(['invited', 'outside', 'invited', 'outside', 'invited', 'joined']);
  });

  test('a loop is drawn once among all paths, which say where it continues', async () => {
    const folder = temporaryFolder({ 'flow.confer': flow });
    const { fragments } = await print(folder, '--all-paths', 'flow.confer');
    expect(fragments).toContainEqual({
      after: 2,
      operands: [
        { phase: 'Invite', delayMs: 10_000, visits: null, continuesAtVisit: 0 },
        { phase: null, delayMs: null, visits: null, continuesAtVisit: null },
      ],
    });
  });

  test('a loop and one path exclude each other', async () => {
    const folder = temporaryFolder({ 'flow.confer': flow });
    const { code, err } = await confer(['timeline', '--all-paths', '--path', 'Invite', 'flow.confer'], folder);
    expect(code).toBe(2);
    expect(err).toContain('--all-paths cannot be used with');
  });
});
