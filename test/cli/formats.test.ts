import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { command, confer, root } from '../support/command.js';
import { temporaryFolder } from '../support/temporary-folder.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const flow = `flow Invites follows Conference {
  party Alice as agent1
  party Bob as agent2
  system Server as server
  system Statistics as reporting
  phase Invite is InvitationIssued {
    RequestConference
    Server -> Bob : EventInvite
    Server -> Statistics : EventAgentInvited
    next Accepts | Declines | NoAnswer after 30s
  }
  phase Accepts is InvitationAccepted
  phase Declines is InvitationRejected
  phase NoAnswer is InvitationTimesOut
  scenario Accepted { Invite, Accepts }
}
`;

/** Ten files with findings of every severity. */
const tree: Record<string, string> = {
  'confer.json': '{ "rules": { "self-message": "hint" } }',
  'clean.confer': flow,
  'empty.confer': '',
  'missing.confer': flow.replace('    Server -> Bob : EventInvite\n', ''),
  'wrong-protocol.confer': flow.replace('EventAgentInvited', 'EventAgentInvited on InteractionManagement'),
  'scenario.confer': flow.replace('{ Invite, Accepts }', '{ Accepts }'),
  'unknown.confer': 'message M on Nowhere\n',
  'ignored.confer': '// confer-ignore unknown-protocol: it is declared elsewhere\nmessage M on Nowhere\n',
  'self.confer': 'protocol P\nmessage M on P\nflow F { party A  party B  phase X { A -> A : M  A -> B : M } }\n',
  'deep/timeout.confer': flow.replace(' after 30s', ''),
  'deep/syntax, %,:.confer': 'protocol P\nflow F {\n',
};

async function run(format: string, cwd: string): Promise<string> {
  return (await confer(['check', '--format', format], cwd)).out;
}

/** The output without the words of messages, which rules may choose freely. */
function withoutWords(output: string, messages: readonly string[]): string {
  const escapes: ((text: string) => string)[] = [
    (text) => text,
    (text) => JSON.stringify(text).slice(1, -1),
    (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
    (text) => text.replaceAll('%', '%25'),
  ];
  let result = output;
  for (const message of [...messages].sort((a, b) => b.length - a.length)) {
    for (const escaped of escapes) result = result.replaceAll(escaped(message), '‹message›');
  }
  // Where the library has a row may change.
  return result.replace(/(confer-library:[^"\s]*\.confer"?)(?::\d+:\d+|,\s*"range": \{[^}]*\}[^}]*\}\s*\})/g, '$1');
}

describe('the formats of confer check', () => {
  let folder: string;
  let messages: string[];

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'confer-formats-'));
    for (const [name, text] of Object.entries(tree)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    const { files } = JSON.parse(await run('json', folder)) as {
      files: { diagnostics: { message: string; severity: string; related: { message: string }[] }[] }[];
    };
    const found = files.flatMap(({ diagnostics }) => diagnostics);
    messages = found.flatMap(({ message, related }) => [message, ...related.map((place) => place.message)]);
    expect(new Set(found.map(({ severity }) => severity))).toEqual(
      new Set(['error', 'warning', 'information', 'hint']),
    );
    expect(files).toHaveLength(10);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(['human', 'json', 'github', 'gitlab', 'junit', 'compact'])('%s is as it was', async (format) => {
    await expect(withoutWords(await run(format, folder), messages)).toMatchFileSnapshot(`golden/check.${format}.txt`);
  });

  test('sarif is as it was', async () => {
    const log = JSON.parse(await run('sarif', folder), (_key, value) => {
      // Where the library has a row may change.
      const inLibrary = value?.artifactLocation?.uri?.startsWith('confer-library:') === true;
      return inLibrary ? { artifactLocation: value.artifactLocation } : value;
    });
    const [{ results, tool, originalUriBaseIds }] = log.runs;
    const found = new Set(results.map(({ ruleId }: { ruleId: string }) => ruleId));
    // The pages of the rules, and which rules there are, may change.
    const rules = tool.driver.rules.filter(({ id }: { id: string }) => found.has(id));
    tool.driver.rules = rules.map(({ id, defaultConfiguration }: Record<string, object>) => ({
      id,
      defaultConfiguration,
    }));
    for (const result of results) delete result.ruleIndex;
    tool.driver.semanticVersion = '‹version›';
    originalUriBaseIds.SRCROOT.uri = '‹folder›';
    const text = `${JSON.stringify(log, null, 2)}\n`;
    await expect(withoutWords(text, messages)).toMatchFileSnapshot('golden/check.sarif.txt');
  });

  test('SARIF conforms to its published schema, with rules, paths, fixes, suppressions and fingerprints', () => {
    // The pages of the rules are next to the built command.
    const args = [command, 'check', '--format', 'sarif'];
    const text = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' }).stdout;
    const schema = readFileSync(
      path.join(root, 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'),
      'utf8',
    );
    const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
    addFormats.default(ajv);
    ajv.addMetaSchema({ $id: 'http://json-schema.org/draft-04/schema#', type: ['object', 'boolean'] });
    const { $schema: _dialect, id: _id, ...rest } = JSON.parse(schema);
    const validate = ajv.compile(rest);
    const log = JSON.parse(text);
    validate(log);
    expect(validate.errors).toBeNull();
    const [{ results, tool }] = log.runs;
    const of = (code: string) => results.filter(({ ruleId }: { ruleId: string }) => ruleId === code);
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toContain('missing-message');
    expect(tool.driver.rules[0].help.markdown).toContain('## ');
    expect(of('missing-message')[0]).toMatchObject({
      level: 'error',
      relatedLocations: [
        { physicalLocation: { artifactLocation: { uri: expect.stringContaining('confer-library:') } } },
      ],
      fixes: [
        {
          artifactChanges: [{ replacements: [{ insertedContent: { text: expect.stringContaining('EventInvite') } }] }],
        },
      ],
    });
    const suppressed = of('unknown-protocol').filter((result: object) => 'suppressions' in result);
    expect(suppressed).toMatchObject([
      { suppressions: [{ kind: 'inSource', justification: 'it is declared elsewhere' }] },
    ]);
    const prints = results
      .filter((result: object) => !('suppressions' in result))
      .map((result: { partialFingerprints: Record<string, string> }) => result.partialFingerprints['confer/v1']);
    expect(new Set(prints).size).toBe(prints.length);
    expect(results.some((result: object) => 'codeFlows' in result)).toBe(true);
  });

  test('GitLab’s issues have what Code Quality needs, and keep their fingerprints when lines move', async () => {
    const issues = JSON.parse(await run('gitlab', folder));
    for (const issue of issues) {
      expect(issue).toMatchObject({
        description: expect.any(String),
        check_name: expect.any(String),
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
        severity: expect.stringMatching(/^(info|minor|major|critical|blocker)$/),
        location: { path: expect.any(String), lines: { begin: expect.any(Number) } },
      });
    }
    const missing = tree['missing.confer'] ?? '';
    const prints = async (text: string) =>
      JSON.parse(await run('gitlab', temporaryFolder({ 'missing.confer': text }))).map(
        ({ fingerprint }: { fingerprint: string }) => fingerprint,
      );
    expect(await prints(`// one more line\n\n${missing}`)).toEqual(await prints(missing));
  });

  test('no name of a file and nothing in it begins a workflow command', async () => {
    const hostile = temporaryFolder({
      '::error file=README.md::hello.confer':
        'message M on "::warning::x\\n::error::y\u001b[31m##[group]"\n::stop-commands::\n',
      'a,b:c%.confer': 'message \u202eM on Nowhere\n',
    });
    for (const format of ['human', 'compact', 'junit', 'github']) {
      const output = await run(format, hostile);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there.
      expect(output, format).not.toMatch(/[\u0000-\u0008\u001b\u202a-\u202e\u200b]/);
      const lines = output.trimEnd().split('\n');
      if (format === 'github')
        for (const line of lines) expect(line).toMatch(/^::(error|warning|notice) file=[^:]*,line=\d+[^:]*::/);
      else
        expect(
          lines.filter((line) => /^\s*::|##\[/.test(line)),
          format,
        ).toEqual([]);
    }
  });
});
