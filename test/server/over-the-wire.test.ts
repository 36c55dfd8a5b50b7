import { describe, expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { AnswerReplicas } from '../../client/answer-replicas.js';
import {
  type AboutDocument,
  type AnswerPatch,
  PatchedAnswerRequest,
  type PatchedMethod,
  type WholeAnswer,
} from '../../server/protocol/answer-patch.js';
import type { FixesResult } from '../../server/protocol/fix-messages.js';
import type { TimelineResult } from '../../server/protocol/timeline-messages.js';
import { generatedFlow } from '../bench/generated-flow.js';
import { codes, flow, uri } from '../support/invitation-flow.js';
import { Served, servers } from '../support/served.js';

const invite = { start: { line: 7, character: 0 }, end: { line: 8, character: 0 } };

const problems = (diagnostics: readonly Diagnostic[]) =>
  codes(diagnostics.filter(({ severity }) => (severity ?? 1) <= 2));

describe.each(Object.entries(servers))('%s', (_name, args) => {
  test('the server opens, checks and draws a file, follows its edits, and ends', async () => {
    const { served, capabilities } = await Served.start(args);
    expect(capabilities.positionEncoding).toBe('utf-16');
    await served.open(uri, flow);
    expect(problems(await served.diagnostics(uri))).toEqual([]);

    const drawn = await served.request<TimelineResult>('confer/timeline', { textDocument: { uri } });
    expect(drawn).toMatchObject({ uri, version: 1, stale: false, flows: [{ name: 'F', title: 'A flow' }] });
    expect(drawn.timeline?.path).toEqual(['Invite', 'Accepts']);
    expect(drawn.timeline?.events.some((event) => event.status === 'missing')).toBe(false);
    expect(drawn.paths.map(({ phases }) => phases.join())).toContain('Invite,NoAnswer');

    await served.change(uri, '', invite);
    const found = await served.diagnostics(uri, (diagnostics) => problems(diagnostics).length > 0);
    const missing = found.find(({ code }) => code === 'missing-message');
    expect(missing).toMatchObject({ source: 'confer', severity: 1, range: { start: { line: 5, character: 8 } } });
    expect(missing?.relatedInformation?.[0]?.location.uri).toBe('confer-library:/genesys/conference.confer');
    await served.timelineChanged(uri, 2);
    const faulty = await served.request<TimelineResult>('confer/timeline', { textDocument: { uri } });
    expect(faulty.timeline?.events.filter(({ status }) => status === 'missing').map(({ message }) => message)).toEqual([
      'EventInvite',
    ]);

    await served.change(uri, flow);
    await served.diagnostics(uri, (diagnostics) => problems(diagnostics).length === 0);
    expect(await served.stop()).toBe(0);
    expect(served.errors).toBe('');
  });

  test('the server publishes what differs from the last problems to a client that takes them so', async () => {
    const faulty = generatedFlow(60).replaceAll('    IxnServer -> Reports : EventPartyRemoved on Reporting\n', '');
    const worse = faulty.replace('EventAck after 20ms', 'EventAcks after 20ms');
    const { served } = await Served.start(args, { initializationOptions: { diagnosticPatches: true } });
    await served.open(uri, faulty);
    const { length } = await served.diagnostics(uri, (diagnostics) => diagnostics.length > 0);
    const { received } = served;
    await served.change(uri, worse);
    const have = await served.diagnostics(uri, (diagnostics) => diagnostics.length > length);
    expect(served.received - received).toBeLessThan(JSON.stringify(have).length / 2);
    await served.stop();
    const { served: plain } = await Served.start(args);
    await plain.open(uri, worse);
    expect(have).toEqual(await plain.diagnostics(uri, (diagnostics) => diagnostics.length > 0));
    await plain.stop();
  });

  test('the server sends only the differences to a client that names the answers it has, and whole answers to others', async () => {
    const { served } = await Served.start(args);
    await served.open(uri, flow);
    const replicas = new AnswerReplicas();
    const asks: Readonly<Record<PatchedMethod, AboutDocument & Record<string, unknown>>> = {
      'textDocument/documentSymbol': { textDocument: { uri } },
      'textDocument/foldingRange': { textDocument: { uri } },
      'textDocument/codeLens': { textDocument: { uri } },
      'textDocument/inlayHint': { textDocument: { uri }, range: { ...invite, end: { line: 14, character: 0 } } },
      'textDocument/documentHighlight': { textDocument: { uri }, position: { line: 7, character: 5 } },
    };
    const texts: [text: string, kind: 'answer' | 'base'][] = [
      [flow, 'answer'],
      [`\n${flow}`, 'base'],
      [flow, 'base'],
    ];
    for (const [text, kind] of texts) {
      await served.change(uri, text);
      for (const [method, params] of Object.entries(asks) as [PatchedMethod, AboutDocument][]) {
        const have = await replicas.ask(method, params, async (asked) => {
          const answered = await served.request<WholeAnswer | AnswerPatch>(PatchedAnswerRequest.method, asked);
          expect(Object.keys(answered)).toContain(kind);
          return answered;
        });
        expect(have).toEqual(await served.request(method, params));
        expect(have).not.toEqual([]);
      }
    }
    expect(await served.stop()).toBe(0);
    expect(served.errors).toBe('');
  });
});

describe('timelines', () => {
  test('the last good one is kept, marked stale, while the text cannot be read', async () => {
    const { served } = await Served.start(servers['the server’s bundle']);
    await served.open(uri, flow);
    await served.diagnostics(uri);
    await served.change(uri, flow.replace('flow F', 'flow {{ F'));
    await served.diagnostics(uri, (diagnostics) => codes(diagnostics).includes('syntax-error'));
    const stale = await served.request<TimelineResult>('confer/timeline', { textDocument: { uri } });
    expect(stale).toMatchObject({ stale: true, version: 2 });
    expect(stale.timeline?.path).toEqual(['Invite', 'Accepts']);
    await served.change(uri, flow);
    const fresh = await served.request<TimelineResult>('confer/timeline', { textDocument: { uri } });
    expect(fresh).toMatchObject({ stale: false, version: 3 });
    await served.stop();
  });

  test('the server gives timelines of a listed path, of the beginning of a path, of a file without a flow', async () => {
    const { served } = await Served.start(servers['the server’s bundle']);
    await served.open(uri, flow);
    const ask = (path: string[]) =>
      served.request<TimelineResult>('confer/timeline', { textDocument: { uri }, flow: 'F', path });
    expect((await ask(['Invite', 'NoAnswer'])).timeline?.path).toEqual(['Invite', 'NoAnswer']);
    expect((await ask(['Invite'])).timeline?.path).toEqual(['Invite', 'Accepts']);
    const listed = (await ask(['Invite'])).paths;
    expect(listed.map(({ outcome, verdict }) => `${outcome} ${verdict}`)).toContain('NoAnswer conforms');
    await served.open('file:///nowhere/words.confer', 'protocol P\n');
    const none = await served.request<TimelineResult>('confer/timeline', {
      textDocument: { uri: 'file:///nowhere/words.confer' },
    });
    expect(none).toMatchObject({ flows: [], paths: [], timeline: null, stale: false });
    await served.stop();
  });
});

test('loops gone through several times, all paths at once, a finding on a path of its own, and its fixes', async () => {
  const { served } = await Served.start(servers['the server’s bundle']);
  const looping = flow.replace('InvitationRejected', 'InvitationRejected next Invite | end');
  await served.open(uri, looping.replace('    Ixn -> Stat : EventAgentInvited\n', ''));
  const ask = (wish: object) => served.request<TimelineResult>('confer/timeline', { textDocument: { uri }, ...wish });
  const loop = ['Invite', 'Declines', 'Invite', 'Declines', 'Invite', 'Accepts'];
  expect((await ask({ path: loop })).timeline?.path).toEqual(loop);
  const all = await ask({ all: true });
  expect(all.timeline?.path).toEqual(['Invite', 'Accepts', 'Declines', 'NoAnswer']);
  expect(all.timeline?.fragments.map(({ after }) => after)).toEqual([0, 2]);

  const diagnostics = await served.diagnostics(uri, (found) => codes(found).includes('missing-message'));
  const missing = diagnostics.find(({ code }) => code === 'missing-message');
  const { data } = missing ?? {};
  const finding = { id: (data as { id?: string } | undefined)?.id, message: missing?.message };
  const { timeline, focus } = await ask({ finding });
  const event = timeline?.events.find(({ id }) => id === focus?.event);
  expect(event).toMatchObject({ visit: 0, status: 'missing', message: 'EventAgentInvited' });
  expect(timeline?.rows[event?.row ?? -1]?.text).toBe('server -> reporting : EventAgentInvited');
  const { fixes, version } = await served.request<FixesResult>('confer/fixes', { textDocument: { uri }, finding });
  expect(version).toBe(1);
  expect(fixes.map(({ title, preferred }) => [title, preferred])).toEqual([
    ['Add "Ixn -> Stat : EventAgentInvited"', true],
    ['Ignore missing-message here', false],
  ]);
  await served.stop();
});
