import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { call, capture, files, runIn } from '../support/recorded-calls.js';
import { temporaryFolder } from '../support/temporary-folder.js';

interface Result {
  readonly lines: unknown;
  readonly interactions: { readonly total: number; readonly deviate: number };
  readonly deviations: readonly { readonly key: string; readonly code: string; readonly text: string }[];
  readonly kinds: unknown;
  readonly phases: readonly { readonly deviating: number }[];
}

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
