import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DocumentAnalysis } from '../../check/analysis.js';
import type { Finding } from '../../check/findings/finding.js';
import type { Flow } from '../../check/model/flow.js';
import { flowsNow } from '../../server/requests/last-good-flows.js';
import { type DrawnTimeline, timelineAnswer } from '../../server/requests/timeline-answer.js';
import { startsIn } from '../../timeline/types/ranges.js';
import { readFixtures } from '../support/fixtures.js';
import { spread } from '../support/spread.js';
import { TestWorkspace } from '../support/workspace.js';

/** Half of them. */
const MAX_FIXTURES = 300;

/** Some of the fixtures, of every folder. */
const fixtures = spread(
  readFixtures(path.join(import.meta.dirname, '../fixtures')).filter(({ name }) => !name.endsWith('.fixed')),
  MAX_FIXTURES,
);

const workspace = TestWorkspace.create();

/** Analyses files, in one workspace after those before. */
async function analyses(files: Record<string, string>): Promise<DocumentAnalysis[]> {
  const opened = await workspace;
  const paths = Object.keys(files);
  await opened.write(files);
  await opened.load(...paths);
  const provider = opened.services.analysis.AnalysisProvider;
  const found = await Promise.all(paths.map((file) => provider.analyze(opened.document(file))));
  await opened.remove(...paths);
  return found;
}

function ask(analysis: DocumentAnalysis, finding: Finding, wish: { flow?: string } = {}): DrawnTimeline {
  const { id, message } = finding;
  const params = { textDocument: { uri: 'file:///test.confer' }, ...wish, finding: { id, message } };
  return timelineAnswer(flowsNow(analysis, ''), params, 1);
}

/** The phase that contains a finding, unless another one of its name is drawn in its place. */
function phaseOf({ phases }: Flow, { range }: Finding) {
  const phase = phases.find(({ place }) => startsIn(range, place.range));
  return phases.find(({ name }) => name === phase?.name) === phase ? phase : undefined;
}

test('every finding of a phase is shown on the path that is drawn for it, and pointed at', async () => {
  let shown = 0;
  let remarked = 0;
  for (const { name, files } of fixtures) {
    for (const analysis of await analyses(files)) {
      for (const finding of analysis.findings) {
        const found = analysis.flows.find(({ flow }) => startsIn(finding.range, flow.place.range));
        const { timeline, focus } = ask(analysis, finding);
        const what = `${name}: ${finding.code} ${finding.message}`;
        if (found === undefined) {
          expect(focus, what).toBeNull();
          continue;
        }
        expect(timeline?.flow, what).toBe(found.flow.name);
        const number = timeline?.findings.findIndex(({ id }) => id === finding.id);
        expect(number, what).toBeGreaterThanOrEqual(0);
        expect(focus?.finding, what).toBe(number);
        if (focus?.visit === null) {
          const ofNone = [...(timeline?.remarks ?? []), ...(timeline?.participants ?? []).flatMap((p) => p.findings)];
          if (timeline?.phases.length !== 0) expect(ofNone, what).toContain(number);
          remarked++;
          continue;
        }
        expect(timeline?.phases[focus?.visit ?? -1], what).toBeDefined();
        if (phaseOf(found.flow, finding) === undefined) continue;
        shown++;
        expect(timeline?.phases[focus?.visit ?? -1]?.findings, what).toContain(number);
        const carrying = timeline?.events.filter(({ findings }) => findings.includes(number ?? -1)) ?? [];
        if (carrying.length === 0) expect(focus?.event, what).toBeNull();
        else
          expect(
            carrying.map(({ id }) => id),
            what,
          ).toContain(focus?.event);
      }
    }
  }
  expect(shown).toBeGreaterThan(100);
  expect(remarked).toBeGreaterThan(10);
});

const flow = `
flow First { system A system B phase P { A -> B : Nothing } }
flow F follows Conference {
  party Ann as agent1
  party Bob as agent2
  system Server as server
  system Stats as reporting
  origin is queue
  phase Invite is InvitationIssued { Server -> Bob : EventInvite EventAgentInvited next Decline | Accept | Refuse }
  phase Accept is InvitationAccepted { Server -> Bob : EventAck Server -> Stats : EventPartyAdded next end }
  phase Decline is InvitationRejected next Invite | end
  phase Refuse is InvitationInvalid next end
  phase Never { Ann -> Bob : Gone }
  scenario Lost { Invite, Decline, Refuse }
}
`;

describe('the timeline of', () => {
  async function of(code: string, wish = {}): Promise<DrawnTimeline> {
    const [analysis] = await analyses({ 'test.confer': flow });
    const finding = analysis?.findings.find((candidate) => candidate.code === code);
    if (analysis === undefined || finding === undefined) throw new Error(`nothing is said of ${code}`);
    return ask(analysis, finding, wish);
  }

  test('a missing message takes the shortest path to it, points at the ghost and continues', async () => {
    const { timeline, focus } = await of('missing-message', { flow: 'First' });
    expect(timeline).toMatchObject({ flow: 'F', scenario: null, path: ['Invite', 'Accept'] });
    expect(focus?.visit).toBe(1);
    expect(timeline?.events.find(({ id }) => id === focus?.event)).toMatchObject({
      status: 'missing',
      message: 'EventPartyAdded',
    });
  });

  test('a target that cannot be taken shows the phase that offers it', async () => {
    const { timeline, focus } = await of('replaces-not-follows');
    expect(timeline?.phases[focus?.visit ?? -1]?.name).toBe('Invite');
    expect(focus?.event).toBeNull();
  });

  test('a scenario that goes wrong shows where it does', async () => {
    const { timeline, focus } = await of('not-a-path');
    expect(timeline).toMatchObject({ scenario: 'Lost', path: ['Invite', 'Decline', 'Refuse'] });
    expect(focus).toMatchObject({ visit: 2, event: null });
  });

  test('a phase that nothing leads to shows it alone', async () => {
    const { timeline, focus } = await of('unreachable-phase');
    expect(timeline?.path).toEqual(['Never']);
    expect(focus).toMatchObject({ visit: 0, event: null });
  });

  test('a finding that is gone falls back on the path that was asked for', async () => {
    const [analysis] = await analyses({ 'test.confer': flow });
    const [finding] = analysis?.findings ?? [];
    if (analysis === undefined || finding === undefined) throw new Error('nothing is found');
    const { timeline, focus } = ask(analysis, { ...finding, id: `${finding.id} gone` }, { flow: 'F' });
    expect(timeline).toMatchObject({ flow: 'F', scenario: 'Lost' });
    expect(focus).toBeNull();
  });
});
