import { expect, test } from 'vitest';
import { RecordedWorkspace } from '../support/recorded.js';

const START = Date.UTC(2026, 0, 12, 12);
const source = `protocol Wire
request Ask on Wire
message Ack on Wire
message Note on Wire
message Done on Wire
model Talk {
  party caller initially idle
  system hub
  states idle, done
  channel caller <-> hub on Wire
  phase Asked {
    trigger caller -> hub : Ask
    needs caller idle
    moves caller from idle to done
    in order {
      hub -> caller : Ack
      hub -> caller : Note within 3s
      hub -> caller : Ack
    }
    hub -> caller : Done
  }
}
capture Lines is ConferLines { begins within 0s records Wire }
`;

/** Messages of one interaction after `Ask`, 100 ms apart unless a time in ms is stated. */
const cases: readonly [what: string, messages: string, deviations: readonly string[]][] = [
  ['in order', 'Ack Note Ack Done', []],
  ['the first of two equal ones is missing', 'Note Ack Done', ['missing-message Ack']],
  ['the last of two equal ones is missing', 'Ack Note Done', ['missing-message Ack']],
  ['the first of two equal ones is sent twice', 'Ack Ack Note Ack Done', ['duplicate-message Ack']],
  ['one comes after the one that must follow it', 'Note Ack Ack Done', ['order-violation Note']],
  ['one comes after the one that must follow it, and too late', 'Ack Ack Done Note@4600', ['too-late Note']],
];

function recording(messages: string): string {
  const all = ['Ask', ...messages.split(' ')].map((text, index) => {
    const [message, ms = index * 100] = text.split('@');
    const [from, to] = message === 'Ask' ? ['anna', 'hub'] : ['hub', 'anna'];
    return { time: new Date(START + Number(ms)).toISOString(), key: 'K', message, protocol: 'Wire', from, to };
  });
  const last = { ...all[0], time: new Date(START + 7_200_000).toISOString(), key: 'last' };
  return [...all, last].map((line) => JSON.stringify(line)).join('\n');
}

test.each(cases)('a mistake in an order is one deviation: %s', async (_what, messages, expected) => {
  const workspace = await RecordedWorkspace.create(source);
  const { interactions } = await workspace.follow({ 'a.jsonl': recording(messages) }, 'Talk');
  const own = interactions.find(({ key }) => key === 'K')?.deviations ?? [];
  expect(own.map(({ code, message }) => `${code} ${message}`)).toEqual(expected);
});
