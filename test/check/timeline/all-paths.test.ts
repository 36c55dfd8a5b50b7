import { expect, test } from 'vitest';
import { unfold } from '../../../check/paths/all-paths.js';
import type { Timeline } from '../../../timeline/types/timeline.js';
import { analyzed, drawn } from '../../support/drawn.js';

const flow = `
flow F follows Conference {
  party Ann as agent1
  party Bob as agent2
  system Server as server
  system Stats as reporting
  origin is queue
  start Invite | Refuse
  phase Invite is InvitationIssued {
    Server -> Bob : EventInvite
    Server -> Stats : EventAgentInvited after 100ms
    next Accept after 6s | Decline after 9s | Expire after 30s
  }
  phase Accept is InvitationAccepted { Server -> Bob : EventAck Server -> Ann : EventPartyAdded Server -> Stats : EventPartyAdded next Leave }
  phase Decline is InvitationRejected next Invite | end
  phase Expire is InvitationTimesOut next Invite after 5s
  phase Leave is LeaveConference next end
  phase Refuse is InvitationInvalid next end
}
`;

/** Visits with the one each follows. */
const visits = ({ phases }: Timeline) =>
  phases.map(({ visit, parent, name }) => (parent === null ? `${visit} ${name}` : `${visit} ${name} after ${parent}`));

test('ways that part are operands of a fragment, in the order written', async () => {
  const all = await drawn(flow, { kind: 'all' });
  expect(visits(all)).toEqual([
    '0 Invite',
    '1 Accept after 0',
    '2 Leave after 1',
    '3 Decline after 0',
    '4 Expire after 0',
    '5 Refuse',
  ]);
  expect(all.fragments).toEqual([
    {
      after: null,
      operands: [
        { phase: 'Invite', delayMs: null, visits: [0, 4], continuesAtVisit: null },
        { phase: 'Refuse', delayMs: null, visits: [5, 5], continuesAtVisit: null },
      ],
    },
    {
      after: 0,
      operands: [
        { phase: 'Accept', delayMs: 6000, visits: [1, 2], continuesAtVisit: null },
        { phase: 'Decline', delayMs: 9000, visits: [3, 3], continuesAtVisit: null },
        { phase: 'Expire', delayMs: 30_000, visits: [4, 4], continuesAtVisit: null },
      ],
    },
    {
      after: 3,
      operands: [
        { phase: 'Invite', delayMs: null, visits: null, continuesAtVisit: 0 },
        { phase: null, delayMs: null, visits: null, continuesAtVisit: null },
      ],
    },
    { after: 4, operands: [{ phase: 'Invite', delayMs: 5000, visits: null, continuesAtVisit: 0 }] },
  ]);
  expect(all).toMatchObject({ scenario: null, truncated: false });
});

test('times are counted along the path that leads to a visit', async () => {
  const { events } = await drawn(flow, { kind: 'all' });
  const times = new Map<number, (number | null)[]>();
  for (const { visit, timeMs } of events) times.set(visit, [...(times.get(visit) ?? []), timeMs]);
  expect(times.get(0)).toEqual([0, 100]);
  expect(times.get(1)?.[0]).toBe(6100);
  expect(times.get(3)?.[0]).toBe(9100);
  expect(times.get(4)?.[0]).toBe(30_100);
});

test('a state lasts to the end of its operand, and the next one begins with that before the ways parted', async () => {
  const { states } = await drawn(flow, { kind: 'all' });
  const bob = states.filter(({ participant }) => participant === 'Bob');
  expect(bob.map(({ state, fromEvent, toEvent, untilVisit }) => [state, fromEvent, toEvent, untilVisit])).toEqual([
    ['invited', '0.Invite.0', '1.Accept.0', null],
    ['joined', '1.Accept.0', '2.Leave.0', null],
    ['outside', '2.Leave.0', null, 2],
    ['outside', '3.Decline.0', null, 3],
    ['invited', '4.Expire.0', '4.Expire.1', null],
    ['outside', '4.Expire.1', null, 4],
    ['outside', '5.Refuse.0', null, null],
  ]);
});

test('all paths that can be taken are drawn', async () => {
  const { phases } = await drawn(flow, { kind: 'all' });
  expect(phases.map(({ outcomes }) => outcomes.map(({ taken, possible }) => taken && possible))).toEqual([
    [true, true, true],
    [true],
    [true],
    [true, true],
    [true],
    [true],
  ]);
});

test('a limit on what is drawn is reported, and what is left out is still named', async () => {
  const { flow: analysis } = await analyzed(flow);
  const { visits: few, fragments, truncated } = unfold(analysis, 2);
  expect(truncated).toBe(true);
  expect(few.map(({ phase }) => phase.name)).toEqual(['Invite', 'Accept']);
  expect(fragments).toContainEqual({
    after: 1,
    operands: [{ phase: 'Leave', delayMs: null, visits: null, continuesAtVisit: null }],
  });
  expect(fragments.find(({ after }) => after === null)?.operands).toEqual([
    { phase: 'Invite', delayMs: null, visits: [0, 1], continuesAtVisit: null },
    { phase: 'Refuse', delayMs: null, visits: null, continuesAtVisit: null },
  ]);
});

test('a flow of one path has no fragments', async () => {
  const text = 'flow F { system A system B phase One { A -> B : M next Two } phase Two { B -> A : M } }';
  const all = await drawn(`protocol P message M on P ${text}`, { kind: 'all' });
  expect(visits(all)).toEqual(['0 One', '1 Two after 0']);
  expect(all.fragments).toEqual([]);
});
