import { expect, test } from 'vitest';
import { RecordedWorkspace } from '../support/recorded.js';
import { linesOf, type WalkMessage } from './walks.js';

const START = Date.UTC(2026, 0, 12, 12);
const source = 'capture Lines is ConferLines { begins within 0s }';

/** Two invitations that are rejected, with so much time between phases. */
function rejectedTwice(gapMs: number): WalkMessage[] {
  const phases: [message: string, from: string, to: string][][] = [
    [
      ['RequestConference', 'a', 'server'],
      ['EventInvite', 'server', 'b'],
      ['EventAgentInvited', 'server', 'reporting'],
    ],
    [
      ['RequestReject', 'b', 'server'],
      ['EventAck', 'server', 'b'],
      ['EventError', 'server', 'a'],
      ['EventRejected', 'server', 'reporting'],
    ],
  ];
  return [...phases, ...phases].flatMap((messages, phase) =>
    messages.map(([message, from, to], index): WalkMessage => {
      const protocol = to === 'reporting' ? 'Reporting' : 'InteractionManagement';
      return { timeMs: phase * gapMs + index, message, protocol, from, to };
    }),
  );
}

test('it makes no new set of explanations that a phase which is complete was not settled when the next began', async () => {
  const workspace = await RecordedWorkspace.create(source);
  const follow = async (walks: readonly WalkMessage[][]) => {
    const content = linesOf(walks, START, 60_000).join('\n');
    const { interactions, explanationSets } = await workspace.follow({ 'a.jsonl': content }, 'Conference');
    expect(interactions.map(({ verdict }) => verdict)).toEqual(walks.map(() => 'conforms'));
    return explanationSets;
  };
  const settled = await follow([rejectedTwice(5_000)]);
  expect(await follow([rejectedTwice(5_000), rejectedTwice(500), rejectedTwice(50)])).toBe(settled);
});
