import { describe, expect, test } from 'vitest';
import type { Timeline } from '../../timeline/types/timeline.js';
import { confer } from '../support/command.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const flow = `flow Escalate follows Conference {
  party Alice as agent1
  party Bob as agent2
  system Ixn as server
  system Stat as reporting
  phase Invite is InvitationIssued {
    Alice -> Ixn : RequestConference
    Ixn -> Bob : EventInvite after 40ms
    Ixn -> Stat : EventAgentInvited
    next Accepts after 6s | NoAnswer after 30s
  }
  phase Accepts is InvitationAccepted
  phase NoAnswer is InvitationTimesOut
}
`;

const START = Date.UTC(2026, 0, 12, 12);

/** Lines as the library's `ConferLines` has them: time in ms, message, sender, receiver, on Reporting if requested. */
function recorded(key: string, ...messages: readonly (readonly [number, string, string, string, 'Reporting'?])[]) {
  return messages
    .map(([ms, message, from, to, protocol = 'InteractionManagement']) => {
      return `${JSON.stringify({ time: new Date(START + ms).toISOString(), key, message, protocol, from, to })}\n`;
    })
    .join('');
}

const invited = [
  [0, 'RequestConference', '7001', 'Ixn'],
  [40, 'EventInvite', 'Ixn', '7002'],
  [42, 'EventAgentInvited', 'Ixn', 'Stat', 'Reporting'],
] as const;
const accepted = [
  [6_000, 'RequestAccept', '7002', 'Ixn'],
  [6_010, 'EventAck', 'Ixn', '7002'],
  [6_020, 'EventPartyAdded', 'Ixn', '7001'],
] as const;
const summary = [[6_030, 'EventPartyAdded', 'Ixn', 'Stat', 'Reporting']] as const;
const files = {
  'flow.confer': flow,
  'good.jsonl': recorded('call-1', ...invited, ...accepted, ...summary),
  'missing.jsonl':
    recorded('call-2', ...invited, ...accepted) + recorded('other', [60_000, 'RequestConference', '1', 'Ixn']),
  'late.jsonl': recorded('call-3', ...invited, ...accepted, [9_500, 'EventPartyAdded', 'Ixn', 'Stat', 'Reporting']),
  'early.jsonl': recorded(
    'call-4',
    ...invited,
    [12_000, 'EventRevoked', 'Ixn', '7002'],
    [12_002, 'EventError', 'Ixn', '7001'],
  ),
  'off.jsonl': recorded(
    'call-5',
    ...invited,
    [6_000, 'RequestReject', '7002', 'Ixn'],
    [6_010, 'EventAck', 'Ixn', '7002'],
    [6_020, 'EventError', 'Ixn', '7001'],
    [6_030, 'EventRejected', 'Ixn', 'Stat', 'Reporting'],
  ),
  'wrong.jsonl': recorded('call-6', ...invited, ...accepted, [6_030, 'EventPartyAdded', 'Ixn', 'Stat']),
};

const run = (...args: string[]) => confer(['timeline', ...args], temporaryFolder(files));

async function draw(recording: string, key: string): Promise<Timeline> {
  const { code, out, err } = await run(
    'flow.confer',
    '--recording',
    recording,
    '--interaction',
    key,
    '--format',
    'json',
  );
  expect(err).toBe('');
  expect(code).toBe(0);
  return JSON.parse(out) as Timeline;
}

/** The events that are not as they should be, with the codes of their findings. */
function marked({ events, findings }: Timeline) {
  return events
    .filter((event) => event.status !== 'ok' || event.findings.length > 0)
    .map((event) => [event.status, event.message, ...event.findings.map((index) => findings[index]?.code)]);
}

describe('the timeline of a recorded interaction', () => {
  test('a recorded timeline has the verdict, the path, and for each message when and where it was recorded', async () => {
    const timeline = await draw('good.jsonl', 'call-1');
    expect(timeline.recording).toEqual({ key: 'call-1', verdict: 'conforms' });
    expect(timeline.path).toEqual(['Invite', 'Accepts']);
    expect(timeline.phases.map(({ verdict }) => verdict)).toEqual(['conforms', 'conforms']);
    expect(timeline.participants.map(({ name }) => name)).toEqual(['Alice', 'Bob', 'Ixn', 'Stat']);
    expect(marked(timeline)).toEqual([]);
    const [first = '', second = ''] = files['good.jsonl'].split('\n');
    expect(timeline.events[1]).toMatchObject({
      message: 'EventInvite',
      sender: 'Ixn',
      receivers: ['Bob'],
      timeMs: 40,
      recorded: { timeMs: START + 40, file: 'good.jsonl', line: 2, offset: first.length + 1 },
    });
    expect(timeline.events[2]?.recorded?.offset).toBe(first.length + second.length + 2);
    const bob = timeline.states.filter(({ participant }) => participant === 'Bob');
    expect(bob.map(({ state }) => state)).toEqual(['outside', 'invited', 'joined']);
  });

  test('the timeline of a recorded interaction draws what is missing as a ghost in its phase, with the deviation as a finding', async () => {
    const timeline = await draw('missing.jsonl', 'call-2');
    expect(timeline.recording?.verdict).toBe('deviates');
    expect(marked(timeline)).toEqual([['missing', 'EventPartyAdded', 'missing-message']]);
    const ghost = timeline.events.find(({ status }) => status === 'missing');
    expect(ghost).toMatchObject({ visit: 1, sender: 'Ixn', receivers: ['Stat'], timeMs: null, range: null });
    expect(ghost).not.toHaveProperty('recorded');
    expect(timeline.phases.map(({ verdict }) => verdict)).toEqual(['conforms', 'errors']);
  });

  test('the timeline of a recorded interaction marks a copy that comes after its phase was settled as late', async () => {
    const timeline = await draw('late.jsonl', 'call-3');
    expect(marked(timeline)).toEqual([['late', 'EventPartyAdded', 'too-late']]);
    expect(timeline.findings).toMatchObject([{ code: 'too-late', severity: 'warning', fixable: false }]);
    expect(timeline.phases.map(({ verdict }) => verdict)).toEqual(['conforms', 'warnings']);
  });

  test('the timeline of a recorded interaction marks a time-out before its time as early, and names what started its clock', async () => {
    const timeline = await draw('early.jsonl', 'call-4');
    expect(marked(timeline)).toEqual([['early', 'EventRevoked', 'too-early']]);
    expect(timeline.phases[1]?.clock).toMatchObject({ visit: 0, delayMs: 30_000 });
  });

  test('the timeline of a recorded interaction marks the first message of a phase that the flow does not offer', async () => {
    const timeline = await draw('off.jsonl', 'call-5');
    expect(marked(timeline)).toEqual([['off-flow', 'RequestReject', 'off-flow']]);
    expect(timeline.path).toEqual(['Invite', 'InvitationRejected']);
  });

  test('the timeline of a recorded interaction marks a message on another protocol, and nothing is missing for it', async () => {
    expect(marked(await draw('wrong.jsonl', 'call-6'))).toEqual([
      ['wrong-protocol', 'EventPartyAdded', 'wrong-protocol'],
    ]);
  });

  test('the timeline of a recorded interaction is a ladder of text that names the interaction and explains its deviations', async () => {
    const { out, code } = await run('flow.confer', '--recording', 'missing.jsonl', '--interaction', 'call-2');
    expect(code).toBe(0);
    expect(out).toContain('Recorded interaction call-2: deviates');
    expect(out).toMatch(/\+40 ms .*EventInvite/);
    expect(out).toMatch(/missing: EventPartyAdded/);
    expect(out).toContain('error missing-message: Missing message: "EventPartyAdded" to Stat');
  });

  test('the timeline of a recorded interaction is drawn in every other format', async () => {
    const args = ['flow.confer', '--recording', 'late.jsonl', '--interaction', 'call-3', '--format'];
    for (const format of ['markdown', 'mermaid', 'plantuml', 'svg', 'html']) {
      const { out, code } = await run(...args, format);
      expect(code).toBe(0);
      expect(out).toContain('EventPartyAdded');
    }
  });
});

describe('a call for a recorded interaction', () => {
  const recording = ['--recording', 'missing.jsonl'];
  const key = ['--interaction', 'call-2'];
  test.each([
    [
      'with a key that is not there, naming near ones',
      [...recording, '--interaction', 'call-3'],
      'Did you mean call-2?',
    ],
    ['without a key', recording, '--interaction KEY'],
    ['without a recording', key, '--recording RECORDING'],
    ['with a capture and no recording', ['--capture', 'ConferLines'], '--recording RECORDING'],
    ['with a path', [...recording, ...key, '--path', 'Invite'], '--path cannot be used with --recording'],
    ['with all paths', [...recording, ...key, '--all-paths'], '--all-paths cannot be used with --recording'],
    ['with a scenario', [...recording, ...key, '--scenario', 'S'], '--scenario cannot be used with --recording'],
    ['with a flow that is not there', [...recording, ...key, '--flow', 'Escalat'], 'Did you mean Escalate?'],
    ['with a recording as an operand', ['missing.jsonl', ...recording, ...key], 'name recordings with --recording'],
    [
      'that writes over the recording',
      [...recording, ...key, '-o', 'missing.jsonl', '--format', 'text'],
      'is not overwritten',
    ],
  ])('a call %s is refused', async (_, args, message) => {
    const { code, out, err } = await run('flow.confer', ...args);
    expect(err).toContain(message);
    expect(code).toBe(2);
    expect(out).toBe('');
  });
});
