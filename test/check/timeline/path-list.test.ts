import { expect, test } from 'vitest';
import { listPaths } from '../../../check/paths/paths.js';
import { buildTimeline } from '../../../check/timeline/timeline-builder.js';
import { analyzed } from '../../support/drawn.js';

const flow = (invite: string, decline: string) => `
flow F follows Conference {
  party Ann as agent1
  party Bob as agent2
  system Server as server
  system Stats as reporting
  origin is queue
  start Invite | Refuse
  phase Invite is InvitationIssued { Server -> Bob : EventInvite ${invite} next Accept | Decline | Expire after 30s }
  phase Accept "Bob joins" is InvitationAccepted next end
  phase Decline is InvitationRejected { Server -> Bob : EventAck Server -> Stats : EventRejected ${decline} next Invite | end }
  phase Expire is InvitationTimesOut next end
  phase Refuse is InvitationInvalid next end
  phase Elsewhere { Server -> Bob : EventAck }
  scenario Again { Invite, Decline, Invite, Accept }
}
`;

async function listedPaths(text: string): Promise<string[]> {
  const { document, flow: found } = await analyzed(text);
  const { paths } = listPaths(document, found);
  return paths.map(({ scenario, phases, outcome, verdict }) => `${scenario ?? phases.join()}: ${outcome}, ${verdict}`);
}

test('a path has its outcome and the worst verdict on its phases', async () => {
  expect(await listedPaths(flow('EventAgentInvited', 'Server -> Ann : EventError'))).toEqual([
    'Again: Bob joins, conforms',
    'Invite,Accept: Bob joins, conforms',
    'Invite,Decline: Decline, conforms',
    'Invite,Decline,Invite,Expire: Expire, conforms',
    'Invite,Expire: Expire, conforms',
    'Refuse: Refuse, conforms',
  ]);
  const faulty = await listedPaths(flow('EventAgentInvited', ''));
  expect(faulty.filter((line) => line.endsWith('errors'))).toEqual([
    'Again: Bob joins, errors',
    'Invite,Decline: Decline, errors',
    'Invite,Decline,Invite,Expire: Expire, errors',
  ]);
});

const dying = `
protocol P
message Ok on P
model M {
  party worker  system hub
  states out, pending maybe, in1
  channel hub <-> worker on P
  phase Start { trigger hub -> worker : Ok  moves worker from out to maybe }
  phase Done { trigger worker -> hub : Ok  moves worker from maybe to in1 }
  phase Gone { trigger timeout at hub  moves worker from maybe to out  hub -> worker : Ok }
}
flow F follows M {
  party A as worker  party B as worker  system H as hub
  phase AskA is Start(A as worker) next AskB
  phase AskB is Start(B as worker) next YesA | LateA after 9s
  phase YesA is Done(A as worker) next YesB | LateB after 9s
  phase LateA is Gone(A as worker) next YesB | LateB after 9s
  phase YesB is Done(B as worker) next end
  phase LateB is Gone(B as worker) next end | AskB
}
`;

test('a finding of some configurations only counts for the paths that reach them', async () => {
  const { document, flow: found } = await analyzed(dying);
  const dead = document.findings.find(({ code }) => code === 'cannot-finish');
  expect(dead?.witness?.()).toEqual(['AskA', 'AskB', 'YesA', 'LateB', 'AskB']);
  const fine = (await listedPaths(dying)).filter((line) => !line.endsWith('errors'));
  expect(fine).toContain('AskA,AskB,YesA,YesB: YesB, conforms');
  const verdicts = (phases: readonly string[]) =>
    buildTimeline(document, found, { kind: 'prefix', phases }).phases.map(({ name, verdict }) => `${name} ${verdict}`);
  expect(verdicts(['AskA', 'AskB', 'YesA', 'YesB'])).toContain('AskB conforms');
  const lost = verdicts(['AskA', 'AskB', 'YesA', 'LateB', 'AskB']);
  expect([lost[1], lost[4]]).toEqual(['AskB conforms', 'AskB errors']);
});

test('a scenario that leaves the paths of the flow does not conform', async () => {
  const text = flow('EventAgentInvited', 'Server -> Ann : EventError').replace('Invite, Decline, Invite', 'Accept');
  const [scenario] = await listedPaths(text);
  expect(scenario).toBe('Again: Bob joins, errors');
});

test('a path as long as a flow may get is listed too', async () => {
  const phases = Array.from({ length: 12_000 }, (_, index) => `phase P${index} { A -> B : M next P${index + 1} }`);
  const text = `protocol P message M on P flow F { system A system B ${phases.join('\n')} phase P12000 { B -> A : M } }`;
  const { document, flow: found } = await analyzed(text);
  const [path, ...more] = listPaths(document, found).paths;
  expect(path?.phases).toHaveLength(12_001);
  expect(path).toMatchObject({ outcome: 'P12000', complete: true, verdict: 'unjudged' });
  expect(more).toEqual([]);
});
