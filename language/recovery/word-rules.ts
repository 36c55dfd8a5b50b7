import { GrammarAST } from 'langium';
import type { Token, TokenTypes } from './automaton.js';

/** How one token is taken. */
export interface Word {
  readonly tokenType: Token['tokenType'];
  /** Where the grammar has it. */
  readonly feature: GrammarAST.Keyword | GrammarAST.RuleCall;
}

/**
 * The words that a rule takes one of, by token type, the first that takes a token.
 * @returns undefined if the rule may take anything but one token
 */
export function wordsOf(
  rule: GrammarAST.ParserRule | GrammarAST.InfixRule,
  tokenTypes: TokenTypes,
): ReadonlyMap<number, Word> | undefined {
  if (!GrammarAST.isParserRule(rule) || rule.dataType === undefined) return undefined;
  const words = new Map<number, Word>();
  return addWords(rule.definition, tokenTypes, words) ? words : undefined;
}

/** Adds the tokens that an element of the grammar takes; false if it may take anything but one token. */
function addWords(element: GrammarAST.AbstractElement, tokenTypes: TokenTypes, words: Map<number, Word>): boolean {
  if (element.cardinality !== undefined) return false;
  if (GrammarAST.isAlternatives(element)) return element.elements.every((one) => addWords(one, tokenTypes, words));
  if (GrammarAST.isKeyword(element)) return addWord(element, element.value, tokenTypes, words);
  if (!GrammarAST.isRuleCall(element)) return false;
  const called = element.rule.ref;
  if (GrammarAST.isTerminalRule(called)) return addWord(element, called.name, tokenTypes, words);
  return (
    GrammarAST.isParserRule(called) && called.dataType !== undefined && addWords(called.definition, tokenTypes, words)
  );
}

function addWord(feature: Word['feature'], name: string, tokenTypes: TokenTypes, words: Map<number, Word>): boolean {
  const tokenType = tokenTypes[name];
  if (tokenType?.tokenTypeIdx === undefined) return false;
  if (!words.has(tokenType.tokenTypeIdx)) words.set(tokenType.tokenTypeIdx, { tokenType, feature });
  return true;
}
