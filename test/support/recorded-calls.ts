import { confer } from './command.js';

/** Reads lines of JSON as the library does. */
export const capture =
  'capture Calls is ConferLines { files "*.jsonl" begins within 0s records InteractionManagement, Reporting }\n';

const blocks = String.raw`capture Blocks {
  files "*.log"
  reads text
  line /^(?<time>\S+) (?<message>Event\w+) of (?<key>\w+)/
}
`;

/** An invitation without an answer, of which Stat is not notified if `told` is false. */
export function call(key: string, minute: number, notifies = true): string {
  const line = (ms: number, message: string, from: string, to: string, protocol = 'InteractionManagement') => {
    const time = new Date(Date.UTC(2026, 0, 12, 12, minute) + ms).toISOString();
    return `${JSON.stringify({ time, key, message, protocol, from, to })}\n`;
  };
  return [
    line(0, 'RequestConference', 'agent-7001', 'server'),
    line(40, 'EventInvite', 'server', 'agent-7002'),
    ...(notifies ? [line(50, 'EventAgentInvited', 'server', 'reporting', 'Reporting')] : []),
    line(9_000, 'EventRevoked', 'server', 'agent-7002'),
    line(9_010, 'EventError', 'server', 'agent-7001'),
  ].join('');
}

/** Files with the recordings of three calls, two of which deviate. */
export const files = {
  'calls.confer': capture,
  'blocks.confer': blocks,
  'all.jsonl': call('K1', 0) + call('K2', 10, false) + call('K3', 20, false),
  'one.jsonl': call('K1', 0),
  'two.jsonl': call('K2', 10, false),
  'three.jsonl': call('K3', 20, false),
  'chat.log':
    '2026-01-12T12:00:00Z EventInvite of K1\n2026-01-12T12:00:01Z Evnt of K1\n\n2026-01-12T12:00:02Z EventAck of K2\n',
};

/** Runs the command in a folder. */
export const runIn = (folder: string, ...args: string[]) => confer(args, folder);
