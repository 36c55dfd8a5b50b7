import { describe, expect, test } from 'vitest';
import { type LogMessage, logFormats } from '../support/logs.js';
import { runIn } from '../support/recorded-calls.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Is in every value of these recordings that no declaration names. */
const CANARY = 'canary';
const outputs = ['human', 'json', 'jsonl', 'sarif'];
const START = Date.UTC(2026, 0, 12, 12);
const caller = `${CANARY}-7001`;
const callee = `${CANARY}-7002`;

/** An invitation that is accepted; its second message has a key of its own. */
function accepted(name: string, minute: number): LogMessage[] {
  const key = `${CANARY}-${name}`;
  const at = (
    ms: number,
    message: string,
    from: string,
    to: string,
    protocol = 'InteractionManagement',
  ): LogMessage => {
    return { time: START + minute * 60_000 + ms, key, join: `${key}-call`, message, protocol, from, to };
  };
  return [
    at(0, 'RequestConference', caller, 'server'),
    { ...at(40, 'EventInvite', 'server', callee), key: `${key}-leg` },
    at(50, 'EventAgentInvited', 'server', 'reporting', 'Reporting'),
    at(3_000, 'RequestAccept', callee, 'server'),
    at(3_010, 'EventAck', 'server', callee),
    at(3_020, 'EventPartyAdded', 'server', 'reporting', 'Reporting'),
    at(3_030, 'EventPartyAdded', 'server', caller),
  ];
}

/** Interactions of which each message in turn is changed. */
function eachChanged(name: string, change: (message: LogMessage) => readonly LogMessage[]): LogMessage[] {
  return accepted('', 0).flatMap((_, index) =>
    accepted(`${name}-${index}`, index).flatMap((message, at) => (at === index ? change(message) : [message])),
  );
}

/** A message that no file declares. */
const note: LogMessage = {
  time: START,
  key: `${CANARY}-note`,
  join: `${CANARY}-note`,
  message: `${CANARY}-event`,
  protocol: `${CANARY}-wire`,
  from: caller,
  to: callee,
};

const recordings: Readonly<Record<string, readonly LogMessage[]>> = {
  'interactions that conform': accepted('conforms', 0),
  'missing messages': eachChanged('missing', () => []),
  'repeated messages': eachChanged('repeated', (message) => [message, message]),
  'messages to others': eachChanged('astray', (message) => [{ ...message, to: `${CANARY}-7003` }]),
  'messages of others': eachChanged('stray', (message) => [{ ...message, from: `${CANARY}-7003` }]),
  'protocols that no file declares': eachChanged('protocol', (message) => [{ ...message, protocol: `${CANARY}-wire` }]),
  'messages that no file declares': eachChanged('undeclared', (message) => [
    { ...message, message: `${CANARY}-event` },
  ]),
  'messages that come late': eachChanged('late', (message) => [{ ...message, time: Number(message.time) + 30_000 }]),
  'addresses of no system': accepted('unknown', 0).map(({ to, ...message }) => {
    return { ...message, to: to === 'server' ? `${CANARY}-10.0.0.7` : to };
  }),
  'a party that is left pending': accepted('pending', 0).slice(0, 3),
  'a value that joins too many keys': Array.from({ length: 1_002 }, (_, index) => {
    return { ...note, key: `${CANARY}-many-${index}`, join: `${CANARY}-everywhere` };
  }),
  'times that cannot be read': accepted('timeless', 0).map((message) => ({ ...message, time: `${CANARY}-noon` })),
};

/** Logs of which a capture of the format reads nothing. */
const unreadable: Readonly<Record<string, readonly string[]>> = {
  text: [`2026-01-12T12:00:00Z ${CANARY}-key ${CANARY}-rest\n`, `${CANARY}\n`],
  json: [`{ "${CANARY}": "${CANARY}" }\n`, `${CANARY}\n`, `{ "${CANARY}": \n`, `[ { "${CANARY}": "${CANARY}" } ]\n`],
  csv: [`${CANARY}\n${CANARY}\n`, `time,key,${CANARY}\n${CANARY},"${CANARY}\n`],
  xes: [`<log><trace><event><string key="${CANARY}" value="${CANARY}"/></event></trace></log>`, `<${CANARY}>${CANARY}`],
  otlp: [
    `{"resourceSpans":[{"scopeSpans":[{"spans":[{"${CANARY}":"${CANARY}"}]}]}]}\n`,
    `{"${CANARY}":"${CANARY}"}\n`,
    `${CANARY}\n`,
  ],
};

/** All that the command writes of a log, in each of its formats. */
async function anonymized(format: string, log: string): Promise<string> {
  let all = '';
  for (const output of outputs) all += await conform(format, log, '--anonymize', '--format', output);
  return all;
}

async function conform(format: string, log: string, ...options: readonly string[]): Promise<string> {
  const folder = temporaryFolder({
    'calls.confer': `capture Calls { begins within 0s ${logFormats[format]?.capture} }\n`,
    'calls.log': log,
  });
  const { out, err } = await runIn(
    folder,
    'conform',
    '--against',
    'Conference',
    'calls.confer',
    'calls.log',
    ...options,
  );
  return out + err;
}

describe.each(Object.entries(logFormats))('with --anonymize, a recording in %s', (format, { log }) => {
  test.each(Object.entries(recordings))('shows no value of %s', async (_what, messages) => {
    expect(await conform(format, log(messages), '--format', 'jsonl')).toContain(CANARY);
    expect(await anonymized(format, log(messages))).not.toContain(CANARY);
  });

  test.each(unreadable[format] ?? [])('shows nothing of a log that cannot be read: %j', async (text) => {
    expect(await conform(format, text)).toContain('reads no messages from calls.log.');
    expect(await anonymized(format, text)).not.toContain(CANARY);
  });

  test('tells a message that no file declares from another one', async () => {
    const out = await anonymized(format, log([note, { ...note, message: `${CANARY}-other` }, note]));
    expect(new Set(out.match(/message \d+/g)).size).toBe(2);
  });
});

test('results are not anonymized where they are merged', async () => {
  const folder = temporaryFolder({ 'part.json': '{}' });
  const { code, err } = await runIn(folder, 'conform', '--merge', '--anonymize', 'part.json');
  expect(err).toContain('--merge cannot anonymize: use --anonymize when the parts are followed.');
  expect(code).toBe(2);
});
