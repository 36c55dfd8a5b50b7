import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { confer } from '../support/command.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/**
 * Logs of systems that the library does not know, each with interactions that conform and such with one mistake. What is
 * expected of them (`expected.txt`) was computed from the language before they were followed.
 */
const systems = [
  { name: 'nginx', against: 'Shop' },
  { name: 'kafka', against: 'Ship' },
  { name: 'kafka', against: 'Delivery' },
  { name: 'asterisk', against: 'Office' },
  { name: 'syslog', against: 'Access' },
  { name: 'otlp', against: 'Quotes' },
] as const;

interface Deviation {
  readonly code: string;
  readonly severity: string;
  readonly phase: string | null;
  readonly message: string | null;
  readonly key: string;
  readonly file: string;
  readonly line: number;
}

interface Result {
  readonly lines: unknown;
  readonly interactions: unknown;
  readonly kinds: unknown;
  readonly phases: unknown;
  readonly rows: unknown;
  readonly deviations: readonly Deviation[];
}

const folderOf = (name: string): string => path.join(root, 'test/fixtures/systems', name);
const textOf = (name: string, file: string): string => readFileSync(path.join(folderOf(name), file), 'utf8');
const logsOf = (name: string): string[] =>
  readdirSync(folderOf(name)).filter((file) => !file.endsWith('.confer') && file !== 'expected.txt');

async function conform(folder: string, against: string, format: string, files: readonly string[]): Promise<string> {
  const run = await confer(['conform', '--against', against, '--format', format, 'system.confer', ...files], folder);
  expect(run.err).toBe('');
  return run.out;
}

/** A line for each interaction: its key, its verdict, its phases, and its deviations with their lines. */
function summary(jsonl: string): string {
  const interactions = jsonl
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ key }) => key !== undefined);
  const lines = interactions.map(({ key, verdict, phases, deviations }) => {
    const names = phases.map(
      (phase: { name: string | null; modelPhase: string }) => phase.name ?? `(${phase.modelPhase})`,
    );
    const found = deviations.map(
      ({ code, severity, message, file, line }: Deviation) =>
        `${severity} ${code}${message === null ? '' : ` ${message}`} at ${file}:${line}`,
    );
    return [`${key} ${verdict}:`, ...names, ...found.map((text: string) => `| ${text}`)].join(' ');
  });
  return `${lines.sort().join('\n')}\n`;
}

describe.each(systems)('a log of $name, against $against', ({ name, against }) => {
  const logs = logsOf(name);

  test('has the verdicts that were worked out by hand', async () => {
    const expected = textOf(name, 'expected.txt').split(/^# (\w+)\n/m);
    const own = expected[expected.indexOf(against) + 1];
    expect(summary(await conform(folderOf(name), against, 'jsonl', logs))).toBe(own);
  });

  test('has the same deviations in each format', async () => {
    const { deviations } = JSON.parse(await conform(folderOf(name), against, 'json', logs)) as Result;
    const sarif = JSON.parse(await conform(folderOf(name), against, 'sarif', logs));
    const results = sarif.runs[0].results.map(
      (result: {
        ruleId: string;
        level: string;
        locations: { physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } } }[];
      }) => {
        const place = result.locations[0]?.physicalLocation;
        return `${result.ruleId} ${result.level} ${place?.artifactLocation.uri}:${place?.region.startLine}`;
      },
    );
    expect(results.filter((text: string) => !text.startsWith('check-')).sort()).toEqual(
      deviations.map(({ code, severity, file, line }) => `${code} ${severity} ${file}:${line}`).sort(),
    );
    const human = await conform(folderOf(name), against, 'human', logs);
    for (const { code, key, file, line } of deviations) {
      expect(human).toMatch(new RegExp(`${code}[^]*${key}|${file}:${line}`));
    }
  });

  test('has the same result in two parts by key, merged', async () => {
    const halves = [0, 1].map((half) =>
      Object.fromEntries([
        ['system.confer', textOf(name, 'system.confer')],
        ...logs.map((file): [string, string] => [file, part(name, textOf(name, file), half)]),
      ]),
    );
    const results: string[] = [];
    // One after the other: the command runs in the folder that is current.
    for (const files of halves) results.push(await conform(temporaryFolder(files), against, 'json', logs));
    const folder = temporaryFolder({ '0.json': results[0] ?? '', '1.json': results[1] ?? '' });
    const run = await confer(['conform', '--merge', '0.json', '1.json', '--format', 'json'], folder);
    const merged = JSON.parse(run.out) as Result;
    const whole = JSON.parse(await conform(folderOf(name), against, 'json', logs)) as Result;
    expect(merged.interactions).toEqual(whole.interactions);
    expect(sorted(merged.kinds)).toEqual(sorted(whole.kinds));
    expect(sorted(merged.phases)).toEqual(sorted(whole.phases));
    expect(sorted(merged.rows)).toEqual(sorted(whole.rows));
    const ofKeys = ({ deviations }: Result) => deviations.map(({ key, code }) => `${key} ${code}`).sort();
    expect(ofKeys(merged)).toEqual(ofKeys(whole));
  });
});

function sorted(list: unknown): string[] {
  return (list as unknown[]).map((item) => JSON.stringify(item)).sort();
}

/** The half of a log whose interactions have an odd or an even number in their key. */
function part(name: string, text: string, half: number): string {
  const isOwn = (key: string | undefined): boolean => Number(/\d+$/.exec(key ?? '')?.[0] ?? 0) % 2 === half;
  if (name === 'otlp') {
    const request = JSON.parse(text);
    for (const { scopeSpans } of request.resourceSpans) {
      for (const scope of scopeSpans) {
        scope.spans = scope.spans.filter(({ traceId }: { traceId: string }) => isOwn(traceId));
      }
    }
    return JSON.stringify(request);
  }
  const key = {
    nginx: /rid=(\w+)/,
    kafka: /"key":"(\w+)"/,
    asterisk: /"(c\d+)"$/,
    // The alarm of s3 has the key that joins it alone.
    syslog: /(?:sid="s|tx="t)(\d+)"/,
  }[name];
  const lines = text.trimEnd().split('\n');
  return `${lines.filter((line) => isOwn(key?.exec(line)?.[1])).join('\n')}\n`;
}
