import { describe, expect, it } from 'vitest';
import { TimelinePull } from '../../../client/preview/timeline-pull.js';
import type { TimelineParams } from '../../../server/protocol/timeline-messages.js';
import { timelineResult } from '../../support/timeline-result.js';

class Passing extends Error {}

interface Request {
  readonly query: TimelineParams;
  readonly signal: AbortSignal;
  readonly answer: (version: number) => Promise<void>;
  readonly refuse: (error: Error) => Promise<void>;
}

function query(uri: string): TimelineParams {
  return { textDocument: { uri } };
}

/** A pull whose requests are answered by hand; `shown` and `failed` are what came out of it. */
function pullByHand() {
  const requests: Request[] = [];
  const shown: string[] = [];
  const failed: string[] = [];
  const pull = new TimelinePull({
    ask: (asked, signal) =>
      new Promise((resolve, reject) => {
        const { uri } = asked.textDocument;
        requests.push({
          query: asked,
          signal,
          answer: async (version) => {
            resolve(timelineResult({ uri, version, answer: String(version) }));
            await settled();
          },
          refuse: async (error) => {
            reject(error);
            await settled();
          },
        });
      }),
    show: ({ uri, version }, { finding }) => {
      shown.push(`${uri} ${version}`);
      return finding === undefined ? undefined : { ...query(uri), path: ['Invite'] };
    },
    fail: (error, asked) => failed.push(`${asked.textDocument.uri} ${error}`),
    isPassing: (error) => error instanceof Passing,
  });
  const last = () => {
    const request = requests.at(-1);
    if (request === undefined) {
      throw new Error('nothing was asked');
    }
    return request;
  };
  return { pull, requests, shown, failed, last };
}

/** Lets everything that waits for a promise go on. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) {
    await Promise.resolve();
  }
}

describe('pulling timelines', () => {
  it('pulling timelines shows the answer to what was asked', async () => {
    const { pull, last, shown } = pullByHand();
    pull.want(query('a'));
    await last().answer(1);
    expect(shown).toEqual(['a 1']);
  });

  it('pulling timelines drops what was asked before another wish, and lets the server know', async () => {
    const { pull, requests, shown, failed } = pullByHand();
    pull.want(query('a'));
    pull.want(query('b'));
    expect(requests[0]?.signal.aborted).toBe(true);
    await requests[0]?.answer(1);
    await requests[1]?.answer(5);
    expect(shown).toEqual(['b 5']);
    expect(failed).toEqual([]);
  });

  it('pulling timelines asks again when the document has changed', async () => {
    const { pull, last, requests, shown } = pullByHand();
    pull.want(query('a'));
    await last().answer(1);
    pull.changed(2);
    await last().answer(2);
    expect(requests).toHaveLength(2);
    expect(shown).toEqual(['a 1', 'a 2']);
  });

  it('pulling timelines has one request under way, however often the document changes', async () => {
    const { pull, last, requests, shown } = pullByHand();
    pull.want(query('a'));
    pull.changed(2);
    pull.changed(3);
    pull.changed(4);
    expect(requests).toHaveLength(1);
    await last().answer(1);
    expect(requests).toHaveLength(2);
    await last().answer(4);
    expect(shown).toEqual(['a 4']);
  });

  it('pulling timelines takes an answer that is as new as the change announced meanwhile', async () => {
    const { pull, last, requests, shown } = pullByHand();
    pull.want(query('a'));
    pull.changed(2);
    await last().answer(2);
    expect(shown).toEqual(['a 2']);
    expect(requests).toHaveLength(1);
  });

  it('pulling timelines takes the first version again after the document was closed and opened', async () => {
    const { pull, last, shown } = pullByHand();
    pull.want(query('a'));
    await last().answer(12);
    pull.changed(1);
    await last().answer(1);
    expect(shown).toEqual(['a 12', 'a 1']);
  });

  it('pulling timelines shows the error of a failed request, and tries again on the next change', async () => {
    const { pull, last, shown, failed } = pullByHand();
    pull.want(query('a'));
    await last().refuse(new Error('not running'));
    expect(failed).toEqual(['a Error: not running']);
    pull.changed(2);
    await last().answer(2);
    expect(shown).toEqual(['a 2']);
  });

  it('pulling timelines asks again where the text was just changing, but not for ever', async () => {
    const { pull, last, requests, failed } = pullByHand();
    pull.want(query('a'));
    for (let time = 0; time < 4; time++) {
      expect(failed).toEqual([]);
      await last().refuse(new Passing('changing'));
    }
    expect(requests).toHaveLength(4);
    expect(failed).toHaveLength(1);
  });

  it('pulling timelines keeps what it shows while the text keeps changing', async () => {
    const { pull, last, shown, failed } = pullByHand();
    pull.want(query('a'));
    await last().answer(1);
    pull.changed(2);
    for (let time = 0; time < 4; time++) {
      await last().refuse(new Passing('changing'));
    }
    expect(failed).toEqual([]);
    pull.changed(3);
    await last().answer(3);
    expect(shown).toEqual(['a 1', 'a 3']);
  });

  it('pulling timelines wants nothing after it was stopped', async () => {
    const { pull, requests, shown } = pullByHand();
    pull.want(query('a'));
    pull.stop();
    await requests[0]?.answer(1);
    pull.changed(2);
    expect(requests).toHaveLength(1);
    expect(shown).toEqual([]);
  });

  it('pulling timelines asks for what an answer has led to from then on', async () => {
    const { pull, requests, last, shown } = pullByHand();
    pull.want({ ...query('a'), finding: { id: 'missing-message/F', message: 'Add it.' } });
    pull.changed(2);
    await last().answer(1);
    expect(requests.length).toBe(2);
    expect(last().query.finding, 'the answer was old').toBeDefined();
    await last().answer(2);
    pull.changed(3);
    expect(last().query).toEqual({ ...query('a'), path: ['Invite'] });
    await last().answer(3);
    expect(shown).toEqual(['a 2', 'a 3']);
  });
});
