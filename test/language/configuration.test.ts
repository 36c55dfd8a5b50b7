import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRuleCode, rules } from '../../check/findings/rules.js';
import { levelsFor } from '../../language/configuration/configuration.js';
import { readConfiguration } from '../../language/configuration/configuration-reader.js';
import { pathMatcher } from '../../language/configuration/glob.js';
import { readJson } from '../../language/configuration/json-reader.js';
import { graded, presets } from '../../language/configuration/severities.js';
import { brief, checkText } from '../support/check.js';
import { TestWorkspace } from '../support/workspace.js';

const faulty = `protocol P
message M on P
message N on Nowhere
flow F {
  party A
  party B
  party Idle
  phase X { A -> B : M }
}
`;

/** The problems of a configuration, `line:column severity message`, as an editor counts. */
function problems(text: string): string[] {
  return readConfiguration(text).problems.map(
    ({ severity, message, range }) => `${range.start.line + 1}:${range.start.character + 1} ${severity} ${message}`,
  );
}

async function found(workspace: TestWorkspace, path: string): Promise<string[]> {
  const { findings } = await workspace.services.analysis.AnalysisProvider.analyze(workspace.document(path));
  return findings.map(brief);
}

describe('the text of a configuration', () => {
  test('the text of a configuration has a preset, rules, overrides and library folders', () => {
    const { configuration, problems } = readConfiguration(`{
      "$schema": "./confer.schema.json",
      "preset": "correctness",
      "rules": { "unused-participant": "hint", "missing-message": "off" },
      "overrides": [
        { "files": ["drafts/**"], "rules": { "unused-participant": "off" } },
        { "files": ["*.draft.confer"], "rules": { "missing-message": "warning" } }
      ],
      "library": ["./models/"]
    }`);
    expect(problems).toEqual([]);
    if (configuration === undefined) throw new Error('it is used');
    expect(configuration.library.map(({ path }) => path)).toEqual(['models']);
    const levels = (path: string) => {
      const { 'unused-participant': unused, 'missing-message': missing } = levelsFor(configuration, path);
      return `${unused} ${missing}`;
    };
    expect(levels('a.confer')).toBe('hint off');
    expect(levels('drafts/deep/a.confer')).toBe('off off');
    expect(levels('drafts/a.draft.confer')).toBe('off warning');
    expect(levelsFor(configuration, 'a.confer')['fact-not-stated']).toBe('off');
  });

  test.each([
    ['', '1:1 error Invalid JSON: expected a value before the end of the file.'],
    ['{ "rules": {} ', '1:15 error Invalid JSON: expected a comma or "}" before the end of the file.'],
    ['{\n  "rules": {},\n}', '2:14 error Invalid JSON: a list does not end with a comma. Remove it.'],
    ['{ "library": ["a",] }', '1:18 error Invalid JSON: a list does not end with a comma. Remove it.'],
    ['{ "library": ["a"],, }', '1:20 error Invalid JSON: two commas follow each other. Remove one.'],
    ['{ rules: {} }', '1:3 error Invalid JSON: texts are in double quotes. Write "rules".'],
    ["{ 'rules': {} }", '1:3 error Invalid JSON: texts are in straight double quotes. Write "rules".'],
    ['{ “rules”: {} }', '1:3 error Invalid JSON: texts are in straight double quotes. Write "rules".'],
    ['{ "preset": all }', '1:13 error Invalid JSON: texts are in double quotes. Write "all".'],
    ['{ "rules" = {} }', '1:11 error Invalid JSON: a colon follows a name. Write ":" instead of "=".'],
    ['{ "preset": "all"; }', '1:18 error Invalid JSON: no semicolon is needed. Remove it, or write ",".'],
    ['{ // ours\n}', '1:3 error Invalid JSON: a file of settings has no comments. Remove this one.'],
    ['{ # ours\n}', '1:3 error Invalid JSON: a file of settings has no comments. Remove this one.'],
    ['{ "preset": "all" "rules": {} }', '1:19 error Invalid JSON: expected a comma or "}" before the text in quotes.'],
    ['{} // more', '1:4 error Invalid JSON: a file of settings has no comments. Remove this one.'],
    ['{ "a\\q": 1 }', '1:3 error Invalid JSON: the text has a character that must be escaped.'],
    ['[]', '1:1 error The file must be an object: { … }.'],
    ['{ "preset": "strict" }', '1:13 error "preset" must be one of "correctness", "recommended", "all".'],
    ['{ "rules": [] }', '1:12 error "rules" must be an object: { … }.'],
    [
      '{ "rules": { "missing-message": 2 } }',
      '1:33 error "missing-message" must be one of "error", "warning", "information", "hint", "off".',
    ],
    [
      '{ "rules": { "mising-message": "off" } }',
      '1:14 warning Unknown rule "mising-message". Did you mean "missing-message"?',
    ],
    [
      '{ "rules": { "MISSING_MESSAGE": "off" } }',
      '1:14 warning Unknown rule "MISSING_MESSAGE". Did you mean "missing-message"?',
    ],
    [
      '{ "rules": { "no-unused-vars": "off" } }',
      '1:14 warning Unknown rule "no-unused-vars". Remove this line, or write the code of a rule of Confer.',
    ],
    ...['warn:warning', 'info:information', 'Error:error', 'ignore:off', 'none:off', 'waring:warning'].map(
      (pair): [string, string] => [
        `{ "rules": { "missing-message": "${pair.split(':')[0]}" } }`,
        `1:33 error "missing-message" must be one of "error", "warning", "information", "hint", "off". Did you mean "${pair.split(':')[1]}"?`,
      ],
    ),
    [
      '{ "exclude": [] }',
      '1:3 warning Unknown entry "exclude". Expected one of "$schema", "preset", "rules", "overrides", "library", "ignore". Did you mean "ignore"?',
    ],
    [
      '{ "rules": { "syntax-error": "off" } }',
      '1:14 warning "syntax-error" is always an error and cannot be configured. Remove this line.',
    ],
    [
      '{ "rule": {} }',
      '1:3 warning Unknown entry "rule". Expected one of "$schema", "preset", "rules", "overrides", "library", "ignore". Did you mean "rules"?',
    ],
    ['{ "preset": "all", "preset": "all" }', '1:20 warning Duplicate "preset": the last one is used.'],
    [
      '{ "overrides": {} }',
      '1:16 error "overrides" must be a list of objects: [{ "files": ["drafts/**"], "rules": { … } }].',
    ],
    [
      '{ "overrides": [{}] }',
      '1:17 error Missing "files": an override needs a list of patterns, such as ["drafts/**"].',
    ],
    ['{ "overrides": [{ "files": "a" }] }', '1:28 error "files" must be a list of patterns: ["…"].'],
    ['{ "library": [1] }', '1:15 error "library" may only contain folders in double quotes.'],
    [
      '{ "library": ["../other"] }',
      '1:15 error "../other" is not inside the folder of this file. Write a relative path with "/", such as "library/models".',
    ],
    [
      '{ "library": ["c:/models"] }',
      '1:15 error "c:/models" is not inside the folder of this file. Write a relative path with "/", such as "library/models".',
    ],
  ])('the text of a configuration that cannot be followed says what and where: %s', (text, problem) => {
    expect(problems(text)).toEqual([problem]);
    expect(readConfiguration(text).configuration === undefined).toBe(/^\d+:\d+ error /.test(problem));
  });

  test('the text of a configuration may be anything without an exception, and JSON is what JSON is', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect('root' in readJson(text)).toBe(true);
        readConfiguration(text);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\\u0e-+.1 tn\n') }), (text) => {
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        expect('root' in readJson(text)).toBe(valid);
        readConfiguration(`{ "rules": ${text} }`);
      }),
    );
    expect('mistake' in readJson('['.repeat(100_000))).toBe(true);
    expect('root' in readJson('\uFEFF{}')).toBe(true);
  });
});

test.each([
  ['*.confer', 'a.confer', true],
  ['*.confer', 'deep/er/a.confer', true],
  ['./*.confer', 'deep/a.confer', true],
  ['flows/*.confer', 'flows/a.confer', true],
  ['flows/*.confer', 'flows/deep/a.confer', false],
  ['flows/**', 'flows/deep/a.confer', true],
  ['flows/**/a.confer', 'flows/a.confer', true],
  ['**/drafts/**', 'x/drafts/y/a.confer', true],
  ['{drafts,old}/**', 'old/a.confer', true],
  ['{drafts,old}/**', 'new/a.confer', false],
  ['a?.confer', 'ab.confer', true],
  ['a.confer', 'aXconfer', false],
  ['a{.confer', 'a{.confer', true],
  ['(a|b)[c]+.confer', '(a|b)[c]+.confer', true],
  ['../x/*.confer', '../x/a.confer', true],
])('the pattern %s and the path %s: %s', (pattern, path, expected) => {
  expect(pathMatcher(pattern)(path)).toBe(expected);
});

test('a configuration of twenty thousand unknown keys lists the first hundred, and counts the others', () => {
  const members = Array.from({ length: 20_000 }, (_, index) => `"key${index}": 1`);
  const { problems } = readConfiguration(`{ ${members.join(', ')} }`);
  expect(problems).toHaveLength(101);
  expect(problems.at(-1)?.message).toBe('19900 more problems are not listed. Fix those above first.');
});

test('a key with the name of a property of every object is an unknown key', () => {
  const { problems } = readConfiguration('{ "constructor": {}, "rules": { "constructor": "constructor" } }');
  expect(problems.map(({ message }) => message)).toContainEqual(
    expect.stringContaining('Unknown entry "constructor".'),
  );
});

test('a pattern of many stars is matched in linear time', () => {
  const matches = pathMatcher(`${'**/'.repeat(40)}${'*a'.repeat(40)}x`);
  const path = `${'a/'.repeat(2_000)}${'a'.repeat(2_000)}`;
  // Backtracking would take longer than the universe is old, and than any test may.
  expect(matches(path)).toBe(false);
});

describe('levels', () => {
  test('a preset has one for each rule, and that of what cannot be read is the same in all', () => {
    for (const levels of Object.values(presets)) {
      expect(Object.keys(levels).filter(isRuleCode)).toEqual(Object.keys(rules));
      expect(levels['syntax-error']).toBe('error');
    }
    for (const code of Object.keys(rules).filter(isRuleCode)) {
      expect(presets.recommended[code]).toBe(rules[code].severity);
    }
    expect(Object.values(presets.all)).not.toContain('information');
    for (const [code, { severity }] of Object.entries(rules)) {
      if (severity === 'warning' && isRuleCode(code)) expect(presets.correctness[code]).toBe('off');
    }
  });

  test('levels make findings milder or graver, or none; a finding milder than its rule is not raised', () => {
    const finding = { id: '', message: '', brief: '', range: { start: zero, end: zero }, related: [], data: {} };
    const of = (severity: 'error' | 'warning' | 'information', level: 'error' | 'warning' | 'hint' | 'off') =>
      graded([{ ...finding, code: 'wrong-direction', severity }], {
        ...presets.recommended,
        'wrong-direction': level,
      }).map((graded) => graded.severity);
    expect(of('error', 'warning')).toEqual(['warning']);
    expect(of('error', 'off')).toEqual([]);
    expect(of('warning', 'error')).toEqual(['warning']);
    expect(of('warning', 'hint')).toEqual(['hint']);
    const open = { ...finding, code: 'fact-not-stated', severity: 'information' } as const;
    expect(graded([open], presets.all).map(({ severity }) => severity)).toEqual(['warning']);
    // What a rule says for information only counts too, as far as the rule's own level goes.
    const mild = { ...finding, code: 'unhandled-outcome', severity: 'information' } as const;
    expect(graded([mild], presets.all).map(({ severity }) => severity)).toEqual(['warning']);
    expect(graded([mild], { ...presets.all, 'unhandled-outcome': 'hint' })[0]?.severity).toBe('hint');
    expect(graded([mild], { ...presets.recommended, 'unhandled-outcome': 'error' })[0]?.severity).toBe('information');
  });
});

const zero = { line: 0, character: 0 };

describe('a project', () => {
  test('grades the findings of its files: the nearest configuration above a file counts', async () => {
    const workspace = await TestWorkspace.create({
      'confer.json': '{ "rules": { "unused-participant": "off", "unknown-protocol": "warning" } }',
      'a.confer': faulty,
      'inner/confer.json': '{ "preset": "correctness" }',
      'inner/deep/b.confer': faulty,
    });
    expect((await checkText(faulty)).map(brief)).toEqual([
      'error unknown-protocol 3:14',
      'warning unused-participant 7:9',
    ]);
    expect(await found(workspace, 'a.confer')).toEqual(['warning unknown-protocol 3:14']);
    expect(await found(workspace, 'inner/deep/b.confer')).toEqual(['error unknown-protocol 3:14']);
    expect(workspace.document('a.confer').diagnostics?.map(({ severity }) => severity)).toEqual([2]);
  });

  test('a project whose file is broken keeps its last valid configuration', async () => {
    const workspace = await TestWorkspace.create({ 'confer.json': '{ "preset": "correctness" }', 'a.confer': faulty });
    const configurations = workspace.shared.workspace.ProjectConfigurations;
    expect(await found(workspace, 'a.confer')).toHaveLength(1);
    expect(await configurations.refresh()).toBe(false);

    await workspace.write({ 'confer.json': '{ "preset": ' });
    expect(await configurations.refresh()).toBe(true);
    expect(await found(workspace, 'a.confer')).toHaveLength(1);
    expect(configurations.all().flatMap(({ problems }) => problems.map(({ severity }) => severity))).toEqual(['error']);

    await workspace.remove('confer.json');
    expect(await configurations.refresh()).toBe(true);
    expect(await found(workspace, 'a.confer')).toHaveLength(2);
    expect(configurations.all()).toEqual([]);
  });

  test('a comment that silences a rule which is off is not an unused one', async () => {
    const workspace = await TestWorkspace.create({
      'confer.json': '{ "rules": { "unknown-protocol": "off" } }',
      'a.confer': '// confer-ignore unknown-protocol: not decided yet\nmessage N on Nowhere\n',
    });
    expect(await found(workspace, 'a.confer')).toEqual([]);
  });

  test('a project has libraries, seen without an import and hidden by one', async () => {
    const workspace = await TestWorkspace.create(
      {
        'confer.json': '{ "library": ["models"] }',
        'models/words.confer': 'protocol P\n',
        'models/deep/more.confer': 'protocol Q\nmessage N on P\n',
        'other/own.confer': 'protocol P\n',
        'flows/a.confer': 'message M on P, Q\n',
        'flows/b.confer': 'import "../other/own.confer"\nmessage M on P\n',
      },
      { open: false },
    );
    await workspace.load('flows/a.confer', 'flows/b.confer');
    expect(await found(workspace, 'flows/a.confer')).toEqual([]);
    expect(await found(workspace, 'models/deep/more.confer')).toEqual([]);
    const [protocol] = workspace.document('flows/b.confer').references;
    expect(protocol !== undefined && 'ref' in protocol && protocol.$nodeDescription?.documentUri.path).toContain('own');

    // What depends on a library is checked again when it changes.
    await workspace.write({ 'models/words.confer': 'protocol R\n' });
    expect(await found(workspace, 'flows/a.confer')).toEqual(['error unknown-protocol 1:14']);
  });

  test('a project reports a library folder without a file', async () => {
    const workspace = await TestWorkspace.create({ 'confer.json': '{ "library": ["none"] }', 'a.confer': faulty });
    const [file] = workspace.shared.workspace.ProjectConfigurations.all();
    expect(file?.problems.map(({ message }) => message)).toEqual(['There is no folder "none" with Confer files here.']);
  });
});
