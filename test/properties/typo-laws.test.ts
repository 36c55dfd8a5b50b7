import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { propertyFactor } from '../support/property-factor.js';
import { Chance } from '../support/random-edits.js';
import { TestWorkspace } from '../support/workspace.js';
import { timeLimit } from './checking.js';

const good = readFileSync(path.join(import.meta.dirname, '../language/typos.confer'), 'utf8');
const lines = good.split('\n');
const workspace = await TestWorkspace.create({ 'typo.confer': good });
const words = workspace.services.parser.Lexer.tokenize(good).tokens;
const tries = 40 * propertyFactor;

/** First lines of the declarations that a mistake must not leave, zero-based. */
const declarations = lines.flatMap((line, index) => (/^(?:model|flow) /.test(line) ? [index] : []));
/** The declaration a line belongs to, -1 for the vocabulary at the top. */
const declarationAt = (line: number) => declarations.findLastIndex((start) => start <= line);
/** Declarations that may have findings if one has a mistake: the flow that follows the model. */
const restsOn = (declaration: number) => [declaration, ...(declaration === 0 ? [1] : [])];

/** Replaces one word of the file, and returns the number of problems found then. */
async function check(word: (typeof words)[number], written: string): Promise<number> {
  const text = good.slice(0, word.startOffset) + written + good.slice((word.endOffset ?? word.startOffset) + 1);
  await workspace.write({ 'typo.confer': text });
  const document = workspace.document('typo.confer');
  const { findings } = await workspace.services.analysis.AnalysisProvider.analyze(document);
  const problems = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
  const declaration = declarationAt((word.startLine ?? 1) - 1);
  const context = `"${word.image}" of line ${word.startLine}, written "${written}"`;
  expect(document.parseResult.parserErrors, `${context}: the parser reads the repaired text`).toEqual([]);
  for (const { code, message, range } of declaration < 0 ? [] : problems) {
    const { line } = range.start;
    // A block that is not closed is reported where the next declaration begins.
    if (code === 'syntax-error' && declarations.includes(line)) continue;
    expect(restsOn(declaration), `${context}: ${code} on line ${line + 1}: ${message}`).toContain(declarationAt(line));
  }
  return problems.length;
}

async function average(seed: number, write: (chance: Chance, image: string) => string): Promise<number> {
  const chance = new Chance(seed);
  let found = 0;
  for (let count = 0; count < tries; count++) {
    const word = chance.of(words);
    found += await check(word, write(chance, word.image));
  }
  return found / tries;
}

describe('a file with one wrong word has about one finding, and none in another flow or model', () => {
  test('a file with one wrong word has about one finding, and none in another flow or model where the word is left out', {
    timeout: timeLimit,
  }, async () => {
    expect(await average(1, () => '')).toBeLessThan(1.3);
  });

  test('a file with one wrong word has about one finding, and none in another flow or model where it is written twice', {
    timeout: timeLimit,
  }, async () => {
    expect(await average(2, (_, image) => `${image} ${image}`)).toBeLessThan(1.3);
  });

  test('a file with one wrong word has about one finding, and none in another flow or model, if a sign replaces it', {
    timeout: timeLimit,
  }, async () => {
    const signs = [',', ':', '->', '{', '}', '(', ')', '|', '%', ';', '=', '=>'];
    expect(await average(3, (chance) => chance.of(signs))).toBeLessThan(1.6);
  });

  test('a file with one wrong word has about one finding, and none in another flow or model, if another word replaces it', {
    timeout: timeLimit,
  }, async () => {
    // A declaration under another name is missing at each of its uses.
    expect(await average(4, (chance) => chance.of(words).image)).toBeLessThan(3);
  });
});
