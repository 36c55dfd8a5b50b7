import { expect, test } from 'vitest';
import { limitProblems } from '../../recordings/conform/limit-problems.js';
import { mergedMessages, RecordingReader, Summary } from '../../recordings/index.js';
import { RecordedWorkspace } from '../support/recorded.js';
import { linesOf, randomOf, walk } from './walks.js';

const START = Date.UTC(2026, 0, 12, 12);
const source = 'capture Lines is ConferLines { begins within 0s idle 1m }';

test('above the limit of open interactions, the longest silent one is closed, and that is reported', async () => {
  const workspace = await RecordedWorkspace.create(source);
  const walks = Array.from({ length: 12 }, (_, index) => walk(randomOf(index), 2, 2));
  const content = linesOf(walks, START, 10).join('\n');
  const { interactions, summary } = await workspace.follow({ 'a.jsonl': content }, 'Conference', { maxOpen: 4 });
  const closed = interactions.filter(({ verdict }) => verdict === 'inconclusive' || verdict === 'unplaced');
  expect(closed.length).toBeGreaterThan(0);
  expect(
    summary.problems.map(({ code, text }) => [code, /^More than 4 interactions were open at once/.test(text)]),
  ).toContainEqual(['check-inconclusive', true]);
});

test('interactions are judged the same though what was found out about them is forgotten while they are open', async () => {
  const workspace = await RecordedWorkspace.create(source);
  const walks = Array.from({ length: 40 }, (_, index) => {
    const messages = walk(randomOf(900 + index), 4, 8);
    return index % 4 === 0 ? messages.slice(1) : messages;
  });
  const content = linesOf(walks, START, 500).join('\n');
  const follow = async (maxExplanationSets: number) => {
    const { interactions, summary } = await workspace.follow({ 'a.jsonl': content }, 'Conference', {
      maxExplanationSets,
    });
    return { interactions, summary };
  };
  const remembered = await follow(30_000);
  expect(new Set(remembered.interactions.map(({ verdict }) => verdict))).toContain('deviates');
  const forgotten = await follow(25);
  const { problems } = forgotten.summary;
  expect({ ...forgotten, summary: { ...forgotten.summary, problems: [] } }).toEqual(remembered);
  expect(problems.map(({ severity, times, text }) => [severity, times > 0, text])).toEqual([
    ['information', true, expect.stringMatching(/^The recording is too varied for the memory limit: .* \d+ times\./)],
  ]);
});

test('interactions that wait for a time-out longer than idle stay open until it is over', async () => {
  const model = `
    protocol Mail
    request Send on Mail
    event Sent on Mail
    event Receipt on Mail
    event Bounce on Mail
    model Post {
      party author  system relay
      states idle, pending waiting, done
      phase Sends {
        trigger author -> relay : Send
        moves author from idle to waiting
        relay -> author : Sent
      }
      phase Arrives { trigger relay -> author : Receipt  moves author from waiting to done }
      phase Expires { trigger timeout at relay after 2h  moves author from waiting to idle  relay -> author : Bounce }
    }
    flow Usual follows Post {
      party Ann as author  system Relay as relay
      phase Sends is Sends next Arrives | Expires after 2h
      phase Arrives is Arrives
      phase Expires is Expires
    }
    capture Lines is ConferLines { begins within 0s idle 1m records Mail }`;
  const workspace = await RecordedWorkspace.create(model);
  const lines = Array.from({ length: 60 }, (_, index) => {
    const line = (atMs: number, message: string, from: string, to: string): [number, string] => {
      const time = new Date(START + index * 2_000 + atMs).toISOString();
      return [index * 2_000 + atMs, JSON.stringify({ time, key: `K${index}`, message, protocol: 'Mail', from, to })];
    };
    const sent = [line(0, 'Send', `a${index}`, 'Relay'), line(100, 'Sent', 'Relay', `a${index}`)];
    // Every third is never answered.
    return index % 3 === 0 ? sent : [...sent, line(3_600_000, 'Receipt', 'Relay', `a${index}`)];
  }).flat();
  lines.push([20_000_000, lines[0]?.[1].replace('K0', 'late').replace('12:00:00', '18:00:00') ?? '']);
  lines.sort(([a], [b]) => a - b);
  const { interactions } = await workspace.follow({ 'a.jsonl': lines.map(([, line]) => line).join('\n') }, 'Usual');
  const counts = new Map<string, number>();
  for (const { verdict, deviations } of interactions) {
    const result = [verdict, ...deviations.map(({ code }) => code)].join(' ');
    counts.set(result, (counts.get(result) ?? 0) + 1);
  }
  expect([...counts].sort()).toEqual([
    ['conforms', 40],
    ['deviates ends-while-pending', 20],
    ['unfinished', 1],
  ]);
});

test('only the last of the closed interactions are remembered, and that is reported', async () => {
  const workspace = await RecordedWorkspace.create(source);
  const once = (at: number) => linesOf([walk(randomOf(3), 2, 2)], START + at, 0);
  const content = Array.from({ length: 6 }, (_, index) =>
    once(index * 600_000).map((line) => line.replace('K0', `K${index}`)),
  );
  const again = once(3_600_000);
  const text = [...content.flat(), ...again].join('\n');
  const keys = async (maxOpen: number) => {
    const { interactions, summary } = await workspace.follow({ 'a.jsonl': text }, 'Conference', { maxOpen });
    return [interactions.at(-1)?.key, ...summary.problems.map((problem) => problem.text)];
  };
  expect(await keys(100)).toEqual(['K0#2']);
  expect(await keys(2)).toEqual([
    'K0',
    'More than 2 interactions have ended: 4 were forgotten. Later lines with their keys count as new interactions.',
  ]);
});

test('keys of a large recording are joined while messages wait, and it is reported if they could not be', async () => {
  const capture = 'capture Lines { reads json time "$.t" key "$.k" join "$.j" message "$.m" }';
  const workspace = await RecordedWorkspace.create(capture);
  const line = (second: number, k: string, j?: string) =>
    JSON.stringify({ t: new Date(START + second * 1000).toISOString(), k, m: 'A', ...(j === undefined ? {} : { j }) });
  const lines = [
    line(0, 'a', 'x'),
    line(1, 'b'),
    ...Array.from({ length: 40 }, (_, index) => line(2 + index, `n${index}`)),
    line(50, 'b', 'x'),
    line(51, 'b'),
  ];
  const read = async (most: number) => {
    const reader = new RecordingReader({ messages: new Map(), protocols: new Map() });
    const keys: string[] = [];
    const files = workspace.files({ 'a.jsonl': lines.join('\n') }, 200, true);
    for await (const batch of mergedMessages(files, reader, most)) {
      keys.push(...batch.map(({ key }) => key));
    }
    return { keys, problems: reader.problems.map(({ code }) => code) };
  };
  const whole = await read(1000);
  expect([whole.keys[0], whole.keys[1], whole.keys.at(-1), whole.problems]).toEqual(['a', 'a', 'a', []]);
  const bounded = await read(5);
  expect([bounded.keys[0], bounded.keys[1], bounded.keys.at(-1)]).toEqual(['a', 'b', 'a']);
  expect(bounded.keys).toHaveLength(lines.length);
  expect(bounded.problems).toEqual(['check-inconclusive']);
});

test('interactions whose path is not counted any more are counted and reported, those of known paths still count', () => {
  const summary = new Summary();
  const went = (...names: string[]) =>
    summary.add({
      key: names.join(),
      verdict: 'conforms',
      beganBefore: false,
      deviations: [],
      endedElsewhere: false,
      messages: { timeOf: () => 0 },
      outline: {
        phases: names.map((name) => ({ name, modelPhase: null, first: 0, last: 0 })),
        visits: [],
        lacking: [],
        isShared: false,
      },
      get result(): never {
        throw new Error('It is only counted.');
      },
      explain: () => {
        throw new Error('It is only counted.');
      },
    });
  for (let path = 0; path < 10_000; path++) went(`P${path % 100}`, `P${Math.floor(path / 100)}`);
  expect(summary.uncountedPaths).toBe(0);
  went('P1', 'P2');
  expect(summary.uncountedPaths).toBe(0);
  went('P1', 'P2', 'P3');
  expect(summary.uncountedPaths).toBe(1);
  expect(summary.total).toBe(10_002);
  const limits = { maxOpen: 1, evicted: 0, undecided: 0, forgotten: 0, timesForgotten: 0 };
  const [problem, ...others] = limitProblems({ ...limits, uncountedPaths: summary.uncountedPaths });
  expect(problem).toMatchObject({ severity: 'information', times: 1 });
  expect(problem?.text).toMatch(/^1 interaction took a path that is not counted in "paths"/);
  expect(others).toEqual([]);
  expect(limitProblems({ ...limits, uncountedPaths: 2 })[0]?.text).toMatch(/^2 interactions took paths that are not/);
  expect(limitProblems({ ...limits, uncountedPaths: 0 })).toEqual([]);
});
