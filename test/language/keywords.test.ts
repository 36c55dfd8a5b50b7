import { beforeAll, expect, test } from 'vitest';
import { starters } from '../../assist/completion/completion-context.js';
import { memberSnippets } from '../../assist/completion/member-snippets.js';
import { keywordText } from '../../assist/hover/keyword-texts.js';
import { TestWorkspace } from '../support/workspace.js';

// What stays by hand beside the grammar, as CONTRIBUTING's "To add a keyword" lists it.

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
  // `all` in a row is no statement's beginning: it may stand behind the words of another.
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
