import { describe, expect, test } from 'vitest';
import { TimelineReplica } from '../../../client/preview/timeline-replica.js';
import type { TimelineParams, TimelineResult } from '../../../server/protocol/timeline-messages.js';
import { diffTimelines } from '../../../server/protocol/timeline-patch.js';
import { timelineResult } from '../../support/timeline-result.js';

const uri = 'file:///a.confer';
const query: TimelineParams = { textDocument: { uri } };

function result(answer: string, title: string): TimelineResult {
  return timelineResult({ uri, answer, flows: [{ name: 'F', title, range: null }] });
}

const [first, second, third] = [result('1', 'One'), result('2', 'Two'), result('3', 'Three')];
const [toSecond, toThird] = [diffTimelines(first, second, undefined), diffTimelines(second, third, undefined)];

/** A replica that has got these answers, one after the other, and shows the first. */
async function shownFirst(): Promise<TimelineReplica> {
  const replica = new TimelineReplica();
  replica.messageFor(uri, await replica.ask(query, async () => first), undefined);
  return replica;
}

describe('a panel', () => {
  test('a panel names the answer that it has, and gets only patches from then on', async () => {
    const replica = await shownFirst();
    const now = await replica.ask(query, async (sent) => {
      expect(sent).toEqual({ ...query, base: '1' });
      return toSecond;
    });
    expect(now).toEqual(second);
    expect(replica.messageFor(uri, now, undefined)).toEqual({
      type: 'timeline-patch',
      documentUri: uri,
      patches: [toSecond],
    });
  });

  test('a panel sends the page every patch since its last one if an answer was skipped', async () => {
    const replica = await shownFirst();
    await replica.ask(query, async () => toSecond);
    const now = await replica.ask(query, async () => toThird);
    expect(replica.messageFor(uri, now, undefined)).toMatchObject({ patches: [toSecond, toThird] });
  });

  test('a panel sends everything to a page that was closed, and nothing to one that is current', async () => {
    const replica = await shownFirst();
    const same = await replica.ask(query, async () => diffTimelines(first, { ...first, answer: '9' }, undefined));
    expect(same.answer).toBe('1');
    expect(replica.messageFor(uri, same, undefined)).toBeUndefined();
    replica.forgetPage();
    expect(replica.messageFor(uri, same, undefined)).toEqual({ type: 'timeline', documentUri: uri, result: same });
  });

  test('a panel asks for everything where a patch is for an answer that it has not', async () => {
    const replica = await shownFirst();
    const sent: TimelineParams[] = [];
    const now = await replica.ask(query, async (params) => {
      sent.push(params);
      return params.base === undefined ? third : toThird;
    });
    expect(sent).toEqual([{ ...query, base: '1' }, query]);
    expect(replica.messageFor(uri, now, undefined)).toEqual({ type: 'timeline', documentUri: uri, result: third });
  });
});
