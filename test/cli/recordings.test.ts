import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { lcovParser } from '@friedemannsommer/lcov-parser';
import { describe, expect, test } from 'vitest';
import { confer } from '../support/command.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const capture =
  'capture Calls is ConferLines { files "*.jsonl" begins within 0s records InteractionManagement, Reporting }\n';
const blocks = String.raw`capture Blocks {
  files "*.log"
  reads text
  line /^(?<time>\S+) (?<message>Event\w+) of (?<key>\w+)/
}
`;

/** An invitation without an answer, of which Stat is not notified if `told` is false. */
function call(key: string, minute: number, told = true): string {
  const line = (ms: number, message: string, from: string, to: string, protocol = 'InteractionManagement') => {
    const time = new Date(Date.UTC(2026, 0, 12, 12, minute) + ms).toISOString();
    return `${JSON.stringify({ time, key, message, protocol, from, to })}\n`;
  };
  return [
    line(0, 'RequestConference', 'agent-7001', 'server'),
    line(40, 'EventInvite', 'server', 'agent-7002'),
    ...(told ? [line(50, 'EventAgentInvited', 'server', 'reporting', 'Reporting')] : []),
    line(9_000, 'EventRevoked', 'server', 'agent-7002'),
    line(9_010, 'EventError', 'server', 'agent-7001'),
  ].join('');
}

const files = {
  'calls.confer': capture,
  'blocks.confer': blocks,
  'all.jsonl': call('K1', 0) + call('K2', 10, false) + call('K3', 20, false),
  'one.jsonl': call('K1', 0),
  'two.jsonl': call('K2', 10, false),
  'three.jsonl': call('K3', 20, false),
  'chat.log':
    '2026-01-12T12:00:00Z EventInvite of K1\n2026-01-12T12:00:01Z Evnt of K1\n\n2026-01-12T12:00:02Z EventAck of K2\n',
};

interface Result {
  readonly lines: unknown;
  readonly interactions: { readonly total: number; readonly deviate: number };
  readonly deviations: readonly { readonly key: string; readonly code: string; readonly text: string }[];
  readonly kinds: unknown;
  readonly phases: readonly { readonly deviating: number }[];
}

const runIn = (folder: string, ...args: string[]) => confer(args, folder);

async function conform(folder: string, ...args: string[]): Promise<Result> {
  const run = await runIn(folder, 'conform', '--against', 'Conference', '--format', 'json', 'calls.confer', ...args);
  expect(run.err).toBe('');
  return JSON.parse(run.out) as Result;
}

const keysOf = ({ deviations }: Result) => deviations.map(({ key, code }) => `${key} ${code}`);

describe('confer conform', () => {
  test('fails where more interactions have an error than may', async () => {
    const folder = temporaryFolder(files);
    const args = ['conform', '--against', 'Conference', 'calls.confer', 'all.jsonl'];
    expect((await runIn(folder, ...args)).code).toBe(1);
    expect((await runIn(folder, ...args, '--max-deviating', '2')).code).toBe(0);
    expect((await runIn(folder, ...args, '--max-deviating', '50%')).code).toBe(1);
    expect((await runIn(folder, ...args, '--max-deviating', '100%')).code).toBe(0);
  });

  test.each(['150%', '1.5', '-1', 'many'])('a limit of %s interactions with an error is refused', async (limit) => {
    const { code, err } = await runIn(
      temporaryFolder(files),
      'conform',
      '--max-deviating',
      limit,
      'calls.confer',
      'all.jsonl',
    );
    expect(code).toBe(2);
    expect(err).toContain(`a whole number, or a percentage from 0% to 100%, not "${limit}"`);
  });

  test('confer conform follows one interaction with --only', async () => {
    const result = await conform(temporaryFolder(files), 'all.jsonl', '--only', 'K2');
    expect(result.interactions).toMatchObject({ total: 1, deviate: 1 });
    expect(keysOf(result)).toEqual(['K2 missing-message']);
  });

  test('confer conform follows what is between --from and --to', async () => {
    const folder = temporaryFolder(files);
    expect(keysOf(await conform(folder, 'all.jsonl'))).toEqual(['K2 missing-message', 'K3 missing-message']);
    expect(keysOf(await conform(folder, 'all.jsonl', '--from', '2026-01-12T12:15:00Z'))).toEqual([
      'K3 missing-message',
    ]);
    expect(keysOf(await conform(folder, 'all.jsonl', '--to', '2026-01-12T12:15:00Z'))).toEqual(['K2 missing-message']);
  });

  test('confer conform reads --from as captures read times, and nothing else as a time', async () => {
    const folder = temporaryFolder(files);
    expect(keysOf(await conform(folder, 'all.jsonl', '--from', '2026-01-12 12:15:00,000'))).toEqual([
      'K3 missing-message',
    ]);
    for (const time of ['hello 1', 'Jan 12, 2026', '2026-02-30T00:00:00Z']) {
      const run = await runIn(
        folder,
        'conform',
        '--against',
        'Conference',
        'calls.confer',
        'all.jsonl',
        '--from',
        time,
      );
      expect(run.code).toBe(2);
      expect(run.err).toContain(`--from must be a time such as 2026-01-12T12:00:00Z, not "${time}"`);
    }
  });

  test.each(['conform', 'read'])('confer %s refuses a Confer file that does not exist', async (command) => {
    const { code, err } = await runIn(temporaryFolder(files), command, 'none.confer', 'one.jsonl');
    expect(err).toContain('none.confer does not exist.');
    expect(code).toBe(2);
  });

  test('confer conform reads a Confer file once that is named twice', async () => {
    expect((await conform(temporaryFolder(files), './calls.confer', 'one.jsonl')).interactions.total).toBe(1);
  });

  test('confer conform counts the messages between --from and --to', async () => {
    const folder = temporaryFolder(files);
    const early = '{"time":"2026-01-12T11:00:00Z","key":"K0","message":"Huh"}\n';
    writeFileSync(path.join(folder, 'all.jsonl'), early + files['all.jsonl']);
    const { lines } = await conform(folder, 'all.jsonl', '--from', '2026-01-12T12:15:00Z');
    expect(lines).toMatchObject({ messages: 4, undeclared: 0 });
    const args = ['conform', '--against', 'Conference', 'calls.confer', 'all.jsonl'];
    const none = await runIn(folder, ...args, '--to', '2026-01-11T12:00:00Z');
    expect(none.code).toBe(1);
    expect(none.err).toBe('confer: The recording has no message in the time range of --from and --to.\n');
    const reversed = await runIn(folder, ...args, '--to', '2026-01-11T12:00:00Z', '--from', '2026-01-12T12:00:00Z');
    expect(reversed.code).toBe(2);
    expect(reversed.err).toContain('--from (2026-01-12T12:00:00Z) must not be after --to (2026-01-11T12:00:00Z).');
  });

  test('confer conform reads a file once that is named twice', async () => {
    const folder = temporaryFolder(files);
    expect((await conform(folder, 'one.jsonl', './one.jsonl')).interactions).toMatchObject({ total: 1, deviate: 0 });
  });

  test('confer conform reports a compressed file that is not whole', async () => {
    const folder = temporaryFolder(files);
    const packed = gzipSync(call('K1', 0));
    writeFileSync(path.join(folder, 'cut.jsonl.gz'), packed.subarray(0, packed.length - 20));
    const { out } = await runIn(folder, 'conform', '--against', 'Conference', 'calls.confer', 'cut.jsonl.gz');
    expect(out).toContain('warning: cut.jsonl.gz is not a whole gzip file');
  });

  test('an allowed deviation leaves its phase among those that do not deviate', async () => {
    const allowed = capture.replace('}', 'allow missing-message EventAgentInvited "not sent" }');
    const { interactions, phases } = await conform(temporaryFolder({ ...files, 'calls.confer': allowed }), 'two.jsonl');
    expect(interactions.deviate).toBe(0);
    expect(phases.reduce((sum, { deviating }) => sum + deviating, 0)).toBe(0);
  });

  test.each(['--anonymize', '--anonymise'])(
    'confer conform prints neither keys nor addresses with %s',
    async (option) => {
      const folder = temporaryFolder(files);
      const args = ['conform', '--against', 'Conference', 'calls.confer', 'all.jsonl', option, '--format'];
      for (const format of ['human', 'json', 'jsonl', 'sarif']) {
        const { out } = await runIn(folder, ...args, format);
        expect(out).toContain('missing-message');
        expect(out).not.toMatch(/\bK[123]\b|agent-700/);
      }
    },
  );

  test('confer conform prints which messages are not declared, and that lines could not be read', async () => {
    const renamed = call('K1', 0).replace('"EventRevoked"', '"EventRecalled"');
    const folder = temporaryFolder({ ...files, 'one.jsonl': `${renamed}{ "time"\n` });
    const { out } = await runIn(folder, 'conform', '--against', 'Conference', 'calls.confer', 'one.jsonl');
    expect(out).toContain('1 line could not be read.');
    expect(out).toContain(
      '1 message without a declaration was skipped: "EventRecalled" (1 time, first at one.jsonl:4).',
    );
  });

  test.each(['json', 'jsonl'])('confer conform adds up the %s of parts with --merge', async (format) => {
    const folder = temporaryFolder(files);
    const parts: Record<string, string> = {};
    for (const [index, part] of ['one', 'two', 'three'].entries()) {
      const args = ['--against', 'Conference', '--format', format, 'calls.confer', `${part}.jsonl`];
      parts[`${index}.${format}`] = (await runIn(folder, 'conform', ...args)).out;
    }
    const results = temporaryFolder(parts);
    const merged = await runIn(
      results,
      'conform',
      '--merge',
      '--format',
      'json',
      `0.${format}`,
      `1.${format}`,
      `2.${format}`,
    );
    expect(merged.code).toBe(1);
    const result = JSON.parse(merged.out) as Result;
    const whole = await conform(folder, 'all.jsonl');
    expect(result.interactions).toEqual(whole.interactions);
    expect(result.lines).toEqual(whole.lines);
    expect(result.kinds).toEqual(whole.kinds);
    expect(keysOf(result)).toEqual(keysOf(whole));
  });
});

describe('confer conform refuses', () => {
  test.each([
    '{"interactions":{},"lines":{},"phases":[]}',
    '{"interactions":null,"lines":null,"phases":null}',
    '{"summary":{"interactions"',
  ])('to add up %s, which is no result', async (text) => {
    const { code, err } = await runIn(temporaryFolder({ 'part.json': text }), 'conform', '--merge', 'part.json');
    expect(err).toContain('part.json is not a result of confer conform');
    expect(code).toBe(2);
  });

  test('a misspelt model of the library, and names the nearest', async () => {
    const args = ['conform', '--against', 'Conferense', 'calls.confer', 'one.jsonl'];
    const { code, err } = await runIn(temporaryFolder(files), ...args);
    expect(err).toContain('There is no flow or model "Conferense". Did you mean Conference?');
    expect(code).toBe(2);
  });
});

describe('confer read', () => {
  test.each(['9-2', '0', '0-4'])('refuses the lines %s: they count from 1, the first is first', async (lines) => {
    const { code, err } = await runIn(temporaryFolder(files), 'read', 'blocks.confer', 'chat.log', '--lines', lines);
    expect(err).toContain(`--lines must be a range such as 10-20, not "${lines}"`);
    expect(code).toBe(2);
  });

  test('confer read writes the messages that the capture finds, with their lines', async () => {
    const { out, code } = await runIn(temporaryFolder(files), 'read', 'blocks.confer', 'chat.log');
    expect(code).toBe(0);
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(lines).toEqual([
      { time: '2026-01-12T12:00:00.000Z', key: 'K1', message: 'EventInvite', file: 'chat.log', line: 1 },
      { time: '2026-01-12T12:00:02.000Z', key: 'K2', message: 'EventAck', file: 'chat.log', line: 4 },
    ]);
  });

  test('confer read shows with --why what read each line, or how far the expression came', async () => {
    const { out } = await runIn(temporaryFolder(files), 'read', 'blocks.confer', 'chat.log', '--why');
    expect(out).toContain('chat.log:1: message EventInvite of K1');
    expect(out).toContain('chat.log:2: noise: an expression matches up to "2026-01-12T12:00:01Z "');
    expect(out).toContain('chat.log:4: message EventAck of K2');
  });

  test('confer read shows with --why what was dropped as repeated or has no message or key, with all its lines', async () => {
    const csv = `capture Table { reads csv time "t" key "k" message "m" again within 1s by "k", "m" }\n`;
    const rows = 't,k,m,note\n0,a,A,\n0,a,A,"x\ny"\n1,a,,\n2,,A,"x\ny"\n'.replace(/^(\d),/gm, '2026-01-01T00:00:0$1Z,');
    const folder = temporaryFolder({ 'a.confer': csv, 'a.csv': rows });
    const { out } = await runIn(folder, 'read', 'a.confer', 'a.csv', '--why');
    expect(out.trimEnd().split('\n')).toEqual([
      'a.csv:2: message A of a',
      'a.csv:3-4: again: message A of a',
      'a.csv:5: noise: no message',
      'a.csv:6-7: unreadable: no key',
    ]);
    const within = await runIn(folder, 'read', 'a.confer', 'a.csv', '--why', '--lines', '4');
    expect(within.out).toBe('a.csv:3-4: again: message A of a\n');
    const none = await runIn(folder, 'read', 'a.confer', 'a.csv', '--why', '--lines', '9');
    expect(none).toMatchObject({ out: '', err: 'confer: The recording has nothing in lines 9.\n' });
  });

  test('confer read shows with --why which lines of an envelope are no JSON, and which have nothing at its path', async () => {
    const json = 'capture Logs { reads json in "$.log" time "$.t" key "$.k" message "$.m" }\n';
    const log = 'no JSON\n{"text":"{}"}\n{"log":"half {"}\n';
    const folder = temporaryFolder({ 'a.confer': json, 'a.jsonl': log });
    const { out } = await runIn(folder, 'read', 'a.confer', 'a.jsonl', '--why');
    expect(out.trimEnd().split('\n')).toEqual([
      'a.jsonl:1: unreadable: not a JSON object',
      'a.jsonl:2: unreadable: nothing at $.log',
      'a.jsonl:3: unreadable: not a JSON object',
    ]);
  });

  test('confer read keeps to the lines of --lines', async () => {
    const folder = temporaryFolder(files);
    const messages = (await runIn(folder, 'read', 'blocks.confer', 'chat.log', '--lines', '2-4')).out;
    expect(messages).toContain('EventAck');
    expect(messages).not.toContain('EventInvite');
    const none = await runIn(folder, 'read', 'blocks.confer', 'chat.log', '--lines', '900-950');
    expect(none).toMatchObject({ out: '', err: 'confer: The recording has no message in lines 900-950.\n' });
    const why = (await runIn(folder, 'read', 'blocks.confer', 'chat.log', '--why', '--lines', '2')).out;
    expect(why.trimEnd().split('\n')).toHaveLength(1);
    const wrong = await runIn(folder, 'read', 'blocks.confer', 'chat.log', '--lines', 'two');
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('--lines must be a range');
  });
});

describe('confer coverage --recording', () => {
  const coverage = (...args: string[]) =>
    runIn(
      temporaryFolder(files),
      'coverage',
      '--recording',
      'all.jsonl',
      '--model',
      'Conference',
      'calls.confer',
      ...args,
    );

  test('coverage shows what occurred and how often, next to what no flow shows', async () => {
    const { out, err } = await coverage();
    expect(err).toBe('');
    expect(out).toMatch(/\n {2}phases +0\/7\n/);
    expect(out).toMatch(
      /\n {2}recorded +3 interactions\n {4}phases +2\/7 {3}InvitationIssued 3×, InvitationTimesOut 3×\n/,
    );
    expect(out).toMatch(/\n {4}rows +4\/17\n {4}outcomes +1\/3 {3}InvitationIssued → InvitationTimesOut 3×\n/);
    expect(out).toMatch(/\n {4}never\n {6}InvitationAccepted {3}line \d+\n/);
    expect(out).toContain('InvitationIssued → InvitationRejected');
    expect(out).toContain('InvitationIssued: server -> reporting : EventAgentInvited   1×, missing 2×');
  });

  test('coverage distinguishes what never occurred from what was not recorded', async () => {
    const some = { ...files, 'calls.confer': capture.replace(', Reporting', ''), 'all.jsonl': call('K2', 10, false) };
    const args = ['coverage', '--recording', 'all.jsonl', '--model', 'Conference', 'calls.confer'];
    const { out } = await runIn(temporaryFolder(some), ...args);
    expect(out).toMatch(/\n {4}rows +3\/11 {3}6 on protocols that were not recorded\n/);
    expect(out).toMatch(/\n {6}InvitationAccepted {3}line \d+\n/);
    expect(out.slice(out.indexOf('  never\n'))).not.toContain('-> reporting');
    const markdown = await runIn(temporaryFolder(some), ...args, '--format', 'markdown');
    expect(markdown.out).toContain('\n- rows on protocols that were not recorded: 6\n');
    const { rows } = JSON.parse((await runIn(temporaryFolder(some), ...args, '--format', 'json')).out).models[0]
      .recorded;
    expect(rows.filter(({ captured }: { captured: boolean }) => !captured).length).toBeGreaterThanOrEqual(6);
    const [, recorded] = await lcovParser({
      from: (await runIn(temporaryFolder(some), ...args, '--format', 'lcov')).out,
    });
    expect(recorded).toMatchObject({ lines: { instrumented: 11, hit: 3 } });
  });

  test('confer coverage --recording knows the systems of a log by the names that a flow of the model gives them', async () => {
    const flow = `flow Chat follows Conference {
  party Ann as agent1
  party Bob as agent2
  system Ixn "The server" as server
  system Stat as reporting
}
`;
    const log = files['one.jsonl'].replaceAll('"server"', '"the server"').replaceAll('"reporting"', '"stat"');
    const folder = temporaryFolder({ ...files, 'chat.confer': flow, 'all.jsonl': log });
    const { out, err } = await runIn(folder, 'coverage', '--recording', 'all.jsonl', 'calls.confer', 'chat.confer');
    expect(err).toBe('');
    expect(out).toContain('InvitationIssued 1×, InvitationTimesOut 1×');
  });

  test('confer coverage --recording gives other programs each phase, row and outcome with how often it occurred', async () => {
    const { recorded } = JSON.parse((await coverage('--format', 'json')).out).models[0];
    expect(recorded).toMatchObject({
      interactions: 3,
      counts: { phases: { covered: 2, total: 7 }, rows: { covered: 4, total: 17 }, outcomes: { covered: 1, total: 3 } },
    });
    const told = recorded.rows.find(({ row }: { row: string }) => row.endsWith('EventAgentInvited'));
    expect(told).toMatchObject({ phase: 'InvitationIssued', optional: false, times: 1, missing: 2 });
    const flowsOnly = await runIn(temporaryFolder(files), 'coverage', '--model', 'Conference', '--format', 'json');
    expect(JSON.parse(flowsOnly.out).models[0].recorded).toBeUndefined();
  });

  test('confer coverage --recording writes a record of its own in lcov, and a table in Markdown', async () => {
    const [ofFlows, recorded] = await lcovParser({ from: (await coverage('--format', 'lcov')).out });
    expect(ofFlows).toMatchObject({ functions: { instrumented: 7, hit: 0 }, lines: { hit: 0 } });
    expect(recorded).toMatchObject({
      name: 'recordings',
      functions: { instrumented: 7, hit: 2 },
      lines: { instrumented: 17, hit: 4 },
      branches: { instrumented: 3, hit: 1 },
    });
    const { out } = await coverage('--format', 'markdown');
    expect(out).toContain('- recorded in 3 interactions: phases 2/7, rows 4/17, outcomes 1/3\n');
    expect(out).toContain('| phase | InvitationIssued | 3 | 0 |\n');
  });
});
