import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AstUtils, URI } from 'langium';
import { expect, test } from 'vitest';
import { formatDocument } from '../../../assist/format/formatter.js';
import { ast } from '../../../language/index.js';
import { syntaxFindings } from '../../../language/validation/syntax-errors.js';
import { root } from '../../../scripts/project.mjs';
import { generatedFlow } from '../../bench/generated-flow.js';
import { Chance } from '../../support/random-edits.js';
import { TestWorkspace } from '../../support/workspace.js';

const options = { indent: '  ' };
const workspace = await TestWorkspace.create();

function read(text: string) {
  return workspace.shared.workspace.LangiumDocumentFactory.fromString(text, URI.parse('file:///workspace/part.confer'));
}

/** The same words with other white space between them: none of it parts a comment or joins two words. */
function untidy(text: string, chance: Chance): string {
  return text.replaceAll(/[ \t]+|(?<!\/\/.*)\n(?=\s*(?:next|[A-Z]\w* ->))/g, (space) =>
    chance.of([space, ' ', '   ', space.includes('\n') ? '\n\n' : '\t']),
  );
}

test.each([
  'examples/escalate-chat.confer',
  'examples/escalate-chat-faults.confer',
  'examples/callback.confer',
  'library/genesys/conference.confer',
  'test/language/typos.confer',
])('%s changes in a phase as it would in the whole', (file) => {
  const original = readFileSync(path.join(root, file), 'utf8');
  const commented = original.replaceAll(/^( +)phase /gm, '$1/* c */ phase ').replaceAll('{\n', '{ // c\n');
  let compared = 0;
  for (const text of [original, commented]) {
    const chance = new Chance(text.length);
    for (const written of [text, untidy(text, chance), untidy(text, chance), untidy(text, chance)]) {
      const document = read(written);
      const whole = formatDocument(document, options);
      for (const node of AstUtils.streamAst(document.parseResult.value)) {
        const cst = node.$cstNode;
        if (cst === undefined || !(ast.isFlowPhase(node) || ast.isModelPhase(node) || ast.isScenario(node))) continue;
        const start = written.lastIndexOf('\n', cst.offset) + 1;
        for (
          let end = written.indexOf('\n', cst.offset);
          end >= 0 && end <= cst.end;
          end = written.indexOf('\n', end + 1)
        ) {
          const wanted = whole.filter((change) => change.end >= start && change.end <= end);
          expect(formatDocument(document, options, { start, end })).toEqual(wanted);
          compared += wanted.length;
        }
      }
    }
  }
  expect(compared).toBeGreaterThan(0);
});

test('a phase is formatted without a look at the words of the others', () => {
  const text = generatedFlow(12).replaceAll('    ', '  ');
  const document = read(text);
  const flow = AstUtils.streamAst(document.parseResult.value).find(ast.isFlow);
  const phases = flow?.members.filter(ast.isFlowPhase) ?? [];
  // As after a key: what is misplaced was looked for in the other phases before.
  syntaxFindings(document);
  for (const { $cstNode } of phases.slice(5)) {
    Object.defineProperty($cstNode, 'content', {
      get: () => {
        throw new Error('This phase was looked at.');
      },
    });
  }
  const third = phases[3]?.$cstNode;
  if (third === undefined) throw new Error('There is no such phase.');
  const start = text.lastIndexOf('\n', third.offset) + 1;
  expect(formatDocument(document, options, { start, end: third.end })).not.toEqual([]);
  expect(() => formatDocument(document, options)).toThrow('This phase was looked at.');
});
