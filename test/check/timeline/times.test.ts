import { expect, test } from 'vitest';
import type { Timeline } from '../../../timeline/types/timeline.js';
import { drawn } from '../../support/drawn.js';

const flow = `
flow F follows Conference {
  party Ann as agent1
  party Bob
  party Carol
  system Server as server
  system Stats as reporting
  origin is queue
  phase InviteBob is InvitationIssued(Bob as agent2) { EventInvite EventAgentInvited after 1s next InviteCarol | InviteCarolSoon }
  phase InviteCarol is InvitationIssued(Carol as agent2) { EventInvite EventAgentInvited next BobExpires after 25s | CarolExpires after 30s }
  phase InviteCarolSoon is InvitationIssued(Carol as agent2) { EventInvite after 2s EventAgentInvited after 1s next BobExpires after 25s | CarolExpires after 30s }
  phase BobExpires is InvitationTimesOut(Bob as agent2) { EventError EventRevoked after 5ms next CarolExpires after 5s | end }
  phase CarolExpires is InvitationTimesOut(Carol as agent2) { EventError EventRevoked after 5ms next BobExpires after 40s | end }
}
`;

const times = ({ events }: Timeline) =>
  events.map(({ timeMs, timeIsLeast }) => (timeMs === null ? '?' : `${timeIsLeast ? '≥ ' : ''}${timeMs}`));

const along = (...phases: string[]) => drawn(flow, { kind: 'path', phases });

test('a timeout whose clock starts with something unknown between has no time, and what follows is the least', async () => {
  expect(times(await along('InviteBob', 'InviteCarol', 'BobExpires', 'CarolExpires'))).toEqual([
    ...['0', '1000'],
    ...['?', '?'],
    ...['?', '≥ 26005'],
    ...['?', '≥ 26010'],
  ]);
});

test('a timeout counts from where its clock starts where all between is stated', async () => {
  expect(times(await along('InviteBob', 'InviteCarolSoon', 'BobExpires'))).toEqual([
    ...['0', '1000'],
    ...['3000', '4000'],
    ...['26000', '26005'],
  ]);
});

test('no time is before one that is known: a timeout that would be has none', async () => {
  const shown = times(await along('InviteBob', 'InviteCarolSoon', 'CarolExpires', 'BobExpires'));
  expect(shown).toEqual([...['0', '1000'], ...['3000', '4000'], ...['34000', '34005'], ...['41000', '41005']]);
  const backwards = times(await along('InviteBob', 'InviteCarolSoon', 'BobExpires', 'CarolExpires'));
  expect(backwards).toEqual([...['0', '1000'], ...['3000', '4000'], ...['26000', '26005'], ...['?', '≥ 26010']]);
});

const timers = `
protocol Line
event Rings on Line
event Stops on Line
model Calls {
  party callee
  system switch
  states idle, pending ringing
  phase Ring { moves callee from idle to ringing  switch -> callee : Rings }
  phase Stop { trigger timeout at switch after 20s to 30s  trigger timeout at switch after 1m  moves callee from ringing to idle  switch -> callee : Stops }
}
flow F follows Calls {
  party Cleo as callee
  system Switch as switch
  phase First is Ring { Rings next Ends | Over }
  phase Ends is Stop { Stops next Second }
  phase Second is Ring { Rings after 1s next Over after 25s }
  phase Over is Stop { Stops }
}
`;

test('a timeout without a time of its own comes when the shortest timer of the model runs out at the earliest', async () => {
  const timeline = await drawn(timers, { kind: 'path', phases: ['First', 'Ends', 'Second', 'Over'] });
  expect(times(timeline)).toEqual(['0', '20000', '21000', '46000']);
  expect(timeline.phases[0]?.outcomes.map(({ delayMs }) => delayMs)).toEqual([20_000, 20_000]);
  expect(timeline.phases.map(({ clock }) => clock?.delayMs ?? null)).toEqual([null, 20_000, null, 25_000]);
  const all = await drawn(timers, { kind: 'all' });
  expect(all.fragments[0]?.operands.map(({ delayMs }) => delayMs)).toEqual([20_000, 20_000]);
});
