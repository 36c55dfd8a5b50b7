import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { cliCommands } from '../../cli/commands.js';
import { confer, twoFlows } from '../support/command.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const line = (key: string, ms: number, message: string, from: string, to: string, protocol = 'InteractionManagement') =>
  `${JSON.stringify({ time: new Date(Date.UTC(2026, 0, 12, 12) + ms).toISOString(), key, message, protocol, from, to })}\n`;

/** An invitation that is not reported. */
const invitation = (key: string, ms: number) =>
  [
    line(key, ms, 'RequestConference', 'agent-7001', 'server'),
    line(key, ms + 40, 'EventInvite', 'server', 'agent-7002'),
    line(key, ms + 9_000, 'EventRevoked', 'server', 'agent-7002'),
    line(key, ms + 9_010, 'EventError', 'server', 'agent-7001'),
  ].join('');

const files = {
  'a.confer': twoFlows.replace('  scenario No', '  scenario Yes { Invite, Accepts }\n  scenario No'),
  'idle.confer': 'flow F { party A  party B  party Idle  phase X { A -> B : EventAck } }\n',
  'wide.confer': 'protocol   P\n',
  'off.json': '{ "rules": { "missing-message": "off", "missing-timeout": "off" } }',
  'broken.json': '{ "rules": [] }',
  'calls.confer':
    'capture Calls is ConferLines { files "*.jsonl" begins within 0s records InteractionManagement, Reporting }\n',
  'all.jsonl': invitation('K1', 0) + invitation('K2', 60_000),
  // One interaction with an error, and a warning: what is reported goes the wrong way.
  'back.jsonl': invitation('K1', 0) + line('K1', 41, 'EventAgentInvited', 'reporting', 'server', 'Reporting'),
};

const conform = ['conform', '--against', 'Conference', '--format', 'json', 'calls.confer', 'all.jsonl'];
const read = ['read', 'calls.confer', 'all.jsonl'];
const recording = ['calls.confer', '--recording', 'all.jsonl', '--interaction', 'K1'];
const interaction = ['timeline', 'a.confer', '--flow', 'F', ...recording];

/** By command and option: a call, and what the option adds to it that makes a difference. */
const cases: Readonly<Record<string, readonly [call: readonly string[], option: readonly string[]]>> = {
  'check --format': [
    ['check', 'a.confer'],
    ['--format', 'compact'],
  ],
  'check --fix': [['check', 'idle.confer'], ['--fix=unused-participant']],
  'check --fix-dry-run': [['check', '--fix=unused-participant', 'idle.confer'], ['--fix-dry-run']],
  'check --fixes': [['check', '--format', 'json', 'idle.confer'], ['--fixes']],
  'check --quiet': [['check', 'idle.confer'], ['--quiet']],
  'check --rule': [
    ['check', 'a.confer'],
    ['--rule', 'missing-message=warning'],
  ],
  'check --baseline': [
    ['check', 'a.confer'],
    ['--baseline', 'none.json'],
  ],
  'check --update-baseline': [['check', 'a.confer', '--baseline', 'known.json'], ['--update-baseline']],
  'check --max-warnings': [
    ['check', 'idle.confer', '--rule', 'unused-participant=warning'],
    ['--max-warnings', '9'],
  ],
  'check --config': [
    ['check', 'a.confer'],
    ['--config', 'off.json'],
  ],
  'check --max-configurations': [
    ['check', 'a.confer'],
    ['--max-configurations', '1'],
  ],
  'check --stats': [['check', 'a.confer'], ['--stats']],
  'timeline --format': [
    ['timeline', 'a.confer'],
    ['--format', 'mermaid'],
  ],
  'timeline --output': [
    ['timeline', 'a.confer'],
    ['-o', 'a.txt'],
  ],
  'timeline --flow': [
    ['timeline', 'a.confer'],
    ['--flow', 'G'],
  ],
  'timeline --all-flows': [['timeline', 'a.confer', '--format', 'text', '-o', 'all'], ['--all-flows']],
  'timeline --scenario': [
    ['timeline', 'a.confer'],
    ['--scenario', 'No'],
  ],
  'timeline --path': [
    ['timeline', 'a.confer'],
    ['--path', 'Invite,NoAnswer'],
  ],
  'timeline --all-paths': [['timeline', 'a.confer'], ['--all-paths']],
  'timeline --fold': [
    ['timeline', 'a.confer'],
    ['--fold', 'Invite'],
  ],
  'timeline --hide': [
    ['timeline', 'a.confer'],
    ['--hide', 'Stat'],
  ],
  'timeline --hide-protocol': [
    ['timeline', 'a.confer'],
    ['--hide-protocol', 'Reporting'],
  ],
  'timeline --time': [
    ['timeline', 'a.confer', '--scenario', 'No'],
    ['--time', 'since'],
  ],
  'timeline --to-scale': [['timeline', 'a.confer', '--format', 'svg', '--scenario', 'No'], ['--to-scale']],
  'timeline --theme': [
    ['timeline', 'a.confer', '--format', 'svg'],
    ['--theme', 'dark'],
  ],
  'timeline --recording': [['timeline', 'a.confer', '--flow', 'F'], recording],
  'timeline --interaction': [interaction, ['--interaction', 'K2']],
  'timeline --capture': [interaction, ['--capture', 'Other']],
  'timeline --config': [
    ['timeline', 'a.confer', '--format', 'json'],
    ['--config', 'off.json'],
  ],
  'timeline --max-configurations': [
    ['timeline', 'a.confer', '--format', 'json'],
    ['--max-configurations', '1'],
  ],
  'coverage --format': [
    ['coverage', 'a.confer'],
    ['--format', 'lcov'],
  ],
  'coverage --fail-under': [
    ['coverage', 'a.confer'],
    ['--fail-under', 'rows=100'],
  ],
  'coverage --model': [
    ['coverage', 'a.confer'],
    ['--model', 'Callback'],
  ],
  'coverage --all': [['coverage', 'a.confer'], ['--all']],
  'coverage --config': [
    ['coverage', 'a.confer'],
    ['--config', 'broken.json'],
  ],
  'coverage --max-configurations': [
    ['coverage', 'a.confer'],
    ['--max-configurations', '1'],
  ],
  'coverage --recording': [
    ['coverage', 'a.confer', 'calls.confer'],
    ['--recording', 'all.jsonl'],
  ],
  'coverage --capture': [
    ['coverage', 'a.confer', 'calls.confer', '--recording', 'all.jsonl'],
    ['--capture', 'Other'],
  ],
  'conform --capture': [conform, ['--capture', 'Other']],
  'conform --against': [
    ['conform', 'calls.confer', 'all.jsonl'],
    ['--against', 'Conference'],
  ],
  'conform --only': [conform, ['--only', 'K1']],
  'conform --from': [conform, ['--from', '2026-01-12T12:00:30Z']],
  'conform --to': [conform, ['--to', '2026-01-12T12:00:30Z']],
  'conform --max-deviations': [conform, ['--max-deviations', '1']],
  'conform --max-deviating': [conform, ['--max-deviating', '2']],
  'conform --max-warnings': [
    ['conform', '--against', 'Conference', '--max-deviating', '1', 'calls.confer', 'back.jsonl'],
    ['--max-warnings', '0'],
  ],
  'conform --anonymize': [conform, ['--anonymize']],
  'conform --format': [conform, ['--format', 'human']],
  'read --capture': [read, ['--capture', 'Other']],
  'read --why': [read, ['--why']],
  'read --lines': [read, ['--lines', '1-2']],
  'read --format': [read, ['--format', 'json']],
  'format --check': [['format', 'wide.confer'], ['--check']],
  'paths --format': [
    ['paths', 'a.confer'],
    ['--format', 'json'],
  ],
  'paths --flow': [
    ['paths', 'a.confer'],
    ['--flow', 'G'],
  ],
  'paths --config': [
    ['paths', 'a.confer'],
    ['--config', 'broken.json'],
  ],
  'paths --max-configurations': [
    ['paths', 'a.confer'],
    ['--max-configurations', '1'],
  ],
  'explain --format': [
    ['explain', 'missing-message'],
    ['--format', 'json'],
  ],
  'init --model': [['init'], ['--model', 'Callback']],
};

/** Options that a call of this kind cannot show, with the file whose tests do. */
const elsewhere: Readonly<Record<string, string>> = {
  'check --watch': 'check-options.test.ts',
  'check --stdin-filepath': 'check-options.test.ts',
  'format --stdin-filepath': 'check-options.test.ts',
  'conform --merge': 'recordings.test.ts',
  'lsp --stdio': 'calls.test.ts',
};

/** The output of a call and the files that it writes, wherever its folder is. */
async function outcome(args: readonly string[]) {
  const folder = temporaryFolder(files);
  const { code, out, err } = await confer(args, folder);
  const anywhere = (text: string) => text.replaceAll(folder, '‹folder›');
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const written = names.map(({ parentPath, name }) => [name, readFileSync(path.join(parentPath, name), 'utf8')]);
  return { code, out: anywhere(out), err: anywhere(err), written };
}

describe('the options of the command', () => {
  test('every option of every command is tried', () => {
    const options = cliCommands.flatMap(({ name, options }) => options.map((option) => `${name} --${option.name}`));
    expect([...Object.keys(cases), ...Object.keys(elsewhere)].sort()).toEqual(options.sort());
    for (const [call, file] of Object.entries(elsewhere)) {
      expect(readFileSync(path.join(import.meta.dirname, file), 'utf8')).toContain(`'${call.split(' ')[1]}'`);
    }
  });

  test.each(Object.entries(cases))('the option in `confer %s` makes a difference', async (_option, [call, option]) => {
    const given = await outcome([...call, ...option]);
    expect(given.err).not.toMatch(/has no option|internal error/);
    expect(given).not.toEqual(await outcome(call));
  });
});
