import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ListedInteraction, RunnerMessage, RunSummary } from '../../runner/protocol/messages.js';
import { RecordingRun } from '../../runner/recording-run.js';
import { root } from '../../scripts/project.mjs';
import { RecordingSourcesFinder } from '../../server/requests/recording-handler.js';
import { neverRecorded } from '../../timeline/types/recorded-report.js';
import { TestEditor } from '../support/editor.js';

const example = (name: string) => readFileSync(path.join(root, 'examples', name), 'utf8');
const recording = example('escalate-chat.jsonl');

/** Runs a recording as the editor does: packed by the server, followed by what the worker runs. */
async function run(
  text: string,
  { filter = '', source = example('escalate-chat.confer'), subject = 'EscalateChat', isCut = false } = {},
) {
  const editor = await TestEditor.open(source);
  const { services } = editor;
  const { sources, candidates } = new RecordingSourcesFinder(services.shared, services).pack(editor.document(), {
    textDocument: { uri: editor.uri().toString() },
    subject,
    recordings: ['a.jsonl'],
  });
  const messages: RunnerMessage[] = [];
  const bytes = new TextEncoder().encode(text);
  const capture = candidates[0]?.[0]?.name ?? '';
  const input = { name: 'a.jsonl', capture, path: null, bytes, size: bytes.length };
  const own = new RecordingRun(
    { type: 'follow', sources: sources ?? '', recordings: [input], filter },
    {
      post: (message) => messages.push(message),
      open: async function* (_input, count, onCut) {
        yield bytes;
        count(bytes.length);
        if (isCut) onCut?.();
      },
      readLines: async () => [],
    },
  );
  await own.follow();
  const listed = messages.flatMap((message): readonly ListedInteraction[] =>
    message.type === 'found' ? message.interactions : [],
  );
  const summary = messages.flatMap((message): RunSummary[] => (message.type === 'ended' ? [message.summary] : []));
  return { candidates, listed, summary: summary[0], timeline: (index: number) => own.timeline(index), messages };
}

test('a recording is followed through a flow that was packed, and gives each interaction its verdict', async () => {
  const { candidates, listed, summary } = await run(recording);
  expect(candidates.map((found) => found.map(({ name }) => name))).toEqual([['ConferLines']]);
  expect(summary?.interactions).toEqual({ deviates: 3, inconclusive: 0, unfinished: 0, conforms: 9, unplaced: 0 });
  const deviating = listed.filter(({ verdict }) => verdict === 'deviates').sort((a, b) => a.fromMs - b.fromMs);
  expect(
    deviating.map(({ key, deviations }) => [key, deviations.map(({ code, place }) => [code, place?.line])]),
  ).toEqual([
    ['chat-1003', [['missing-message', 28]]],
    ['chat-1007', [['protocol-not-allowed', 53]]],
    ['chat-1009', [['too-late', 82]]],
  ]);
});

test('a listed interaction has its timeline, with the line of each message', async () => {
  const { listed, timeline } = await run(recording);
  const late = listed.find(({ key }) => key === 'chat-1009');
  const drawn = timeline(late?.index ?? -1);
  expect(drawn?.recording).toEqual({ key: 'chat-1009', verdict: 'deviates' });
  expect(drawn?.path).toEqual(['Invite', 'NoAnswer']);
  expect(drawn?.events.map(({ message, recorded }) => [message, recorded?.line])).toContainEqual(['EventRevoked', 82]);
  expect(timeline(1_000)).toBeNull();
});

test('half a compressed recording is followed up to its end, which is a problem of the recording', async () => {
  const { summary } = await run(recording, { isCut: true });
  expect(summary?.interactions.conforms).toBe(9);
  expect(summary?.problems.map(({ text }) => text)).toEqual([expect.stringContaining('is not a whole gzip file')]);
  expect((await run(recording)).summary?.problems).toEqual([]);
});

test('a filter lists the interactions whose key has its text, and counts them all', async () => {
  const { listed, summary } = await run(recording, { filter: 'CHAT-101' });
  expect(listed.map(({ key }) => key).sort()).toEqual(['chat-1010', 'chat-1011', 'chat-1012']);
  expect(summary?.interactions.conforms).toBe(9);
});

test('only the first of many interactions of each verdict are listed', async () => {
  const line = (key: number) =>
    `{"time":"2026-01-12T12:00:00Z","key":"${key}","message":"RequestAccept","from":"a","to":"IxnServer"}\n`;
  const { listed, summary } = await run(Array.from({ length: 2_600 }, (_, key) => line(key)).join(''));
  const total = Object.values(summary?.interactions ?? {}).reduce((sum, count) => sum + count, 0);
  expect(total).toBe(2_600);
  expect(listed.length).toBeLessThan(total);
  expect(new Set(listed.map(({ index }) => index)).size).toBe(listed.length);
});

test('what occurred of the model adds up to what occurred of the flow', async () => {
  const { summary } = await run(recording);
  const [conference, ...others] = summary?.models ?? [];
  expect(others).toEqual([]);
  if (conference === undefined || summary === undefined) throw new Error('The model is not counted.');
  const { model, uri, report } = conference;
  expect([model, uri]).toEqual(['Conference', 'confer-library:/genesys/conference.confer']);
  expect(report.interactions).toBe(12);
  const sum = (counts: readonly { readonly times: number }[]) => counts.reduce((all, { times }) => all + times, 0);
  expect(sum(report.phases)).toBe(sum(summary.phases));
  expect(sum(report.rows)).toBe(sum(summary.rows));
  const missing = (rows: readonly { readonly missing: number }[]) => rows.reduce((all, row) => all + row.missing, 0);
  expect(missing(report.rows)).toBe(missing(summary.rows));
  expect(missing(report.rows)).toBe(1);
  const accepted = summary.next.find(({ from, to }) => from === 'Invite' && to === 'Accepts');
  expect(report.outcomes.find(({ outcome }) => outcome === 'InvitationAccepted')?.times).toBe(accepted?.times);
  expect(neverRecorded(report).map(({ text }) => text)).toEqual([
    'LeaveConference: server -> reporting : EventPlacedInWorkbin',
  ]);
});

test('phases that never occurred are listed, messages and outcomes only of phases that did', async () => {
  const one = recording.split('\n').filter((line) => line.includes('"chat-1009"'));
  const { summary } = await run(one.join('\n'));
  const report = summary?.models[0]?.report;
  if (report === undefined) throw new Error('The model is not counted.');
  const occurred = report.phases.filter(({ times }) => times > 0).map(({ name }) => name);
  expect(occurred).toEqual(['InvitationIssued', 'InvitationTimesOut']);
  expect(report.counts.phases).toEqual({ covered: 2, total: 7 });
  expect(report.counts.outcomes).toEqual({ covered: 1, total: 3 });
  const never = neverRecorded(report).map(({ text }) => text);
  expect(never.filter((text) => /^\w+$/.test(text))).toHaveLength(5);
  expect(never.filter((text) => text.includes('→'))).toEqual([
    'InvitationIssued → InvitationAccepted',
    'InvitationIssued → InvitationRejected',
  ]);
  expect(never.filter((text) => text.startsWith('InvitationAccepted:'))).toEqual([]);
});

test('a message on a protocol that was not recorded is neither counted nor reported as never recorded', async () => {
  const onReporting = (line: string) => line.includes('"protocol":"Reporting"');
  const lines = recording.split('\n');
  expect(lines.some(onReporting)).toBe(true);
  const { summary } = await run(lines.filter((line) => !onReporting(line)).join('\n'));
  expect(summary?.notRecorded).toContain('Reporting');
  const report = summary?.models[0]?.report;
  if (report === undefined) throw new Error('The model is not counted.');
  const unseen = report.rows.filter(({ captured }) => !captured);
  expect(unseen.map(({ row }) => row)).toContain('server -> reporting : EventAgentInvited');
  expect(unseen.every(({ row }) => row.includes('-> reporting'))).toBe(true);
  expect(report.counts.rows.total).toBe(report.rows.filter(({ optional, captured }) => !optional && captured).length);
  expect(neverRecorded(report).filter(({ text }) => text.includes('-> reporting'))).toEqual([]);
});

test('each of several models has its own phases and outcomes, those of the same name too', async () => {
  const models = readFileSync(path.join(root, 'test/fixtures/models/shared/meeting-and-parcels.confer'), 'utf8');
  const source = `${models}
flow Visit follows Meeting, Parcels {
  party Ann as guest
  system Desk as desk
  start Calls | Brings
  phase Calls is Call { Invite  next Comes | Stays }
  phase Comes is Meeting.Come { Accept }
  phase Stays is Stay { Decline }
  phase Brings is Bring { Offer  next Takes | Sends }
  phase Takes is Parcels.Come { Take }
  phase Sends is Parcels.Send { Leave }
}`;
  const interaction = (key: string, ...messages: readonly [string, string, string][]) =>
    messages.map(([from, message, to], second) =>
      JSON.stringify({ time: `2026-01-12T12:00:0${second}Z`, key, message, protocol: 'Line', from, to }),
    );
  const called = (key: string, answer: string) => interaction(key, ['Desk', 'Invite', 'Ann'], ['Ann', answer, 'Desk']);
  const lines = [
    ...called('1', 'Accept'),
    ...called('2', 'Accept'),
    ...called('3', 'Decline'),
    ...interaction('4', ['Desk', 'Offer', 'Ann'], ['Ann', 'Take', 'Desk']),
  ];
  const { summary } = await run(lines.join('\n'), { source, subject: 'Visit' });
  const timed = (summary?.models ?? []).map(({ model, report: { phases, outcomes } }) => [
    model,
    Object.fromEntries(phases.map(({ name, times }) => [name, times])),
    Object.fromEntries(outcomes.map(({ of, outcome, times }) => [`${of} ${outcome}`, times])),
  ]);
  expect(timed).toEqual([
    ['Meeting', { Call: 3, Come: 2, Stay: 1 }, { 'Call Come': 2, 'Call Stay': 1 }],
    ['Parcels', { Bring: 1, Come: 1, Send: 0, Part: 0 }, { 'Bring Come': 1, 'Bring Send': 0 }],
  ]);
});
