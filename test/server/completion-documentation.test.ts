import { readFileSync } from 'node:fs';
import path from 'node:path';
import { VirtualFileSystemProvider } from 'langium/test';
import { expect, test } from 'vitest';
import { createAssistServices } from '../../assist/assist-module.js';
import { type CompletionSite, completionContextAt } from '../../assist/completion/completion-context.js';
import type { ParserState } from '../../language/recovery/parser-state.js';
import { root } from '../../scripts/project.mjs';
import { TestEditor } from '../support/editor.js';
import { readFixtures } from '../support/fixtures.js';

/** Places of each kind, and of each mixture of kinds, that are looked at: the first in so many files. */
const MAX_ALIKE = 4;
/** Places at the ends of lines of one shape whose kind is asked for: to ask for it at each word reads each file so often. */
const MAX_OF_SHAPE = 3;

const siteKinds: Record<CompletionSite['kind'], true> = {
  'file-member': true,
  'flow-member': true,
  'model-member': true,
  'model-phase-member': true,
  'attribute-member': true,
  words: true,
  'import-path': true,
  'rule-code': true,
  model: true,
  state: true,
  condition: true,
  answered: true,
  'replaced-phase': true,
  'new-phase-name': true,
  message: true,
  protocol: true,
  role: true,
  value: true,
  step: true,
  arrow: true,
  'step-end': true,
  receiver: true,
  'receivers-end': true,
  exception: true,
  participant: true,
  'bound-participant': true,
  'realized-phase': true,
  'bound-role': true,
  target: true,
  'scenario-phase': true,
  delay: true,
  duration: true,
  'capture-words': true,
  'capture-group': true,
  'capture-base': true,
  'capture-format': true,
  'capture-phase': true,
  'capture-system': true,
  'capture-unit': true,
  deviation: true,
  attribute: true,
  'attribute-value': true,
};

test('in examples and fixtures, at places of every kind, every item is documented', async () => {
  const texts = readFixtures(path.join(root, 'test/fixtures')).flatMap(({ name, files }) =>
    Object.entries(files).map(([file, text]) => ({ name: `${name} ${file}`, text })),
  );
  for (const name of ['examples/escalate-chat.confer', 'examples/callback.confer', 'library/genesys/conference.confer'])
    texts.push({ name, text: readFileSync(path.join(root, name), 'utf8') });
  expect(texts.length).toBeGreaterThan(400);
  const editor = await TestEditor.open({ 'test.confer': '', 'other.confer': 'protocol Elsewhere\nmodel Other {}\n' });
  await editor.addSharedModels();
  const lexer = createAssistServices({ fileSystemProvider: () => new VirtualFileSystemProvider() }).Confer.parser.Lexer;
  const stateAfter = (before: string) => lexer.stateAfter(before);
  const keywords = new Set(Object.keys(lexer.definition));
  const counts = new Map<string, number>();
  const shapes = new Map<string, number>();
  const bare: string[] = [];
  for (const { name, text } of texts) {
    const carets = caretsIn(text, shapes, keywords, stateAfter).filter(
      ({ alike }) => (counts.get(alike) ?? 0) < MAX_ALIKE,
    );
    if (carets.length === 0) continue;
    await editor.rewrite(text);
    for (const { offset, alike } of carets) {
      counts.set(alike, (counts.get(alike) ?? 0) + 1);
      for (const { label, documentation } of await editor.completionsAt(offset)) {
        const summary = typeof documentation === 'object' ? documentation.value : '';
        if (summary.trim() === '') bare.push(`${name} at ${offset} (${alike}): ${label}`);
      }
    }
  }
  expect(bare).toEqual([]);
  const seen = new Set([...counts.keys()].flatMap((alike) => alike.split('+')));
  expect([...seen].sort()).toEqual(Object.keys(siteKinds).sort());
  // Only what hangs is to fail by time: on a busy machine it takes minutes.
}, 600_000);

/**
 * Where words, texts and comments begin: the first place of each kind.
 * @param shapes how often each shape of a line before a place was met in all files; counted on
 */
function caretsIn(
  text: string,
  shapes: Map<string, number>,
  keywords: ReadonlySet<string>,
  stateAfter: (before: string) => ParserState,
): { readonly offset: number; readonly alike: string }[] {
  const found = new Map<string, number>();
  for (const { index, 0: match } of text.matchAll(/(?<![\w^])[\w^]|"|confer-ignore /g)) {
    const offset = index + (/^[\w^]$/.test(match) ? 0 : match.length);
    const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
    if (IN_EXPRESSION.test(line)) continue;
    const shape = shapeOf(line, keywords);
    const times = shapes.get(shape) ?? 0;
    shapes.set(shape, times + 1);
    if (times >= MAX_OF_SHAPE) continue;
    const alike = completionContextAt(text, offset, stateAfter)
      .sites.map(({ kind }) => kind)
      .join('+');
    if (alike !== '' && !found.has(alike)) found.set(alike, offset);
  }
  return [...found].map(([alike, offset]) => ({ alike, offset }));
}

/** A line that ends within an expression of a capture: nothing is completed there. */
const IN_EXPRESSION = /(?:^|\s)\/(?![/*])(?:[^/\\]|\\.)*$/;

/** The line before a place, with all names, texts and numbers alike. */
function shapeOf(line: string, keywords: ReadonlySet<string>): string {
  return line
    .replace(/"[^"]*"/g, '""')
    .replace(/\b[A-Za-z_]\w*/g, (word) => (keywords.has(word) ? word : 'name'))
    .replace(/\d+/g, '0');
}
