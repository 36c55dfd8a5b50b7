import { expect, test } from 'vitest';
import { RecordedWorkspace } from '../support/recorded.js';
import { linesOf, type WalkMessage } from './walks.js';

test('the first of two equal copies is the late one, if one is late', async () => {
  const workspace = await RecordedWorkspace.create('capture Lines is ConferLines { begins within 0s }');
  const request = (timeMs: number): WalkMessage => {
    return { timeMs, message: 'RequestConference', protocol: 'InteractionManagement', from: 'a', to: 'server' };
  };
  const refusal = (timeMs: number): WalkMessage => {
    return { timeMs, message: 'EventError', protocol: 'InteractionManagement', from: 'server', to: 'a' };
  };
  const walk = [request(0), refusal(20), refusal(4_000), request(10_000), request(10_030), refusal(10_040)];
  const content = linesOf([walk], Date.UTC(2026, 0, 12, 12), 0).join('\n');
  const { interactions } = await workspace.follow({ 'a.jsonl': content }, 'Conference');
  const deviations = interactions.flatMap((interaction) => interaction.deviations);
  expect(deviations.map(({ code, line }) => [code, line])).toEqual([['too-late', 4]]);
});
