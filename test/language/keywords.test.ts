import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type AstNode, AstUtils, GrammarAST } from 'langium';
import { beforeAll, expect, test } from 'vitest';
import { starters } from '../../assist/completion/completion-context.js';
import { keywordsAfterNames, tokensBeforeNames } from '../../assist/completion/keyword-neighbors.js';
import { memberSnippets } from '../../assist/completion/member-snippets.js';
import { keywordText } from '../../assist/hover/keyword-texts.js';
import { listInWords } from '../../language/recovery/messages/expectations.js';
import { blockWords } from '../../language/recovery/repair/braces.js';
import { flow, invite } from '../support/completed-flow.js';
import { TestEditor } from '../support/editor.js';
import { type TerminalPlace, terminalPlaces } from '../support/grammar-words.js';
import { TestWorkspace } from '../support/workspace.js';

// What stays by hand in addition to the grammar, as CONTRIBUTING's "Add a keyword" lists it.

let lexer: TestWorkspace['services']['parser']['Lexer'];
let terminals: readonly TerminalPlace[];
let literals: readonly TerminalPlace['terminal'][];
let grammar: GrammarAST.Grammar;
beforeAll(async () => {
  const { services } = await TestWorkspace.create();
  lexer = services.parser.Lexer;
  grammar = services.Grammar;
  literals = terminalPlaces(services).flatMap(({ terminal }) => (terminal.kind === 'literal' ? [terminal] : []));
  // Completion in captures asks the grammar alone.
  terminals = terminalPlaces(services).filter(({ terminal }) => !terminal.rule.startsWith('Capture'));
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

test('every keyword has a color', () => {
  const syntax: unknown = JSON.parse(
    readFileSync(path.join(import.meta.dirname, '../../syntaxes/confer.tmLanguage.json'), 'utf8'),
  );
  const patterns: string[] = [];
  JSON.stringify(syntax, (key, value: unknown) => {
    if (typeof value === 'string' && ['match', 'begin', 'end'].includes(key)) patterns.push(value);
    return value;
  });
  const keywords = AstUtils.streamAst(grammar)
    .filter(GrammarAST.isKeyword)
    .map(({ value }) => value);
  const words = [...new Set(keywords)].filter((word) => /^[a-z]+$/.test(word));
  expect(words.length).toBeGreaterThan(80);
  // Part of a longer list: a word next to "|", a parenthesis or the end of a word.
  const hasColor = (word: string) =>
    patterns.some((pattern) => new RegExp(`(?:\\\\b|[(|:])${word}(?:\\\\b|[)|(?])`).test(pattern));
  expect(words.filter((word) => !hasColor(word))).toEqual([]);
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

test('completion knows every keyword that can follow a name inside a member', () => {
  const following = terminals.flatMap(({ terminal, next }) => (terminal.kind === 'name' ? next : []));
  const words = following.filter(({ kind, rule }) => kind === 'word' && !rule.startsWith('Capture'));
  expect([...new Set(words.map(({ text }) => text))].sort()).toEqual([...keywordsAfterNames].sort());
});

test('completion knows every keyword and sign that has a name after it wherever it is', () => {
  // A comma may end an attribute as well; the next attribute begins with its name.
  const tokens = terminals.filter(
    ({ terminal: { kind, text, rule } }) =>
      (kind === 'word' || kind === 'sign') && !(text === ',' && rule === 'Message'),
  );
  const withOther = tokens.filter(({ next }) => next.every(({ kind }) => kind !== 'name'));
  const others = new Set(withOther.map(({ terminal }) => terminal.text));
  const before = new Set(tokens.map(({ terminal }) => terminal.text).filter((text) => !others.has(text)));
  expect([...before].sort()).toEqual([...tokensBeforeNames].sort());
});

test('every word that begins what may have a block is known where braces are counted', () => {
  const heads = grammar.rules.flatMap(headsOfBlock);
  expect([...blockWords].sort()).toEqual([...new Set(heads)].sort());
});

/** The words that a rule with braces begins with. */
function headsOfBlock(rule: GrammarAST.AbstractRule): string[] {
  const keywords = (node: AstNode) =>
    AstUtils.streamAst(node).flatMap((part) => (GrammarAST.isKeyword(part) ? [part.value] : []));
  if (!GrammarAST.isParserRule(rule) || !keywords(rule).includes('{')) return [];
  const elements = GrammarAST.isGroup(rule.definition) ? rule.definition.elements : [];
  const first = elements.find((element) => !GrammarAST.isAction(element));
  return first === undefined ? [] : [...keywords(first)];
}

test('every value is expected in words, without the name of its terminal', () => {
  expect(new Set(literals.map(({ text }) => text)).size).toBeGreaterThan(4);
  for (const terminal of literals) {
    expect(listInWords([{ ...terminal, begins: false }]), terminal.text).not.toMatch(/[A-Z]{2}|^a value$/);
  }
});
