import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type ConformanceJson, mergeFacts, Summary } from '../../recordings/index.js';
import { RecordedWorkspace } from '../support/recorded.js';
import { linesOf, randomOf, type WalkMessage, walk } from './walks.js';

const START = Date.UTC(2026, 0, 12, 12);
const source = 'capture Lines is ConferLines { begins within 0s }';

async function follow(walks: readonly (readonly WalkMessage[])[], text = source) {
  const workspace = await RecordedWorkspace.create(text);
  return workspace.follow({ 'a.jsonl': linesOf(walks, START, 200).join('\n') }, 'Conference');
}

function walksOf(seed: number, count: number): WalkMessage[][] {
  return Array.from({ length: count }, (_, index) => walk(randomOf(seed * 1000 + index)));
}

describe('simulated interactions', () => {
  test('conform, though their phases overlap and rows come in any order', async () => {
    const { interactions } = await follow(walksOf(1, 40));
    expect(interactions.filter(({ verdict }) => verdict !== 'conforms' && verdict !== 'unplaced')).toEqual([]);
  });

  test('simulated interactions with one mutation have one deviation at most, nearly all of them', async () => {
    const random = randomOf(5);
    const walks = walksOf(2, 60).map((messages) => mutated(messages, random));
    const { interactions } = await follow(walks);
    const many = interactions.filter(
      ({ deviations }) => deviations.filter(({ severity }) => severity !== 'information').length > 1,
    );
    expect(many.length).toBeLessThanOrEqual(2);
    expect(interactions.filter(({ verdict }) => verdict === 'deviates').length).toBeGreaterThan(45);
  });

  test('simulated interactions give the same result in one file and in parts by key, merged', async () => {
    const random = randomOf(9);
    const lines = linesOf(
      walksOf(3, 24).map((messages, index) => (index % 3 === 0 ? mutated(messages, random) : messages)),
      START,
      200,
    );
    const workspace = await RecordedWorkspace.create(
      `${source.slice(0, -1)} records InteractionManagement, Reporting }`,
    );
    const whole = await workspace.follow({ 'a.jsonl': lines.join('\n') }, 'Conference');
    for (const count of [2, 7, 64]) {
      const parts: ConformanceJson[] = [];
      for (let part = 0; part < count; part++) {
        const own = lines.filter((line) => Number(/"key":"K(\d+)"/.exec(line)?.[1]) % count === part);
        if (own.length === 0) continue;
        // Requests are recorded in each part only if one is there: this one belongs to no interaction.
        parts.push((await workspace.follow({ 'a.jsonl': own.join('\n') }, 'Conference')).summary);
      }
      const merged = new Summary();
      for (const part of parts) merged.merge(part, part.deviations);
      const result = merged.toJson(mergeFacts(parts));
      expect(result.interactions.total).toBe(whole.summary.interactions.total);
      expect(result.lines).toEqual(whole.summary.lines);
      const paths = (summary: ConformanceJson) =>
        summary.paths.map(({ phases, times }) => `${phases.join()} ${times}`).sort();
      expect(paths(result)).toEqual(paths(whole.summary));
    }
  });

  test('simulated interactions give the same with CRLF, shuffled members, and when they are not sorted whole', async () => {
    const lines = linesOf(walksOf(4, 12), START, 200);
    const workspace = await RecordedWorkspace.create(source);
    const plain = await workspace.follow({ 'a.jsonl': lines.join('\n') }, 'Conference');
    const shuffled = lines.map((line) =>
      JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(line)).reverse())),
    );
    for (const content of [lines.join('\r\n'), shuffled.join('\n')]) {
      const { interactions } = await workspace.follow({ 'a.jsonl': content }, 'Conference');
      expect(interactions.map(({ key, verdict, phases }) => [key, verdict, phases])).toEqual(
        plain.interactions.map(({ key, verdict, phases }) => [key, verdict, phases]),
      );
    }
    const streamed = await workspace.follow({ 'a.jsonl': lines.join('\n') }, 'Conference', { large: true, chunk: 333 });
    expect(streamed.summary.interactions).toEqual(plain.summary.interactions);
    expect(gzipSync(lines.join('\n')).length).toBeGreaterThan(0);
  });
});

const lines = (...messages: [s: number, from: string, to: string, message: string, protocol?: string][]) =>
  messages
    .map(([s, from, to, message, protocol]) =>
      JSON.stringify({
        time: new Date(START + s * 1000).toISOString(),
        key: 'K',
        message,
        protocol: protocol ?? (to === 'reporting' ? 'Reporting' : 'InteractionManagement'),
        from,
        to,
      }),
    )
    .join('\n');

const invited: Parameters<typeof lines> = [
  [0, 'ann', 'server', 'RequestConference'],
  [0.02, 'server', 'bob', 'EventInvite'],
  [0.03, 'server', 'reporting', 'EventAgentInvited'],
];
const accepted: Parameters<typeof lines> = [
  [6, 'bob', 'server', 'RequestAccept'],
  [6.01, 'server', 'bob', 'EventAck'],
  [6.02, 'server', 'ann', 'EventPartyAdded'],
  [6.03, 'server', 'reporting', 'EventPartyAdded'],
];

describe('an interaction', () => {
  async function one(recording: string, text = source, against = 'Conference') {
    const workspace = await RecordedWorkspace.create(text);
    const { interactions } = await workspace.follow({ 'a.jsonl': recording }, against);
    return interactions.map(({ verdict, deviations }) => [
      verdict,
      ...deviations.map(({ code, severity, line }) => `${severity} ${code} ${line}`),
    ]);
  }

  test('an interaction is unfinished where the recording stops before its party had to answer', async () => {
    expect(await one(lines(...invited))).toEqual([['unfinished']]);
  });

  test('an interaction that began before the recording is judged by what follows only', async () => {
    const text = 'capture Lines is ConferLines { begins within 5m }';
    expect(await one(lines(...accepted), text)).toEqual([['conforms']]);
    expect(await one(lines(...accepted))).toEqual([['unplaced']]);
  });

  test('an interaction may have a party whose invitation was lost', async () => {
    const [request, , summary] = invited;
    if (request === undefined || summary === undefined) throw new Error('No messages.');
    expect(await one(lines(request, summary, ...accepted))).toEqual([['deviates', 'error missing-message 2']]);
  });

  test('continues after it was over as another, begun before', async () => {
    const workspace = await RecordedWorkspace.create(`${source.slice(0, -1)} idle 10s }`);
    const later = accepted.map(([s, ...rest]): (typeof accepted)[number] => [s + 100, ...rest]);
    const { interactions } = await workspace.follow(
      { 'a.jsonl': lines(...invited, ...accepted, ...later) },
      'Conference',
    );
    expect(interactions.map(({ key, beganBefore }) => [key, beganBefore])).toEqual([
      ['K', false],
      ['K#2', true],
    ]);
  });

  test('an interaction has known deviations that are allowed, with their reason', async () => {
    const text = `${source.slice(0, -1)} allow missing-message EventAck in InvitationAccepted "known since May" }`;
    const recording = lines(...invited, ...accepted.filter(([, , , message]) => message !== 'EventAck'), [
      90,
      'x',
      'server',
      'Nothing',
    ]);
    expect(await one(recording, text)).toEqual([['conforms', 'information missing-message 6']]);
  });

  test('an interaction has no message on a protocol that is not allowed', async () => {
    const [ask, invite, summary] = invited;
    if (ask === undefined || invite === undefined || summary === undefined) throw new Error('No messages.');
    const wrong: (typeof invited)[number] = [0.02, 'server', 'bob', 'EventInvite', 'Reporting'];
    expect(await one(lines(ask, wrong, summary, ...accepted))).toEqual([['deviates', 'error protocol-not-allowed 2']]);
  });
});

test('a phase that the flow does not offer says what it offers where it is, also after another such phase', async () => {
  const workspace = await RecordedWorkspace.create(`flow Chat follows Conference {
    party ann as agent1
    party bob as agent2
    system server as server
    system log as reporting
    phase Invites is InvitationIssued next Accepts
    phase Accepts is InvitationAccepted next Leaves | end
    phase Leaves is LeaveConference
  }
  ${source}`);
  const third = lines(
    [8, 'ann', 'server', 'RequestConference'],
    [8.1, 'server', 'cleo', 'EventInvite'],
    [8.2, 'server', 'reporting', 'EventAgentInvited'],
    [40, 'server', 'cleo', 'EventRevoked'],
    [40.1, 'server', 'ann', 'EventError'],
  );
  const recording = [lines(...invited, ...accepted), third].join('\n');
  const { interactions } = await workspace.follow({ 'a.jsonl': recording }, 'Chat');
  expect(interactions.flatMap(({ deviations }) => deviations.map(({ text }) => text))).toEqual([
    '"InvitationIssued" is not offered here: the flow only offers "Leaves" and an end.',
    '"InvitationTimesOut" is not offered here: the flow only offers "Leaves" and an end.',
  ]);
});

test('an address of no system is reported once if only a system is possible, and then fits any', async () => {
  const workspace = await RecordedWorkspace.create(source);
  const recording = lines(...invited, ...accepted).replaceAll('"server"', '"10.0.0.7"');
  const { interactions, summary } = await workspace.follow({ 'a.jsonl': recording }, 'Conference');
  expect(summary.problems.map(({ code, text }) => [code, text.includes('participant server is "10.0.0.7"')])).toEqual([
    ['unknown-address', true],
  ]);
  expect(interactions.map(({ verdict }) => verdict)).toEqual(['conforms']);
});

/** One message dropped, doubled, or sent to another. */
function mutated(messages: readonly WalkMessage[], random: () => number): WalkMessage[] {
  const index = Math.floor(random() * messages.length);
  const message = messages[index];
  if (message === undefined) return [...messages];
  const kind = random();
  if (kind < 0.4) return messages.filter((_, at) => at !== index);
  if (kind < 0.8)
    return messages.flatMap((own, at) => (at === index ? [own, { ...own, timeMs: own.timeMs + 1 }] : [own]));
  const protocol = message.protocol === 'Reporting' ? 'InteractionManagement' : 'Reporting';
  return messages.map((own, at) => (at === index ? { ...own, protocol } : own));
}

test('an address of no system has a number where results are anonymized', async () => {
  const workspace = await RecordedWorkspace.create(source);
  const recording = lines(...invited, ...accepted).replaceAll('"server"', '"10.0.0.7"');
  const { summary } = await workspace.follow({ 'a.jsonl': recording }, 'Conference', { anonymize: true });
  expect(summary.problems.map(({ text }) => text)).toEqual([
    expect.stringMatching(/^"address \d+" belongs to no system/),
  ]);
  expect(JSON.stringify(summary)).not.toContain('10.0.0.7');
});
