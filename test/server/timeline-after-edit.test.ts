import { describe, expect, test } from 'vitest';
import { buildTimeline } from '../../check/timeline/timeline-builder.js';
import type { TimelineParams } from '../../server/protocol/timeline-messages.js';
import { flowsNow, LastGoodFlows } from '../../server/requests/last-good-flows.js';
import { trackRenames } from '../../server/requests/rename-tracker.js';
import { type DrawnTimeline, timelineAnswer } from '../../server/requests/timeline-answer.js';
import { TestWorkspace } from '../support/workspace.js';

const workspace = TestWorkspace.create();
const loop = `flow Loop follows Conference {
  party Alice as agent1
  party Bob as agent2
  system IxnServer as server
  system StatServer as reporting
  origin is queue
  start Invite
  phase Invite is InvitationIssued next Accepts after 6s | NoAnswer after 30s
  phase Accepts is InvitationAccepted next Leaves after 4m
  phase NoAnswer is InvitationTimesOut next Invite after 10s | end
  phase Leaves is LeaveConference
}
`;

async function analyze(text: string) {
  const opened = await workspace;
  await opened.write({ 'after-edit.confer': text });
  await opened.load('after-edit.confer');
  return opened.services.analysis.AnalysisProvider.analyze(opened.document('after-edit.confer'));
}

async function answer(text: string, wish: Omit<TimelineParams, 'textDocument'>): Promise<DrawnTimeline> {
  const params = { textDocument: { uri: 'file:///workspace/after-edit.confer' }, ...wish };
  return timelineAnswer(flowsNow(await analyze(text), text), params, 1);
}

const chosen = ['Invite', 'Accepts', 'Leaves'];
const seen = { flows: ['Loop'], phases: ['Invite', 'Accepts', 'NoAnswer', 'Leaves'] };

test('the answer for a flow without phases has the first phase of its models, as the flow would name it', async () => {
  const first = async (text: string) => (await answer(text, {})).firstModelPhase;
  expect(await first('flow New follows Conference { }\n')).toBe('InvitationIssued');
  expect(await first('flow New follows Conference, Transfer { }\n')).toBe('Conference.InvitationIssued');
  expect(await first('flow New { }\n')).toBe(null);
});

describe('a chosen path', () => {
  test('a chosen path follows a phase that is renamed', async () => {
    const { timeline, followed } = await answer(loop.replaceAll('Accepts', 'Accepted'), { path: chosen, seen });
    expect(timeline?.path).toEqual(['Invite', 'Accepted', 'Leaves']);
    expect(followed).toEqual({ path: ['Invite', 'Accepted', 'Leaves'], lost: null });
  });

  test('a chosen path follows a flow that is renamed', async () => {
    const text = `flow First { system A phase P { A -> A : X } }\n${loop.replace('flow Loop', 'flow Round')}`;
    const names = { flows: ['First', 'Loop'], phases: seen.phases };
    expect((await answer(text, { flow: 'Loop', seen: names })).timeline?.flow).toBe('Round');
    expect((await answer(text, { flow: 'Loop' })).timeline?.flow).toBe('First');
  });

  test('a chosen path keeps what of it can still be gone, and continues as the flow does', async () => {
    const renamed = loop.replace('phase Accepts', 'phase Joins');
    const { timeline, followed } = await answer(renamed, { path: chosen, seen });
    expect(timeline?.path).toEqual(['Invite', 'NoAnswer']);
    const after = { phase: 'Joins', after: 'Invite', reason: 'no-way' };
    expect(followed).toEqual({ path: ['Invite', 'Joins', 'Leaves'], lost: after });
  });

  test('a chosen path names phases that are gone, and phases that cannot be entered', async () => {
    const gone = loop.replace(/ {2}phase Accepts.*\n/, '').replace('Accepts after 6s | ', '');
    expect((await answer(gone, { path: chosen, seen })).followed?.lost).toMatchObject({
      phase: 'Accepts',
      reason: 'gone',
    });
    const refused = loop.replace('next Accepts after 6s', 'next Accepts after 6s | Leaves');
    const { timeline, followed } = await answer(refused, { path: ['Invite', 'Leaves'], seen });
    expect(followed?.lost).toEqual({ phase: 'Leaves', after: 'Invite', reason: 'refused' });
    expect(timeline?.path).toEqual(['Invite', 'Accepts', 'Leaves']);
  });

  test('a chosen path falls back on its phases where its scenario is gone', async () => {
    const { timeline, followed } = await answer(loop, { scenario: 'Gone', path: ['Invite', 'NoAnswer'], seen });
    expect(timeline).toMatchObject({ scenario: null, path: ['Invite', 'NoAnswer'] });
    expect(followed?.lost).toBeNull();
  });

  test('a chosen path without a flow is one of the flow at the caret', async () => {
    const text = `flow First { system A phase P { A -> A : X } }\n${loop}`;
    expect((await answer(text, { near: { line: 5, character: 0 } })).timeline?.flow).toBe('Loop');
    expect((await answer(text, {})).timeline?.flow).toBe('First');
  });
});

test.each([
  ['a name at the same place', 'A B C', 'A X C', 'B', 'X'],
  ['two at once', 'A B C D', 'A X Y D', 'C', 'Y'],
  ['one that moved while it was renamed', 'A B C', 'X A C', 'B', 'X'],
  ['nothing where one is only gone', 'A B C', 'A C', 'B', 'B'],
  ['nothing where what is new may be another', 'A B C', 'X A Y C', 'B', 'Y'],
  ['nothing for what is still there', 'A B', 'A X B', 'B', 'B'],
])('a rename is followed to %s', (_, before, now, name, to) => {
  expect(trackRenames(before.split(' '), now.split(' '))(name)).toBe(to);
});

describe('a path that the flow does not have', () => {
  const drawn = async (...phases: string[]) => {
    const document = await analyze(loop);
    const [flow] = document.flows;
    if (flow === undefined) throw new Error('no flow');
    return buildTimeline(document, flow, { kind: 'path', phases });
  };

  test('a path that the flow does not have is drawn as asked for, and does not conform where it leaves the flow', async () => {
    const { phases, findings, path } = await drawn('Invite', 'Leaves');
    expect(path).toEqual(['Invite', 'Leaves']);
    expect(phases.map(({ verdict }) => verdict === 'errors')).toEqual([false, true]);
    expect(phases[1]?.findings.map((finding) => findings[finding]?.message)).toEqual([
      '"Invite" does not lead to "Leaves": choose another path, or add it there.',
    ]);
  });

  test('a timeline after an edit reports no missing flow if it has the flow', async () => {
    const { findings } = await drawn('Invite', 'NoAnswer', 'Invite', 'Accepts', 'Leaves');
    expect(findings.map(({ code }) => code)).not.toContain('not-a-path');
  });
});

describe('a fault in the text', () => {
  const other = 'flow Other {\n  system A\n  phase P { A -> A : X }\n}\n';
  const show = async (flows: LastGoodFlows, text: string, flow: string): Promise<DrawnTimeline> => {
    const document = await analyze(text);
    flows.note(document, text);
    const params = { textDocument: { uri: 'file:///workspace/after-edit.confer' }, flow };
    return timelineAnswer(flows.drawn(document, text), params, 1);
  };

  const errorsOf = ({ timeline }: DrawnTimeline) => timeline?.findings.filter(({ severity }) => severity === 'error');

  test('a fault in the text of one flow leaves the pictures of the others as they are', async () => {
    const flows = new LastGoodFlows();
    const first = loop.replace('start Invite', 'start Accepts');
    expect(errorsOf(await show(flows, first + other, 'Loop'))).not.toEqual([]);
    const broken = other.replace('A -> A', 'A ->');
    const fixed = await show(flows, loop + broken, 'Loop');
    expect(fixed).toMatchObject({ stale: false, unreadable: null });
    expect(errorsOf(fixed)).toEqual([]);
    const last = await show(flows, loop + broken, 'Other');
    expect(last).toMatchObject({ stale: true, unreadable: { message: expect.any(String) } });
    expect(last.timeline?.events.map(({ message }) => message)).toEqual(['X']);
  });

  test('a fault in the text that hides a flow leaves its last picture', async () => {
    const flows = new LastGoodFlows();
    await show(flows, other + loop, 'Loop');
    const hidden = await show(flows, other.replace(/}\n$/, '') + loop, 'Loop');
    expect(hidden.flows.map(({ name }) => name)).toEqual(['Other', 'Loop']);
    expect(hidden).toMatchObject({ stale: true, timeline: { flow: 'Loop' } });
    expect(
      (await show(flows, other, 'Loop')).flows.map(({ name }) => name),
      'deleted',
    ).toEqual(['Other']);
  });

  test('a fault in the text in the first line of a flow leaves its last picture', async () => {
    const flows = new LastGoodFlows();
    await show(flows, other, 'Other');
    const headless = await show(flows, other.replace('flow Other', 'flow {{ Other'), 'Other');
    expect(headless.flows.map(({ name }) => name)).toEqual(['Other']);
    expect(headless).toMatchObject({ stale: true, timeline: { flow: 'Other' } });
  });

  test('a fault in the text that was there from the beginning shows what could be read', async () => {
    const broken = await show(new LastGoodFlows(), other.replace('A -> A', 'A ->'), 'Other');
    expect(broken).toMatchObject({
      stale: false,
      unreadable: { message: expect.any(String) },
      timeline: { flow: 'Other' },
    });
  });
});
