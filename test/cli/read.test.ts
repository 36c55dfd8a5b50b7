import { describe, expect, test } from 'vitest';
import { files, runIn } from '../support/recorded-calls.js';
import { temporaryFolder } from '../support/temporary-folder.js';

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
