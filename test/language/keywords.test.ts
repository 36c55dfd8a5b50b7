import { beforeAll, expect, test } from 'vitest';
import { starters } from '../../assist/completion/completion-context.js';
import { memberSnippets } from '../../assist/completion/member-snippets.js';
import { keywordText } from '../../assist/hover/keyword-texts.js';
import { flow, invite } from '../support/completed-flow.js';
import { TestEditor } from '../support/editor.js';
import { TestWorkspace } from '../support/workspace.js';

// What stays by hand in addition to the grammar, as CONTRIBUTING's "Add a keyword" lists it.

let lexer: TestWorkspace['services']['parser']['Lexer'];
beforeAll(async () => {
  lexer = (await TestWorkspace.create()).services.parser.Lexer;
});

const blocks = [
  ['ConferFile', 'file', 'file-member'],
  ['Flow', 'flow', 'flow-member'],
  ['Model', 'model', 'model-member'],
  ['ModelPhase', 'model-phase', 'model-phase-member'],
  ['Message', 'message', 'attribute-member'],
] as const;

test.each(blocks)('every word that begins a member of %s begins a statement at the caret', (rule, kind) => {
  // `all` in a row does not begin a statement: it may follow the words of another.
  const missing = lexer.startersOf(rule).filter((word) => word !== 'all' && !starters[kind].has(word));
  expect(missing).toEqual([]);
});

test.each(blocks)('every word that begins a member of %s has a snippet', (rule, _kind, member) => {
  const labels = memberSnippets(member).map(({ label }) => label.split(' ')[0]);
  expect(lexer.startersOf(rule).filter((word) => !labels.includes(word))).toEqual([]);
});

test('every keyword of models and flows is explained on hover', () => {
  const words = ['ConferFile', 'Flow', 'Model', 'ModelPhase', 'FlowPhase', 'Message'].flatMap((rule) =>
    lexer.keywordsFrom(rule),
  );
  expect(words.length).toBeGreaterThan(50);
  expect([...new Set(words)].filter((word) => keywordText(word) === undefined)).toEqual([]);
});

const literal = `protocol P
event Asked on P { Late: boolean }
flow F {
  party A
  party B
  phase X { A -> B : Asked(Late: ¦) }
}
`;

/** A place for each word of a flow where completion offers it; `¦` is the caret. */
const places: Readonly<Record<string, string>> = {
  after: invite('    Alice -> Ixn : RequestConference ¦\n'),
  all: invite('    Ixn -> ¦\n'),
  as: flow('  party Carl ¦\n'),
  end: invite('    next ¦\n'),
  except: invite('    Ixn -> all joined ¦\n'),
  false: literal,
  initially: flow('  party Carl ¦\n'),
  is: flow('  phase Invite ¦\n'),
  next: invite('    Alice -> Ixn : RequestConference\n    ¦\n'),
  on: invite('    Ixn -> Stat : EventPartyAdded ¦\n'),
  party: flow('  ¦\n'),
  phase: flow('  ¦\n'),
  scenario: flow('  ¦\n'),
  start: flow('  ¦\n'),
  system: flow('  ¦\n'),
  true: literal,
};

test('every keyword of flows and of their phases is completed somewhere', async () => {
  const words = new Set(['Flow', 'FlowPhase'].flatMap((rule) => lexer.keywordsFrom(rule)));
  expect([...words].filter((word) => !Object.hasOwn(places, word))).toEqual([]);
  const editor = await TestEditor.open('');
  const missing: string[] = [];
  for (const [word, text] of Object.entries(places)) {
    await editor.rewrite(text);
    const offered = (await editor.completions('test.confer')).map(({ label }) => label.split(' ')[0]);
    if (!offered.includes(word)) missing.push(`${word}: ${offered.slice(0, 9).join()}`);
  }
  expect(missing).toEqual([]);
});
